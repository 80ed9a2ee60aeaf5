"""Settings: made once at the edge, frozen, and passed down. There are no globals to change."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """
    What may be chosen about a run.

    ``ledger`` is a SQLAlchemy URL or a path; sizes are in bytes; ``longest_report``
    in characters: what follows is kept and not read, since no report has the length of a book.

    >>> Settings().longest_report
    200000
    """

    ledger: str = "herodotus.db"
    language: str = "en"
    threads: int = 1
    longest_report: int = 200_000
    largest_text: int = 50_000_000
    largest_page: int = 20_000_000
