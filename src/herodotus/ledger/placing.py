"""Where events are told to have happened: places with what happened there, as precisely as each is known and no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.ledger import tables

MOST = 400
"""Places of one map; the fullest come first."""


@dataclass(frozen=True, slots=True)
class Within:
    """Which events are asked for: days from and to, words of display (happened, alleged …), PLOVER types; none asks for all."""

    first: str | None = None
    last: str | None = None
    displays: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    country: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place and how many events and reports tell of it; ``lat`` and ``lon`` are None where no gazetteer holds it."""

    key: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    events: int
    reports: int
    displays: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class There:
    """An event at a place, and the report that tells it."""

    report: str
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


def spots(db: Connection, within: Within) -> tuple[list[Spot], int, int]:
    """Return the places, how many events have a place, and how many have none."""
    event, place = tables.event, tables.place
    joined = event.join(place, sa.and_(place.c.report == event.c.report, place.c.id == event.c.place))
    asked = list(_asked(within))
    grouped = (place.c.key, place.c.country, place.c.lat, place.c.lon, place.c.precision)
    rows = db.execute(
        sa.select(
            place.c.key, sa.func.min(place.c.name).label("name"), place.c.country, sa.func.min(place.c.admin1).label("admin1"),
            place.c.lat, place.c.lon, place.c.precision, event.c.display, sa.func.count().label("events"),
            sa.func.count(sa.distinct(event.c.report)).label("reports"),
        ).select_from(joined).where(*asked).group_by(*grouped, event.c.display)
    ).all()  # fmt: skip
    found = _together(rows)
    placed = sum(spot.events for spot in found)
    nowhere = db.execute(
        sa.select(sa.func.count()).select_from(event).where(event.c.place.is_(None), *asked)
    ).scalar_one()
    return found[:MOST], placed, int(nowhere)


def _together(rows: Iterable[sa.Row[Any]]) -> list[Spot]:
    """Join the rows of one place, one for each word of display, into a spot; the fullest first."""
    found: dict[tuple[object, ...], Spot] = {}
    for row in rows:
        where = (row.key, row.country, row.lat, row.lon, row.precision)
        here = found.get(where) or Spot(
            row.key, row.name, row.country, row.admin1, row.lat, row.lon, row.precision, 0, 0
        )
        found[where] = replace(
            here, events=here.events + row.events, reports=max(here.reports, row.reports),
            displays=(*here.displays, (row.display, row.events)),
        )  # fmt: skip
    return sorted(found.values(), key=lambda spot: (-spot.events, spot.key, spot.country or ""))


def there(db: Connection, within: Within, *, most: int = 200) -> list[There]:
    """Return events, the latest first; those without a day come last."""
    event, report, place = tables.event, tables.report, tables.place
    joined = event.join(report, report.c.n == event.c.report).outerjoin(
        place, sa.and_(place.c.report == event.c.report, place.c.id == event.c.place)
    )
    columns = (
        report.c.id, event.c.id.label("event"), report.c.publisher, report.c.published, event.c.label, event.c.type,
        event.c.display, event.c.source, event.c.target, event.c.place_name, event.c.earliest, event.c.latest,
        event.c.granularity,
    )  # fmt: skip
    asked = list(_asked(within))
    if within.place is not None:
        asked.append(place.c.key == within.place)
        asked.append(place.c.country.is_(None) if within.country is None else place.c.country == within.country)
    order = (event.c.earliest.is_(None), event.c.earliest.desc(), report.c.id, event.c.start)
    rows = db.execute(sa.select(*columns).select_from(joined).where(*asked).order_by(*order).limit(most)).all()
    return [There(*(row[n] for n in range(len(columns)))) for row in rows]


def _asked(within: Within) -> Iterator[sa.ColumnElement[bool]]:
    """Yield what narrows the events. An event whose day is not known is in no stretch of days."""
    event = tables.event
    if within.first:
        yield event.c.latest >= within.first
    if within.last:
        yield event.c.earliest <= f"{within.last}~"  # "~" comes after every instant of the day
    if within.displays:
        yield event.c.display.in_(within.displays)
    if within.types:
        yield event.c.type.in_(within.types)
