"""The shelf: which reports are kept, newest first, with how much each says and what the shelf can be narrowed to."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.ledger import tables

OPENING = 160
"""Characters of a text that stand for it where it has no title."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to list: ``publisher`` None is any; ``undated`` and ``contested`` ask for those alone."""

    publisher: str | None = None
    undated: bool = False
    contested: bool = False
    start: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Shelved:
    """A report on the shelf: where from, how it opens, and how many events, denied events and statements it has."""

    report: str
    title: str | None
    publisher: str | None
    published: str | None
    opening: str
    events: int
    contested: int
    statements: int
    follows: str | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Some rows of the shelf, how many there are in all, and how many each publisher has."""

    total: int
    rows: tuple[Shelved, ...]
    publishers: tuple[tuple[str | None, int], ...]


def look(db: Connection, wanted: Wanted) -> Shelf:
    """Return what is on the shelf, newest first; what has no date of publication comes last."""
    report = tables.report
    here = report.c.removed.is_(None)
    matching = sa.and_(here, *_narrowed(wanted))
    total = db.execute(sa.select(sa.func.count()).select_from(report).where(matching)).scalar_one()
    columns = (report.c.n, report.c.id, report.c.title, report.c.publisher, report.c.published, report.c.follows)
    opening = sa.func.substr(report.c.text, 1, OPENING).label("opening")
    order = (report.c.published.is_(None), report.c.published.desc(), report.c.id)
    found = db.execute(
        sa.select(*columns, opening).where(matching).order_by(*order).limit(wanted.limit).offset(wanted.start)
    ).all()
    counts = _counts(db, [row.n for row in found])
    before = _ids(db, [row.follows for row in found])
    rows = tuple(
        Shelved(
            row.id,
            row.title,
            row.publisher,
            row.published,
            " ".join(row.opening.split()),
            *counts[row.n],
            before.get(row.follows),
        )
        for row in found
    )
    publishers = db.execute(
        sa.select(report.c.publisher, sa.func.count())
        .where(here)
        .group_by(report.c.publisher)
        .order_by(report.c.publisher)
    ).all()
    return Shelf(total, rows, tuple((row[0], row[1]) for row in publishers))


def _narrowed(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    report, found = tables.report, []
    if wanted.publisher is not None:
        found.append(report.c.publisher == wanted.publisher if wanted.publisher else report.c.publisher.is_(None))
    if wanted.undated:
        found.append(report.c.published.is_(None))
    if wanted.contested:
        denied = sa.select(tables.claim.c.report).where(tables.claim.c.stance == "denies")
        found.append(report.c.n.in_(denied))
    return found


def _ids(db: Connection, numbers: list[int | None]) -> dict[int | None, str]:
    report = tables.report
    rows = db.execute(
        sa.select(report.c.n, report.c.id).where(report.c.n.in_([n for n in numbers if n is not None]))
    ).all()
    return {row.n: row.id for row in rows}


def _counts(db: Connection, reports: list[int]) -> dict[int, tuple[int, int, int]]:
    """Return (events, events somebody denies, statements) of some reports."""
    events = _count(db, tables.event.c.report, reports)
    statements = _count(db, tables.statement.c.report, reports)
    of_denied = sa.distinct(tables.claim.c.event)
    denied = _count(db, tables.claim.c.report, reports, what=of_denied, where=tables.claim.c.stance == "denies")
    return {one: (events.get(one, 0), denied.get(one, 0), statements.get(one, 0)) for one in reports}


def _count(
    db: Connection, report: sa.ColumnElement[int], reports: list[int], *,
    what: sa.ColumnElement[object] | None = None, where: sa.ColumnElement[bool] | None = None,
) -> dict[int, int]:  # fmt: skip
    many = sa.func.count() if what is None else sa.func.count(what)
    wanted = sa.select(report, many).where(report.in_(reports)).group_by(report)
    rows = db.execute(wanted if where is None else wanted.where(where)).all()
    return {int(row[0]): row[1] for row in rows}


def last_decision(db: Connection) -> int:
    """Return the number of the last decision of the log, 0 where there is none."""
    return int(db.execute(sa.select(sa.func.max(tables.correction.c.id))).scalar() or 0)


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


def numbers_of(db: Connection, publisher: str) -> list[int]:
    """Return the numbers of the reports of a publisher; of none, where it is empty."""
    report = tables.report
    wanted = sa.select(report.c.n).where(report.c.removed.is_(None), *_narrowed(Wanted(publisher)))
    return list(db.execute(wanted.order_by(report.c.n)).scalars())
