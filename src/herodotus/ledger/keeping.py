"""What is kept and never changed: the bytes and text of reports, the runs that read them, the accounts they gave."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus import contract
from herodotus.accounts.anchors import text_hash
from herodotus.accounts.titles import title_key
from herodotus.errors import LedgerError, NotFoundError
from herodotus.ledger import dialects, tables
from herodotus.ledger.projecting import holdable
from herodotus.model import Account, MadeBy, Report

Settings = Mapping[str, Any]
_LEVEL = 2
"""How hard zlib works: 6 takes more than twice as long for one part in eight."""


def now() -> str:
    """Return this instant as the ledger writes it. Only the ledger's own records carry it, never an account."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _run(made_by: MadeBy, settings: Settings) -> dict[str, str]:
    return {
        "herodotus": made_by.herodotus, "model": made_by.model, "lexicons": made_by.lexicons,
        "settings": json.dumps(settings, sort_keys=True),
    }  # fmt: skip


def _is_run(row: Mapping[str, str]) -> sa.ColumnElement[bool]:
    return sa.and_(*(tables.run.c[key] == value for key, value in row.items()))


def keep_run(db: Connection, made_by: MadeBy, settings: Settings) -> int:
    """Return the number of the run that made an account, kept once for each version, model, lexicons and settings."""
    row = _run(made_by, settings)
    found = db.execute(sa.select(tables.run.c.id).where(_is_run(row))).scalar()
    if found is None:
        made = db.execute(sa.insert(tables.run).values({**row, "started": now()}).returning(tables.run.c.id))
        found = made.scalar_one()
    return int(found)


def numbers(db: Connection, reports: Iterable[str]) -> dict[str, int]:
    """Return the short numbers of those of some reports, named by id, that are kept."""
    table = tables.report
    found = db.execute(sa.select(table.c.id, table.c.n).where(table.c.id.in_(list(reports))))
    return {row.id: row.n for row in found}


def ids(db: Connection, reports: Iterable[int]) -> dict[int, str]:
    """Return the ids of some reports, named by their short numbers."""
    table = tables.report
    return {row.n: row.id for row in db.execute(sa.select(table.c.n, table.c.id).where(table.c.n.in_(list(reports))))}


def gone_among(db: Connection, reports: Iterable[int]) -> set[int]:
    """Return those of some reports, by number, that somebody took out."""
    table = tables.report
    wanted = sa.select(table.c.n).where(table.c.n.in_(list(reports)), table.c.removed.is_not(None))
    return set(db.execute(wanted).scalars())


def read_by(db: Connection, run: int, reports: Iterable[int]) -> set[int]:
    """Return those of some reports, by number, that have an account of this run already."""
    table = tables.account
    wanted = sa.select(table.c.report).where(table.c.run == run, table.c.report.in_(list(reports)))
    return set(db.execute(wanted).scalars())


def is_kept(db: Connection, report: str, made_by: MadeBy, settings: Settings) -> bool:
    """Whether a report, by its whole id, has an account of a run."""
    joined = tables.account.join(tables.report).join(tables.run)
    wanted = sa.select(tables.account.c.id).select_from(joined).where(tables.report.c.id == report)
    return db.execute(wanted.where(_is_run(_run(made_by, settings)))).first() is not None


def has_bytes(db: Connection, data: bytes) -> bool:
    """Whether a report came from these bytes."""
    key = hashlib.sha256(data).hexdigest()
    return db.execute(sa.select(tables.raw.c.hash).where(tables.raw.c.hash == key)).first() is not None


def keep_reports(db: Connection, found: Iterable[tuple[Report, bytes | None]]) -> None:
    """Keep reports that are not here yet, with the bytes they came from, each by its hash and once."""
    pairs = list(found)
    if not pairs:
        return
    bodies = {hashlib.sha256(data).hexdigest(): data for _, data in pairs if data is not None}
    column = tables.raw.c.hash
    there = set(db.execute(sa.select(column).where(column.in_(bodies))).scalars())
    fresh = [{"hash": key, "bytes": zlib.compress(data, _LEVEL)} for key, data in bodies.items() if key not in there]
    if fresh:
        db.execute(sa.insert(tables.raw), fresh)
    db.execute(sa.insert(tables.report), [_report(report, data) for report, data in pairs])


def _report(report: Report, data: bytes | None) -> dict[str, Any]:
    return {
        "id": report.id, "text_hash": text_hash(report.text), "publisher": report.publisher,
        "published": contract.written(report.published), "title": report.title, "title_key": title_key(report.title),
        "byline": report.byline, "url": report.url, "language": report.language, "text": holdable(report.text),
        "extractor": report.extractor, "raw": None if data is None else hashlib.sha256(data).hexdigest(), "kept": now(),
    }  # fmt: skip


def keep_accounts(db: Connection, accounts: Mapping[int, Account], run: int) -> None:
    """Keep accounts of a run, each under the number of its report."""
    made = now()
    rows = [{"report": n, "run": run, "made": made, "json": packed(account)} for n, account in accounts.items()]
    if rows:
        db.execute(sa.insert(tables.account), rows)


def bring_up(db: Connection, report: int, run: int) -> bool:
    """Make the account that a run made of a report before another one its newest; whether there was such a one."""
    table, compared = tables.account, tables.compared
    newest = sa.select(sa.func.max(table.c.id)).where(table.c.report == report)
    last = db.execute(newest).scalar()
    mine = sa.and_(table.c.report == report, table.c.run == run, table.c.id != last)
    if db.execute(sa.select(table.c.id).where(mine)).first() is None:
        return False
    db.execute(
        sa.update(compared).where(compared.c.report == report).values(account=last)
    )  # so that it is compared anew
    after_all = db.execute(sa.select(sa.func.max(table.c.id))).scalar_one() + 1
    db.execute(sa.update(table).where(mine).values(id=after_all, made=now()))
    dialects.go_on_from(db, "account", "id")
    return True


def packed(account: Account) -> bytes:
    """Return an account as it is kept: its JSON under zlib."""
    told = json.dumps(contract.to_json(account), ensure_ascii=False, check_circular=False, separators=(",", ":"))
    return zlib.compress(told.encode("utf-8", "surrogatepass"), _LEVEL)


def unpacked(kept: bytes) -> Account:
    """Return the account of what is kept. Raises LedgerError for what is none."""
    try:
        return contract.from_json(json.loads(zlib.decompress(kept).decode("utf-8", "surrogatepass")))
    except (zlib.error, KeyError, TypeError, ValueError) as error:
        remedy = "'herodotus db verify' says what is whole; read the report again, or take the last copy."
        raise LedgerError(f"an account cannot be read as it was kept: {error}. {remedy}") from error


def newest(db: Connection, report: int) -> Account:
    """Return the newest account of a report, as it was made."""
    table = tables.account
    wanted = sa.select(table.c.json).where(table.c.report == report).order_by(table.c.id.desc()).limit(1)
    return unpacked(db.execute(wanted).scalar_one())


class Stamp(NamedTuple):
    """
    What is another one after whatever came to the ledger, went, or was decided.

    ``account`` is the number of the newest account and ``of`` that of its report, for SQLite gives the number of an account that
    went to the next one; ``gone`` sums up which reports were taken out, ``correction`` is the number of the last decision.
    """

    account: int
    of: int
    gone: int
    correction: int


def stamp(db: Connection) -> Stamp:
    """Return how far the ledger is. What was compared since is not in it."""
    account, report, correction = tables.account, tables.report, tables.correction
    newest = sa.select(account.c.id, account.c.report).order_by(account.c.id.desc()).limit(1)
    made = db.execute(newest).first() or (0, 0)
    gone = sa.select(sa.func.coalesce(sa.func.sum(report.c.n), 0)).where(
        report.c.title_key.is_(None),
        report.c.removed.is_not(None),  # its title went too: few have none, and an index finds them
    )
    last = sa.select(sa.func.coalesce(sa.func.max(correction.c.id), 0))
    return Stamp(*made, *(int(db.execute(one).scalar_one()) for one in (gone, last)))


def raw_of(db: Connection, report: int) -> bytes | None:
    """Return the bytes a report came from, or None if they were not kept."""
    joined = tables.report.join(tables.raw)
    found = db.execute(sa.select(tables.raw.c.bytes).select_from(joined).where(tables.report.c.n == report)).scalar()
    return None if found is None else zlib.decompress(found)


def published_by(db: Connection, publisher: str) -> list[int]:
    """Return the numbers of an outlet's reports, whatever the case of its name; of reports without one, where it is empty."""
    table = tables.report
    same = sa.func.lower(table.c.publisher) == publisher.lower() if publisher else table.c.publisher.is_(None)
    return list(db.execute(sa.select(table.c.n).where(same, table.c.removed.is_(None)).order_by(table.c.n)).scalars())


def number_of(db: Connection, prefix: str) -> int:
    """Return the number of the one report whose id begins so. Raises NotFoundError for none, or for several."""
    table = tables.report
    begins = table.c.id.startswith(prefix, autoescape=True)
    found = db.execute(sa.select(table.c.n).where(begins, table.c.removed.is_(None)).limit(2)).scalars().all()
    if not found:
        gone = db.execute(sa.select(table.c.removed, table.c.removed_why).where(begins).limit(1)).first()
        if gone is not None:
            raise NotFoundError(f"{prefix}: it was taken out on {gone.removed[:10]}: {gone.removed_why}")
        raise NotFoundError(f"{prefix}: no report in this ledger has an id that begins so. See 'herodotus show'.")
    if len(found) > 1:
        raise NotFoundError(f"{prefix}: more than one report begins so. Give more of the id.")
    return int(found[0])
