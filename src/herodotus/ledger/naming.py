"""What in the ledger goes by a name somebody wrote: actors, places, incidents, reports; a few of each, the best known first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts.names import folded
from herodotus.ledger import identifying, tables

Kind = Literal["actor", "place", "incident", "report"]
_OPERATORS = re.compile(r'\bNEAR(/\d+)?\b|\bOR\b|["*]|(?<!\S)-\S+')


@dataclass(frozen=True, slots=True)
class Named:
    """Something that goes by a name: its kind, what finds it again, what it is called, in how many reports it is told of."""

    kind: Kind
    id: str
    name: str
    reports: int


def known(db: Connection, words: str, *, most: int = 5) -> list[Named]:
    """Return what goes by a name that holds some words, in the notation of search or not; actors first."""
    plain = " ".join(_OPERATORS.sub(" ", words).split())
    key = folded(plain)
    if not key:
        return []
    keys, who = _keys(db, key), identifying.identity(db)
    return [
        *_named(db, "actor", tables.actor, [who.key(one) for one in keys], most), *_named(db, "place", tables.place, keys, most),
        *_incidents(db, plain, most), *_reports(db, plain, most),
    ]  # fmt: skip


def _keys(db: Connection, key: str) -> list[str]:
    """Return the names that hold some words, or a word that begins as the last of them does."""
    known_ = tables.name.c.key
    holds = (" " + known_).contains(f" {key}", autoescape=True)
    return list(
        db.execute(sa.select(known_).where(holds).order_by(sa.func.length(known_), known_).limit(200)).scalars()
    )


def _named(db: Connection, kind: Kind, table: sa.Table, keys: list[str], most: int) -> list[Named]:
    reports = sa.func.count(table.c.report.distinct())
    wanted = (
        sa.select(table.c.key, sa.func.min(table.c.name), reports).where(table.c.key.in_(keys)).group_by(table.c.key)
    )
    rows = db.execute(wanted.order_by(reports.desc(), table.c.key).limit(most))
    return [Named(kind, row[0], row[1], int(row[2])) for row in rows]


def _incidents(db: Connection, words: str, most: int) -> list[Named]:
    one, event = tables.incident, tables.incident_event
    named = sa.func.coalesce(one.c.label, "") + ", " + sa.func.coalesce(one.c.place, "")
    reports = sa.func.count(event.c.report.distinct())
    wanted = (
        sa.select(one.c.id, named, reports).select_from(one.join(event, event.c.incident == one.c.id))
        .where(*(_holds(named, word) for word in words.split())).group_by(one.c.id, one.c.label, one.c.place)
        .having(reports > 1).order_by(reports.desc(), one.c.id).limit(most)
    )  # fmt: skip
    return [Named("incident", row[0], row[1].strip(", "), int(row[2])) for row in db.execute(wanted)]


def _reports(db: Connection, words: str, most: int) -> list[Named]:
    report = tables.report
    wanted = (
        sa.select(report.c.id, report.c.title)
        .where(report.c.removed.is_(None), *(_holds(report.c.title, word) for word in words.split()))
        .order_by(report.c.published.is_(None), report.c.published.desc(), report.c.id).limit(most)
    )  # fmt: skip
    return [Named("report", row.id, row.title, 1) for row in db.execute(wanted)]


def _holds(column: Any, word: str) -> Any:
    return sa.func.lower(column).contains(word.lower(), autoescape=True)
