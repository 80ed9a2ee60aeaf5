"""From an older ledger to this one: a copy first, then the kept tables step by step, then everything said laid flat anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.errors import LedgerError
from herodotus.ledger import correcting, indexing, keeping, tables

if TYPE_CHECKING:
    from alembic.config import Config

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
    from alembic import command
    from alembic.util import CommandError

    config = _config()
    config.attributes["connection"] = db
    if revision_of(db) == "0001":
        command.stamp(config, "0001")
    try:
        command.upgrade(config, tables.REVISION)
    except CommandError as error:
        raise LedgerError(
            f"{error}. It was made by a later Herodotus: open it with that one, or name another file."
        ) from error
    yield from make_again(db)


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


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
