"""Near-copies as they were found when reports were compared: which reports are copies of one another, and of which earlier one."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.ledger import keeping, tables

_TABLE = tables.copy


def among(db: Connection, reports: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of near-copies among some reports, by id."""
    ids = {n: report for report, n in keeping.numbers(db, reports).items()}
    found = db.execute(sa.select(_TABLE.c.a, _TABLE.c.b).where(_TABLE.c.a.in_(ids), _TABLE.c.b.in_(ids)))
    return sorted((ids[row.a], ids[row.b]) for row in found)


def of(db: Connection, report: int) -> list[int]:
    """Return the reports that one is a near-copy of, or that are of it."""
    there = sa.select(_TABLE.c.b).where(_TABLE.c.a == report).union(sa.select(_TABLE.c.a).where(_TABLE.c.b == report))
    return list(db.execute(there).scalars())


def echoed(db: Connection, reports: Collection[int]) -> dict[int, str]:
    """Return of which earlier report each of some reports is a near-copy, in words."""
    one, other = tables.report.alias(), tables.report.alias()
    joined = _TABLE.join(one, one.c.n == _TABLE.c.a).join(other, other.c.n == _TABLE.c.b)
    columns = (_TABLE.c.a, _TABLE.c.b, one.c.publisher, other.c.publisher, one.c.published, other.c.published)
    wanted = sa.select(*columns).select_from(joined).where(sa.or_(_TABLE.c.a.in_(reports), _TABLE.c.b.in_(reports)))
    found: dict[int, str] = {}
    for a, b, a_by, b_by, a_at, b_at in db.execute(wanted) if reports else ():
        later, first = (a, b_by) if (a_at or "~", a) > (b_at or "~", b) else (b, a_by)
        found.setdefault(later, f"near-copy of {first or 'another report'}")
    return found
