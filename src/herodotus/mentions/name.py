"""A name in the text of a report, as the reader marked it or the tables know it."""

from __future__ import annotations

from dataclasses import dataclass

from herodotus.mentions.tables import Known
from herodotus.model import Span


@dataclass(frozen=True, slots=True)
class Name:
    """
    A name in the text. ``label`` is PER, ORG, LOC or MISC; ``head`` the span of its head token; ``known`` what the tables
    hold of it, or None; ``inner`` the state named inside a longer name ("Bank of Norland"); ``sentence`` and ``tokens`` say
    where it stands; ``also`` what else the report says the same body is called ("Ash Front (*AF*)").
    """

    span: Span
    head: Span
    label: str
    sentence: int
    tokens: tuple[int, ...]
    known: Known | None = None
    inner: Known | None = None
    also: str | None = None


USERS, NOBODY = "user", "user: nobody"
"""Sources of what a user's dictionary says; the second: that a phrase is no actor."""
