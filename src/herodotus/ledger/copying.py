"""Copies: of a file as it is, of any ledger into an empty one of either kind; and bringing an old one up to date, a copy first."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.errors import LedgerError, NotFoundError
from herodotus.ledger import dialects, tables, upgrading
from herodotus.ledger.store import Ledger

_BATCH = 500
_NUMBERED = (("report", "n"), ("run", "id"), ("account", "id"), ("correction", "id"))


def backup(ledger: Ledger, to: str) -> None:
    """
    Copy a ledger to where nothing is yet: a file, or an empty database by URL. Others may go on writing meanwhile.

    Raises LedgerError where something is there.
    """
    path = dialects.file_of(to)
    if path is not None and path.exists():
        raise LedgerError(f"{path}: there is something already. Name another place for the copy.")
    if path is None:
        _copy_into(ledger, to)
        return
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)  # left by a copy that was killed
    try:
        if dialects.file_of(ledger.url) is not None:
            ledger.copy_file(part)
        else:
            _copy_into(ledger, str(part))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _copy_into(ledger: Ledger, to: str) -> None:
    with Ledger(to) as copy, ledger.reading() as source, copy.writing() as target:
        if target.execute(sa.select(tables.report.c.n).limit(1)).first() is not None:
            raise LedgerError(f"{dialects.shown(to)}: there are reports already. Name an empty place for the copy.")
        _copy_kept(source, target)
        for _ in upgrading.make_again(target):
            pass


def _copy_kept(source: Connection, target: Connection) -> None:
    for table in upgrading.KEPT[1:]:  # the version is there
        key = next(iter(table.primary_key.columns))
        for rows in source.execute(sa.select(table).order_by(key)).mappings().partitions(_BATCH):
            dialects.insert_rows(
                target, table, [{**row, "follows": None} if "follows" in row else {**row} for row in rows]
            )
    chained = sa.select(tables.report.c.n, tables.report.c.follows).where(tables.report.c.follows.is_not(None))
    for n, follows in source.execute(chained):
        target.execute(sa.update(tables.report).where(tables.report.c.n == n).values(follows=follows))
    for name, column in _NUMBERED:
        dialects.go_on_from(target, name, column)


def migrate(url: str, *, tell: dialects.Tell) -> Iterator[int]:
    """
    Bring an older ledger to this version; yield how many reports are laid flat so far, and nothing where it is of this version.

    A file is copied first, to NAME.before-REVISION; ``tell`` hears where. All is one transaction: what breaks off leaves the old.
    """
    with Ledger(url, tell=tell, any_version=True) as ledger:
        with ledger.reading() as db:
            revision = upgrading.revision_of(db)
        if revision is None:
            raise NotFoundError(f"{dialects.shown(url)}: there is no ledger. Read a report first.")
        if revision == tables.REVISION:
            return
        _copy_before(ledger, tell)
        with ledger.writing() as db:
            yield from upgrading.upgrade(db)


def _copy_before(ledger: Ledger, tell: dialects.Tell) -> None:
    path = dialects.file_of(ledger.url)
    if path is None:
        return
    copy = path.with_name(f"{path.name}.before-{tables.REVISION}")
    if not copy.exists():
        backup(ledger, str(copy))
    tell(f"the ledger as it was is in {copy}")
