"""
Corrections laid over an account: the account as people decided, and how each decision fared over this reading.

Decisions are taken up in the order in which they count; the last one on a field stands. A decision whose place or value
is no longer there is an orphan: it is told, kept, and tried again at the next reading.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from herodotus.accounts import adding, rebuilding
from herodotus.accounts.anchors import Standing, Thing
from herodotus.accounts.edits import Edits, called
from herodotus.accounts.fields import FIELDS, Field, added_field, field_of
from herodotus.accounts.lastword import in_order, undone_of
from herodotus.accounts.pairing import ALONE, Word, groups, is_on_actors, sides
from herodotus.accounts.values import decode, dumps, encode, plain, snapshot
from herodotus.model import Account, Actor, Anchor, Correction, Layer, Span

State = Literal["kept", "reapplied", "orphaned", "undone"]
Verdict = Literal["accepted", "corrected", "rejected", "added"]


@dataclass(frozen=True, slots=True)
class Fate:
    """
    How a correction fared over a reading.

    ``kept``: what is read says it by itself. ``reapplied``: it is laid over what is read. ``orphaned``: it finds no place,
    or what it says is no longer to be had; ``reason`` says which. ``undone``: somebody took it back. A decision that stands
    although the thing is read otherwise than when it was taken has a ``reason`` too.
    """

    correction: int
    state: State
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Overlaid:
    """
    An account with its corrections laid over it; ``verdicts`` by what a thing is called in it (``e5``, ``e5.c1``).

    ``alone`` are the keys of actors that a decision took out of their name, or that have none: see ``accounts.pairing``.
    """

    account: Account
    fates: tuple[Fate, ...] = ()
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    alone: Mapping[str, str] = field(default_factory=dict)


def lay(account: Account, corrections: Iterable[Correction], *, joined: bool = True) -> Overlaid:
    """
    Lay corrections over an account; nothing of the account they do not name is changed, and no id of it.

    Without ``joined`` actors whom people hold to be one are left two.
    """
    taken = in_order(corrections)
    if not taken:
        return Overlaid(account)
    undone = undone_of(taken)
    work = _Work(account)
    fates = tuple(Fate(one.id, "undone") if one.id in undone else work.take(one) for one in taken)
    work.edits.joined = groups(work.words) if joined else []
    return Overlaid(rebuilding.rebuilt(account, work.edits), fates, work.verdicts, work.alone)


def seen(account: Account, thing_id: str, name: str | None = None) -> str:
    """Return what a person sees who decides on a thing, or on one field of it, as JSON for ``Correction.old``."""
    standing = Standing(account)
    thing = standing.get(thing_id)
    if thing is None:
        raise KeyError(thing_id)
    if name is None:
        return dumps(snapshot(thing, standing))
    return dumps(encode(field_of(thing.layer, name), getattr(thing.value, name), standing))


class _Work:
    """One account being corrected: where its things stand, and what has been decided so far."""

    def __init__(self, account: Account) -> None:
        self._standing = Standing(account)
        self._text = account.report.text
        self.edits = Edits()
        self.verdicts: dict[str, Verdict] = {}
        self.alone: dict[str, str] = {}
        self.words: list[Word[str]] = []

    def take(self, one: Correction) -> Fate:
        """Take up one correction and say how it fared."""
        try:
            if one.verb in ("merge", "split"):
                return self._paired(one)
            if one.verb == "undo" or one.anchor is None:
                return Fate(one.id, "kept")
            return self._added(one, one.anchor) if one.verb == "add" else self._decided(one, one.anchor)
        except ValueError as error:
            return Fate(one.id, "orphaned", str(error))

    def _decided(self, one: Correction, anchor: Anchor) -> Fate:
        """Take up a decision on what is read."""
        thing = self._thing(anchor)
        if one.verb == "accept":
            return self._accepted(one, thing)
        if one.verb == "reject" and one.field is None:
            return self._rejected(one, thing)
        return self._corrected(one, thing)

    def _thing(self, anchor: Anchor) -> Thing:
        self._look(anchor)
        thing = self._standing.find(anchor)
        if thing is None:
            raise ValueError(f"no {anchor.layer} is read at “{anchor.quote}” ({anchor.span.start})")
        return thing

    def _look(self, anchor: Anchor) -> None:
        if anchor.text_hash != self._standing.hash or anchor.span.of(self._text) != anchor.quote:
            raise ValueError(f"the words “{anchor.quote}”, or others it names, are not in this version of the report")

    def _paired(self, one: Correction) -> Fate:
        """A merge or split stands as long as those of its two that are in this text are still read."""
        here = [a is not None and a.text_hash == self._standing.hash for a in (one.anchor, one.other)]
        things = [self._thing(a) for a, is_here in zip((one.anchor, one.other), here, strict=True) if a and is_here]
        return self._of_actors(one, here, things) if is_on_actors(one) else Fate(one.id, "kept")

    def _of_actors(self, one: Correction, here: list[bool], things: list[Thing]) -> Fate:
        """Keep which actors of this text a decision speaks of alone, and whom it joins or parts within it."""
        said = (side for side, is_here in zip(sides(one), here, strict=True) if is_here)
        if len({thing.id for thing in things}) < len(things):
            if one.verb == "split":
                raise ValueError(f"“{_name(things[0])}” is read as one actor here")
            return Fate(one.id, "kept")
        self.alone |= {thing.id: side.key for thing, side in zip(things, said, strict=True) if ALONE in side.key}
        if len(things) < 2:
            return Fate(one.id, "kept")
        self.words.append((one.verb, things[0].id, things[1].id))
        return Fate(one.id, "reapplied" if one.verb == "merge" else "kept")

    def _accepted(self, one: Correction, thing: Thing) -> Fate:
        self.verdicts[thing.id] = "accepted"
        self.edits.rejected.pop(thing.id, None)
        return Fate(one.id, "kept", self._changed(one, thing))

    def _rejected(self, one: Correction, thing: Thing) -> Fate:
        self.verdicts[thing.id] = "rejected"
        self.edits.rejected[thing.id] = one.id
        return Fate(one.id, "reapplied", self._changed(one, thing))

    def _corrected(self, one: Correction, thing: Thing) -> Fate:
        assert one.field is not None, "a correction names its field"
        what = field_of(thing.layer, one.field)
        new = self._value(what, one)
        changed = self._changed(one, thing)
        now = getattr(self._now(thing), what.name)
        self.verdicts[thing.id] = "corrected"
        self.edits.rejected.pop(thing.id, None)
        if plain(new) == plain(now):
            return Fate(one.id, "kept")
        self.edits.set(thing, what.name, new, by=one)
        if (thing.layer, what.name) == ("event", "place"):
            where = json.loads(one.new or "null") if one.verb == "correct" else None
            self.edits.set(thing, "place_span", adding.place_span(where), by=one)
        return Fate(one.id, "reapplied", changed)

    def _added(self, one: Correction, anchor: Anchor) -> Fate:
        """Let a thing stand where a person says it does; where it is read by itself, what else he said of it is laid over it."""
        self._look(anchor)
        given = json.loads(one.new or "{}")
        values = {n: decode(added_field(anchor.layer, n), new, self._found, self._text) for n, new in given.items()}
        event = self._event_of(one, anchor)
        thing = adding.known_again(one, self._standing, self.edits.rejected, event)
        if thing is not None:
            return self._said_of(thing, values, one)
        if event is not None:
            return self._part_added(event, values, one, anchor.layer)
        thing = adding.made(one, values, self._standing)
        self.edits.put(thing, self._standing)
        self.verdicts[thing.id] = "added"
        return Fate(one.id, "reapplied")

    def _event_of(self, one: Correction, anchor: Anchor) -> Thing | None:
        """Return the event of which a number or a claim is added; of what stands by itself there is none."""
        if anchor.layer not in adding.OF_EVENTS:
            return None
        if one.other is None or one.other.layer != "event":
            raise ValueError(f"a {anchor.layer} is of an event, and none is named")
        return self._thing(one.other)

    def _part_added(self, event: Thing, values: Mapping[str, object], one: Correction, layer: Layer) -> Fate:
        """Let a voice hold an event, or a number be of it."""
        if layer == "claim":
            self.edits.hold(event, adding.claim_of(one, values), self._standing)
        else:
            self.edits.number(event, adding.count_of(one, values), self._standing)
        self.verdicts[self._standing.of(layer)[-1].id] = "added"
        return Fate(one.id, "reapplied")

    def _said_of(self, thing: Thing, values: Mapping[str, object], one: Correction) -> Fate:
        """Lay over a thing that is there by itself what an addition says otherwise of it: nothing is there twice."""
        self.verdicts[thing.id] = "added"
        own = {n: new for n, new in values.items() if n in FIELDS[thing.layer] and n != "content"}
        said = [n for n, new in own.items() if self._laid(thing, n, new, one)]
        held = {n: new for n, new in values.items() if n not in FIELDS[thing.layer] and n != "cue"}
        if held and thing.layer == "event":
            said += self._held(thing, held, one)
        if not said:
            return Fate(one.id, "kept")
        return Fate(one.id, "reapplied", f"read by itself since; laid over it: {', '.join(said)}")

    def _held(self, event: Thing, values: Mapping[str, object], one: Correction) -> list[str]:
        """Lay what a voice makes of an event over its claim, or let it hold the event, too."""
        claim = adding.claim_of(one, values)
        for held in self._standing.of("claim"):
            if held.id.startswith(f"{event.id}.") and held.voice == claim.voice:
                return [n for n, new in values.items() if n != "voice" and self._laid(held, n, new, one)]
        self.edits.hold(event, claim, self._standing)
        return ["voice"]

    def _laid(self, thing: Thing, name: str, new: object, one: Correction) -> bool:
        if plain(new) == plain(getattr(self._now(thing), name)):
            return False
        self.edits.set(thing, name, new, by=one)
        if name == "place":
            self.edits.set(thing, "place_span", adding.place_span(json.loads(one.new or "{}").get("place")), by=one)
        return True

    def _value(self, what: Field, one: Correction) -> object:
        if one.verb == "reject":
            return decode(what, [] if what.many else None, self._found, self._text)
        return decode(what, json.loads(one.new or "null"), self._found, self._text)

    def _now(self, thing: Thing) -> Any:
        return replace(thing.value, **self.edits.of(thing.id))

    def _changed(self, one: Correction, thing: Thing) -> str | None:
        """Say what is read otherwise than it was when the decision was taken; None if nothing is."""
        if one.old is None:
            return None
        then = json.loads(one.old)
        fields = then if one.field is None else {one.field: then}
        now = self._now(thing)
        told = [self._otherwise(field_of(thing.layer, name), old, now) for name, old in fields.items()]
        words = "; ".join(one for one in told if one)
        return f"read otherwise since: {words}" if words else None

    def _otherwise(self, what: Field, then: Any, now: Any) -> str | None:
        value = getattr(now, what.name)
        try:
            same = plain(decode(what, then, self._known, self._text)) == plain(value)
        except ValueError:
            same = False
        return None if same else f"{what.name} {short(then)} → {short(encode(what, value, self._standing))}"

    def _known(self, layer: Layer, span: Span) -> Thing:
        thing = self._standing.at(layer, span)
        if thing is None:
            raise ValueError(f"no {layer} is read at “{span.of(self._text)}” ({span.start})")
        return thing

    def _found(self, layer: Layer, span: Span) -> Thing:
        """Return what stands at a span; an actor, place or time that nobody read there is added to the account."""
        thing = self._standing.at(layer, span) or called(layer, span.of(self._text), self._standing)
        return thing or self.edits.add(layer, span, self._standing)


def _name(actor: Thing) -> str:
    assert isinstance(actor.value, Actor), "only actors are who they are"
    return actor.value.name


def short(value: Any) -> str:
    """
    Return a value of a correction for a person.

    >>> short([{"start": 0, "end": 7, "quote": "Merania"}]), short(None), short([])
    ('Merania', 'nothing', 'nothing')
    """
    if isinstance(value, list):
        return ", ".join(short(one) for one in value) or "nothing"
    if isinstance(value, dict):
        return str(value.get("quote"))
    return "nothing" if value is None else str(value)
