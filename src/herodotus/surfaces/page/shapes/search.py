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
    start: int
    hits: list[HitShape]
    more: bool


class ChoiceShape(Shape):
    """A way to narrow a question: the keys of its address with their values, and how many sentences it leaves."""

    value: str
    count: int
    asks: dict[str, str]


class NarrowingShape(Shape):
    """A field with its commonest values; ``others`` is how many more values it has."""

    field: str
    values: list[ChoiceShape]
    others: int


class FacetsPage(Shape):
    """What the sentences found can be narrowed to; ``all`` says that every one of them was counted."""

    line: str
    sentences: int
    all: bool
    facets: list[NarrowingShape]


class NamedThing(Shape):
    """An actor, place, incident or report that goes by a name, and where it is."""

    kind: str
    name: str
    address: str
    reports: int


class NamedPage(Shape):
    """What goes by a name that holds some words."""

    rows: list[NamedThing]
