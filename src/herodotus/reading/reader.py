"""What every reader of sentences offers, whichever parser stands behind it."""

from __future__ import annotations

from typing import Protocol

from herodotus.model import Sentence


class Reader(Protocol):
    """
    Turns a report's text into sentences with tags, lemmas, dependencies and names.

    ``id`` says exactly which reader it is ("sha256:…"), so that an account can name what made it.
    """

    @property
    def id(self) -> str:
        """The reader's fingerprint."""
        ...

    def read(self, text: str, start: int = 0) -> tuple[Sentence, ...]:
        """Return the sentences of a text from ``start`` on, in order; every token's span lies in ``text``."""
        ...
