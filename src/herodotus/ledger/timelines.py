"""
Timelines: what happened, was said, was published, in order; the three times of one thing stand side by side and are never mixed.

A time is an interval. What overlaps the days asked for is in; what has no date is counted, and listed when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.ledger import happenings, tables
from herodotus.ledger.conditions import Asked
from herodotus.ledger.happenings import Key
from herodotus.ledger.queries import Query

Interval = tuple[str | None, str | None]
AT_MOST = 20
"""Tellings of one happening that are given with it; its incident has them all."""


@dataclass(frozen=True, slots=True)
class Said:
    """Who holds an event, by which statement, with what stance, and when that was said."""

    voice: str
    statement: str
    stance: str | None
    when: Interval


@dataclass(frozen=True, slots=True)
class Entry:
    """An event, or on the clock of what was said a statement (its act as ``label``), with its three times."""

    report: str
    id: str
    words: str
    display: str | None
    happened: Interval
    granularity: str | None
    said: tuple[Said, ...]
    publisher: str | None
    published: str | None
    incident: str | None = None
    label: str | None = None
    type: str | None = None
    source: str | None = None
    target: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries in order of the clock asked for; ``total`` have a time on it, ``undated`` have none, whatever days were asked for."""

    query: Query
    entries: tuple[Entry, ...]
    total: int
    undated: int


@dataclass(frozen=True, slots=True)
class Happening:
    """What several reports tell as one, or one alone: its tellings in order, of which there are ``told`` in ``reports``."""

    incident: str | None
    entries: tuple[Entry, ...]
    told: int
    reports: int


@dataclass(frozen=True, slots=True)
class Clock:
    """The time a timeline goes by: what stands on it, where, and in which order what stands at one instant comes."""

    table: sa.Table
    at: Any
    order: tuple[Any, ...]


def clock_of(query: Query) -> Clock:
    """Return the clock of a query. On that of what was said stand statements, on the others events."""
    event, statement, report = tables.event, tables.statement, tables.report
    if query.clock == "published":
        return Clock(event, report.c.published, (report.c.published, report.c.n, event.c.start))
    table = statement if query.clock == "said" else event
    order = (table.c.begins, table.c.latest.nulls_first(), table.c.report, table.c.start.nulls_first())
    return Clock(table, table.c.begins, order)


def timeline(db: Connection, query: Query, *, start: int = 0, most: int = 200, undated: bool = False) -> Timeline:
    """Return what a query asks for in the order of its clock; ``undated``: what has no time on it."""
    keys = _keys(db, query, start, most, undated=undated)
    entries = _entries(db, clock_of(query).table, keys)
    total, without = _counted(db, query)
    return Timeline(query, tuple(entries[key] for key in keys), total, without)


def folded(
    db: Connection, query: Query, *, start: int = 0, most: int = 200, undated: bool = False
) -> tuple[list[Happening], Timeline]:
    """
    Return the same with everything one happening is told by in one place: where the first telling of it stands.

    A happening whose first telling stands before ``start`` is left to that page.
    """
    if query.clock == "said":
        found = timeline(db, query, start=start, most=most, undated=undated)
        return [Happening(None, (entry,), 1, 1) for entry in found.entries], found
    keys = _keys(db, query, start, most, undated=undated)
    groups = _groups(db, query, keys)
    shown = [key for _, members in groups for key in members[:AT_MOST]]
    entries = _entries(db, tables.event, shown)
    total, without = _counted(db, query)
    rows = [
        Happening(
            happenings.incident_of(name), tuple(entries[key] for key in members[:AT_MOST]), len(members),
            len({report for report, _ in members}),
        )
        for name, members in groups
    ]  # fmt: skip
    return rows, Timeline(query, tuple(entries[key] for key in shown), total, without)


def days(db: Connection, query: Query) -> list[tuple[str, int]]:
    """Return how much stands on each day of the clock, whatever days are asked for."""
    clock, asked = clock_of(query), _timeless(db, query)
    day = sa.func.substr(clock.at, 1, 10)
    wanted = _from(clock, sa.select(day, sa.func.count())).where(clock.at.is_not(None), *asked.of_one(clock.table))
    return [(row[0], row[1]) for row in db.execute(wanted.group_by(day).order_by(day))]


# --- what stands where -------------------------------------------------------------------------------------------------------


def _timeless(db: Connection, query: Query) -> Asked:
    return Asked(db, replace(query, since=None, until=None))


def _from(clock: Clock, wanted: sa.Select[Any]) -> sa.Select[Any]:
    """Return a selection from the table of a clock; with the reports, where it goes by them."""
    table, report = clock.table, tables.report
    by_report = clock.at.table is report
    return wanted.select_from(table.join(report, report.c.n == table.c.report) if by_report else table)


def _keys(db: Connection, query: Query, start: int, most: int, *, undated: bool) -> list[Key]:
    """Return so many entries in order; they are chosen first and looked at then, or a large ledger is sorted whole."""
    clock = clock_of(query)
    asked = _timeless(db, query) if undated else Asked(db, query)
    there = clock.at.is_(None) if undated else clock.at.is_not(None)
    order = (clock.table.c.report, clock.table.c.start.nulls_first()) if undated else clock.order
    wanted = _from(clock, sa.select(clock.table.c.report, clock.table.c.id)).where(there, *asked.of_one(clock.table))
    return [(row[0], row[1]) for row in db.execute(wanted.order_by(*order).limit(most).offset(start))]


def _counted(db: Connection, query: Query) -> tuple[int, int]:
    """Return how much has a time on the clock of those asked for, and how much has none."""
    clock = clock_of(query)
    counted = _from(clock, sa.select(sa.func.count()))
    dated = counted.where(clock.at.is_not(None), *Asked(db, query).of_one(clock.table))
    without = counted.where(clock.at.is_(None), *_timeless(db, query).of_one(clock.table))
    return int(db.execute(dated).scalar_one()), int(db.execute(without).scalar_one())


# --- one happening in one place ----------------------------------------------------------------------------------------------


def _groups(db: Connection, query: Query, keys: Sequence[Key]) -> list[tuple[str, list[Key]]]:
    """Return the happenings whose first telling is among some events, each with all its tellings that are asked for."""
    here = happenings.of(db, keys)
    wanted = dict.fromkeys(here[key] for key in keys)
    members = _members(db, query, wanted, {report for report, _ in keys})
    among = set(keys)
    return [(name, found) for name in wanted if (found := members.get(name)) and found[0] in among]


def _members(db: Connection, query: Query, wanted: Iterable[str], reports: set[int]) -> dict[str, list[Key]]:
    """Return the tellings of some happenings in order, what has no time last."""
    event, table, clock = tables.event, tables.incident_event, clock_of(query)
    names = set(wanted)
    incidents = [name for name in names if happenings.incident_of(name)]
    others = set(db.execute(sa.select(table.c.report).where(table.c.incident.in_(incidents))).scalars())
    happening = happenings.HAPPENING.label("happening")
    joined = happenings.JOINED.join(tables.report, tables.report.c.n == event.c.report)
    chosen = sa.select(event.c.report, event.c.id, happening).select_from(joined)
    on_days = sa.and_(clock.at.is_not(None), *Asked(db, query).of_one(event))
    on_none = sa.and_(clock.at.is_(None), *_timeless(db, query).of_one(event))
    chosen = chosen.where(
        event.c.report.in_(reports | others), happenings.HAPPENING.in_(names), sa.or_(on_days, on_none)
    )
    found: dict[str, list[Key]] = {}
    for row in db.execute(chosen.order_by(clock.at.is_(None), *clock.order)):
        found.setdefault(row.happening, []).append((row.report, row.id))
    return found


# --- entries -----------------------------------------------------------------------------------------------------------------


def _entries(db: Connection, table: sa.Table, keys: Sequence[Key]) -> dict[Key, Entry]:
    """Return events or statements by their keys, with who told them."""
    report, is_event = tables.report, table is tables.event
    joined = (happenings.JOINED if is_event else table).join(report, report.c.n == table.c.report)
    more = [happenings.HAPPENING.label("happening")] if is_event else []
    columns = (*table.c, report.c.id.label("report_id"), report.c.publisher, report.c.published, *more)
    chosen = sa.select(*columns).select_from(joined).where(*happenings.among(table.c.report, table.c.id, keys))
    rows = db.execute(chosen).all()
    if not is_event:
        return {(row.report, row.id): _statement(row) for row in rows}
    said = _said(db, keys)
    return {(row.report, row.id): _event(row, said.get((row.report, row.id), ())) for row in rows}


def _event(row: Any, said: tuple[Said, ...]) -> Entry:
    where = f", {row.place_name}" if row.place_name and row.place_name not in (row.target or "") else ""
    words = " ".join(filter(None, [row.source, f"“{row.label}”", row.target])) + f"{where} [{row.type or 'no type'}]"
    return Entry(
        row.report_id, row.id, words, row.display, (row.earliest, row.latest), row.granularity, said, row.publisher,
        row.published, happenings.incident_of(row.happening), row.label, row.type, row.source, row.target, row.place_name,
    )  # fmt: skip


def _statement(row: Any) -> Entry:
    words = (
        f"{row.speaker}: {row.act}{f' → {row.target}' if row.target else ''}{f' “{row.words}”' if row.words else ''}"
    )
    said = (Said(row.speaker, row.id, row.stance, (row.earliest, row.latest)),)
    return Entry(
        row.report_id, row.id, words, None, (None, None), None, said, row.publisher, row.published, label=row.act,
        source=row.speaker, target=row.target,
    )  # fmt: skip


def _said(db: Connection, keys: Sequence[Key]) -> Mapping[Key, tuple[Said, ...]]:
    """Return by whose statements some events are held."""
    claim, statement = tables.claim, tables.statement
    joined = claim.join(statement, sa.and_(statement.c.report == claim.c.report, statement.c.id == claim.c.statement))
    columns = (claim.c.report, claim.c.event, claim.c.voice, claim.c.statement, claim.c.stance)
    wanted = sa.select(*columns, statement.c.earliest, statement.c.latest).select_from(joined)
    wanted = wanted.where(*happenings.among(claim.c.report, claim.c.event, keys))
    found: dict[Key, tuple[Said, ...]] = {}
    for row in db.execute(wanted.order_by(claim.c.report, claim.c.event, claim.c.n)):
        key = (row.report, row.event)
        one = Said(row.voice, row.statement, row.stance, (row.earliest, row.latest))
        found[key] = (*found.get(key, ()), one)
    return found
