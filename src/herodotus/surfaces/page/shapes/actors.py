"""Actors across reports, their dyads and their dossiers."""

from __future__ import annotations

from herodotus.surfaces.page.shapes.base import Shape


class KnownShape(Shape):
    """An actor across reports."""

    key: str
    name: str
    kind: str | None
    country: str | None
    reports: int
    acts: int
    speaks: int


class DyadShape(Shape):
    """Who does what kind of thing to whom, how often it is told, and how often as having happened."""

    source: str
    source_name: str
    target: str
    target_name: str
    quad: str
    events: int
    happened: int


class ActorsPage(Shape):
    """Actors, those of most reports first, and the network of the fullest dyads."""

    total: int
    start: int
    rows: list[KnownShape]
    dyads: list[DyadShape]


class LineShape(Shape):
    """One thing of a dossier."""

    short: str
    id: str
    earliest: str | None
    latest: str | None
    words: str
    display: str | None
    voice: str | None
    publisher: str | None
    published: str | None


class SectionShape(Shape):
    """A part of a dossier."""

    name: str
    count: int
    lines: list[LineShape]


class DossierPage(Shape):
    """One actor across reports."""

    key: str
    names: list[str]
    kinds: list[str]
    countries: list[str]
    reports: int
    sections: list[SectionShape]
    dyads: list[DyadShape]
