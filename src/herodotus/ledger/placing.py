"""
Where events are told to have happened: as precisely as each place is known and no more, and how well it is supported.

Counted are incidents: a happening that ten reports tell is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.ledger import happenings, tables
from herodotus.ledger.conditions import Asked
from herodotus.ledger.queries import Query, several

MOST = 400
"""Places of one map; the fullest come first."""


@dataclass(frozen=True, slots=True)
class Spot:
    """
    A place and how many incidents, events and reports tell of it.

    ``lat`` and ``lon`` are None where no gazetteer holds it; ``sure`` is False where it has them and nothing but its name
    speaks for them. ``shared`` numbers those of its incidents that are told at other places of the map, too: whoever adds
    places up counts each of them once.
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
    incidents: int
    events: int
    reports: int
    displays: tuple[tuple[str, int], ...] = ()
    shared: tuple[int, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether something speaks for where it lies."""
        return self.lat is not None and self.support is not None


@dataclass(frozen=True, slots=True)
class Spots:
    """The places of a query, the fullest first: ``places`` of them in all; its incidents, events with a place and without."""

    spots: tuple[Spot, ...]
    places: int
    incidents: int
    placed: int
    nowhere: int


def spots(db: Connection, query: Query, *, most: int = MOST) -> Spots:
    """Return the places of the events that a query asks for."""
    event, place = tables.event, tables.place
    asked = Asked(db, query).of_one(event)
    rows = db.execute(
        sa.select(place.c.spot, event.c.report, event.c.display, happenings.HAPPENING)
        .select_from(happenings.JOINED.join(place, _is_there()))
        .where(event.c.place.is_not(None), *asked)
    ).all()
    gathered = _gathered(rows)
    fullest = sorted(gathered.values(), key=lambda one: (-len(one.incidents), -one.events, one.id))
    everything = db.execute(sa.select(sa.func.count()).select_from(event).where(*asked)).scalar_one()
    incidents = len({row[3] for row in rows})
    return Spots(_described(db, fullest[:most]), len(fullest), incidents, len(rows), int(everything) - len(rows))


def names_of(db: Connection, query: Query) -> dict[str, str]:
    """Return what the spots and the incident of a query are called, by what it names them by."""
    place, incident = tables.place, tables.incident
    asked = place.c.spot.in_(several(query.spot))
    rows = db.execute(sa.select(place.c.spot, sa.func.min(place.c.name)).where(asked).group_by(place.c.spot))
    found = {spot: f"{name}?" if spot.endswith("?") else name for spot, name in rows}
    label = sa.select(incident.c.id, incident.c.label, incident.c.place).where(incident.c.id == (query.incident or ""))
    return found | {row.id: ", ".join(filter(None, [row.label, row.place])) for row in db.execute(label)}


def _is_there() -> Any:
    event, place = tables.event, tables.place
    return sa.and_(place.c.report == event.c.report, place.c.id == event.c.place)


class _Gathered:
    """What is told of one spot, being counted."""

    __slots__ = ("displays", "events", "id", "incidents", "reports", "seen")

    def __init__(self, spot: str, report: int) -> None:
        self.id, self.seen = spot, report
        self.events = 0
        self.incidents: set[str] = set()
        self.reports: set[int] = set()
        self.displays: dict[str, int] = {}


def _gathered(rows: Iterable[Any]) -> Mapping[str, _Gathered]:
    found: dict[str, _Gathered] = {}
    for spot, report, display, happening in rows:
        one = found.get(spot)
        if one is None:
            one = found[spot] = _Gathered(spot, report)
        one.events += 1
        one.incidents.add(happening)
        one.reports.add(report)
        one.displays[display] = one.displays.get(display, 0) + 1
    return found


def _described(db: Connection, gathered: list[_Gathered]) -> tuple[Spot, ...]:
    """Return spots with what a report tells of each: name, country, where it lies."""
    numbers = _shared(gathered)
    table, wanted = tables.place, {(one.seen, one.id): one for one in gathered}
    rows = db.execute(sa.select(table).where(*happenings.among(table.c.report, table.c.spot, list(wanted))))
    told = {(row.report, row.spot): row for row in rows}
    return tuple(_spot(one, told[key], numbers) for key, one in wanted.items())


def _shared(gathered: Iterable[_Gathered]) -> dict[str, int]:
    """Return a number for each incident that is told at several of some spots."""
    places = Counter(happening for one in gathered for happening in one.incidents)
    return {happening: n for n, happening in enumerate(sorted(name for name, count in places.items() if count > 1))}


def _spot(one: _Gathered, row: Any, numbers: Mapping[str, int]) -> Spot:
    displays = sorted(one.displays.items(), key=lambda pair: (-pair[1], pair[0]))
    return Spot(
        one.id, row.key, row.name, row.country, row.admin1, row.lat, row.lon, row.precision, row.support, len(one.incidents),
        one.events, len(one.reports), tuple(displays), tuple(sorted(numbers[each] for each in one.incidents if each in numbers)),
    )  # fmt: skip
