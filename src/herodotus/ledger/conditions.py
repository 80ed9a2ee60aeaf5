"""A query as conditions on what is said: sentences, events and statements, driven by whatever narrows them most cheaply."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts.names import folded
from herodotus.accounts.pairing import ALONE
from herodotus.accounts.wanted import wanted
from herodotus.ledger import identifying, matching, tables
from herodotus.ledger.queries import Order, Query, checked, day_after, several

Clause = Any
FEW = 500
"""So many sentences are looked up one by one rather than come upon."""


class Asked:
    """One query as conditions on sentences, events and statements; ``events`` and ``statements`` are those of one row."""

    def __init__(self, db: Connection, query: Query) -> None:
        self._db, self.query = db, checked(query)
        self._keys, self._actors = cache(partial(keys_of, db)), cache(partial(actors_of, db))
        self._few_days = False
        self.events, self.statements = self._on_events(), self._on_statements()

    def of_one(self, table: sa.Table) -> list[Clause]:
        """
        Return all conditions on an event, or on a statement: its own, its actor's, its sentence's, its report's.

        What is asked of the other kind must hold of one it is tied to by a claim: an event by whose statement it is held.
        """
        own, other = (self.events, self.statements) if table is tables.event else (self.statements, self.events)
        actor = [self._party(table)] if self.query.actor else []
        tied = [_tied(table, other)] if other else []
        return [*own, *tied, *actor, *self._of_words(table), *self._of_report(table)]

    def _of_words(self, table: sa.Table) -> list[Clause]:
        """Return the condition that the words asked for stand in the sentence of an event or a statement."""
        if not self.query.words:
            return []
        index = matching.Index(self._db, wanted(self.query.words))
        said = sa.select(tables.sentence.c.report, tables.sentence.c.n).select_from(index.joined).where(index.has_words)
        found = said.subquery()
        reports = table.c.report.in_(sa.select(found.c.report))
        return [reports, sa.tuple_(table.c.report, table.c.sentence).in_(sa.select(found))]

    def sentences(self, most: int) -> sa.Select[Any]:
        """Return the selection of so many sentences by report and number, driven by whatever narrows it most cheaply."""
        return self._worded(most) if self.query.words else self._told(most)

    def ordered(self, most: int, order: Order) -> sa.Select[Any]:
        """Return the selection of the same sentences in another order; of equals what was kept last comes first."""
        if order == "relevance":
            if not self.query.words:
                raise ValueError(
                    "nothing is more relevant than another without words: give some, or ask for another order"
                )
            ranked = self._worded(most, ranked=True).subquery()
            return sa.select(ranked.c.report, ranked.c.n).order_by(ranked.c.rank, ranked.c.report.desc(), ranked.c.n)
        found, report = self.sentences(most).subquery(), tables.report
        of, n = found.c
        last = (report.c.published.is_(None), report.c.published.desc(), of.desc(), n)
        return sa.select(of, n).select_from(found.join(report, report.c.n == of)).order_by(*last)

    def _worded(self, most: int, *, ranked: bool = False) -> sa.Select[Any]:
        """Return the selection of sentences by their words; ``ranked`` ones with how well they fit them."""
        sentence, index = tables.sentence, matching.Index(self._db, wanted(self.query.words))
        rank = [index.rank.label("rank")] if ranked else []
        found = sa.select(sentence.c.report, sentence.c.n, *rank).where(index.has_words)
        found = found.order_by(index.newest_first).limit(most)
        few = self._few(index)
        if few is not None:
            return found.select_from(index.joined).where(sentence.c.id.in_(few))
        return found.select_from(index.joined).where(*self._of_report(sentence), *self._beside(sentence))

    def _few(self, index: matching.Index) -> list[int] | None:
        """
        Return the sentences in which all else that is asked for is told, if they are few and those with the words many.

        The index of words gives sentence after sentence: looking at each pays only where most are wanted, or few there.
        """
        if not (self.events or self.statements or self.query.actor):
            return None
        if len(self._db.execute(index.some(FEW + 1)).all()) <= FEW:
            return None
        told = self._told(FEW + 1).subquery()
        sentence = tables.sentence
        same = sa.and_(sentence.c.report == told.c.report, sentence.c.n == told.c.sentence)
        found = list(self._db.execute(sa.select(sentence.c.id).select_from(told.join(sentence, same))).scalars())
        return found if len(found) <= FEW else None

    def _told(self, most: int) -> sa.Select[Any]:
        """Return the selection of sentences by what is told in them."""
        event, statement = tables.event, tables.statement
        if self.statements and not (self.events and self._few_days) and (self.query.act or not self.events):
            return self._driven_by(statement, self.statements, most)
        if self.events:
            return self._driven_by(event, self.events, most)
        if self.query.actor:
            either = [self._driven_by(table, [self._party(table)], most).subquery() for table in (event, statement)]
            found = sa.union(*(sa.select(one.c.report, one.c.sentence) for one in either)).subquery()
            return sa.select(found).order_by(found.c.report.desc(), found.c.sentence).limit(most)
        if self.query.publisher or self.query.since or self.query.until:
            return self._driven_by(event, [], most)
        raise ValueError("nothing is asked for: give words, an actor, a type, a place, a day …")

    def _driven_by(self, table: sa.Table, conditions: list[Clause], most: int) -> sa.Select[Any]:
        chosen = sa.select(table.c.report, table.c.sentence).where(table.c.sentence.is_not(None), *conditions)
        beside = self._beside(table) if self.events or self.statements else []
        chosen = chosen.where(*self._of_report(table), *beside).distinct()
        return chosen.order_by(table.c.report.desc(), table.c.sentence).limit(most)

    def _beside(self, table: sa.Table) -> list[Clause]:
        """Return what must be told in the same sentence, besides what drives the selection."""
        n = table.c.n if table is tables.sentence else table.c.sentence
        found: list[Clause] = []
        for other, conditions in ((tables.event, self.events), (tables.statement, self.statements)):
            if conditions and other is not table:
                found.append(sa.exists().where(other.c.report == table.c.report, other.c.sentence == n, *conditions))
        if self.query.actor:
            told = [
                sa.exists().where(other.c.report == table.c.report, other.c.sentence == n, self._party(other))
                for other in (_beside_itself(tables.event, table), _beside_itself(tables.statement, table))
            ]  # fmt: skip
            found.append(sa.or_(*told))
        return found

    def _on_events(self) -> list[Clause]:
        query, event = self.query, tables.event
        found: list[Clause] = []
        if query.type:
            found.append(event.c.type.in_([one.upper() for one in several(query.type)]))
        if query.status:
            found.append(event.c.display.in_(several(query.status)))
        if query.stance:
            claim = tables.claim.alias("held")
            held = claim.c.stance == query.stance
            found.append(sa.exists().where(claim.c.report == event.c.report, claim.c.event == event.c.id, held))
        found += [
            self._party(event, part, name)
            for part, name in (("source", query.source), ("target", query.target))
            if name
        ]
        if query.place:
            found.append(_there(event, "key", self._keys(query.place)))
        if query.country:
            found.append(_there(event, "country", [query.country.upper()]))
        if query.spot:
            found.append(_there(event, "spot", list(several(query.spot))))
        if query.incident:
            found += _one_happening(event, query.incident)
        return [*found, *self._happened()] if query.clock == "event" else found

    def _happened(self) -> list[Clause]:
        """
        Return the condition that an event may have happened on the days asked for.

        Where few began on them they are looked up by the index of times, with those that had begun before; where many did,
        each event that is come upon is looked at.
        """
        event, query = tables.event, self.query
        if not (query.since or query.until):
            return []
        first = query.since or ""
        began = sa.and_(event.c.earliest >= first, event.c.earliest < day_after(query.until))
        self._few_days = len(self._db.execute(sa.select(event.c.earliest).where(began).limit(FEW + 1)).all()) <= FEW
        return _looked_up(began, first) if self._few_days else _within(event, query)

    def _on_statements(self) -> list[Clause]:
        query, statement = self.query, tables.statement
        found: list[Clause] = [statement.c.act == query.act] if query.act else []
        if query.by:
            found.append(self._party(statement, "speaker", query.by))
        return [*found, *_within(statement, query)] if query.clock == "said" else found

    def _of_report(self, table: sa.Table) -> list[Clause]:
        query, report = self.query, tables.report
        found: list[Clause] = []
        if query.publisher:
            found.append(sa.func.lower(report.c.publisher) == query.publisher.lower())
        if query.clock == "published" and query.since:
            found.append(report.c.published >= query.since)
        if query.clock == "published" and query.until:
            found.append(report.c.published < day_after(query.until))
        return [table.c.report.in_(sa.select(report.c.n).where(*found))] if found else []

    def _party(self, table: sa.Table, part: str | None = None, name: str | None = None) -> Clause:
        """Return the condition that somebody of that name has a part in an event or a statement."""
        of_event = getattr(table, "element", table) is tables.event
        parties = tables.event_party if of_event else tables.statement_party
        of = parties.c.event if of_event else parties.c.statement
        actor = tables.actor
        keys = self._actors(name or self.query.actor or "")
        here = sa.and_(
            actor.c.report == parties.c.report, actor.c.id == parties.c.actor, unindexed(actor.c.key).in_(keys)
        )
        there = [parties.c.report == table.c.report, of == table.c.id, *([parties.c.part == part] if part else [])]
        named = sa.select(actor.c.report).where(actor.c.key.in_(keys))
        return sa.and_(table.c.report.in_(named), sa.exists().where(*there, here))


def _beside_itself(other: sa.Table, table: sa.Table) -> Any:
    """Return a table under another name where it drives the selection itself: else a row would be looked at beside itself alone."""
    return other.alias() if other is table else other


def _there(event: sa.Table, name: str, values: list[str]) -> Clause:
    """Return the condition that an event is at a place that has one of some values in a column."""
    place = tables.place.alias("there")  # whoever asks may have joined the places already
    column = place.c[name]
    named = sa.select(place.c.report).where(column.in_(values))
    here = sa.exists().where(
        place.c.report == event.c.report, place.c.id == event.c.place, unindexed(column).in_(values)
    )
    return sa.and_(event.c.report.in_(named), here)


def _tied(table: sa.Table, other: list[Clause]) -> Clause:
    """Return the condition that a claim ties an event to a statement of which something holds, or a statement to such an event."""
    event, statement = tables.event, tables.statement
    claim = tables.claim.alias("tie")
    a_statement = sa.and_(statement.c.report == claim.c.report, statement.c.id == claim.c.statement)
    an_event = sa.and_(event.c.report == claim.c.report, event.c.id == claim.c.event)
    one, ends = (claim.c.event, a_statement) if table is event else (claim.c.statement, an_event)
    joined = claim.join(statement if table is event else event, ends)
    found = sa.select(claim.c.report, one).select_from(joined).where(*other).correlate(None).subquery()
    return sa.tuple_(table.c.report, table.c.id).in_(sa.select(found))


def _one_happening(event: sa.Table, incident: str) -> list[Clause]:
    """Return the conditions that an event is of an incident, itself or what it brought about in the same report."""
    table, effect = tables.incident_event.alias("telling"), tables.effect.alias("brought")
    own = sa.select(table.c.report, table.c.event).where(table.c.incident == incident)
    same = sa.and_(effect.c.report == table.c.report, effect.c.deed == table.c.event)
    brought = sa.select(effect.c.report, effect.c.event).select_from(table.join(effect, same))
    found = sa.union_all(own, brought.where(table.c.incident == incident)).subquery()
    reports = event.c.report.in_(sa.select(table.c.report).where(table.c.incident == incident))
    return [reports, sa.tuple_(event.c.report, event.c.id).in_(sa.select(found))]


def unindexed(column: Clause) -> Clause:
    """
    Return a column as an expression that no index has.

    The reports in which a name is are found by the index of names; within one of them the few actors are looked at, which a
    database that goes by the index once more, name by name, does a hundred times over.
    """
    return sa.func.coalesce(column, "")


def keys_of(db: Connection, name: str) -> list[str]:
    """
    Return the keys under which actors or places of that name are kept: the name itself, else names that hold it as whole words.

    "Serwaa" finds Ama Serwaa where nobody is called Serwaa alone; "Norland" does not find Norland's navy.
    """
    key, known = folded(name), tables.name.c.key
    if db.execute(sa.select(known).where(known == key)).first():
        return [key]
    holds = (" " + known + " ").contains(f" {key} ", autoescape=True)
    return list(db.execute(sa.select(known).where(holds).order_by(known).limit(200)).scalars()) or [key]


def actors_of(db: Connection, name: str) -> list[str]:
    """Return the keys of those actors who go by that name, or by one that people joined with it; or of one report's actor alone."""
    who = identifying.identity(db)
    found = [name] if ALONE in name else keys_of(db, name)
    return list(dict.fromkeys(who.key(key) for key in found))


def _looked_up(began: Clause, first: str) -> list[Clause]:
    """Return the condition that an event is one of those that began so, or had begun before the first day and were not over."""
    event = tables.event
    before = sa.and_(event.c.earliest < first, sa.func.coalesce(event.c.latest, "9999") >= first)
    open_ = sa.and_(event.c.earliest.is_(None), event.c.latest >= first)
    found = sa.union_all(
        *(sa.select(event.c.report, event.c.id).where(part) for part in (began, before, open_))
    ).subquery()
    return [
        event.c.report.in_(
            sa.select(found.c.report)
        ),  # so that its reports are gone to, and not every event is looked at
        sa.tuple_(event.c.report, event.c.id).in_(sa.select(found)),
    ]


def _within(table: sa.Table, query: Query) -> list[Clause]:
    """Return the condition that an interval shares a day with the one asked for; an open end is as far as it gets."""
    found: list[Clause] = []
    if query.since or query.until:
        found.append(sa.or_(table.c.earliest.is_not(None), table.c.latest.is_not(None)))
    if query.since:
        found.append(sa.or_(table.c.latest.is_(None), table.c.latest >= query.since))
    if query.until:
        found.append(sa.or_(table.c.earliest.is_(None), table.c.earliest < day_after(query.until)))
    return found
