"""The tables of the ledger: reports with their bytes, runs, accounts, and flat copies of statements, events and claims."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text, UniqueConstraint

VERSION = 1
metadata = MetaData()

ledger = Table("ledger", metadata, Column("version", Integer, nullable=False))

report = Table(
    "report", metadata,
    Column("id", String(64), primary_key=True),
    Column("publisher", Text), Column("published", String(40)), Column("title", Text), Column("url", Text),
    Column("language", String(8)), Column("text", Text, nullable=False), Column("raw", LargeBinary),
)  # fmt: skip

run = Table(
    "run", metadata,
    Column("id", Integer, primary_key=True),
    Column("herodotus", String(40), nullable=False), Column("model", String(80), nullable=False),
    Column("lexicons", String(80), nullable=False),
    UniqueConstraint("herodotus", "model", "lexicons"),
)  # fmt: skip

account = Table(
    "account", metadata,
    Column("id", Integer, primary_key=True),
    Column("report", String(64), ForeignKey("report.id"), nullable=False, index=True),
    Column("run", Integer, ForeignKey("run.id"), nullable=False),
    Column("json", Text, nullable=False),
    UniqueConstraint("report", "run"),
)  # fmt: skip

statement = Table(
    "statement", metadata,
    Column("account", Integer, ForeignKey("account.id"), nullable=False, index=True), Column("id", String(12), nullable=False),
    Column("speaker", Text), Column("act", String(16)), Column("stance", String(16)), Column("form", String(16)),
    Column("words", Text), Column("start", Integer), Column("end", Integer),
)  # fmt: skip

event = Table(
    "event", metadata,
    Column("account", Integer, ForeignKey("account.id"), nullable=False, index=True), Column("id", String(12), nullable=False),
    Column("label", Text), Column("type", String(16)), Column("mode", String(24)), Column("cameo", String(8)),
    Column("source", Text), Column("target", Text), Column("place", Text), Column("earliest", String(40)),
    Column("latest", String(40)), Column("start", Integer), Column("end", Integer),
)  # fmt: skip

claim = Table(
    "claim", metadata,
    Column("account", Integer, ForeignKey("account.id"), nullable=False, index=True), Column("event", String(12), nullable=False),
    Column("voice", Text), Column("statement", String(12)), Column("status", String(16)), Column("stance", String(16)),
    Column("polarity", String(1)), Column("about", String(16)), Column("source", Text), Column("source_not", Text),
)  # fmt: skip
