"""
When and where events are told to have happened: as precisely as each is known and no more.

Three times are kept apart: when it happened, when somebody spoke of it, when the report was published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts.names import folded
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
    actor: str | None = None


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


@dataclass(frozen=True, slots=True)
class Said:
    """Who spoke of an event, what he did with it, and when."""

    statement: str
    speaker: str
    stance: str
    earliest: str | None
    latest: str | None


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
    """Return the events of a place, the latest first; those without a day come last."""
    event = tables.event
    order = (event.c.earliest.is_(None), event.c.earliest.desc(), event.c.report, event.c.start)
    return _events(db, within, order, start=0, most=most)


def course(db: Connection, within: Within, *, start: int = 0, most: int = 200) -> tuple[list[There], int, int]:
    """Return events in the order in which they happened, those without a day last; how many there are; how many have no day."""
    event = tables.event
    begins = sa.func.coalesce(event.c.earliest, event.c.latest)
    order = (begins.is_(None), begins, event.c.report, event.c.start)
    counted = sa.select(sa.func.count(), sa.func.count(begins)).select_from(event).where(*_asked(within))
    total, dated = db.execute(counted).one()
    return _events(db, within, order, start=start, most=most), total, total - dated


def _events(
    db: Connection, within: Within, order: tuple[sa.ColumnElement[Any], ...], *, start: int, most: int
) -> list[There]:
    """Return some events with their reports; they are chosen first and joined then, or a large ledger is sorted whole."""
    event, report = tables.event, tables.report
    asked = [*_asked(within), *_placed(within)]
    chosen = sa.select(event.c.report, event.c.id).where(*asked).order_by(*order).limit(most).offset(start).subquery()
    joined = chosen.join(event, sa.and_(event.c.report == chosen.c.report, event.c.id == chosen.c.id)).join(
        report, report.c.n == event.c.report
    )
    columns = (
        report.c.id, event.c.id.label("event"), report.c.publisher, report.c.published, event.c.label, event.c.type,
        event.c.display, event.c.source, event.c.target, event.c.place_name, event.c.earliest, event.c.latest,
        event.c.granularity,
    )  # fmt: skip
    rows = db.execute(sa.select(*columns).select_from(joined).order_by(*order)).all()
    return [There(*(row[n] for n in range(len(columns)))) for row in rows]


def _placed(within: Within) -> Iterator[sa.ColumnElement[bool]]:
    """Yield what keeps the events of one place."""
    event, place = tables.event, tables.place
    if within.place is not None:
        there = sa.and_(place.c.report == event.c.report, place.c.id == event.c.place, place.c.key == within.place)
        country = place.c.country.is_(None) if within.country is None else place.c.country == within.country
        yield sa.exists().where(there, country).correlate(event)


def said_of(db: Connection, events: Sequence[There]) -> dict[tuple[str, str], list[Said]]:
    """Return who spoke of each of some events, and when, by report and event; only what has a time of its own."""
    claim, said, report = tables.claim, tables.statement, tables.report
    joined = claim.join(said, sa.and_(said.c.report == claim.c.report, said.c.id == claim.c.statement)).join(
        report, report.c.n == claim.c.report
    )
    wanted = (
        sa.select(
            report.c.id,
            claim.c.event,
            claim.c.statement,
            said.c.speaker,
            claim.c.stance,
            said.c.earliest,
            said.c.latest,
        )
        .select_from(joined)
        .where(report.c.id.in_({one.report for one in events}), said.c.earliest.is_not(None))
        .order_by(said.c.earliest, claim.c.n)
    )
    found: dict[tuple[str, str], list[Said]] = {}
    for row in db.execute(wanted).all():
        one = Said(row.statement, row.speaker, row.stance, row.earliest, row.latest)
        found.setdefault((row.id, row.event), []).append(one)
    return found


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
    if within.actor:
        yield _acted(folded(within.actor))


def _acted(key: str) -> sa.ColumnElement[bool]:
    """Whether somebody whose name holds these words takes part in the event."""
    event, party, actor = tables.event, tables.event_party, tables.actor
    joined = party.join(actor, sa.and_(actor.c.report == party.c.report, actor.c.id == party.c.actor))
    here = sa.and_(party.c.report == event.c.report, party.c.event == event.c.id)
    return sa.exists().select_from(joined).where(here, actor.c.key.contains(key, autoescape=True)).correlate(event)
