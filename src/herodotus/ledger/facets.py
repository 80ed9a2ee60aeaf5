"""
What the sentences of a query can be narrowed to, and how many of them each way would leave.

Counted are sentences, and of them the first 2,000 that are found: up to so many every count is exact, beyond it the answer says so.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.ledger import tables
from herodotus.ledger.conditions import Asked, Clause
from herodotus.ledger.queries import Query

COUNTED = 2_000
"""Sentences that are looked at: enough for a choice, and counted while one reads the first of them."""
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


def count(db: Connection, query: Query, *, counted: int = COUNTED, shown: int = SHOWN) -> Facets:
    """Return the facets of a query. Raises ValueError for one that asks nothing, or cannot be understood."""
    asked = Asked(db, query)
    found = _Found(asked, counted)
    rows = db.execute(found.counts()).all()
    sentences = next((int(row.many) for row in rows if row.field == _ALL), 0)
    facets = (_facet(field, [row for row in rows if row.field == field], shown) for field in found.fields)
    return Facets(sentences, sentences < counted, tuple(one for one in facets if one.values))


_ALL = "all"
_PUBLISHED = "published"


class _Found:
    """The first sentences of a query, and the selections that count what is told in them, in one statement."""

    def __init__(self, asked: Asked, counted: int) -> None:
        first = asked.sentences(counted).subquery("first")
        report, sentence = list(first.c)
        self._found = sa.select(report.label("report"), sentence.label("n")).cte("found")
        self._asked = asked
        fields = {
            "publisher": self._publisher, _PUBLISHED: self._months, "type": self._types, "status": self._statuses,
            "act": self._acts, "by": self._speakers, "actor": self._actors, "country": self._countries, "place": self._places,
        }  # fmt: skip
        days = asked.query.since or asked.query.until
        if days and asked.query.clock != _PUBLISHED:
            del fields[_PUBLISHED]  # a query has the days of one clock
        self.fields = tuple(fields)
        self._fields = fields

    def counts(self) -> Any:
        """Return the one selection: field, value as it is shown, how many sentences."""
        whole = sa.select(sa.literal(_ALL).label("field"), _words(None).label("value"), sa.func.count().label("many"))
        return sa.union_all(
            whole.select_from(self._found), *(self._counted(name, of()) for name, of in self._fields.items())
        )

    def _counted(self, name: str, told: sa.Select[Any]) -> Any:
        """Count the sentences in which each value is told: once each, however often."""
        each = told.distinct().subquery()
        value, shown = each.c.value, (each.c.shown if "shown" in each.c else each.c.value)
        counted = sa.select(sa.literal(name), sa.func.min(shown), sa.func.count()).where(value.is_not(None))
        return counted.group_by(value)

    def _publisher(self) -> sa.Select[Any]:
        name = tables.report.c.publisher
        return self._of_report(sa.func.lower(name).label("value"), name.label("shown"))

    def _months(self) -> sa.Select[Any]:
        return self._of_report(sa.func.substr(tables.report.c.published, 1, len("2026-03")).label("value"))

    def _of_report(self, *value: Any) -> sa.Select[Any]:
        joined = self._found.join(tables.report, tables.report.c.n == self._found.c.report)
        return sa.select(self._found.c.report, self._found.c.n, *value).select_from(joined)

    def _types(self) -> sa.Select[Any]:
        return self._in(tables.event, tables.event.c.type.label("value"))

    def _statuses(self) -> sa.Select[Any]:
        return self._in(tables.event, tables.event.c.display.label("value"))

    def _acts(self) -> sa.Select[Any]:
        return self._in(tables.statement, tables.statement.c.act.label("value"))

    def _speakers(self) -> sa.Select[Any]:
        party, actor = tables.statement_party.alias(), tables.actor.alias()
        said = self._in(tables.statement, actor.c.key.label("value"), actor.c.name.label("shown"))
        return said.where(
            *_same(party, tables.statement, "statement"), party.c.part == "speaker", *_acting(actor, party)
        )

    def _countries(self) -> sa.Select[Any]:
        place = tables.place.alias()
        return self._in(tables.event, place.c.country.label("value")).where(*_placed(place))

    def _places(self) -> sa.Select[Any]:
        place = tables.place.alias()
        return self._in(tables.event, place.c.key.label("value"), place.c.name.label("shown")).where(*_placed(place))

    def _actors(self) -> sa.Select[Any]:
        """Whoever has any part in an event or a statement; it need not be the one that meets the other conditions."""
        actor, found = tables.actor.alias(), []
        for table, party, of in (
            (tables.event, tables.event_party.alias(), "event"), (tables.statement, tables.statement_party.alias(), "statement"),
        ):  # fmt: skip
            some = self._in(table, actor.c.key.label("value"), actor.c.name.label("shown"), conditions=[])
            found.append(some.where(*_same(party, table, of), *_acting(actor, party)))
        either = sa.union(*found).subquery()
        return sa.select(either)

    def _in(self, table: sa.Table, *value: Any, conditions: list[Clause] | None = None) -> sa.Select[Any]:
        """
        Return what is told in the found sentences; of events and statements those that meet what is asked of them.

        The other tables go by another name here: inside the conditions they have their own.
        """
        own = self._asked.events if table is tables.event else self._asked.statements
        here = (table.c.report == self._found.c.report, table.c.sentence == self._found.c.n)
        return sa.select(self._found.c.report, self._found.c.n, *value).where(
            *here, *(own if conditions is None else conditions)
        )


def _words(value: str | None) -> Any:
    return sa.cast(sa.literal(value), sa.Text)


def _same(party: sa.FromClause, table: sa.Table, of: str) -> tuple[Clause, Clause]:
    return party.c.report == table.c.report, party.c[of] == table.c.id


def _acting(actor: sa.FromClause, party: sa.FromClause) -> tuple[Clause, Clause]:
    return actor.c.report == party.c.report, actor.c.id == party.c.actor


def _placed(place: sa.FromClause) -> tuple[Clause, Clause]:
    return place.c.report == tables.event.c.report, place.c.id == tables.event.c.place


def _facet(field: str, rows: list[Any], shown: int) -> Facet:
    """Return a facet: the commonest values first, of months the newest."""
    if field == _PUBLISHED:
        values = _by_month(rows)
        return Facet(field, tuple(values[:MONTHS]), max(0, len(values) - MONTHS))
    found = sorted((Value(row.value, int(row.many)) for row in rows), key=lambda one: (-one.count, one.value))
    return Facet(field, tuple(found[:shown]), max(0, len(found) - shown))


def _by_month(rows: list[Any]) -> list[Value]:
    found: dict[str, int] = {}
    width = len("2026-03") if len(rows) <= MONTHS else len("2026")
    for row in rows:
        found[row.value[:width]] = found.get(row.value[:width], 0) + int(row.many)
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
