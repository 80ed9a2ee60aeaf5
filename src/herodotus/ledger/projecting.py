"""
The projection of one report: its newest account laid flat, so that it can be asked in SQL, searched and exported.

What stands here can be thrown away and made again from what is kept; it holds the current account of each report only.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts import support
from herodotus.accounts.names import folded
from herodotus.accounts.telling import label
from herodotus.contract import written
from herodotus.ledger import dialects, indexing, tables
from herodotus.mentions import gazetteer
from herodotus.model import Account, Actor, Count, Event, Place, Span, Statement, Time

Row = dict[str, Any]
Rows = Iterator[tuple[sa.Table, Row]]

FLAT: tuple[sa.Table, ...] = (
    tables.sentence, tables.actor, tables.place, tables.statement, tables.statement_party, tables.event, tables.event_party,
    tables.number, tables.claim, tables.link,
)  # fmt: skip
"""The tables that hold what reports say, one account each."""


Keys = Mapping[str, str]
"""By the id of an actor the key it is kept under, where that is not its name folded: somebody joined or parted it by hand."""
OWN: Keys = {}


def project(db: Connection, accounts: Mapping[int, Account], keys: Mapping[int, Keys] | None = None) -> None:
    """Lay accounts flat in place of what stands there of their reports, each under the number of its report."""
    clear(db, list(accounts))
    gathered: dict[sa.Table, list[Row]] = {table: [] for table in FLAT}
    for report, account in accounts.items():
        for table, row in rows(account, report, (keys or {}).get(report, OWN)):
            gathered[table].append(row)
    for table, found in gathered.items():
        dialects.insert_rows(db, table, found)
    named = [row for table in (tables.actor, tables.place) for row in gathered[table]]
    _keep_names(db, {row["key"] for row in named} | {folded(row["name"]) for row in named})
    indexing.index_sentences(db, list(accounts))


def _keep_names(db: Connection, keys: Collection[str]) -> None:
    """Keep the names that are new: a part of a name is looked for among names, each once, and not among all who bear one."""
    known = tables.name.c.key
    there = {
        key for some in dialects.parts(keys) for key in db.execute(sa.select(known).where(known.in_(some))).scalars()
    }
    dialects.insert_rows(db, tables.name, [{"key": key} for key in sorted(set(keys) - there)])


def clear(db: Connection, reports: Sequence[int]) -> None:
    """Take what stands flat of some reports away."""
    known = tables.sentence.c.report
    there = db.execute(sa.select(known).where(known.in_(reports)).distinct()).scalars().all()
    if there:
        indexing.forget_sentences(db, there)
        for table in FLAT:
            db.execute(sa.delete(table).where(table.c.report.in_(there)))


def rows(account: Account, report: int, keys: Keys = OWN) -> Rows:
    """Yield the flat rows of an account, each with its table; ``report`` is the number the ledger knows its report by."""
    found = _Flat(account, report, keys).rows()
    return _held(found) if "\0" in account.report.text else found


def _held(found: Rows) -> Rows:
    """Yield rows as a database can hold them."""
    for table, row in found:
        yield table, {name: holdable(value) if isinstance(value, str) else value for name, value in row.items()}


class _Flat:
    """One account being laid flat: names in place of ids, lists joined by semicolons."""

    def __init__(self, account: Account, report: int, keys: Keys) -> None:
        self._account, self._report, self._keys = account, report, keys
        self._text = account.report.text
        self._names = {actor.id: actor.name for actor in account.actors}
        self._places = {place.id: place.name for place in account.places}
        self._times = {time.id: time for time in account.times}
        self._starts = [span.start for span in account.sentences]
        self._supports = supports(account)

    def rows(self) -> Rows:
        report, account = self._report, self._account
        for n, span in enumerate(account.sentences):
            yield tables.sentence, {"report": report, "n": n, "start": span.start, "end": span.end}
        for actor in account.actors:
            yield tables.actor, {
                "report": report, "id": actor.id, "name": actor.name, "key": self._key(actor), "kind": actor.kind,
                "country": actor.country, "sectors": "; ".join(actor.sectors) or None, "acts_for": actor.acts_for,
                "aliases": self._aliases(actor.name, (m.span for m in actor.mentions if m.kind != "pronoun")),
            }  # fmt: skip
        for place in account.places:
            yield tables.place, {
                "report": report, "id": place.id, "name": place.name, "key": folded(place.name), "country": place.country,
                "admin1": place.admin1, "lat": place.lat, "lon": place.lon, "precision": place.precision,
                "gazetteer_id": place.gazetteer_id, "support": self._supports.get(place.id),
                "spot": spot(place, sure=place.id in self._supports),
            }  # fmt: skip
        for statement in account.statements:
            yield from self._statement(statement)
        for event in account.events:
            yield from self._event(event)
        for n, link in enumerate(account.links):
            yield tables.link, {
                "report": report, "n": n, "kind": link.kind, "from_event": link.from_event, "to_event": link.to_event,
                "voice": self._named([link.voice]), **_ends(link.cue),
            }  # fmt: skip

    def _statement(self, statement: Statement) -> Rows:
        report = self._report
        parts = {
            "speaker": [statement.speaker.actor], "target": [p.actor for p in statement.target],
            "addressee": [statement.addressee.actor] if statement.addressee else [], "relay": list(statement.relay),
        }  # fmt: skip
        where = statement.cue or next(iter(statement.content), None)
        yield tables.statement, {
            "report": report, "id": statement.id, **{part: self._named(actors) for part, actors in parts.items()},
            "act": statement.act, "stance": statement.stance, "form": statement.form, "medium": statement.medium,
            "words": " … ".join(span.of(self._text) for span in statement.content) or None,
            "sentence": self._sentence(where), **_ends(where), **_interval(self._times.get(statement.time or "")),
        }  # fmt: skip
        for part, actors in parts.items():
            for actor in dict.fromkeys(actors):
                yield (
                    tables.statement_party,
                    {"report": report, "statement": statement.id, "part": part, "actor": actor},
                )

    def _event(self, event: Event) -> Rows:
        report = self._report
        time = self._times.get(event.time or "")
        yield tables.event, {
            "report": report, "id": event.id, "label": event.label, "type": event.type, "mode": event.mode,
            "cameo": event.cameo, "display": label(event), "source": self._named(p.actor for p in event.source),
            "target": self._named(p.actor for p in event.target), "place": event.place,
            "place_name": self._places.get(event.place or ""), **_interval(time),
            "granularity": time.granularity if time else None, "part_of": event.part_of,
            "sentence": self._sentence(event.triggers[0]), **_ends(event.triggers[0]), "confidence": event.confidence,
        }  # fmt: skip
        for part, parties in (("source", event.source), ("target", event.target)):
            for party in {p.actor: p for p in reversed(parties)}.values():
                yield tables.event_party, {
                    "report": report, "event": event.id, "part": part, "actor": party.actor, **_ends(party.span),
                }  # fmt: skip
        for n, count in enumerate(event.counts):
            yield tables.number, {"report": report, "event": event.id, "n": n, **self._number(count)}
        for n, claim in enumerate(event.claims):
            yield tables.claim, {
                "report": report, "event": event.id, "n": n, "voice": self._named([claim.voice]), "voice_id": claim.voice,
                "statement": claim.statement, "status": claim.status, "stance": claim.stance, "polarity": claim.polarity,
                "about": claim.about, "source": self._named(claim.source), "source_not": self._named(claim.source_not),
            }  # fmt: skip

    def _number(self, count: Count) -> Row:
        whose = self._named([count.whose]) if count.whose else count.who and count.who.of(self._text)
        return {
            "what": count.what, "low": count.low, "high": count.high, "qualifier": count.qualifier, "whose": whose,
            "voice": self._named([count.voice]), **_ends(count.span),
        }  # fmt: skip

    def _key(self, actor: Actor) -> str:
        return self._keys.get(actor.id) or folded(actor.name)

    def _named(self, actors: Iterable[str]) -> str | None:
        return "; ".join(self._names.get(actor, actor) for actor in actors) or None

    def _aliases(self, name: str, spans: Iterable[Span]) -> str | None:
        words = dict.fromkeys(span.line_of(self._text) for span in spans)
        return "; ".join(alias for alias in words if alias != name) or None

    def _sentence(self, span: Span | None) -> int | None:
        if span is None or not self._starts:
            return None
        return max(bisect_right(self._starts, span.start) - 1, 0)


def _ends(span: Span | None) -> Mapping[str, int | None]:
    return {"start": None, "end": None} if span is None else {"start": span.start, "end": span.end}


def _interval(time: Time | None) -> Mapping[str, str | None]:
    if time is None:
        return {"earliest": None, "latest": None, "begins": None}
    earliest, latest = written(time.earliest), written(time.latest)
    return {"earliest": earliest, "latest": latest, "begins": earliest or latest}


def spot(place: Place, *, sure: bool) -> str:
    """
    Return what one place goes by across reports: its id in the gazetteer, else its name and where it is known to lie.

    A place that only its name speaks for is another spot than the same one where a report speaks for it: it ends in "?".

    >>> spot(Place("p1", "Port Elise", "XNO"), sure=False), spot(Place("p2", "Baghdad", "IRQ", lat=33.3, lon=44.4), sure=True)
    ('port elise.XNO', 'baghdad.IRQ.33.3.44.4')
    >>> spot(Place("p3", "Fort Casimir", "USA", lat=39.7, lon=-75.6, gazetteer_id="4143834"), sure=False)
    '4143834?'
    """
    at = () if place.lat is None or place.lon is None else (f"{place.lat:g}", f"{place.lon:g}")
    known = place.gazetteer_id if at else None
    named = ".".join(part for part in (folded(place.name), place.country, *at) if part)
    return f"{known or named}{'?' if at and not sure else ''}"


def supports(account: Account) -> Mapping[str, str]:
    """Return by its id what speaks for each place of an account, in a word; see ``accounts.support``."""
    return support.supports(account, _people)


def _people(place: Place) -> int:
    return gazetteer.people(place.name, place.gazetteer_id)


def holdable(text: str) -> str:
    r"""
    Return what a database can hold of a text: U+0000, which PostgreSQL refuses and SQLite stops at, is U+FFFD. No span moves.

    >>> holdable("A raid.\0")
    'A raid.�'
    """
    return text.replace("\0", "\ufffd")
