"""When an actor spoke, acted and was acted upon: counts over time, in periods that a strip has room for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.ledger import tables

SERIES = ("said", "did", "suffered")
_MOST = 62
"""Periods of a strip; with more days than that they are months, with more months years."""


@dataclass(frozen=True, slots=True)
class Period:
    """Some days, both included, and how often the actor spoke, acted and was acted upon in them."""

    first: str
    last: str
    said: int = 0
    did: int = 0
    suffered: int = 0


def activity(db: Connection, keys: Collection[str]) -> tuple[Period, ...]:
    """
    Return what is told of an actor by the day it happened, or was said; else by the day of the report.

    Whoever speaks is told by the report's own day where the text gives none. What nobody dates is left out.
    """
    found: dict[str, Counter[str]] = {}
    for series, part, parties, table in (
        ("said", "speaker", tables.statement_party, tables.statement),
        ("did", "source", tables.event_party, tables.event),
        ("suffered", "target", tables.event_party, tables.event),
    ):
        for day, count in db.execute(_counted(parties, part, table, keys)):
            if day is not None:
                found.setdefault(day, Counter())[series] += count
    return tuple(_periods(found))


def _counted(parties: sa.Table, part: str, table: sa.Table, keys: Collection[str]) -> sa.Select[Any]:
    actor, report = tables.actor, tables.report
    of = parties.c.event if table is tables.event else parties.c.statement
    joined = (
        actor.join(parties, sa.and_(parties.c.report == actor.c.report, parties.c.actor == actor.c.id))
        .join(table, sa.and_(table.c.report == parties.c.report, table.c.id == of))
        .join(report, report.c.n == table.c.report)
    )  # fmt: skip
    day = sa.func.substr(sa.func.coalesce(table.c.earliest, table.c.latest, report.c.published), 1, 10).label("day")
    wanted = (
        sa.select(day, sa.func.count()).select_from(joined).where(actor.c.key.in_(list(keys)), parties.c.part == part)
    )
    return wanted.group_by(day)


def _periods(found: dict[str, Counter[str]]) -> Iterator[Period]:
    """Yield every period between the first and the last, empty ones too, so that a gap looks like one."""
    if not found:
        return
    first, last = (dt.date.fromisoformat(day) for day in (min(found), max(found)))
    size = "day" if (last - first).days < _MOST else "month" if _months(first, last) <= _MOST else "year"
    start = _start(first, size)
    while start <= last:
        end = _after(start, size) - dt.timedelta(days=1)
        inside = [counts for day, counts in found.items() if start.isoformat() <= day <= end.isoformat()]
        totals = {series: sum(counts[series] for counts in inside) for series in SERIES}
        yield Period(start.isoformat(), end.isoformat(), **totals)
        start = end + dt.timedelta(days=1)


def _months(first: dt.date, last: dt.date) -> int:
    return 12 * (last.year - first.year) + last.month - first.month + 1


def _start(day: dt.date, size: str) -> dt.date:
    return day if size == "day" else day.replace(day=1) if size == "month" else day.replace(month=1, day=1)


def _after(start: dt.date, size: str) -> dt.date:
    """
    Return the first day after a period.

    >>> _after(dt.date(2026, 12, 1), "month"), _after(dt.date(2026, 1, 1), "year")
    (datetime.date(2027, 1, 1), datetime.date(2027, 1, 1))
    """
    if size == "day":
        return start + dt.timedelta(days=1)
    months = start.month + (1 if size == "month" else 12) - 1
    return start.replace(year=start.year + months // 12, month=months % 12 + 1)
