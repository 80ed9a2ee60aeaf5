"""Where and when events are told to have happened: the map, the timeline, and the bars of days beside both."""

from __future__ import annotations

from herodotus.surfaces.page.shapes.base import Shape


class SpotShape(Shape):
    """
    A place on the map, as precisely as it is known, and how many incidents, events and reports tell of it.

    ``sure`` is false where it has coordinates and nothing but its name speaks for them; ``support`` is what does. ``shared``
    numbers those of its incidents that are told at other places of this map, too.
    """

    id: str
    key: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    support: str | None
    sure: bool
    incidents: int
    events: int
    reports: int
    displays: dict[str, int]
    shared: list[int]


class MapPage(Shape):
    """
    Places with events, the fullest first, and how many there are in all.

    ``nowhere`` is how many events have no place in their report; ``waiting`` reports are not compared, so that what they tell
    counts as told by nobody else; ``names`` are those of the spots and the incident that are asked for.
    """

    line: str
    spots: list[SpotShape]
    places: int
    incidents: int
    placed: int
    nowhere: int
    waiting: int
    names: dict[str, str]


class SaidShape(Shape):
    """Who holds an event, by which statement, what he does with it, and when he said so."""

    statement: str
    voice: str
    stance: str | None
    earliest: str | None
    latest: str | None


class Told(Shape):
    """An event as one report tells it, on one line; on the clock of what was said a statement, its act as ``label``."""

    id: str
    report: str
    short: str
    publisher: str | None
    published: str | None
    words: str
    label: str | None
    type: str | None
    display: str | None
    source: str | None
    target: str | None
    place: str | None
    earliest: str | None
    latest: str | None
    granularity: str | None
    said: list[SaidShape]


class HappeningShape(Shape):
    """What reports tell as one: ``told`` times in ``reports``, the first tellings of it; ``incident`` where more than one do."""

    incident: str | None
    told: int
    reports: int
    tellings: list[Told]


class TimelinePage(Shape):
    """
    What has a time on the clock, in order: ``total`` in all, ``undated`` have none (and are listed when they are asked for).

    A row stands where the first telling of its happening does; ``start`` and ``limit`` count tellings.
    """

    line: str
    total: int
    undated: int
    start: int
    limit: int
    waiting: int
    names: dict[str, str]
    rows: list[HappeningShape]


class BarShape(Shape):
    """How much stands on the days from ``first`` to ``last``."""

    first: str
    last: str
    count: int


class DaysPage(Shape):
    """Days of the clock as bars, whatever days are asked for; ``before`` and ``after`` lie outside them."""

    line: str
    bars: list[BarShape]
    before: int
    after: int
