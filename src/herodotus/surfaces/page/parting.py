"""
One happening or two, decided by hand: an event is taken out of an incident, or an event of another is joined to it.

Each pair that is decided on is a line of the log; all of them are kept, or none, and each can be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from herodotus.accounts.anchors import Standing, text_hash
from herodotus.accounts.lastword import undone_of
from herodotus.errors import InputError, NotFoundError
from herodotus.ledger import Db, correcting, incidents, keeping, logbook
from herodotus.model import Account, Anchor, Correction, EventRef
from herodotus.surfaces.page.deciding import MeanwhileError

_BY_HAND = ("merge", "split")
MOST = 400
"""Pairs of one decision."""


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What somebody decides: ``split`` an event from an incident, or ``merge`` with it one of another, or all of another.

    ``seen`` is the last decision of the log the page knew of.
    """

    incident: str
    verb: Literal["merge", "split"]
    event: str
    why: str | None = None
    seen: int = 0
    anyway: bool = False


def decide(db: Db, asked: Asked, *, who: str) -> list[Correction]:
    """Write a decision down, a line for each pair. Raises MeanwhileError, NotFoundError, InputError; then nothing is kept."""
    one = incidents.get(db, asked.incident)
    refs = _meant(db, asked)
    others = [other for other in one.events if other not in refs]
    if asked.verb == "split" and not (set(refs) <= set(one.events) and others):
        raise InputError(
            "event", f"{asked.event} is no event of this incident that could be taken out", "Load it again."
        )
    if asked.verb == "merge" and set(refs) & set(one.events):
        raise InputError("event", f"{asked.event} is in this incident already", "Name an event of another.")
    if len(refs) * len(others) > MOST:
        raise InputError(
            "event", f"{len(refs)} and {len(others)} events are too many to pair by hand", "Join one event of it."
        )
    if not asked.anyway:
        _look_for_others(db, (*one.events, *refs), asked.seen, who)
    return [_record(db, asked, ref, other, who) for ref in refs for other in others]


def _meant(db: Db, asked: Asked) -> tuple[EventRef, ...]:
    """Return the events that are meant: one, or all of an incident that is joined."""
    if asked.verb == "merge" and ":" not in asked.event:
        return incidents.get(db, asked.event).events
    return (reference(db, asked.event),)


def _record(db: Db, asked: Asked, ref: EventRef, other: EventRef, who: str) -> Correction:
    """Write down what holds of one pair. A group is found by the mean of its pairs: one of them alone would not hold it."""
    one = Correction(0, "", who, asked.verb, _anchor(db, ref), why=asked.why or None, other=_anchor(db, other))
    return correcting.record(db, one)[0]


def reference(db: Db, name: str) -> EventRef:
    """Return the event of a name (``REPORT:e5``). Raises NotFoundError."""
    report, _, event = name.partition(":")
    account = correcting.current(db, keeping.number_of(db, report)).account
    thing = Standing(account).get(event)
    if thing is None or thing.layer != "event":
        raise NotFoundError(f"{name}: no such event. Name it as REPORT:e5.")
    return EventRef(account.report.id, event)


def by_hand(db: Db, accounts: Iterable[Account]) -> list[Correction]:
    """Return the decisions that hold events of some reports together or apart, newest first; those taken back are left out."""
    found = logbook.on_texts(db, {text_hash(account.report.text) for account in accounts})
    log = {one.id: one for some in found.values() for one in some}
    undone = undone_of(log.values())
    return [one for _, one in sorted(log.items(), reverse=True) if one.verb in _BY_HAND and one.id not in undone]


def _look_for_others(db: Db, refs: Iterable[EventRef], seen: int, who: str) -> None:
    """Raise MeanwhileError if somebody else has joined or parted any of some events since the page was loaded."""
    since = [each for each in logbook.by_others(db, seen, who) if each.verb in _BY_HAND]
    places = {(anchor.text_hash, anchor.span) for anchor in _anchors(db, refs)} if since else set()
    others = tuple(each for each in since if {(a.text_hash, a.span) for a in _both(each)} & places)
    if others:
        raise MeanwhileError(others)


def _both(one: Correction) -> list[Anchor]:
    return [anchor for anchor in (one.anchor, one.other) if anchor is not None]


def _anchors(db: Db, refs: Iterable[EventRef]) -> list[Anchor]:
    return [_anchor(db, ref) for ref in refs]


def _anchor(db: Db, ref: EventRef) -> Anchor:
    standing = Standing(correcting.current(db, keeping.number_of(db, ref.report)).account)
    return standing.anchor(ref.event)
