"""Taking a report out: its text, bytes, accounts and flat rows go; a row stays that says when and why, and keeps it out."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.errors import InputError
from herodotus.ledger import comparing, keeping, projecting, tables

ELSEWHERE = "kept as "
"""How the reason begins of a report that was taken out because it is kept under another id; the id follows."""


def remove(db: Connection, n: int, *, why: str) -> None:
    """
    Take a report out, by its number. Reading it again does not bring it back.

    Corrections made on its text stay in the log: they were somebody's decisions, and another report may have the text.
    """
    report = tables.report
    row = db.execute(sa.select(report.c.raw, report.c.follows).where(report.c.n == n)).one()
    gone = {"removed": keeping.now(), "removed_why": why, "text": "", "title": None, "title_key": None, "byline": None}
    projecting.clear(db, [n])  # while the text is there: the index of words has to be told them
    db.execute(sa.update(report).where(report.c.follows == n).values(follows=row.follows))
    db.execute(sa.update(report).where(report.c.n == n).values(**gone, raw=None, follows=None))
    comparing.compare(db, n)
    for table in (tables.correction_state, tables.account):
        db.execute(sa.delete(table).where(table.c.report == n))
    if db.execute(sa.select(report.c.n).where(report.c.raw == row.raw)).first() is None:
        db.execute(sa.delete(tables.raw).where(tables.raw.c.hash == row.raw))


def let_in(db: Connection, report: str) -> str | None:
    """
    Let a report come back that was taken out because it was kept under another id; return the reason it was, None if it was not.

    Raises InputError for one that was taken out for another reason: somebody did not want it here.
    """
    table = tables.report
    row = db.execute(sa.select(table.c.n, table.c.removed, table.c.removed_why).where(table.c.id == report)).first()
    if row is None or row.removed is None:
        return None
    if not (row.removed_why or "").startswith(ELSEWHERE):
        raise InputError(report[:10], f"it was taken out on {row.removed[:10]}: {row.removed_why}", "It stays out.")
    db.execute(sa.delete(table).where(table.c.n == row.n))
    return str(row.removed_why)


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A report that is no longer here: when it went, and why."""

    report: str
    at: str
    why: str | None


def taken_out(db: Connection, report: str | None = None) -> list[TakenOut]:
    """Return the reports that were taken out, the last one first; or that of one, by its whole id."""
    table = tables.report
    wanted = sa.select(table.c.id, table.c.removed, table.c.removed_why).where(table.c.removed.is_not(None))
    if report is not None:
        wanted = wanted.where(table.c.id == report)
    return [TakenOut(*row) for row in db.execute(wanted.order_by(table.c.removed.desc(), table.c.n.desc()))]
