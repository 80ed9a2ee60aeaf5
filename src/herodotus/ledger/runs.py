"""
Runs, and what each read: which version, model and lexicons gave which account of a report.

A run is one version, model, lexicons and settings; it is kept once, however much it reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts import rereading
from herodotus.accounts.rereading import Change
from herodotus.errors import NotFoundError
from herodotus.ledger import correcting, keeping, tables
from herodotus.model import Account, MadeBy


@dataclass(frozen=True, slots=True)
class Reading:
    """What a run read in one report: the number of the run in the ledger, what it was, when it did; ``current``: the newest."""

    id: int
    herodotus: str
    model: str
    lexicons: str
    settings: str
    made: str
    current: bool = False


def of(db: Connection, n: int) -> tuple[Reading, ...]:
    """Return the readings of a report, oldest first; the last is the one whose account is current."""
    run, account = tables.run.c, tables.account.c
    columns = (run.id, run.herodotus, run.model, run.lexicons, run.settings, account.made)
    wanted = sa.select(*columns).select_from(tables.account.join(tables.run)).where(account.report == n)
    rows = db.execute(wanted.order_by(account.id)).all()
    return tuple(Reading(*row, current=at == len(rows)) for at, row in enumerate(rows, 1))


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


# --- all of them ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """What read some of the reports, by the number the ledger knows it by."""

    id: int
    made_by: MadeBy
    started: str | None


def every(db: Connection) -> tuple[Run, ...]:
    """Return the runs, the newest first."""
    return tuple(
        Run(row.id, MadeBy(row.herodotus, row.model, row.lexicons), row.started)
        for row in db.execute(sa.select(tables.run).order_by(tables.run.c.id.desc()))
    )


def last_of(db: Connection, prefix: str) -> int:
    """Return the number of the run that read a report last. Raises NotFoundError for no report, or for several."""
    account = tables.account
    last = (
        sa.select(account.c.run).where(account.c.report == keeping.number_of(db, prefix)).order_by(account.c.id.desc())
    )
    return int(db.execute(last.limit(1)).scalar_one())


def stale(db: Connection, newest: MadeBy, *, but: Iterable[int] = ()) -> list[str]:
    """Return the reports, by id, whose newest account another version, model or lexicon made; ``but`` not those of some runs."""
    report, run, read = tables.report, tables.run, newest_runs().subquery()
    same = sa.and_(
        run.c.herodotus == newest.herodotus, run.c.model == newest.model, run.c.lexicons == newest.lexicons
    )  # fmt: skip
    joined = report.join(read, read.c.report == report.c.n).join(run, run.c.id == read.c.run)
    wanted = (
        sa.select(report.c.id).select_from(joined).where(report.c.removed.is_(None), ~same, run.c.id.not_in(list(but)))
    )
    return list(db.execute(wanted.order_by(report.c.published.nulls_first(), report.c.id)).scalars())


def newest_runs() -> sa.Select[tuple[int, int]]:
    """Select each report with the run that made its newest account; no account is opened for it."""
    account, later = tables.account, tables.account.alias("later")
    newer = sa.exists().where(later.c.report == account.c.report, later.c.id > account.c.id)
    return sa.select(account.c.report, account.c.run).where(~newer)
