"""The readings of one report: which runs of which version, model and lexicons gave an account of it, and what each read."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts import rereading
from herodotus.accounts.rereading import Change
from herodotus.errors import NotFoundError
from herodotus.ledger import correcting, keeping, tables
from herodotus.model import Account


@dataclass(frozen=True, slots=True)
class Run:
    """A run by its number in the ledger, what read in it, and when it read the report; ``current``: the newest."""

    id: int
    herodotus: str
    model: str
    lexicons: str
    settings: str
    made: str
    current: bool = False


def of(db: Connection, n: int) -> tuple[Run, ...]:
    """Return the runs that read a report, oldest first; the last is the one whose account is current."""
    run, account = tables.run.c, tables.account.c
    columns = (run.id, run.herodotus, run.model, run.lexicons, run.settings, account.made)
    wanted = sa.select(*columns).select_from(tables.account.join(tables.run)).where(account.report == n)
    rows = db.execute(wanted.order_by(account.id)).all()
    return tuple(Run(*row, current=at == len(rows)) for at, row in enumerate(rows, 1))


def read_by(db: Connection, n: int, run: int) -> Account:
    """Return what a run read in a report, without corrections. Raises NotFoundError where it did not read it."""
    account = tables.account.c
    kept = db.execute(sa.select(account.json).where(account.report == n, account.run == run)).scalar()
    if kept is None:
        there = ", ".join(str(one.id) for one in of(db, n))
        raise NotFoundError(f"run {run} did not read this report. Those that did: {there}.")
    return keeping.unpacked(kept)


def compared(db: Connection, n: int, then: int, now: int | None = None) -> tuple[Change, ...]:
    """
    Return what changed in a report from one run to another, both as they read it, or to what is current.

    Over what is current today's corrections are laid, and then over the earlier reading too: what people decided is no
    difference between readings. Raises NotFoundError for a run that did not read the report.
    """
    before = read_by(db, n, then)
    if now is not None:
        return rereading.changes(before, read_by(db, n, now))
    after = correcting.current(db, n).account
    return rereading.changes(correcting.overlaid(db, {n: before})[n].account, after)
