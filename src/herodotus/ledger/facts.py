"""
What the shelf can be narrowed to: a few facts about each report, and how many reports have each value.

They are asked of the flat tables. Whoever asks often keeps a ``Known``: it asks again only once the ledger has changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.ledger import doubts, keeping, runs, tables

Value = str | int | bool | None
Chosen = Mapping[str, Value]
"""The values that are asked for, by facet; None is "unknown"."""
Counts = dict[str, list[tuple[Value, int]]]
FACETS = ("publisher", "month", "language", "run", "disputed", "review", "undated", "copied")


@dataclass(frozen=True, slots=True)
class Fact:
    """
    What is known of a report, by its number ``n``. ``month`` is that of publication, ``run`` the one that read it last.

    ``disputed``: a voice denies one of its events, or voices give numbers that differ. ``review``: nobody has decided on something
    in it that the queues ``disputes`` or ``open`` ask about, or its last reading orphaned a decision. ``copied``: it is a near-copy
    of another report; None where it was not compared yet.
    """

    n: int
    publisher: str | None
    month: str | None
    language: str | None
    run: int
    disputed: bool
    review: bool
    undated: bool
    copied: bool | None


class Known:
    """The facts about every report in the order of the shelf, asked again only once the ledger has changed."""

    def __init__(self) -> None:
        self._at: object = None
        self._facts: tuple[Fact, ...] = ()

    def facts(self, db: Connection) -> tuple[Fact, ...]:
        """Return them: the newest reports first, what has no date of publication last."""
        now = _state(db)
        if now != self._at:
            self._facts, self._at = tuple(_facts(db)), now
        return self._facts


def _state(db: Connection) -> object:
    """Return what is another after every change of an account, a decision, a report's presence or a comparison."""
    compared, copies = (sa.select(sa.func.count()).select_from(table) for table in (tables.compared, tables.copy))
    return keeping.stamp(db), db.execute(compared).scalar(), db.execute(copies).scalar()


def fitting(facts: Iterable[Fact], chosen: Chosen) -> list[Fact]:
    """Return the facts that have the chosen values."""
    found = list(facts)
    for name, value in chosen.items():
        found = [one for one in found if getattr(one, name) == value]
    return found


def count(facts: Sequence[Fact], chosen: Chosen) -> Counts:
    """Return of each facet its values, each with how many reports have it of those that the *other* facets leave."""
    whole = fitting(facts, chosen)
    return {name: _values(name, facts if name in chosen else whole, chosen) for name in FACETS}


def _values(name: str, facts: Sequence[Fact], chosen: Chosen) -> list[tuple[Value, int]]:
    others = {other: value for other, value in chosen.items() if other != name}
    left = fitting(facts, others) if name in chosen else facts
    found: Counter[Value] = Counter(getattr(one, name) for one in left)
    if name in chosen:
        found[chosen[name]] += 0  # what is chosen is told although nothing has it
    return sorted(found.items(), key=lambda pair: (pair[0] is None, pair[0]))


# --- asked of the tables ---------------------------------------------------------------------------------------------------


def _facts(db: Connection) -> Iterable[Fact]:
    report = tables.report
    columns = (report.c.n, report.c.publisher, report.c.published, report.c.language)
    order = (report.c.published.is_(None), report.c.published.desc(), report.c.id)
    rows = db.execute(sa.select(*columns).where(report.c.removed.is_(None)).order_by(*order)).all()
    read = dict(_pairs(db, runs.newest_runs()))
    disputed = _starts_of(db, doubts.denied().union(doubts.differing()))
    of_disputed, waiting = {n for n, _ in disputed}, _waiting(db, disputed)
    copied = {n for pair in _pairs(db, sa.select(tables.copy.c.a, tables.copy.c.b)) for n in pair}
    compared = set(db.execute(sa.select(tables.compared.c.report)).scalars())
    for n, publisher, published, language in rows:
        yield Fact(
            n, publisher, published and published[:7], language, read[n], n in of_disputed, n in waiting, published is None,
            n in copied if n in compared else None,
        )  # fmt: skip


def _pairs(db: Connection, wanted: sa.Select[Any]) -> list[tuple[int, Any]]:
    return [(row[0], row[1]) for row in db.execute(wanted)]


def _starts_of(db: Connection, events: sa.SelectBase) -> set[tuple[int, int]]:
    """Return where some events stand, each with the number of its report."""
    event, some = tables.event, events.subquery()
    joined = some.join(event, sa.and_(event.c.report == some.c.report, event.c.id == some.c.event))
    return set(_pairs(db, sa.select(event.c.report, event.c.start).select_from(joined)))


def _waiting(db: Connection, disputed: set[tuple[int, int]]) -> set[int]:
    """Return the reports in which something waits for a decision."""
    state, correction = tables.correction_state, tables.correction
    asked = disputed.union(_starts_of(db, doubts.unknown()))
    joined = state.join(correction, correction.c.id == state.c.correction)
    stands = sa.and_(state.c.state.in_(("kept", "reapplied")), correction.c.verb != "undo")
    asked.difference_update(_pairs(db, sa.select(state.c.report, correction.c.start).select_from(joined).where(stands)))
    orphaned = db.execute(sa.select(state.c.report).where(state.c.state == "orphaned")).scalars()
    return {n for n, _ in asked} | set(orphaned)
