"""
What a person should look at next: things of the ledger in queues, each with the reason it is there.

A queue of events is found once and carried on: after a decision, or a reading, only the reports it touched are looked through
again. So one knows how many wait at little cost. Nobody is asked what somebody has decided already, unless he codes a second time.
"""

from __future__ import annotations

import threading
from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.ledger import changes, doubts, faring, keeping, logbook, tables
from herodotus.ledger.decided import Decided
from herodotus.ledger.doubts import Entry, Item, Reports

__all__ = ["QUEUES", "Entry", "Item", "Queues", "Waiting", "Wanted", "named"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    Which part of a queue: of one publisher, of one PLOVER type, of reports of one day. None is any; "" is the unknown.

    ``double``: what this coder has not decided on, whatever others have; else what nobody has.
    """

    publisher: str | None = None
    type: str | None = None
    day: str | None = None
    double: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A part of a queue: how many things it holds, those that wait, and how many wait by publisher and by type."""

    total: int
    left: tuple[Entry, ...]
    publishers: tuple[tuple[str | None, int], ...] = ()
    types: tuple[tuple[str | None, int], ...] = ()


class Queues:
    """The queues of one ledger as they are held between two questions; safe to be asked from several threads."""

    def __init__(self) -> None:
        self.decided = Decided()
        self._held: dict[str, tuple[_State, list[Entry]]] = {}
        self._lock = threading.Lock()

    def look(self, db: Connection, queue: str, who: str, wanted: Wanted | None = None) -> Waiting:
        """Return what waits in a queue for a coder, or in a part of it."""
        wanted = wanted or Wanted()
        with self._lock:
            self.decided.bring_up_to_date(db)
            entries = self._entries(db, queue, who, keeping.stamp(db))
            total = len(_narrowed(entries, wanted))
            left = [entry for entry in entries if not self._is_done(entry, who, double=wanted.double)]
        publishers = Counter(entry.publisher for entry in _narrowed(left, wanted, but="publisher"))
        types = Counter(entry.type for entry in _narrowed(left, wanted, but="type"))
        some = tuple(_narrowed(left, wanted))
        return Waiting(total, some, tuple(publishers.most_common()), tuple(types.most_common()))

    def counts(self, db: Connection, who: str, *, double: bool = False) -> dict[str, tuple[int, int]]:
        """Return how many things wait in every queue, and how many it holds."""
        found = {}
        now = keeping.stamp(db)
        for queue in QUEUES:
            with self._lock:
                self.decided.bring_up_to_date(db)
                entries = self._entries(db, queue, who, now)
                left = sum(not self._is_done(entry, who, double=double) for entry in entries)
            found[queue] = (left, len(entries))
        return found

    def shared(self, db: Connection) -> list[int]:
        """Return the numbers of the decisions that stand on what two or more have decided on."""
        with self._lock:
            self.decided.bring_up_to_date(db)
            return [one.id for one in self.decided.standing() if one.where and len(self.decided.by(one.where)) > 1]

    def _is_done(self, entry: Entry, who: str, *, double: bool) -> bool:
        if entry.where is None:
            return False
        by = self.decided.by(entry.where)
        return who in by if double or entry.item.queue == "second" else bool(by)

    def _entries(self, db: Connection, queue: str, who: str, stamp: keeping.Stamp) -> list[Entry]:
        now = _State(stamp, _compared(db) if queue == "pairs" else ())
        if queue in _OF_EVENTS:
            return self._carried_on(db, queue, now)
        name = f"{queue} of {who}" if queue == "second" else queue
        state, entries = self._held.get(name, (None, []))
        if state != now:
            entries = list(doubts.second(db, self.decided, who) if queue == "second" else _OF_LOG[queue](db))
            self._held[name] = now, entries
        return entries

    def _carried_on(self, db: Connection, queue: str, now: _State) -> list[Entry]:
        """Return a queue of events: as it is held, but for the reports that were touched since."""
        state, entries = self._held.get(queue, (None, []))
        if state == now:
            return entries
        touched = None if state is None else _touched(db, state, now)
        if touched is None:
            entries = sorted(_OF_EVENTS[queue](db, None), key=_order)
        elif touched:
            entries = [entry for entry in entries if entry.n not in touched and entry.beside not in touched]
            for entry in _OF_EVENTS[queue](db, touched):
                insort(entries, entry, key=_order)
        self._held[queue] = now, entries
        return entries


class _State(NamedTuple):
    """How far the ledger was when something was found in it; ``compared`` sums up what was compared, where that matters."""

    stamp: keeping.Stamp
    compared: tuple[int, ...] = ()


def _compared(db: Connection) -> tuple[int, ...]:
    table = tables.compared
    sums = (sa.func.coalesce(sa.func.sum(one), 0) for one in (table.c.account, table.c.corrected))
    return tuple(db.execute(sa.select(*sums, sa.func.count()).select_from(table)).one())


def _touched(db: Connection, then: _State, now: _State) -> set[int] | None:
    """Return the reports that were read or decided on since; None where so much happened that all is to be found anew."""
    return changes.touched(db, then.stamp, now.stamp) if then.compared == now.compared else None


def _narrowed(entries: list[Entry], wanted: Wanted, but: str = "") -> list[Entry]:
    """Return the entries of a part of a queue; ``but``: whatever this is of them."""
    if (wanted.publisher, wanted.type, wanted.day) == (None, None, None):
        return entries
    return [entry for entry in entries if _is_wanted(entry, wanted, but)]


def _is_wanted(entry: Entry, wanted: Wanted, but: str = "") -> bool:
    asked = (("publisher", wanted.publisher), ("type", wanted.type))
    if any(value is not None and name != but and (getattr(entry, name) or "") != value for name, value in asked):
        return False
    return wanted.day is None or (entry.published or "")[:10] == wanted.day


def _order(entry: Entry) -> tuple[Any, ...]:
    place = entry.where if isinstance(entry.where, tuple) else ("", 0)
    return (
        entry.away,
        entry.published is not None,
        entry.published or "",
        entry.item.report,
        place[1],
        entry.item.thing,
    )


def named(db: Connection, item: Item) -> Item | None:
    """Return an item of the queue ``second`` by the name of its thing as it is called now; None where it is read no more."""
    number = item.thing.removeprefix("correction ")
    if item.queue != "second" or not number.isdigit():
        return item
    one = next(logbook.some(db, [int(number)]), None)
    if one is None:
        return None
    found = next((name for read in (True, False) for name in faring.things_of(db, one, as_read=read)), None)
    return None if found is None else Item(found[0], found[1], item.queue, item.why)


_OF_EVENTS: Mapping[str, Callable[[Connection, Reports], Iterator[Entry]]] = {
    "disputes": doubts.disputes, "open": doubts.open_ones, "least-sure": doubts.least_sure, "audit": doubts.audit,
    "pairs": doubts.pairs,
}  # fmt: skip
_OF_LOG: Mapping[str, Callable[[Connection], Iterator[Entry]]] = {"orphans": doubts.orphans, "changed": doubts.changed}
QUEUES: Mapping[str, str] = {
    name: (of.__doc__ or "").strip().splitlines()[0].rstrip(".")
    for name, of in (
        ("disputes", doubts.disputes), ("open", doubts.open_ones), ("least-sure", doubts.least_sure),
        ("orphans", doubts.orphans), ("changed", doubts.changed), ("pairs", doubts.pairs), ("audit", doubts.audit),
        ("second", doubts.second),
    )
}  # fmt: skip
"""The queues by name, each in words."""
