"""
Versions of one report as a chain: the same address, or the same publisher with nearly the same title and text within days.

``report.follows`` is the version before. It depends on the reports alone, not on the order they came in: a version that comes late
is set between its neighbours.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.ledger import tables
from herodotus.ledger.indexing import tokens

DAYS = 3
"""How far apart a report and its next version are published at most, where only title and text speak for it."""
ALIKE = 0.2
"""The share of runs of three words that two versions have in common at least."""

_report = tables.report.c


class Seen(NamedTuple):
    """What is looked at of a report to find its versions."""

    n: int
    url: str | None
    publisher: str | None
    title_key: str | None
    published: str | None
    kept: str


def _seen(db: Connection, *wanted: sa.ColumnElement[bool]) -> list[Seen]:
    columns = [_report[name] for name in Seen._fields]
    return [Seen(*row) for row in db.execute(sa.select(*columns).where(_report.removed.is_(None), *wanted))]


def chain(db: Connection, fresh: Sequence[int]) -> None:
    """Tie reports that are new here to the versions before and after them."""
    found = _seen(db, _report.n.in_(fresh))
    near = _near(db, found)
    for one in sorted(found, key=_age):
        versions = sorted({other for other in near[one.n] if _is_version(db, one, other)}, key=_age)
        before = [other for other in versions if _age(other) < _age(one)]
        after = [other for other in versions if _age(other) > _age(one)]
        if before:
            _follow(db, one.n, before[-1].n)
        if after:
            _follow(db, after[0].n, one.n)


def _near(db: Connection, found: Sequence[Seen]) -> dict[int, list[Seen]]:
    """Return, for each of some reports, those that share its address, or its publisher and title and nearly its day."""
    by_url, by_title = defaultdict[Any, list[Seen]](list), defaultdict[Any, list[Seen]](list)
    for other in _sharing(db, _report.url, {one.url for one in found}):
        by_url[other.url].append(other)
    days = [dt.date.fromisoformat(one.published[:10]) for one in found if one.published]
    if days:
        first, last = min(days) - dt.timedelta(DAYS), max(days) + dt.timedelta(DAYS + 1)
        near = _report.published.between(first.isoformat(), last.isoformat())
        for other in _sharing(db, _report.title_key, {one.title_key for one in found}, near):
            by_title[other.title_key, other.publisher].append(other)
    together = {one.n: [*by_url[one.url], *by_title[one.title_key, one.publisher]] for one in found}
    return {n: [other for other in others if other.n != n] for n, others in together.items()}


def _sharing(
    db: Connection, column: sa.Column[Any], values: set[str | None], *more: sa.ColumnElement[bool]
) -> list[Seen]:
    wanted = values - {None, ""}
    return _seen(db, column.in_(wanted), *more) if wanted else []


def _age(row: Seen) -> tuple[str, int]:
    """By publication, and by when it came here where the days are the same or unknown."""
    return (row.published or row.kept, row.n)


def _is_version(db: Connection, one: Seen, other: Seen) -> bool:
    if one.url and one.url == other.url:
        return True
    days = [dt.date.fromisoformat(row.published[:10]) for row in (one, other) if row.published]
    if len(days) < 2 or abs(days[0] - days[1]).days > DAYS:
        return False
    texts = db.execute(sa.select(_report.text).where(_report.n.in_([one.n, other.n]))).scalars().all()
    return len(texts) == 2 and likeness(*texts) >= ALIKE


def likeness(one: str, other: str) -> float:
    """
    Return the share of runs of three words that two texts have in common.

    >>> likeness("At least 12 dockers died in the raid.", "At least 14 dockers died in the raid.")
    0.3333333333333333
    """
    a, b = (_runs(tokens(text)) for text in (one, other))
    return len(a & b) / len(a | b) if a | b else 0.0


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + 3]) for i in range(len(words) - 2)}


def _follow(db: Connection, report: int, before: int) -> None:
    db.execute(sa.update(tables.report).where(_report.n == report).values(follows=before))
