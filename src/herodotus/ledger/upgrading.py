"""From an older ledger to this one: a copy first, then the kept tables step by step, then everything said laid flat anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.errors import LedgerError
from herodotus.ledger import correcting, indexing, keeping, tables

KEPT: tuple[sa.Table, ...] = (
    tables.version, tables.raw, tables.report, tables.run, tables.account, tables.correction,
)  # fmt: skip
"""The tables that hold what cannot be made again. Every other one is a projection."""
BATCH = 200


def revision_of(db: Connection) -> str | None:
    """Return the revision of a ledger's tables; None where there are none."""
    there = set(sa.inspect(db).get_table_names())
    if tables.version.name in there:
        return str(db.execute(sa.select(tables.version.c.version_num)).scalar())
    return "0001" if {"ledger", "report", "account"} <= there else None


def make(db: Connection) -> None:
    """Make every table. Raises LedgerError in a database that holds other things under the same names."""
    taken = sorted(set(sa.inspect(db).get_table_names()) & set(tables.metadata.tables))
    if taken:
        raise LedgerError(
            f"{db.engine.url!r}: no ledger, but another database with tables of its own ({', '.join(taken)}). Name another."
        )
    tables.metadata.create_all(db)
    indexing.make_search(db)
    db.execute(sa.insert(tables.version).values(version_num=tables.REVISION))


def upgrade(db: Connection) -> Iterator[int]:
    """
    Bring an older ledger to this revision, all in the one transaction of ``db``; yield how many reports are laid flat so far.

    Raises LedgerError where it is of a later one.
    """
    from alembic.util import CommandError

    try:
        climb(db, revision_of(db), tables.REVISION)
    except CommandError as error:
        raise LedgerError(
            f"{error}. It was made by a later Herodotus: open it with that one, or name another file."
        ) from error
    yield from make_again(db)


def climb(db: Connection, start: str | None, end: str) -> None:
    """Take the kept tables from one revision to another, in the transaction of ``db`` (``migrations`` holds the steps)."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    steps = ScriptDirectory(str(Path(__file__).parent / "migrations"))
    context = MigrationContext.configure(db, opts={"fn": lambda at, _: steps._upgrade_revs(end, at)})
    if start is not None and context.get_current_revision() is None:  # the first ledger had no table of its revision
        context.stamp(steps, start)
    with Operations.context(context):
        context.run_migrations()


def make_again(db: Connection) -> Iterator[int]:
    """Throw every projection away and make it again from what is kept; yield how many reports are done so far."""
    indexing.drop_search(db)
    projections = [table for table in reversed(tables.metadata.sorted_tables) if table not in KEPT]
    tables.metadata.drop_all(db, projections)
    tables.metadata.create_all(db, projections)
    indexing.make_search(db)
    reports = with_account(db)
    for start in range(0, len(reports), BATCH):
        some = reports[start : start + BATCH]
        correcting.lay_flat(db, {n: keeping.newest(db, n) for n in some})
        yield start + len(some)


def with_account(db: Connection) -> list[int]:
    """Return the numbers of the reports that have an account, in order."""
    column = tables.account.c.report
    wanted = sa.select(column).join(tables.report).where(tables.report.c.removed.is_(None)).distinct().order_by(column)
    return list(db.execute(wanted).scalars())
