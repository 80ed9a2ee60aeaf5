"""Kept, said, compared: reports by number, raw bytes by hash, accounts compressed, corrections; the flat tables are made anew."""

from __future__ import annotations

import datetime as dt
import hashlib
import zlib
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.engine import Connection, Row

from herodotus.accounts.anchors import text_hash
from herodotus.accounts.titles import title_key
from herodotus.ledger import dialects

revision = "0002"
down_revision = "0001"
_BATCH = 100
_OLD = ("report", "run", "account")


def upgrade() -> None:
    """Set the old tables aside, make the new, move what is kept, drop the old."""
    for name in ("statement", "event", "claim", "ledger"):
        op.drop_table(name)
    op.drop_index("ix_account_report", "account")
    for name in _OLD:
        op.rename_table(name, f"old_{name}")
    made = {table.name: table for table in _make()}
    db, now = op.get_bind(), dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    _move_reports(db, made, now)
    _move_runs(db, made)
    _move_accounts(db, made, now)
    for name in ("run", "account"):
        dialects.go_on_from(db, name, "id")
    for name in reversed(_OLD):
        op.drop_table(f"old_{name}")


def _make() -> Iterator[sa.Table]:
    """Make the kept tables as they were at this revision."""
    yield op.create_table(
        "raw",
        sa.Column("hash", sa.String(64), primary_key=True), sa.Column("bytes", sa.LargeBinary, nullable=False),
    )  # fmt: skip
    yield op.create_table(
        "report",
        sa.Column("n", sa.Integer, primary_key=True), sa.Column("id", sa.String(64), nullable=False, unique=True),
        sa.Column("text_hash", sa.String(64), nullable=False, index=True), sa.Column("publisher", sa.Text, index=True),
        sa.Column("published", sa.String(40), index=True), sa.Column("title", sa.Text), sa.Column("title_key", sa.Text),
        sa.Column("byline", sa.Text), sa.Column("url", sa.Text, index=True), sa.Column("language", sa.String(8)),
        sa.Column("text", sa.Text, nullable=False), sa.Column("extractor", sa.Text),
        sa.Column("raw", sa.String(64), sa.ForeignKey("raw.hash")), sa.Column("kept", sa.String(40), nullable=False),
        sa.Column("follows", sa.Integer, sa.ForeignKey("report.n")), sa.Column("removed", sa.String(40)),
        sa.Column("removed_why", sa.Text),
    )  # fmt: skip
    op.create_index("report_title", "report", ["title_key", "publisher"])
    yield op.create_table(
        "run",
        sa.Column("id", sa.Integer, primary_key=True), sa.Column("herodotus", sa.String(40), nullable=False),
        sa.Column("model", sa.String(80), nullable=False), sa.Column("lexicons", sa.String(200), nullable=False),
        sa.Column("settings", sa.Text, nullable=False), sa.Column("started", sa.String(40)),
        sa.UniqueConstraint("herodotus", "model", "lexicons", "settings"),
    )  # fmt: skip
    yield op.create_table(
        "account",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("report", sa.Integer, sa.ForeignKey("report.n"), nullable=False, index=True),
        sa.Column("run", sa.Integer, sa.ForeignKey("run.id"), nullable=False, index=True),
        sa.Column("made", sa.String(40), nullable=False), sa.Column("json", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("report", "run"),
    )  # fmt: skip
    yield op.create_table(
        "correction",
        sa.Column("id", sa.Integer, primary_key=True), sa.Column("at", sa.String(40), nullable=False),
        sa.Column("who", sa.Text, nullable=False), sa.Column("why", sa.Text), sa.Column("verb", sa.String(16), nullable=False),
        sa.Column("text_hash", sa.String(64), index=True), sa.Column("layer", sa.String(16)), sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer), sa.Column("quote", sa.Text), sa.Column("field", sa.String(40)), sa.Column("old", sa.Text),
        sa.Column("new", sa.Text), sa.Column("undoes", sa.Integer, sa.ForeignKey("correction.id")), sa.Column("other", sa.Text),
    )  # fmt: skip


def _batches(db: Connection, sql: str) -> Iterator[list[Row[Any]]]:
    """Yield the rows of a table that is set aside, some at a time, in the order of its key."""
    offset = 0
    while found := list(db.execute(sa.text(f"{sql} LIMIT {_BATCH} OFFSET {offset}"))):
        yield found
        offset += len(found)


def _move_reports(db: Connection, made: dict[str, sa.Table], now: str) -> None:
    for rows in _batches(db, "SELECT * FROM old_report ORDER BY id"):
        bodies = {row.id: zlib.decompress(row.raw) for row in rows if row.raw is not None}
        hashes = {report: hashlib.sha256(data).hexdigest() for report, data in bodies.items()}
        column = made["raw"].c.hash
        there = set(db.execute(sa.select(column).where(column.in_(hashes.values()))).scalars())
        fresh = {key: report for report, key in hashes.items() if key not in there}
        if fresh:
            packed = [{"hash": key, "bytes": zlib.compress(bodies[report])} for key, report in fresh.items()]
            db.execute(sa.insert(made["raw"]), packed)
        db.execute(sa.insert(made["report"]), [_report(row, hashes.get(row.id), now) for row in rows])


def _report(row: Row[Any], raw: str | None, now: str) -> dict[str, Any]:
    return {
        "id": row.id, "text_hash": text_hash(row.text), "publisher": row.publisher, "published": row.published,
        "title": row.title, "title_key": title_key(row.title), "url": row.url, "language": row.language, "text": row.text,
        "raw": raw, "kept": now,
    }  # fmt: skip


def _move_runs(db: Connection, made: dict[str, sa.Table]) -> None:
    for rows in _batches(db, "SELECT * FROM old_run ORDER BY id"):
        db.execute(sa.insert(made["run"]), [{**row._mapping, "settings": "{}"} for row in rows])


def _move_accounts(db: Connection, made: dict[str, sa.Table], now: str) -> None:
    joined = "old_account JOIN report ON report.id = old_account.report"
    for rows in _batches(db, f"SELECT old_account.id, report.n, run, json FROM {joined} ORDER BY old_account.id"):
        db.execute(
            sa.insert(made["account"]),
            [{"id": row.id, "report": row.n, "run": row.run, "made": now,
              "json": zlib.compress(row.json.encode("utf-8", "surrogatepass"))} for row in rows],
        )  # fmt: skip
