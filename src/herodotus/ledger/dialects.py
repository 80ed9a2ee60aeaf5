"""
What SQLite and PostgreSQL do differently, and nothing else: opening, taking turns at writing, what goes wrong, many rows at once.

Everything beside this module and ``indexing`` is written once for both.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError

from herodotus.errors import LedgerError

PATIENCE = 30.0
"""Seconds one writer waits for another."""
SOON = 1.0
"""Seconds after which a writer that waits says so."""
AGAIN = 0.02
"""Seconds after which one who was refused at once asks again."""
_LOCK = 0x4865726F
"""The key of the lock that PostgreSQL keeps for the one who writes."""

Tell = Callable[[str], None]

# --- opening ---------------------------------------------------------------------------------------------------------------


def engine_for(url: str) -> Engine:
    """Return an engine for a path or a SQLAlchemy URL. Raises LedgerError for what is neither SQLite nor PostgreSQL."""
    try:
        at = sa.make_url(url) if "://" in url else sa.URL.create("sqlite", database=url)
        if at.drivername in ("postgresql", "postgres"):
            at = at.set(drivername="postgresql+psycopg")
        engine = sa.create_engine(_as_it_can_be_read(at))
    except (sa.exc.ArgumentError, ValueError, ModuleNotFoundError) as error:
        raise LedgerError(f"{shown(url)}: no ledger can be there: {error}. {_remedy_for(error)}") from error
    if engine.dialect.name not in ("sqlite", "postgresql"):
        raise LedgerError(f"{shown(url)}: no ledger can be there: it is {engine.dialect.name}. {_KINDS}")
    sa.event.listen(engine, "begin", _begin)
    sa.event.listen(engine, "connect", _settle if is_lite(engine) else _trust_indexes)
    return engine


_KINDS = "Name a file (SQLite), or postgresql://USER@HOST/NAME."


def _remedy_for(error: Exception) -> str:
    return "Install the extra: pip install 'herodotus[postgres]'." if isinstance(error, ImportError) else _KINDS


def is_lite(of: Engine | Connection) -> bool:
    """Whether it is SQLite."""
    return of.dialect.name == "sqlite"


def file_of(url: str) -> Path | None:
    """
    Return the file a ledger is, or None where it is on a server or in memory.

    >>> file_of("desk/l.db") == file_of("sqlite:///desk/l.db") == Path("desk/l.db"), file_of("postgresql://me@host/l")
    (True, None)
    """
    at = sa.make_url(url) if "://" in url else sa.URL.create("sqlite", database=url)
    lies = at.get_backend_name() == "sqlite" and at.database not in (None, "", ":memory:")
    return Path(str(at.database)) if lies else None


def shown(url: str) -> str:
    """
    Return a URL as it may be shown to anybody.

    >>> shown("postgresql://me:secret@host/l"), shown("l.db")
    ('postgresql://me:***@host/l', 'l.db')
    """
    if "://" not in url:
        return url
    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except (sa.exc.ArgumentError, ValueError):
        return url


def _as_it_can_be_read(at: sa.URL) -> sa.URL:
    """A file that may only be read, with no writing ahead beside it, is opened as one that never changes."""
    path = file_of(at.render_as_string(hide_password=False))
    if path is None or not path.is_file() or _can_write(path) or path.with_name(f"{path.name}-wal").exists():
        return at
    return sa.URL.create("sqlite", database=f"{path.resolve().as_uri()}", query={"immutable": "1", "uri": "true"})


def _can_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _settle(connection: Any, _record: object) -> None:
    """Write ahead, so that reading goes on while one writes; transactions begin where we say."""
    connection.isolation_level = None
    for pragma in (f"busy_timeout={round(1000 * PATIENCE)}", "foreign_keys=ON", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")
    _write_ahead(connection)


def _trust_indexes(connection: Any, _record: object) -> None:
    """
    Tell PostgreSQL that a page costs about the same wherever it lies: a ledger's tables are in memory, or on no turning disk.

    It is made to think it four times as dear, and then reads a whole table for a few thousand of its rows.
    """
    connection.execute("SET random_page_cost = 1.1")
    connection.commit()


def _write_ahead(connection: Any) -> None:
    """
    Turn writing ahead on, where the file does not have it yet.

    Two who open a new file at once both hold it to read and both want it whole. SQLite sees that neither can
    wait for the other and refuses one at once, whatever its ``busy_timeout``: so we ask again.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(AGAIN)


# --- one writer at a time --------------------------------------------------------------------------------------------------


def as_writer(engine: Engine, tell: Tell) -> Engine:
    """Return the same engine for transactions that write; one that has to wait for another says so to ``tell``."""
    return engine.execution_options(writing=tell)


def _begin(db: Connection) -> None:
    """A writer takes its lock at once: one that began by reading could not wait for another's end."""
    tell = db.get_execution_options().get("writing")
    if tell is None:
        db.exec_driver_sql("BEGIN" if is_lite(db) else "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    elif is_lite(db):
        _take_turn_lite(db, tell)
    else:
        _take_turn_great(db, tell)


def _take_turn_lite(db: Connection, tell: Tell) -> None:
    try:
        db.exec_driver_sql(f"PRAGMA busy_timeout={round(1000 * SOON)}")
        db.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        if "locked" not in str(error.orig):
            raise
        tell(_WAITING)
        db.exec_driver_sql(f"PRAGMA busy_timeout={round(1000 * PATIENCE)}")
        db.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        db.exec_driver_sql(f"PRAGMA busy_timeout={round(1000 * PATIENCE)}")


def _take_turn_great(db: Connection, tell: Tell) -> None:
    if not db.exec_driver_sql(f"SELECT pg_try_advisory_xact_lock({_LOCK})").scalar():
        tell(_WAITING)
        db.exec_driver_sql(f"SET LOCAL lock_timeout = {round(1000 * PATIENCE)}")
        db.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


_WAITING = "another is writing to the ledger; waiting for the end of it"

# --- what goes wrong -------------------------------------------------------------------------------------------------------

_TROUBLES = (
    (("locked", "lock timeout"), "another is writing to it and does not end", "Wait for the other writer, and try again."),
    (("is full", "No space left"), "the disk is full", "Make room and try again: nothing that was kept is lost."),
    (("readonly", "read-only"), "it may only be read", "Ask for leave to write to the file and its folder, or name another."),
    (
        ("malformed", "disk I/O", "invalid page", "corrupt"), "it is damaged",
        "'herodotus db verify' says what is whole; take the last copy that 'herodotus db backup' made.",
    ),
    (("not a database",), "it is no ledger but another kind of file", "Name another with --ledger."),
    (("unable to open",), "it cannot be opened", "Check the path and the rights of its folder, or name another with --ledger."),
)  # fmt: skip


def trouble(url: str, error: Exception) -> LedgerError:
    """Return what to say of a database's error: where, what is wrong, what to do."""
    reason = str(getattr(error, "orig", error)).strip()
    for signs, words, remedy in _TROUBLES:
        if any(sign in reason for sign in signs):
            return LedgerError(f"{shown(url)}: the ledger cannot be used: {words} ({reason}). {remedy}")
    return LedgerError(
        f"{shown(url)}: the ledger cannot be used: {reason}. Check the path, or name another with --ledger."
    )


# --- many rows at once -----------------------------------------------------------------------------------------------------


def insert_rows(db: Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """
    Insert many rows, all with the keys of the first, straight through the driver.

    For the 200 rows of an account SQLAlchemy's own way takes twice the time of all the rest.
    """
    if not rows:
        return
    sql, order = _insertion(db.dialect, table, tuple(rows[0]))
    if order is None:
        db.exec_driver_sql(sql, list(rows))
    else:
        db.exec_driver_sql(sql, [order(row) for row in rows])


def parts(keys: Collection[str], size: int = 500) -> Iterator[list[str]]:
    """Return keys in their order, so many at a time: one statement cannot ask for any number of them."""
    ordered = sorted(keys)
    return (ordered[at : at + size] for at in range(0, len(ordered), size))


@lru_cache(maxsize=256)
def _insertion(dialect: sa.Dialect, table: sa.Table, columns: tuple[str, ...]) -> tuple[str, Callable[..., Any] | None]:
    """Return the statement of an insertion, and how a row is put in the order the driver wants (None: as it is)."""
    compiled = sa.insert(table).compile(dialect=dialect, column_keys=list(columns))
    placed = getattr(compiled, "positiontup", None)
    if placed is None:
        return str(compiled), None
    return str(compiled), itemgetter(*placed) if len(placed) > 1 else lambda row: (row[placed[0]],)


def go_on_from(db: Connection, table: str, column: str) -> None:
    """After rows came in with numbers of their own, let the next number be above them. SQLite does so by itself."""
    if not is_lite(db):
        highest = f'SELECT coalesce(max("{column}"), 0) + 1 FROM "{table}"'
        db.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), ({highest}), false)")


# --- copies and checks -----------------------------------------------------------------------------------------------------


def copy_file(engine: Engine, path: Path) -> None:
    """Write a SQLite ledger, as it is at this moment, to a new file."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(path),))
    finally:
        connection.close()


def version_of(db: Connection) -> str:
    """Return what the database is, in words."""
    number = ".".join(str(part) for part in db.dialect.server_version_info or ())
    return f"{'SQLite' if is_lite(db) else 'PostgreSQL'} {number}"


def size_of(db: Connection) -> int:
    """Return how many bytes the tables take with their indexes."""
    if is_lite(db):
        pages, each = (db.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ("page_count", "page_size"))
        return int(pages) * int(each)
    total = "SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class"
    return int(
        db.exec_driver_sql(
            f"{total} WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
        ).scalar_one()
    )


def faults(db: Connection) -> list[str]:
    """Return what the database itself finds wrong with its pages and the ties between its rows. PostgreSQL watches its own."""
    if not is_lite(db):
        return []
    pages = [str(row[0]) for row in db.exec_driver_sql("PRAGMA integrity_check(10)") if row[0] != "ok"]
    ties = [
        f"{row[0]}: a row points at a {row[2]} that is not there"
        for row in db.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    return pages + ties
