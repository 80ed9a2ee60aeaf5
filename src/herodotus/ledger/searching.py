"""Search: sentences by their words and by what is told in them, each with where it stands and what it tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts.names import folded
from herodotus.accounts.wanted import Near, Phrase, wanted
from herodotus.ledger import tables
from herodotus.ledger.conditions import Asked, Clause
from herodotus.ledger.indexing import tokens
from herodotus.ledger.queries import CLOCKS, FIRST, ORDERS, Order, Query

__all__ = ["CLOCKS", "ORDERS", "Hit", "Order", "Query", "Told", "find", "marks", "reports_with"]

Key = tuple[int, int]
"""The number of a report, and of a sentence in it."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event or a statement of a sentence in a few words: ``REPORT:id`` is where to look at it."""

    id: str
    words: str
    display: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence found: where it stands, its words, the words looked for in it (spans of the report), what is told in it."""

    report: str
    publisher: str | None
    published: str | None
    sentence: int
    start: int
    end: int
    words: str
    marks: tuple[tuple[int, int], ...]
    events: tuple[Told, ...]
    statements: tuple[Told, ...]


def find(db: Connection, query: Query, *, most: int = 20, start: int = 0, order: Order = "kept") -> list[Hit]:
    """
    Return the sentences a query finds: so many, after the first ``start``.

    Those of the reports kept last come first; in another ``order`` stand those 10,000 that would come first, the others follow.
    Raises ValueError for a query that asks nothing, or cannot be understood.
    """
    asked = Asked(db, query)
    keys = _keys(db, asked, most, start) if order == "kept" else _in_order(db, asked, most, start, order)
    return [hit for some in _batches(keys) for hit in _hits(db, query, some)]


def _keys(db: Connection, asked: Asked, most: int, start: int) -> list[Key]:
    chosen = asked.sentences(start + most).limit(most).offset(start)
    return [(row[0], row[1]) for row in db.execute(chosen)]


def _in_order(db: Connection, asked: Asked, most: int, start: int, order: Order) -> list[Key]:
    """Return the keys of those that are put in order, and behind them of the others, so that none is missed."""
    chosen = asked.ordered(FIRST, order).limit(most).offset(start)
    keys = [(row[0], row[1]) for row in db.execute(chosen)]
    beyond = start + most - FIRST
    return keys if beyond <= 0 else [*keys, *_keys(db, asked, min(most, beyond), max(start, FIRST))]


def reports_with(db: Connection, names: Iterable[str], acts: Iterable[str]) -> list[int]:
    """Return the numbers of reports that hold a statement of one of some acts, and somebody called by each of some names."""
    actor, statement, wanted_acts = tables.actor, tables.statement, list(acts)
    chosen = sa.select(statement.c.report).distinct()
    if wanted_acts:
        chosen = chosen.where(statement.c.act.in_(wanted_acts))
    for name in names:
        called = [actor.c.key.contains(folded(name), autoescape=True), actor.c.aliases.icontains(name, autoescape=True)]
        voiced = sa.select(statement.c.report).where(statement.c.speaker == name.casefold())  # narrator, unnamed
        chosen = chosen.where(
            sa.or_(
                statement.c.report.in_(sa.select(actor.c.report).where(sa.or_(*called))), statement.c.report.in_(voiced)
            )
        )
    return list(db.execute(chosen).scalars())


# --- what is found -----------------------------------------------------------------------------------------------------------

_AT_ONCE = 300
Inside = Mapping[Key, Mapping[str, list[Told]]]


def _batches(keys: list[Key]) -> Iterator[list[Key]]:
    """Yield the keys some at a time: a database takes no condition of any length."""
    return (keys[at : at + _AT_ONCE] for at in range(0, len(keys), _AT_ONCE))


def _hits(db: Connection, query: Query, keys: list[Key]) -> list[Hit]:
    inside = _inside(db, keys)
    return [_hit(row, query, inside) for row in _sentences(db, keys)]


def _sentences(db: Connection, keys: Iterable[Key]) -> list[Any]:
    """Return the sentences of some keys with their words and their report, in the order of the keys."""
    sentence, report = tables.sentence, tables.report
    words = sa.func.substr(report.c.text, sentence.c.start + 1, sentence.c.end - sentence.c.start)
    found = db.execute(
        sa.select(sentence, report.c.id.label("report_id"), report.c.publisher, report.c.published, words.label("words"))
        .select_from(sentence.join(report, report.c.n == sentence.c.report))
        .where(_among(sentence.c.report, sentence.c.n, keys))
    )  # fmt: skip
    rows = {(row.report, row.n): row for row in found}
    return [rows[key] for key in keys if key in rows]


def _inside(db: Connection, keys: Iterable[Key]) -> Inside:
    """Return what is told in some sentences: their events and statements, in text order."""
    found: dict[Key, dict[str, list[Told]]] = {}
    for table, told in ((tables.event, _event), (tables.statement, _statement)):
        among = _among(table.c.report, table.c.sentence, keys)
        for row in db.execute(sa.select(table).where(among).order_by(table.c.report, table.c.start, table.c.id)):
            found.setdefault((row.report, row.sentence), {}).setdefault(table.name, []).append(told(row))
    return found


def _event(row: Any) -> Told:
    return Told(
        row.id,
        " ".join(filter(None, [row.source, f"“{row.label}”", row.target, f"[{row.type or 'no type'}]"])),
        row.display,
    )


def _statement(row: Any) -> Told:
    return Told(row.id, f"{row.speaker}: {row.act}{f' → {row.target}' if row.target else ''}")


def _among(report: Clause, sentence: Clause, keys: Iterable[Key]) -> Clause:
    return sa.or_(*(sa.and_(report == one, sentence == n) for one, n in keys))


def _hit(row: Any, query: Query, inside: Inside) -> Hit:
    told = inside.get((row.report, row.n), {})
    return Hit(
        row.report_id, row.publisher, row.published, row.n, row.start, row.end, row.words, marks(row.words, row.start, query.words),
        tuple(told.get("event", ())), tuple(told.get("statement", ())),
    )  # fmt: skip


def marks(words: str, start: int, asked: str) -> tuple[tuple[int, int], ...]:
    """
    Return where in a sentence that begins at ``start`` the words looked for stand, as spans of the report.

    >>> marks("The raiders stopped short of it.", 100, '"stopped short" raid*')
    ((104, 111), (112, 119), (120, 125))
    """
    phrases = [item for one in wanted(asked) for item in one.all] if asked else []
    looked_for = [p for item in phrases for p in ((item.one, item.other) if isinstance(item, Near) else (item,))]
    whole, begun = _looked_for(looked_for)
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and (words[end].isalnum()):
            end += 1
        token = "".join(tokens(words[at:end]))
        if token and (token in whole or any(token.startswith(one) for one in begun)):
            found.append((start + at, start + end))
        at = max(end, at + 1)
    return tuple(found)


def _looked_for(phrases: Iterable[Phrase]) -> tuple[set[str], set[str]]:
    whole: set[str] = set()
    begun: set[str] = set()
    for phrase in phrases:
        *rest, last = tokens(phrase.words) or [""]
        whole.update(rest)
        (begun if phrase.begins else whole).add(last)
    return whole, begun - {""}
