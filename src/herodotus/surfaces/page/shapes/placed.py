"""Where and when events are told to have happened: the map and the timeline."""

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
