"""
Timelines: what happened, was said, was published, in order; the three times of one thing stand side by side and are never mixed.

A time is an interval. What overlaps the days asked for is in; what has no date is counted and not placed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.ledger import tables
from herodotus.ledger.conditions import Asked
from herodotus.ledger.queries import Query

Interval = tuple[str | None, str | None]
Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Said:
    """Who holds an event, by which statement, and when that was said."""

    voice: str
    statement: str
    when: Interval


@dataclass(frozen=True, slots=True)
class Entry:
    """An event, or on the clock of what was said a statement, with its three times."""

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


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries in order of the clock asked for; ``undated`` is how many more there are that have no time on it."""

    query: Query
    entries: tuple[Entry, ...]
    undated: int


def timeline(db: Connection, query: Query, *, most: int = 200) -> Timeline:
    """Return the timeline of what a query asks for; words are not asked here."""
    asked = Asked(db, replace(query, words=""))
    if query.clock == "said":
        return Timeline(query, *_statements(db, asked, most))
    return Timeline(query, *_events(db, asked, query.clock, most))


def _events(db: Connection, asked: Asked, clock: str, most: int) -> tuple[tuple[Entry, ...], int]:
    event, report = tables.event, tables.report
    first = report.c.published if clock == "published" else sa.func.coalesce(event.c.earliest, event.c.latest)
    found = _chosen(event, asked.of_one(event), first, event.c.latest)
    rows = db.execute(found.where(first.is_not(None)).limit(most)).all()
    keys = [(row.report, row.id) for row in rows]
    said, incidents = _said(db, keys), _incidents(db, keys)
    entries = tuple(
        _event(row, said.get((row.report, row.id), ()), incidents.get((row.report, row.id))) for row in rows
    )
    return entries, _undated(db, event, asked, first)


def _statements(db: Connection, asked: Asked, most: int) -> tuple[tuple[Entry, ...], int]:
    statement = tables.statement
    first = sa.func.coalesce(statement.c.earliest, statement.c.latest)
    found = _chosen(statement, asked.of_one(statement), first, statement.c.latest)
    rows = db.execute(found.where(first.is_not(None)).limit(most))
    return tuple(_statement(row) for row in rows), _undated(db, statement, asked, first)


def _chosen(table: sa.Table, conditions: Iterable[Any], *order: Any) -> sa.Select[Any]:
    report = tables.report
    joined = table.join(report, report.c.n == table.c.report)
    columns = (table, report.c.id.label("report_id"), report.c.publisher, report.c.published)
    return (
        sa.select(*columns)
        .select_from(joined)
        .where(*conditions)
        .order_by(*order, report.c.published, report.c.id, table.c.start)
    )


def _undated(db: Connection, table: sa.Table, asked: Asked, first: Any) -> int:
    """Count what has no time, whatever days were asked for."""
    timeless = Asked(db, replace(asked.query, words="", since=None, until=None))
    joined = table.join(tables.report, tables.report.c.n == table.c.report)
    counted = sa.select(sa.func.count()).select_from(joined).where(first.is_(None), *timeless.of_one(table))
    return int(db.execute(counted).scalar_one())


def _event(row: Any, said: tuple[Said, ...], incident: str | None) -> Entry:
    where = f", {row.place_name}" if row.place_name and row.place_name not in (row.target or "") else ""
    words = " ".join(filter(None, [row.source, f"“{row.label}”", row.target])) + f"{where} [{row.type or 'no type'}]"
    return Entry(
        row.report_id, row.id, words, row.display, (row.earliest, row.latest), row.granularity, said, row.publisher,
        row.published, incident,
    )  # fmt: skip


def _statement(row: Any) -> Entry:
    words = (
        f"{row.speaker}: {row.act}{f' → {row.target}' if row.target else ''}{f' “{row.words}”' if row.words else ''}"
    )
    said = (Said(row.speaker, row.id, (row.earliest, row.latest)),)
    return Entry(row.report_id, row.id, words, None, (None, None), None, said, row.publisher, row.published)


def _said(db: Connection, keys: list[Key]) -> Mapping[Key, tuple[Said, ...]]:
    """Return by whose statements some events are held."""
    claim, statement = tables.claim, tables.statement
    joined = claim.join(statement, sa.and_(statement.c.report == claim.c.report, statement.c.id == claim.c.statement))
    columns = (
        claim.c.report,
        claim.c.event,
        claim.c.voice,
        claim.c.statement,
        statement.c.earliest,
        statement.c.latest,
    )
    wanted = sa.select(*columns).select_from(joined).where(claim.c.report.in_({report for report, _ in keys}))
    found: dict[Key, tuple[Said, ...]] = {}
    for row in db.execute(wanted.order_by(claim.c.report, claim.c.event, claim.c.n)):
        key = (row.report, row.event)
        found[key] = (*found.get(key, ()), Said(row.voice, row.statement, (row.earliest, row.latest)))
    return found


def _incidents(db: Connection, keys: list[Key]) -> Mapping[Key, str]:
    table = tables.incident_event
    found = db.execute(sa.select(table).where(table.c.report.in_({report for report, _ in keys})))
    return {(row.report, row.event): row.incident for row in found}
