"""Incidents as rows: the groups of the connected pieces of pairs, found anew where a report touches them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts import incidents, likeness
from herodotus.accounts.anchors import Standing
from herodotus.accounts.comparing import sketches_of
from herodotus.accounts.overlay import undone_of
from herodotus.accounts.sketches import Sketch
from herodotus.ledger import correcting, dialects, keeping, sketching, tables
from herodotus.ledger.sketching import Node
from herodotus.model import Anchor, EventRef, Incident, Likeness


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
    together, apart = decided(db)
    numbers = _numbers(db, {ref.report for ref in refs} | {r.report for pair in (*together, *apart) for r in pair})
    start = {(numbers[ref.report], ref.event) for ref in refs if ref.report in numbers}
    piece = _piece(db, start, [_nodes(pair, numbers) for pair in together if all(r.report in numbers for r in pair)])
    sketches = _sketches(db, piece)
    numbers = _numbers(db, {sketch.ref.report for sketch in sketches})
    pairs = list(_pairs(db, piece))
    found = incidents.find(sketches, pairs, together, apart)
    members = {(numbers[ref.report], ref.event) for one in found for ref in one.events}
    _write(db, members, [one for one in found if len(one.events) > 1])


def _nodes(pair: Iterable[EventRef], numbers: dict[str, int]) -> set[Node]:
    return {(numbers[ref.report], ref.event) for ref in pair}


def _numbers(db: Connection, reports: Iterable[str]) -> dict[str, int]:
    return keeping.numbers(db, reports)


def _piece(db: Connection, start: set[Node], joined: Sequence[set[Node]]) -> set[Node]:
    """Return all events that hang together with some by pairs held to be one, or by what people joined."""
    found: set[Node] = set()
    new = set(start)
    while new:
        found |= new
        near = {other for pair in joined if pair & new for other in pair}
        new = (set(_neighbours(db, new)) | near) - found
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
    numbers = _numbers(db, {ref.report for one in found for ref in one.events})
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


def decided(db: Connection) -> tuple[incidents.Pairs, incidents.Pairs]:
    """Return the pairs of events that people joined, and those they parted; the last word on a pair counts."""
    log = list(correcting.log(db))
    undone = undone_of(log)
    last: dict[frozenset[EventRef], str] = {}
    for one in log:
        if one.anchor is None or one.other is None or one.anchor.layer != "event":
            continue
        if one.verb in ("merge", "split") and one.id not in undone:
            last |= dict.fromkeys(_between(_events(db, one.anchor), _events(db, one.other)), one.verb)
    return (
        frozenset(pair for pair, verb in last.items() if verb == "merge"),
        frozenset(pair for pair, verb in last.items() if verb == "split"),
    )


def _between(ones: Sequence[EventRef], others: Sequence[EventRef]) -> Iterator[frozenset[EventRef]]:
    yield from (frozenset((a, b)) for a in ones for b in others if a != b)


def _events(db: Connection, anchor: Anchor) -> list[EventRef]:
    """Return the events that stand where an anchor says, one in every report that has its text, as sketches name them."""
    table = tables.report
    wanted = sa.select(table.c.n).where(table.c.text_hash == anchor.text_hash, table.c.removed.is_(None))
    found: list[EventRef] = []
    for n in db.execute(wanted.order_by(table.c.n)).scalars().all():
        account = correcting.current(db, n).account
        thing = Standing(account).find(anchor)
        owner = thing and next((s for s in sketches_of(account) if thing.id in s.events), None)
        found += [owner.ref] if owner else []
    return found
