"""How a ledger is: what it holds, and whether everything in it is whole and says what was kept."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from herodotus.accounts.anchors import text_hash
from herodotus.errors import LedgerError
from herodotus.ledger import correcting, dialects, identifying, indexing, keeping, projecting, tables, upgrading
from herodotus.ledger.store import Ledger
from herodotus.model import Account

_COUNTED = (
    tables.report, tables.account, tables.run, tables.correction, tables.sentence, tables.actor, tables.place, tables.statement,
    tables.event, tables.claim, tables.compared, tables.incident,
)  # fmt: skip
_TOLD = 5
"""Faults of one kind that are told one by one."""


@dataclass(frozen=True, slots=True)
class RunTold:
    """One run: what read, with which model and lexicons, and how many accounts it gave."""

    id: int
    herodotus: str
    model: str
    lexicons: str
    settings: str
    started: str | None
    accounts: int


@dataclass(frozen=True, slots=True)
class Status:
    """
    What a ledger is and holds. ``current`` is False where it has to be migrated.

    ``counts`` has a number for each table, ``versions`` how many reports follow an earlier version, ``bytes`` what all takes.
    """

    where: str
    database: str
    revision: str | None
    current: bool
    bytes: int
    counts: Mapping[str, int]
    versions: int
    runs: tuple[RunTold, ...]


def status(ledger: Ledger) -> Status:
    """Return what a ledger is and holds; of an older version only that."""
    with ledger.reading() as db:
        revision = upgrading.revision_of(db)
        known = revision == tables.REVISION
        here = tables.report.c.removed.is_(None)
        return Status(
            dialects.shown(ledger.url), dialects.version_of(db), revision, known, dialects.size_of(db),
            {t.name: _count(db, t, *([here] if t is tables.report else [])) for t in _COUNTED} if known else {},
            _count(db, tables.report, tables.report.c.follows.is_not(None)) if known else 0,
            tuple(_runs(db)) if known else (),
        )  # fmt: skip


def _count(db: Connection, table: sa.Table, *wanted: sa.ColumnElement[bool]) -> int:
    return db.execute(sa.select(sa.func.count()).select_from(table).where(*wanted)).scalar_one()


def _runs(db: Connection) -> Iterator[RunTold]:
    run, account = tables.run, tables.account
    joined = run.outerjoin(account)
    counted = (
        sa.select(*run.columns, sa.func.count(account.c.id).label("accounts")).select_from(joined).group_by(run.c.id)
    )
    for row in db.execute(counted.order_by(run.c.id)):
        yield RunTold(**row._mapping)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, and whether it is as it should be."""

    name: str
    words: str
    sound: bool = True


def verify(ledger: Ledger) -> Iterator[Finding]:
    """Yield what was found, one kind of thing after another; a thing that cannot be read is a finding too."""
    checks: tuple[tuple[str, Callable[[Connection], Iterable[str]], str], ...] = (
        ("pages", dialects.faults, "the database is whole"),
        ("raw", _raws, "every report's bytes are those that were kept"),
        ("texts", _texts, "every text is the one that was kept"),
        ("accounts", _accounts, "every account can be read, and is of its report"),
        ("said", _said, "the flat tables say what the newest accounts and the corrections say"),
        ("words", indexing.faults, "the index has every word"),
    )
    for name, check, words in checks:
        with ledger.checking() as db:
            yield _finding(name, words, check, db)


def _finding(name: str, words: str, check: Callable[[Connection], Iterable[str]], db: Connection) -> Finding:
    found: list[str] = []
    try:
        found += check(db)
    except DatabaseError as error:
        if "readonly" in str(error.orig):  # SQLite looks through its index of words by writing to it
            return Finding(name, "not checked: the ledger may only be read")
        found.append(f"cannot be read ({error.orig})")
    if not found:
        return Finding(name, words)
    more = f"; and {len(found) - _TOLD} more" if len(found) > _TOLD else ""
    return Finding(name, "; ".join(found[:_TOLD]) + more, sound=False)


def _raws(db: Connection) -> Iterator[str]:
    for key, packed in db.execute(sa.select(tables.raw.c.hash, tables.raw.c.bytes)):
        try:
            whole = hashlib.sha256(zlib.decompress(packed)).hexdigest() == key
        except zlib.error:
            whole = False
        if not whole:
            yield f"{key[:12]}: other bytes than were kept"


def _texts(db: Connection) -> Iterator[str]:
    report = tables.report.c
    wanted = sa.select(report.id, report.text, report.text_hash).where(report.removed.is_(None)).order_by(report.n)
    for id_, text, kept in db.execute(wanted):
        if text_hash(text) != kept and "\ufffd" not in text:  # what a database cannot hold: see among the accounts
            yield f"{id_[:12]}: another text than was kept"


def _accounts(db: Connection) -> Iterator[str]:
    report, account = tables.report.c, tables.account.c
    joined = tables.account.join(tables.report)
    columns = (report.id, report.text, report.text_hash, account.id.label("account"), account.json)
    wanted = sa.select(*columns).select_from(joined)
    for row in db.execute(wanted.order_by(account.id)):
        try:
            found = keeping.unpacked(row.json)
        except LedgerError as error:
            yield f"account {row.account} of {row.id[:12]}: cannot be read ({error.__cause__})"
            continue
        text = found.report.text
        if (found.report.id, text_hash(text), projecting.holdable(text)) != (row.id, row.text_hash, row.text):
            yield f"account {row.account}: of another report or text than {row.id[:12]}"


def _said(db: Connection) -> Iterator[str]:
    numbers = upgrading.with_account(db)
    for start in range(0, len(numbers), upgrading.BATCH):
        some = numbers[start : start + upgrading.BATCH]
        found = correcting.overlaid(db, dict(_readable(db, some)))
        keys = identifying.keys(db, found)
        for n, laid in found.items():
            differing = _differing(db, n, laid.account, keys.get(n, projecting.OWN))
            if differing:
                yield f"{laid.account.report.id[:12]}: {', '.join(differing)}"
    yield from _strangers(db, set(numbers))


def _readable(db: Connection, reports: Sequence[int]) -> Iterator[tuple[int, Account]]:
    for n in reports:
        with suppress(LedgerError):  # told among the accounts
            yield n, keeping.newest(db, n)


def _differing(db: Connection, n: int, account: Account, keys: projecting.Keys) -> list[str]:
    """Return the flat tables that do not say what an account says."""
    wanted: dict[sa.Table, Counter[tuple[object, ...]]] = {table: Counter() for table in projecting.FLAT}
    for table, row in projecting.rows(account, n, keys):
        wanted[table][tuple(row[column.name] for column in _columns(table))] += 1
    return [
        table.name
        for table, rows in wanted.items()
        if rows != Counter(map(tuple, db.execute(sa.select(*_columns(table)).where(table.c.report == n))))
    ]


def _columns(table: sa.Table) -> list[sa.Column[object]]:
    """The columns that say something: the number of a sentence does not."""
    return [column for column in table.columns if (table.name, column.name) != ("sentence", "id")]


def _strangers(db: Connection, known: set[int]) -> Iterator[str]:
    """Yield tables that say something of reports without an account."""
    for table in projecting.FLAT:
        of = set(db.execute(sa.select(table.c.report).distinct()).scalars()) - known
        if of:
            yield f"{table.name}: rows of {len(of)} reports that have no account"


def beside(path: Path, moment: str) -> Path:
    """
    Return where the copy of a ledger lies unless told otherwise: beside it, with the moment in its name.

    >>> str(beside(Path("desk/l.db"), "2026-03-11T18:20:00+00:00"))
    'desk/l.2026-03-11T182000.db'
    """
    return path.with_name(f"{path.stem}.{moment[:19].replace(':', '')}{path.suffix}")
