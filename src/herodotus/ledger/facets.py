"""
What the sentences of a query can be narrowed to, and how many of them each way would leave.

Counted are sentences, the first 10,000 that are found: up to so many every count is exact, beyond it the answer says so. What is
told in them is gathered once and counted nine ways, in one statement.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.ledger import tables
from herodotus.ledger.conditions import Asked, Clause, unindexed
from herodotus.ledger.queries import FIRST, Query

SHOWN = 12
"""Values of one facet; of the others only how many there are."""
MONTHS = 24
"""More months than these are counted by years."""


@dataclass(frozen=True, slots=True)
class Value:
    """A way to narrow a query: the value of its field, and how many of the counted sentences it leaves."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A field of a query with its commonest values; ``others`` is how many more there are."""

    field: str
    values: tuple[Value, ...]
    others: int = 0


@dataclass(frozen=True, slots=True)
class Facets:
    """How many sentences were counted, whether they are ``all`` that are found, and what they can be narrowed to."""

    sentences: int
    all: bool
    facets: tuple[Facet, ...]


def count(db: Connection, query: Query, *, counted: int = FIRST, shown: int = SHOWN) -> Facets:
    """Return the facets of a query. Raises ValueError for one that asks nothing, or cannot be understood."""
    found = _Found(Asked(db, query), counted)
    rows: dict[str, list[Row]] = {name: [] for name in (_ALL, *found.fields)}
    for field, value, many in db.execute(found.counts()):
        rows[field].append((value, int(many)))
    sentences = rows.pop(_ALL)[0][1]
    facets = (_facet(field, some, shown) for field, some in rows.items())
    return Facets(sentences, sentences < counted, tuple(one for one in facets if one.values))


Row = tuple[str, int]
"""A value as it is shown, and the sentences in which it is told."""
_ALL = "all"
_PUBLISHED = "published"
_TOLD = {"event": ("report", "id", "type", "display", "place"), "statement": ("report", "id", "act")}
"""What is counted by."""


class _Found:
    """
    The first sentences of a query, and the selections that count what is told in them, in one statement.

    The sentences are numbered (``hit``), and so is what is told in them: of whatever is told twice in one the number counts once.
    """

    def __init__(self, asked: Asked, counted: int) -> None:
        first = asked.sentences(counted).subquery("first")
        report, sentence = list(first.c)
        number = sa.func.row_number().over().label("hit")
        self._found = sa.select(number, report.label("report"), sentence.label("n")).cte("found")
        self._events, self._told = self._in(tables.event, asked.events)
        self._statements, self._said = self._in(tables.statement, asked.statements)
        self._heard = _parties(self._statements, tables.statement_party, "statement").cte("heard")
        fields = {
            "publisher": self._publishers, _PUBLISHED: self._months, "type": self._types, "status": self._statuses,
            "act": self._acts, "by": self._speakers, "actor": self._actors, "country": self._countries, "place": self._places,
        }  # fmt: skip
        days = asked.query.since or asked.query.until
        if days and asked.query.clock != _PUBLISHED:
            del fields[_PUBLISHED]  # a query has the days of one clock
        self.fields = tuple(fields)
        self._fields = fields

    def _in(self, table: sa.Table, conditions: list[Clause]) -> tuple[sa.CTE, sa.CTE]:
        """Return all events (or statements) of the found sentences, and those of them that meet what is asked of them."""
        here = (table.c.report == self._found.c.report, table.c.sentence == self._found.c.n)
        every = sa.select(self._found.c.hit, *(table.c[name] for name in _TOLD[table.name])).where(*here)
        # Left to themselves SQLite and PostgreSQL would seek it anew for each who has a part in it.
        whole = every.cte(f"every_{table.name}").prefix_with("MATERIALIZED")
        return whole, every.where(*conditions).cte(f"asked_{table.name}") if conditions else whole

    def counts(self) -> Any:
        """Return the one selection: field, value as it is shown, how many sentences."""
        whole = sa.select(sa.literal(_ALL), sa.cast(sa.null(), sa.Text), sa.func.count()).select_from(self._found)
        return sa.union_all(whole, *(self._counted(name, of()) for name, of in self._fields.items()))

    def _counted(self, name: str, told: sa.Select[Any]) -> Any:
        """Count the sentences in which each value is told: once each, however often."""
        each = told.subquery()
        value, shown = each.c.value, (each.c.shown if "shown" in each.c else each.c.value)
        counted = sa.select(sa.literal(name), sa.func.min(shown), sa.func.count(each.c.hit.distinct()))
        return counted.where(value.is_not(None)).group_by(value)

    def _publishers(self) -> sa.Select[Any]:
        name = tables.report.c.publisher
        return self._of_report(sa.func.lower(name).label("value"), name.label("shown"))

    def _months(self) -> sa.Select[Any]:
        return self._of_report(sa.func.substr(tables.report.c.published, 1, len("2026-03")).label("value"))

    def _of_report(self, *value: Any) -> sa.Select[Any]:
        joined = self._found.join(tables.report, tables.report.c.n == self._found.c.report)
        return sa.select(self._found.c.hit, *value).select_from(joined)

    def _types(self) -> sa.Select[Any]:
        return sa.select(self._told.c.hit, self._told.c.type.label("value"))

    def _statuses(self) -> sa.Select[Any]:
        return sa.select(self._told.c.hit, self._told.c.display.label("value"))

    def _acts(self) -> sa.Select[Any]:
        return sa.select(self._said.c.hit, self._said.c.act.label("value"))

    def _speakers(self) -> sa.Select[Any]:
        alike = self._said is self._statements
        heard = self._heard if alike else _parties(self._said, tables.statement_party, "statement").subquery()
        return _shown(heard).where(heard.c.part == "speaker")

    def _actors(self) -> sa.Select[Any]:
        """Whoever has any part in an event or a statement; it need not be the one that meets the other conditions."""
        acting = _parties(self._events, tables.event_party, "event").subquery()
        return sa.select(sa.union_all(_shown(acting), _shown(self._heard)).subquery())

    def _countries(self) -> sa.Select[Any]:
        return self._there(tables.place.c.country.label("value"))

    def _places(self) -> sa.Select[Any]:
        return self._there(tables.place.c.key.label("value"), tables.place.c.name.label("shown"))

    def _there(self, *value: Any) -> sa.Select[Any]:
        place, told = tables.place, self._told
        here = sa.and_(place.c.report == told.c.report, place.c.id == told.c.place)
        return sa.select(told.c.hit, *value).select_from(told.join(place, here))


def _parties(told: sa.CTE, parties: sa.Table, of: str) -> sa.Select[Any]:
    """Select who has which part in some events or statements."""
    party, actor = parties.alias(), tables.actor.alias()
    one = sa.and_(party.c.report == told.c.report, party.c[of] == told.c.id)
    who = sa.and_(actor.c.report == party.c.report, actor.c.id == party.c.actor)
    names = (unindexed(actor.c.key).label("value"), actor.c.name.label("shown"))
    return sa.select(told.c.hit, party.c.part, *names).select_from(told.join(party, one).join(actor, who))


def _shown(some: sa.FromClause) -> sa.Select[Any]:
    return sa.select(some.c.hit, some.c.value, some.c.shown)


def _facet(field: str, rows: Sequence[Row], shown: int) -> Facet:
    """Return a facet: the commonest values first, of months the newest."""
    if field == _PUBLISHED:
        values = _by_month(rows)
        return Facet(field, tuple(values[:MONTHS]), max(0, len(values) - MONTHS))
    found = sorted(rows, key=lambda row: (-row[1], row[0]))
    return Facet(field, tuple(Value(*row) for row in found[:shown]), max(0, len(found) - shown))


def _by_month(rows: Sequence[Row]) -> list[Value]:
    found: dict[str, int] = {}
    width = len("2026-03") if len(rows) <= MONTHS else len("2026")
    for month, many in rows:
        found[month[:width]] = found.get(month[:width], 0) + many
    return [Value(month, found[month]) for month in sorted(found, reverse=True)]


def days_of(month: str) -> Iterator[str]:
    """
    Yield the first and the last day of a month or a year.

    >>> list(days_of("2024-02")), list(days_of("2026"))
    (['2024-02-01', '2024-02-29'], ['2026-01-01', '2026-12-31'])
    """
    year, _, of = month.partition("-")
    first, last = (int(of), int(of)) if of else (1, 12)
    yield f"{year}-{first:02}-01"
    yield f"{year}-{last:02}-{calendar.monthrange(int(year), last)[1]}"
