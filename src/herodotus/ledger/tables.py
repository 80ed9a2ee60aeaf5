"""
The tables of the ledger, a public schema: what is kept, what it says report by report, and how reports compare.

A report's id is a content hash of 64 digits; within the ledger every table knows a report by its short number, ``report.n``
(a key of 64 digits in each of some 200 rows a report made the ledger twice as large): ``JOIN report ON report.n = event.report``.
Instants and days are ISO 8601 text, which sorts; ``start`` and ``end`` are code points into ``report.text``. Lists of names are
joined by "; ". Decision 0007 says why there are three layers; ``docs/reference/ledger-tables.md`` explains every column.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

metadata = MetaData()

REVISION = "0004"
"""The revision of this schema; ``migrations`` holds the way to it."""

version = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))

# --- kept: written once, never changed -------------------------------------------------------------------------------------

raw = Table(
    "raw", metadata,
    Column("hash", String(64), primary_key=True), Column("bytes", LargeBinary, nullable=False),  # zlib
)  # fmt: skip

report = Table(
    "report", metadata,
    Column("n", Integer, primary_key=True), Column("id", String(64), nullable=False, unique=True),
    Column("text_hash", String(64), nullable=False, index=True),
    Column("publisher", Text, index=True), Column("published", String(40), index=True),
    Column("title", Text), Column("title_key", Text),  # what the titles of versions of one report share
    Column("byline", Text), Column("url", Text, index=True), Column("language", String(8)),
    Column("text", Text, nullable=False), Column("extractor", Text), Column("raw", String(64), ForeignKey("raw.hash")),
    Column("kept", String(40), nullable=False),
    Column("follows", Integer, ForeignKey("report.n")),  # the version of the same report before this one
    Column("removed", String(40)), Column("removed_why", Text),
    Index("report_title", "title_key", "publisher"),
)  # fmt: skip

run = Table(
    "run", metadata,
    Column("id", Integer, primary_key=True),
    Column("herodotus", String(40), nullable=False), Column("model", String(80), nullable=False),
    Column("lexicons", String(200), nullable=False), Column("settings", Text, nullable=False), Column("started", String(40)),
    UniqueConstraint("herodotus", "model", "lexicons", "settings"),
)  # fmt: skip

account = Table(
    "account", metadata,
    Column("id", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("report.n"), nullable=False, index=True),
    Column("run", Integer, ForeignKey("run.id"), nullable=False, index=True),
    Column("made", String(40), nullable=False), Column("json", LargeBinary, nullable=False),  # zlib of herodotus.account/1
    UniqueConstraint("report", "run"),
)  # fmt: skip

correction = Table(
    "correction", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(40), nullable=False), Column("who", Text, nullable=False), Column("why", Text),
    Column("verb", String(16), nullable=False),  # accept, reject, correct, add, merge, split, undo
    Column("text_hash", String(64), index=True), Column("layer", String(16)),  # event, statement, claim, actor, place, time
    Column("start", Integer), Column("end", Integer), Column("quote", Text), Column("field", String(40)),
    Column("old", Text), Column("new", Text),  # JSON
    Column("undoes", Integer, ForeignKey("correction.id")), Column("other", Text),  # JSON: the second anchor of a merge or split
)  # fmt: skip

# --- said: the newest account of each report, corrections laid over it -----------------------------------------------------


def _clustered(name: str, *items: SchemaItem) -> Table:
    """Return a table whose rows lie in the order of their key, a report's together, the key stored once."""
    return Table(name, metadata, *items, sqlite_with_rowid=False)


def _of_report(*more: Column[object]) -> tuple[Column[object], ...]:
    return (
        Column("report", Integer, ForeignKey("report.n"), primary_key=True),
        *more,
    )


sentence = Table(
    "sentence", metadata,
    Column("id", Integer, primary_key=True),  # the index of words holds sentences by it
    Column("report", Integer, ForeignKey("report.n"), nullable=False), Column("n", Integer, nullable=False),
    Column("start", Integer, nullable=False), Column("end", Integer, nullable=False),
    UniqueConstraint("report", "n"),
)  # fmt: skip

actor = _clustered(
    "actor",
    *_of_report(Column("id", String(12), primary_key=True)),
    Column("name", Text, nullable=False), Column("key", Text, nullable=False, index=True),  # one across reports
    Column("kind", String(16)), Column("country", String(3)), Column("sectors", Text), Column("acts_for", String(12)),
    Column("aliases", Text),
)  # fmt: skip

place = _clustered(
    "place",
    *_of_report(Column("id", String(12), primary_key=True)),
    Column("name", Text, nullable=False), Column("key", Text, nullable=False, index=True),
    Column("country", String(3)), Column("admin1", Text),
    Column("lat", Float), Column("lon", Float), Column("precision", String(8)), Column("gazetteer_id", String(24)),
    Column("support", String(12)),  # what its report says for it; a place with a lat and no support is only a namesake
    Column("spot", Text, nullable=False, index=True),  # the same for one place across reports
)  # fmt: skip

name = Table(
    "name", metadata,
    Column("key", Text, primary_key=True),  # every name an actor or place goes by in some report, folded, each once
)  # fmt: skip

statement = _clustered(
    "statement",
    *_of_report(Column("id", String(12), primary_key=True)),
    Column("speaker", Text, nullable=False), Column("act", String(16), index=True), Column("stance", String(16)),
    Column("form", String(16)), Column("target", Text), Column("addressee", Text), Column("medium", Text), Column("relay", Text),
    Column("words", Text), Column("sentence", Integer), Column("start", Integer), Column("end", Integer),
    Column("earliest", String(40)), Column("latest", String(40)),  # when it was said
    Column("begins", String(40)), Index("statement_begins", "begins", "latest", "report", "start"),
)  # fmt: skip

statement_party = _clustered(
    "statement_party",
    *_of_report(
        Column("statement", String(12), primary_key=True), Column("part", String(12), primary_key=True),  # speaker, target …
        Column("actor", String(12), primary_key=True),
    ),
)  # fmt: skip

event = _clustered(
    "event",
    *_of_report(Column("id", String(12), primary_key=True)),
    Column("label", Text), Column("type", String(16), index=True), Column("mode", String(24)), Column("cameo", String(8)),
    Column("display", String(16)),  # the word a display gives it: happened, alleged, denied, planned …
    Column("source", Text), Column("target", Text), Column("place", String(12)), Column("place_name", Text),
    Column("earliest", String(40)), Column("latest", String(40)), Column("granularity", String(12)),
    Column("begins", String(40)),  # where it stands in time: its earliest, else its latest
    Column("part_of", String(12)), Column("sentence", Integer), Column("start", Integer), Column("end", Integer),
    Column("confidence", Float),  # the share of events read in the same way that were right, where it was counted
    Index("event_when", "earliest", "latest"), Index("event_begins", "begins", "latest", "report", "start"),
    Index("event_place", "place", "report", "display"),
)  # fmt: skip

event_party = _clustered(
    "event_party",
    *_of_report(
        Column("event", String(12), primary_key=True), Column("part", String(8), primary_key=True),  # source, target
        Column("actor", String(12), primary_key=True),
    ),
    Column("start", Integer), Column("end", Integer),
)  # fmt: skip

number = _clustered(
    "number",
    *_of_report(Column("event", String(12), primary_key=True), Column("n", Integer, primary_key=True)),
    Column("what", String(24)), Column("low", Integer), Column("high", Integer), Column("qualifier", String(16)),
    Column("whose", Text), Column("voice", Text), Column("start", Integer), Column("end", Integer),
)  # fmt: skip

claim = _clustered(
    "claim",
    *_of_report(Column("event", String(12), primary_key=True), Column("n", Integer, primary_key=True)),
    Column("voice", Text), Column("voice_id", String(12)), Column("statement", String(12)),
    Column("status", String(16)), Column("stance", String(16)),
    Column("polarity", String(1)), Column("about", String(16)),
    Column("source", Text), Column("source_not", Text),
)  # fmt: skip

link = _clustered(
    "link",
    *_of_report(Column("n", Integer, primary_key=True)),
    Column("kind", String(20)), Column("from_event", String(12)), Column("to_event", String(12)), Column("voice", Text),
    Column("start", Integer), Column("end", Integer),
)  # fmt: skip

correction_state = _clustered(
    "correction_state",
    Column("correction", Integer, ForeignKey("correction.id"), primary_key=True),
    *_of_report(),
    Column("state", String(12), nullable=False), Column("reason", Text),  # kept, reapplied, orphaned, undone
)  # fmt: skip

# --- compared: reports against one another, brought up to date when asked --------------------------------------------------

compared = Table(
    "compared", metadata, *_of_report(), Column("account", Integer, ForeignKey("account.id"), nullable=False),
    Column("corrected", Integer, nullable=False),  # the last correction that was written down by then
)  # fmt: skip

signature = _clustered(
    "signature", *_of_report(), Column("minhash", LargeBinary, nullable=False),
)  # fmt: skip

signature_band = _clustered(
    "signature_band",
    Column("band", String(24), primary_key=True), *_of_report(), Index("signature_band_report", "report"),
)  # fmt: skip

copy = _clustered(
    "copy",
    Column("a", Integer, ForeignKey("report.n"), primary_key=True), Column("b", Integer, ForeignKey("report.n"), primary_key=True),
    Column("likeness", Float, nullable=False), Column("because", Text),
)  # fmt: skip

sketch = _clustered(
    "sketch",
    *_of_report(Column("event", String(12), primary_key=True)),
    Column("json", Text, nullable=False),
)  # fmt: skip

sketch_key = _clustered(
    "sketch_key",
    Column("key", Text, primary_key=True), *_of_report(Column("event", String(12), primary_key=True)),
    Index("sketch_key_report", "report"),
)  # fmt: skip

effect = _clustered(
    "effect",
    *_of_report(Column("event", String(12), primary_key=True)),
    Column("deed", String(12), nullable=False),  # the event of its report that brought it about: one happening with it
)  # fmt: skip

likeness = _clustered(
    "likeness",
    Column("a_report", Integer, ForeignKey("report.n"), primary_key=True), Column("a_event", String(12), primary_key=True),
    Column("b_report", Integer, ForeignKey("report.n"), primary_key=True), Column("b_event", String(12), primary_key=True),
    Column("score", Float, nullable=False), Column("because", Text),  # JSON, of pairs that are held to be one
    Index("likeness_back", "b_report", "b_event"),
)  # fmt: skip

incident = Table(
    "incident", metadata,
    Column("id", String(16), primary_key=True), Column("rule", String(40), nullable=False), Column("label", Text),
    Column("type", String(16)), Column("place", Text), Column("earliest", String(40), index=True), Column("latest", String(40)),
)  # fmt: skip

incident_event = _clustered(
    "incident_event",
    *_of_report(Column("event", String(12), primary_key=True)),
    Column("incident", String(16), ForeignKey("incident.id"), nullable=False, index=True),
)  # fmt: skip
