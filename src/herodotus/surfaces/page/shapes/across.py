"""Across reports: places, times, actors, sentences that were looked for."""

from __future__ import annotations

from herodotus.surfaces.page.shapes.base import Shape


class SpotShape(Shape):
    """A place on the map, as precisely as it is known, with how many events of each word of display are told there."""

    key: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    events: int
    reports: int
    displays: dict[str, int]


class MapPage(Shape):
    """Places with events; ``nowhere`` is how many events have no place in their report."""

    spots: list[SpotShape]
    placed: int
    nowhere: int


class Told(Shape):
    """An event as one report tells it, on one line."""

    report: str
    short: str
    event: str
    publisher: str | None
    published: str | None
    label: str | None
    type: str | None
    display: str | None
    source: str | None
    target: str | None
    place: str | None
    earliest: str | None
    latest: str | None
    granularity: str | None


class SaidShape(Shape):
    """Who spoke of an event, what he did with it, and when."""

    statement: str
    speaker: str
    stance: str
    earliest: str | None
    latest: str | None


class TimelineRow(Told):
    """An event with the times at which somebody spoke of it."""

    said: list[SaidShape]


class TimelinePage(Shape):
    """Events in the order in which they happened; those without a day last."""

    total: int
    undated: int
    start: int
    limit: int
    rows: list[TimelineRow]


class ToldPage(Shape):
    """Events on one line each."""

    rows: list[Told]


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
