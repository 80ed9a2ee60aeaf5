"""The ledger itself: opened by path or SQLAlchemy URL, read in snapshots, written in transactions."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from herodotus import contract
from herodotus.errors import LedgerError
from herodotus.ledger import chaining, correcting, dialects, keeping, removing, tables, upgrading
from herodotus.model import Account, MadeBy

log = logging.getLogger(__name__)
Found = Sequence[tuple[Account, bytes | None]]
"""Accounts with the bytes of their reports, where they are to be kept."""
_AT_ONCE = 500
"""Accounts asked for and laid flat with one statement: a database takes so many values in one, and memory so many rows."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the ledger holds of one report, in short; ``new`` is False where it was there already."""

    report: str
    publisher: str | None
    published: str | None
    title: str | None
    new: bool = False


class Ledger:
    """
    Accounts in a database. A context manager; ``add`` is atomic, and adding twice keeps once.

    An account is kept once for each run (version, model, lexicons, settings); the newest is what ``get`` returns.
    What asks or writes more than this works over a connection: ``reading()`` or ``writing()``.
    """

    def __init__(self, url: str, *, tell: dialects.Tell = log.info, any_version: bool = False) -> None:
        self.url = url
        self._engine = dialects.engine_for(url)
        self._writer = dialects.as_writer(self._engine, tell)
        try:
            if not any_version:
                self._prepare()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the ledger. Raises LedgerError where it cannot be read."""
        try:
            with self._engine.connect() as db:
                yield db
        except DatabaseError as error:
            raise dialects.trouble(self.url, error) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction: all of it is kept, or nothing. Raises LedgerError where it cannot be written."""
        try:
            with self._writer.begin() as db:
                yield db
        except DatabaseError as error:
            raise dialects.trouble(self.url, error) from error

    @contextmanager
    def checking(self) -> Iterator[Connection]:
        """Give a connection whose errors come as they are, and whose writing is undone: for those who look for faults."""
        with self._engine.connect() as db:
            try:
                yield db
            finally:
                db.rollback()

    def copy_file(self, path: Path) -> None:
        """Write a SQLite ledger, as it is at this moment, to a new file."""
        try:
            dialects.copy_file(self._engine, path)
        except (DatabaseError, sqlite3.Error) as error:
            raise dialects.trouble(self.url, error) from error

    def add(self, account: Account, *, raw: bytes | None = None, settings: keeping.Settings | None = None) -> Kept:
        """Keep an account with the bytes its report came from; say whether it is new here."""
        return self.add_many([(account, raw)], settings=settings)[0]

    def add_many(self, found: Found, *, settings: keeping.Settings | None = None) -> list[Kept]:
        """Keep accounts with the bytes of their reports, all in one transaction; say which are new here."""
        new: set[str] = set()
        with self.writing() as db:
            for start in range(0, len(found), _AT_ONCE):
                new |= _keep(db, found[start : start + _AT_ONCE], settings or {})
        return [_kept(account, new=account.report.id in new) for account, _ in found]

    def add_anew(self, account: Account) -> Kept:
        """Keep an account as the newest of its report, although the same run may have made it before another one did."""
        report = account.report.id
        with self.writing() as db:
            new = _keep(db, [(account, None)], {})
            n, run = keeping.numbers(db, [report])[report], keeping.keep_run(db, account.made_by, {})
            if not new and keeping.bring_up(db, n, run):
                correcting.lay_flat(db, {n: keeping.newest(db, n)})
        return _kept(account, new=report in new)

    def reports(self) -> Iterator[Kept]:
        """Yield what is kept, by publication date and id."""
        table = tables.report
        wanted = sa.select(table.c.id, table.c.publisher, table.c.published, table.c.title)
        wanted = wanted.where(table.c.removed.is_(None)).order_by(table.c.published.nulls_first(), table.c.id)
        with self.reading() as db:
            found = db.execute(wanted).all()
        for row in found:
            yield Kept(row.id, row.publisher, row.published, row.title)

    def get(self, prefix: str, *, as_read: bool = False) -> Account:
        """
        Return the newest account of the report whose id begins so, corrected; or ``as_read``.

        Raises NotFoundError for none, or for several.
        """
        with self.reading() as db:
            n = keeping.number_of(db, prefix)
            return keeping.newest(db, n) if as_read else correcting.current(db, n).account

    def raw(self, prefix: str) -> bytes | None:
        """Return the bytes a report came from, or None if they were not kept."""
        with self.reading() as db:
            return keeping.raw_of(db, keeping.number_of(db, prefix))

    def remove(self, prefix: str, *, why: str) -> str:
        """Take the report whose id begins so out, for good; return its id. Raises NotFoundError for none, or for several."""
        with self.writing() as db:
            n = keeping.number_of(db, prefix)
            removing.remove(db, n, why=why)
            return str(db.execute(sa.select(tables.report.c.id).where(tables.report.c.n == n)).scalar_one())

    def put_in_place(self, prefix: str, account: Account, *, why: str) -> Kept:
        """
        Keep an account in place of the report whose id begins so, all in one transaction: none is lost, none is there twice.

        For a report that was told wrongly of itself: the same text under another date. Its bytes go with it, decisions lie on the
        text. Raises NotFoundError for none or several, InputError where the new one was taken out for good.
        """
        with self.writing() as db:
            n = keeping.number_of(db, prefix)
            raw, before = keeping.raw_of(db, n), removing.let_in(db, account.report.id)
            told = f"{removing.ELSEWHERE}{account.report.id}: {why}" + (f"; before that {before}" if before else "")
            removing.remove(db, n, why=told)  # first: nothing is a later version of itself
            new = _keep(db, [(account, raw)], {})
        return _kept(account, new=account.report.id in new)

    def has(self, report: str, made_by: MadeBy, *, settings: keeping.Settings | None = None) -> bool:
        """Whether a report, by its whole id, has an account of this run."""
        with self.reading() as db:
            return keeping.is_kept(db, report, made_by, settings or {})

    def has_bytes(self, raw: bytes) -> bool:
        """Whether a report came from these bytes."""
        with self.reading() as db:
            return keeping.has_bytes(db, raw)

    def _prepare(self) -> None:
        with self.reading() as db:
            revision = upgrading.revision_of(db)
        if revision is None:
            self._make()
        elif revision != tables.REVISION:
            raise _of_another_version(self.url, revision)

    def _make(self) -> None:
        with self.writing() as db:
            if upgrading.revision_of(db) is None:  # another may have made it while this one waited
                upgrading.make(db)


def _keep(db: Connection, found: Found, settings: keeping.Settings) -> set[str]:
    """Keep what is new of some accounts; return the reports that are new or have a new account."""
    of_runs: dict[MadeBy, dict[str, tuple[Account, bytes | None]]] = {}
    for account, raw in found:
        of_runs.setdefault(account.made_by, {}).setdefault(account.report.id, (account, raw))
    return {
        report
        for made_by, some in of_runs.items()
        for report in _keep_of_run(db, keeping.keep_run(db, made_by, settings), some)
    }


def _keep_of_run(db: Connection, run: int, found: Mapping[str, tuple[Account, bytes | None]]) -> set[str]:
    """Keep what is new of accounts of one run and lay it flat; return the reports it is new of."""
    known = keeping.numbers(db, found)
    there = keeping.read_by(db, run, known.values()) | keeping.gone_among(db, known.values())
    fresh = {report: pair for report, pair in found.items() if known.get(report) not in there}
    keeping.keep_reports(db, [(a.report, raw) for report, (a, raw) in fresh.items() if report not in known])
    now_known = keeping.numbers(db, fresh)
    chaining.chain(db, [n for report, n in now_known.items() if report not in known])
    accounts = {now_known[report]: account for report, (account, _) in fresh.items()}
    keeping.keep_accounts(db, accounts, run)
    correcting.lay_flat(db, accounts)
    return set(fresh)


def _kept(account: Account, *, new: bool) -> Kept:
    report = account.report
    return Kept(report.id, report.publisher, contract.written(report.published), report.title, new=new)


def open_ledger(url: str | Path = "herodotus.db", *, tell: dialects.Tell = log.info) -> Ledger:
    """
    Open a ledger by path or SQLAlchemy URL; a file that is not there is made. ``tell`` hears what a person should know meanwhile.

    Raises LedgerError where it cannot be opened, is locked, or is of another version.
    """
    return Ledger(str(url), tell=tell)


def _of_another_version(url: str, revision: str) -> LedgerError:
    if revision < tables.REVISION:
        remedy = f"Run 'herodotus db migrate --ledger {dialects.shown(url)}' (it makes a copy first)."
    else:
        remedy = "Open it with the Herodotus that made it, or name another file."
    words = f"it is of version {revision}, this Herodotus writes {tables.REVISION}"
    return LedgerError(f"{dialects.shown(url)}: {words}. {remedy}")
