"""Incidents as rows: the groups of the connected pieces of pairs, found anew where a report touches them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts import incidents, likeness
from herodotus.accounts.anchors import Standing
from herodotus.accounts.lastword import Rank, rank
from herodotus.accounts.sketches import Sketch
from herodotus.ledger import correcting, dialects, keeping, logbook, sketching, tables
from herodotus.ledger.sketching import Node
from herodotus.model import Anchor, Correction, EventRef, Incident, Likeness


def beside(db: Connection, n: int) -> set[EventRef]:
    """Return the events of other reports that share an incident with one of a report."""
    table, report = tables.incident_event, tables.report
    own = sa.select(table.c.incident).where(table.c.report == n)
    wanted = sa.select(report.c.id, table.c.event).join(report, report.c.n == table.c.report)
    found = db.execute(wanted.where(table.c.incident.in_(own), table.c.report != n))
    return {EventRef(row.id, row.event) for row in found}


def incidents_of(db: Connection, n: int) -> dict[str, str]:
    """Return the incidents of a report's events, as last compared; an event that nobody else tells has none."""
    table = tables.incident_event
    found = db.execute(sa.select(table.c.event, table.c.incident).where(table.c.report == n))
    return {row.event: row.incident for row in found}


def leave(db: Connection, n: int) -> None:
    """Take the events of a report out of their incidents."""
    db.execute(sa.delete(tables.incident_event).where(tables.incident_event.c.report == n))


def regroup(db: Connection, events: Iterable[EventRef]) -> None:
    """Find the incidents of the connected pieces that some events lie in anew."""
    refs = sorted(set(events))
    by_hand = ByHand(db)
    numbers = keeping.numbers(db, {ref.report for ref in refs})
    start = {(numbers[ref.report], ref.event) for ref in refs if ref.report in numbers}
    piece = _piece(db, start, by_hand)
    sketches = _sketches(db, piece)
    numbers = keeping.numbers(db, {sketch.ref.report for sketch in sketches})
    pairs = list(_pairs(db, piece))
    found = incidents.find(sketches, pairs, by_hand.pairs("merge"), by_hand.pairs("split"))
    members = {(numbers[ref.report], ref.event) for one in found for ref in one.events}
    _write(db, members, [one for one in found if len(one.events) > 1])


def _piece(db: Connection, start: set[Node], by_hand: ByHand) -> set[Node]:
    """Return all events that hang together with some by pairs held to be one, or by what people joined."""
    found: set[Node] = set()
    new = set(start)
    while new:
        found |= new
        by_hand.ask({n for n, _ in new})
        new = (set(_neighbours(db, new)) | by_hand.joined(new)) - found
    return found


def _neighbours(db: Connection, nodes: set[Node]) -> Iterator[Node]:
    table = tables.likeness
    reports = {n for n, _ in nodes}
    for here, there in (("a", "b"), ("b", "a")):
        columns = [table.c[f"{side}_{part}"] for side in (here, there) for part in ("report", "event")]
        wanted = sa.select(*columns).where(columns[0].in_(reports), table.c.score >= likeness.ONE)
        yield from ((row[2], row[3]) for row in db.execute(wanted) if (row[0], row[1]) in nodes)


def _sketches(db: Connection, piece: set[Node]) -> list[Sketch]:
    kept = sketching.kept(db, {n for n, _ in piece}, only=piece)
    return [sketch for found in kept.values() for sketch in found]


def _pairs(db: Connection, piece: set[Node]) -> Iterator[Likeness]:
    """Yield the kept pairs inside a piece."""
    table = tables.likeness
    a, b = tables.report.alias("a_of"), tables.report.alias("b_of")
    reports = {n for n, _ in piece}
    joined = table.join(a, a.c.n == table.c.a_report).join(b, b.c.n == table.c.b_report)
    wanted = sa.select(table, a.c.id.label("a_id"), b.c.id.label("b_id")).select_from(joined)
    for row in db.execute(wanted.where(table.c.a_report.in_(reports), table.c.b_report.in_(reports))):
        if (row.a_report, row.a_event) in piece and (row.b_report, row.b_event) in piece:
            yield Likeness(EventRef(row.a_id, row.a_event), EventRef(row.b_id, row.b_event), row.score)


def _write(db: Connection, members: set[Node], found: Sequence[Incident]) -> None:
    """Put incidents in place of those their events were in; a lone event is its own and needs no row."""
    events, table = tables.incident_event, tables.incident
    there = db.execute(sa.select(events).where(events.c.report.in_({n for n, _ in members})))
    old = {row.incident for row in there if (row.report, row.event) in members}
    db.execute(sa.delete(events).where(events.c.incident.in_(old)))
    db.execute(sa.delete(table).where(table.c.id.in_({*old, *(one.id for one in found)})))
    numbers = keeping.numbers(db, {ref.report for one in found for ref in one.events})
    dialects.insert_rows(db, table, [_row(one) for one in found])
    rows = [
        {"report": numbers[ref.report], "event": ref.event, "incident": one.id} for one in found for ref in one.events
    ]
    dialects.insert_rows(db, events, rows)


def _row(one: Incident) -> dict[str, object]:
    return {
        "id": one.id, "rule": one.rule, "label": one.label, "type": one.type, "place": one.place,
        "earliest": one.earliest, "latest": one.latest,
    }  # fmt: skip


# --- what people decided ---------------------------------------------------------------------------------------------------


class ByHand:
    """What people said of pairs of events: asked report by report, so that a long log costs no more than its part here."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._undone = logbook.undone(db)
        self._asked: set[int] = set()
        self._taken: set[int] = set()
        self._last: dict[frozenset[Node], tuple[Rank, str]] = {}
        self._refs: dict[Node, EventRef] = {}
        self._standing: dict[Anchor, list[Node]] = {}

    def ask(self, reports: set[int]) -> None:
        """Learn what was decided on events of some reports; the last word on a pair counts."""
        new = reports - self._asked
        self._asked |= new
        hashes = set(_hashes(self._db, new)) if new else set()
        some = {
            one.id: one
            for ones in logbook.on_texts(self._db, hashes, verbs=("merge", "split")).values()
            for one in ones
        }
        for one in some.values():
            if one.id not in self._undone and one.id not in self._taken:
                self._take(one)

    def _take(self, one: Correction) -> None:
        self._taken.add(one.id)
        if one.anchor is None or one.other is None or {one.anchor.layer, one.other.layer} != {"event"}:
            return
        word = rank(one), one.verb
        for pair in _between(self._events(one.anchor), self._events(one.other)):
            self._last[pair] = max(word, self._last.get(pair, word))

    def _events(self, anchor: Anchor) -> list[Node]:
        """Return what stands at an anchor; asked once, for many decisions stand on one event."""
        if anchor not in self._standing:
            found = list(_standing_at(self._db, anchor))
            self._refs |= {(n, ref.event): ref for n, ref in found}
            self._standing[anchor] = [(n, ref.event) for n, ref in found]
        return self._standing[anchor]

    def joined(self, nodes: set[Node]) -> set[Node]:
        """Return the events that people joined with some."""
        return {node for pair, (_, verb) in self._last.items() if verb == "merge" and pair & nodes for node in pair}

    def pairs(self, verb: str) -> incidents.Pairs:
        """Return the pairs of events that people joined (``merge``), or parted (``split``)."""
        return frozenset(
            frozenset(self._refs[node] for node in pair) for pair, (_, last) in self._last.items() if last == verb
        )


def _between(ones: Sequence[Node], others: Sequence[Node]) -> Iterator[frozenset[Node]]:
    yield from (frozenset((a, b)) for a in ones for b in others if a != b)


def _hashes(db: Connection, reports: Iterable[int]) -> Iterator[str]:
    yield from db.execute(sa.select(tables.report.c.text_hash).where(tables.report.c.n.in_(list(reports)))).scalars()


def _standing_at(db: Connection, anchor: Anchor) -> Iterator[tuple[int, EventRef]]:
    """Yield the events that stand where an anchor says, one in every report that has its text, as sketches name them."""
    table = tables.report
    wanted = sa.select(table.c.n, table.c.id).where(table.c.text_hash == anchor.text_hash, table.c.removed.is_(None))
    for row in db.execute(wanted.order_by(table.c.n)).all():
        event = _at(db, row.n, anchor)
        owner = event and _owner(db, row.n, event)
        if owner:
            yield row.n, EventRef(row.id, owner)


def _at(db: Connection, n: int, anchor: Anchor) -> str | None:
    """Return the event that stands at an anchor: the flat rows know it, unless its words are cut otherwise now."""
    table = tables.event
    here = sa.select(table.c.id).where(
        table.c.report == n, table.c.start == anchor.span.start, table.c.end == anchor.span.end
    )
    found: list[str] = sorted(db.execute(here).scalars(), key=lambda name: int(name[1:]))
    if found:
        return found[min(anchor.nth, len(found) - 1)]
    thing = Standing(correcting.current(db, n).account).find(anchor)
    return None if thing is None else thing.id


def _owner(db: Connection, n: int, event: str) -> str | None:
    """Return the event by which the sketch of one goes: itself, or the deed it belongs to."""
    table = tables.sketch
    if db.execute(sa.select(table.c.event).where(table.c.report == n, table.c.event == event)).first():
        return event
    sketches = sketching.kept(db, [n])[n]
    found = next((s for s in sketches if event in s.events), None) if sketches else None
    return None if found is None else found.ref.event
