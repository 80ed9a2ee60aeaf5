"""Sentences that were looked for."""

from __future__ import annotations

from herodotus.surfaces.page.shapes.base import Shape


class Piece(Shape):
    """A piece of a sentence; ``marked`` ones were looked for."""

    text: str
    marked: bool


class ToldIn(Shape):
    """An event or statement of a sentence in a few words."""

    id: str
    words: str
    display: str | None


class HitShape(Shape):
    """A sentence that was found, and what is told in it."""

    short: str
    publisher: str | None
    published: str | None
    sentence: int
    pieces: list[Piece]
    told: list[ToldIn]


class SearchPage(Shape):
    """What was found; ``line`` is the question in the one form that can be asked again."""

    line: str
    hits: list[HitShape]
    more: bool
