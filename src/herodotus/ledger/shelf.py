"""The shelf: which reports are kept, newest first, with how much each says and what the shelf can be narrowed to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.ledger import doubts, facts, keeping, runs, tables, twins
from herodotus.ledger.facts import Chosen, Counts, Fact, Known
from herodotus.ledger.runs import Run

OPENING = 160
"""Characters of a text that stand for it where it has no title."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to list: the values ``chosen`` of some facets, or a report and its near-copies alone (``copies_of`` its id)."""

    chosen: Chosen = field(default_factory=dict)
    copies_of: str | None = None
    start: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Shelved:
    """
    A report on the shelf: where from, how it opens, how much it says, which run read it last.

    ``contested`` is how many events a voice denies, ``differing`` of how many voices give other numbers. ``copies`` is of how many
    reports it is a near-copy; None where it was not compared yet. ``follows`` and ``followed`` are the versions before and after.
    """

    report: str
    title: str | None
    publisher: str | None
    published: str | None
    opening: str
    events: int
    contested: int
    differing: int
    statements: int
    run: int
    copies: int | None
    follows: str | None
    followed: str | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Some rows of the shelf, how many there are in all, what it can be narrowed to, and what its runs are."""

    total: int
    rows: tuple[Shelved, ...]
    facets: Counts
    runs: tuple[Run, ...]


def look(db: Connection, wanted: Wanted, known: Known | None = None) -> Shelf:
    """Return what is on the shelf, newest first; what has no date of publication comes last."""
    told: Sequence[Fact] = (known or Known()).facts(db)
    if wanted.copies_of is not None:
        first = keeping.number_of(db, wanted.copies_of)
        among = {first, *twins.of(db, first)}
        told = [one for one in told if one.n in among]
    found = facts.fitting(told, wanted.chosen)
    shown = found[wanted.start : wanted.start + wanted.limit]
    return Shelf(len(found), _rows(db, shown), facts.count(told, wanted.chosen), runs.every(db))


def is_empty(db: Connection) -> bool:
    """Return whether no report is kept."""
    kept = sa.select(sa.literal(1)).select_from(tables.report).where(tables.report.c.removed.is_(None)).limit(1)
    return db.execute(kept).first() is None


def _rows(db: Connection, told: Sequence[Fact]) -> tuple[Shelved, ...]:
    here = [one.n for one in told]
    rows, said, copies = _heads(db, here), _Said(db, here), _copies(db, here)
    before, after = _ids(db, [row.follows for row in rows.values()]), _followed(db, here)
    return tuple(
        Shelved(
            (row := rows[one.n]).id, row.title, row.publisher, row.published, " ".join(row.opening.split()),
            said.events.get(one.n, 0), said.denied.get(one.n, 0), said.differing.get(one.n, 0), said.statements.get(one.n, 0),
            one.run, copies.get(one.n), before.get(row.follows), after.get(one.n),
        )
        for one in told if one.n in rows
    )  # fmt: skip


def _heads(db: Connection, reports: Sequence[int]) -> dict[int, Any]:
    report = tables.report
    columns = (report.c.n, report.c.id, report.c.title, report.c.publisher, report.c.published, report.c.follows)
    opening = sa.func.substr(report.c.text, 1, OPENING).label("opening")
    return {row.n: row for row in db.execute(sa.select(*columns, opening).where(report.c.n.in_(reports)))}


class _Said:
    """How much some reports say: events, those a voice denies, those of differing numbers, statements."""

    def __init__(self, db: Connection, reports: Sequence[int]) -> None:
        event, statement = tables.event.c.report, tables.statement.c.report
        denied, differing = doubts.denied().distinct(), doubts.differing().distinct()
        self.events = _count(db, event, reports)
        self.statements = _count(db, statement, reports)
        self.denied = _count(db, denied.where(tables.claim.c.report.in_(reports)).subquery().c.report, reports)
        self.differing = _count(db, differing.where(tables.number.c.report.in_(reports)).subquery().c.report, reports)


def _count(db: Connection, report: sa.ColumnElement[int], reports: Sequence[int]) -> dict[int, int]:
    rows = db.execute(sa.select(report, sa.func.count()).where(report.in_(reports)).group_by(report)).all()
    return {int(row[0]): row[1] for row in rows}


def _copies(db: Connection, reports: Sequence[int]) -> dict[int, int]:
    """Return of how many reports each of some is a near-copy; nothing of those that were not compared yet."""
    compared = db.execute(sa.select(tables.compared.c.report).where(tables.compared.c.report.in_(reports))).scalars()
    one, other = (_count(db, column, reports) for column in (tables.copy.c.a, tables.copy.c.b))
    return {n: one.get(n, 0) + other.get(n, 0) for n in compared}


def _ids(db: Connection, numbers: Iterable[int | None]) -> dict[int | None, str]:
    report = tables.report
    wanted = report.c.n.in_([n for n in numbers if n is not None])
    return {row.n: row.id for row in db.execute(sa.select(report.c.n, report.c.id).where(wanted))}


def _followed(db: Connection, reports: Sequence[int]) -> dict[int, str]:
    report = tables.report
    wanted = sa.select(report.c.follows, report.c.id).where(report.c.follows.in_(reports), report.c.removed.is_(None))
    return {row.follows: row.id for row in db.execute(wanted.order_by(report.c.n))}


@dataclass(frozen=True, slots=True)
class Summed:
    """A ledger in three words: how many reports, the newest day of publication, when the last one was kept."""

    reports: int
    newest: str | None
    kept: str | None


def summed_up(db: Connection) -> Summed:
    """Return what tells one state of a ledger from another."""
    report = tables.report
    wanted = sa.select(sa.func.count(), sa.func.max(report.c.published), sa.func.max(report.c.kept))
    return Summed(*db.execute(wanted.where(report.c.removed.is_(None))).one())
