"""The ledger itself: opened by path or SQLAlchemy URL, written in transactions, asked by id or the start of one."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DatabaseError, OperationalError

from herodotus import contract
from herodotus.errors import LedgerError, NotFoundError
from herodotus.ledger import tables
from herodotus.model import Account, MadeBy

_PATIENCE = 30
"""Seconds one writer waits for another."""


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

    An account is kept once for each run (version, model, lexicons); the newest is what ``get`` returns.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._engine = _engine(url)
        try:
            self._prepare()
        except (OperationalError, DatabaseError) as error:
            raise _unusable(url, error) from error

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def add(self, account: Account, *, raw: bytes | None = None) -> Kept:
        """Keep an account with the bytes its report came from; say whether it is new here."""
        try:
            with self._engine.begin() as db:
                new_report = self._keep_report(db, account, raw)
                run = self._run(db, account.made_by)
                new = self._keep_account(db, account, run)
        except OperationalError as error:
            raise _unusable(self.url, error) from error
        row = account.report
        day = row.published.isoformat() if row.published else None
        return Kept(row.id, row.publisher, day, row.title, new=new or new_report)

    def reports(self) -> Iterator[Kept]:
        """Yield what is kept, by publication date and id."""
        table = tables.report
        wanted = sa.select(table.c.id, table.c.publisher, table.c.published, table.c.title)
        with self._engine.connect() as db:
            for row in db.execute(wanted.order_by(table.c.published, table.c.id)):
                yield Kept(row.id, row.publisher, row.published, row.title)

    def get(self, prefix: str) -> Account:
        """Return the newest account of the report whose id begins so. Raises NotFoundError for none, or for several."""
        report = self._one(prefix)
        wanted = sa.select(tables.account.c.json).where(tables.account.c.report == report)
        with self._engine.connect() as db:
            found = db.execute(wanted.order_by(tables.account.c.id.desc()).limit(1)).scalar_one()
        return contract.from_json(json.loads(found))

    def raw(self, prefix: str) -> bytes | None:
        """Return the bytes a report came from, or None if they were not kept."""
        with self._engine.connect() as db:
            found = db.execute(
                sa.select(tables.report.c.raw).where(tables.report.c.id == self._one(prefix))
            ).scalar_one()
        return None if found is None else zlib.decompress(found)

    def _one(self, prefix: str) -> str:
        column = tables.report.c.id
        with self._engine.connect() as db:
            found = (
                db.execute(sa.select(column).where(column.startswith(prefix, autoescape=True)).limit(2)).scalars().all()
            )
        if not found:
            raise NotFoundError(f"{prefix}: no report in {self.url} has an id that begins so. See 'herodotus show'.")
        if len(found) > 1:
            raise NotFoundError(f"{prefix}: more than one report begins so. Give more of the id.")
        return str(found[0])

    def _prepare(self) -> None:
        with self._engine.begin() as db:
            tables.metadata.create_all(db)
            version = db.execute(sa.select(tables.ledger.c.version)).scalar()
            if version is None:
                db.execute(sa.insert(tables.ledger).values(version=tables.VERSION))
            elif version != tables.VERSION:
                problem = f"it is of version {version}, this Herodotus writes {tables.VERSION}"
                raise LedgerError(
                    f"{self.url}: {problem}. Open it with the Herodotus that made it, or name another file."
                )

    def _keep_report(self, db: Connection, account: Account, raw: bytes | None) -> bool:
        report = account.report
        if db.execute(sa.select(tables.report.c.id).where(tables.report.c.id == report.id)).first():
            return False
        day = report.published.isoformat() if report.published else None
        row = {
            "id": report.id, "publisher": report.publisher, "published": day, "title": report.title, "url": report.url,
            "language": report.language, "text": report.text, "raw": None if raw is None else zlib.compress(raw),
        }  # fmt: skip
        db.execute(sa.insert(tables.report).values(row))
        return True

    def _run(self, db: Connection, made_by: MadeBy) -> int:
        row = {"herodotus": made_by.herodotus, "model": made_by.model, "lexicons": made_by.lexicons}
        same = sa.and_(*(tables.run.c[key] == value for key, value in row.items()))
        found = db.execute(sa.select(tables.run.c.id).where(same)).scalar()
        if found is None:
            found = db.execute(sa.insert(tables.run).values(row)).inserted_primary_key[0]  # type: ignore[index]
        return int(found)

    def _keep_account(self, db: Connection, account: Account, run: int) -> bool:
        table = tables.account
        same = sa.and_(table.c.report == account.report.id, table.c.run == run)
        if db.execute(sa.select(table.c.id).where(same)).first():
            return False
        row = {"report": account.report.id, "run": run, "json": contract.dumps(account)}
        key = db.execute(sa.insert(table).values(row)).inserted_primary_key[0]  # type: ignore[index]
        for flat, rows in _flat(account, int(key)):
            if rows:
                db.execute(sa.insert(flat), rows)
        return True


def _flat(account: Account, key: int) -> Iterator[tuple[sa.Table, list[dict[str, Any]]]]:
    """Yield rows for people who ask in SQL: names in place of ids, lists joined by semicolons."""
    names = {actor.id: actor.name for actor in account.actors}
    places = {place.id: place.name for place in account.places}
    times = {time.id: time for time in account.times}

    def named(actors: Any) -> str | None:
        return "; ".join(names.get(actor, actor) for actor in actors) or None

    yield tables.statement, [
        {"account": key, "id": s.id, "speaker": named([s.speaker.actor]), "act": s.act, "stance": s.stance, "form": s.form,
         "words": " … ".join(span.of(account.report.text) for span in s.content) or None,
         "start": (s.cue or s.content[0]).start, "end": (s.cue or s.content[0]).end}
        for s in account.statements
    ]  # fmt: skip
    yield tables.event, [
        {"account": key, "id": e.id, "label": e.label, "type": e.type, "mode": e.mode, "cameo": e.cameo,
         "source": named(p.actor for p in e.source), "target": named(p.actor for p in e.target),
         "place": places.get(e.place or ""), "start": e.triggers[0].start, "end": e.triggers[0].end,
         "earliest": _day(times, e.time, "earliest"), "latest": _day(times, e.time, "latest")}
        for e in account.events
    ]  # fmt: skip
    yield tables.claim, [
        {"account": key, "event": e.id, "voice": named([c.voice]), "statement": c.statement, "status": c.status,
         "stance": c.stance, "polarity": c.polarity, "about": c.about, "source": named(c.source),
         "source_not": named(c.source_not)}
        for e in account.events for c in e.claims
    ]  # fmt: skip


def _day(times: dict[str, Any], time: str | None, end: str) -> str | None:
    moment = getattr(times.get(time or ""), end, None)
    return None if moment is None else str(moment.isoformat())


def open_ledger(url: str | Path = "herodotus.db") -> Ledger:
    """
    Open a ledger by path or SQLAlchemy URL; a file that is not there is made.

    Raises LedgerError where it cannot be opened, is locked, or is of another version.
    """
    return Ledger(str(url))


def _engine(url: str) -> Engine:
    if "://" in url:
        return sa.create_engine(url)
    engine = sa.create_engine(f"sqlite:///{url}", connect_args={"timeout": _PATIENCE})
    sa.event.listen(engine, "connect", _settle)
    return engine


def _settle(connection: Any, _record: object) -> None:
    """Write ahead, so that reading goes on while one writes."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA foreign_keys=ON")


def _unusable(url: str, error: Exception) -> LedgerError:
    reason = str(getattr(error, "orig", error))
    remedy = "Wait for the other writer." if "locked" in reason else "Check the path, or name another with --ledger."
    return LedgerError(f"{url}: the ledger cannot be used: {reason}. {remedy}")
