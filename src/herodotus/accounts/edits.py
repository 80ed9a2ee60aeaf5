"""What corrections make of an account, gathered before anything is rebuilt: new values, rejected things, added ones."""

from __future__ import annotations

from typing import Any

from herodotus.accounts.anchors import Standing, Thing
from herodotus.model import (
    Actor,
    Claim,
    Correction,
    Count,
    Event,
    Evidence,
    Layer,
    Mention,
    Place,
    Span,
    Statement,
    Time,
)

RULE = "correction."
"""What correction 17 by hk has set or added has the rule ``correction.17:hk`` in its ``because``."""


def rule_of(one: Correction) -> str:
    """
    Return the rule by which a ``because`` names a decision, and who took it.

    >>> rule_of(Correction(17, "2026-03-12T09:00:00Z", "hk", "accept"))
    'correction.17:hk'
    """
    return f"{RULE}{one.id}:{one.who}" if one.who else f"{RULE}{one.id}"


class Edits:
    """The changes to the things of one account, by what a thing is called in it."""

    def __init__(self) -> None:
        self.rejected: dict[str, int] = {}
        self.joined: list[set[str]] = []
        self.actors: list[Actor] = []
        self.places: list[Place] = []
        self.times: list[Time] = []
        self.events: list[Event] = []
        self.statements: list[Statement] = []
        self.claims: dict[str, list[Claim]] = {}
        self.counts: dict[str, list[Count]] = {}
        self.by_hand = False
        self._values: dict[str, dict[str, Any]] = {}
        self._by: dict[str, list[Evidence]] = {}

    def __bool__(self) -> bool:
        """Whether anything is changed at all."""
        return bool(self._values or self.rejected or self.joined or self.by_hand)

    def set(self, thing: Thing, field: str, value: object, *, by: Correction) -> None:
        """Give a field of a thing a value, by the word of a correction."""
        self._values.setdefault(thing.id, {})[field] = value
        self._by.setdefault(thing.id, []).append(Evidence(rule_of(by), thing.spans[0]))

    def of(self, thing_id: str) -> dict[str, Any]:
        """Return the new values of a thing's fields."""
        return self._values.get(thing_id, {})

    def named(self) -> frozenset[str]:
        """Return the things that were given another name."""
        return frozenset(thing_id for thing_id, values in self._values.items() if "name" in values)

    def because(self, thing_id: str) -> tuple[Evidence, ...]:
        """Return the corrections a thing owes its new values to."""
        return tuple(dict.fromkeys(self._by.get(thing_id, ())))

    def put(self, thing: Thing, standing: Standing) -> None:
        """Let what a person added stand with what was read; an event with its claim."""
        value = thing.value
        if isinstance(value, Event):
            self.events.append(value)
        elif isinstance(value, Statement):
            self.statements.append(value)
        elif isinstance(value, Actor):
            self.actors.append(value)
        elif isinstance(value, Place):
            self.places.append(value)
        elif isinstance(value, Time):
            self.times.append(value)
        self.by_hand = True
        standing.add(thing)
        if isinstance(value, Event):
            standing.add(_held(thing, value.claims[0], 1))

    def hold(self, thing: Thing, claim: Claim, standing: Standing) -> None:
        """Let one more voice hold an event."""
        assert isinstance(thing.value, Event), "only events are held"
        more = self.claims.setdefault(thing.id, [])
        more.append(claim)
        self.by_hand = True
        standing.add(_held(thing, claim, len(thing.value.claims) + len(more)))

    def number(self, thing: Thing, count: Count, standing: Standing) -> None:
        """Let one more number be of an event."""
        assert isinstance(thing.value, Event), "only events have numbers"
        more = self.counts.setdefault(thing.id, [])
        more.append(count)
        self.by_hand = True
        name = f"{thing.id}.n{len(thing.value.counts) + len(more)}"
        standing.add(Thing("count", name, count, (count.span,), (count.span,)))

    def add(self, layer: Layer, span: Span, standing: Standing) -> Thing:
        """Let an actor, place or time stand where a correction names one that was not read there."""
        name = span.of(standing.account.report.text)
        found: Actor | Place | Time
        if layer == "actor":
            found = Actor(
                next_id("a", standing, layer), name, "unnamed", mentions=(Mention(span, span, "name"),), because=_NAMED
            )
            self.actors.append(found)
        elif layer == "place":
            found = Place(next_id("p", standing, layer), name, mentions=(span,), because=_NAMED)
            self.places.append(found)
        elif layer == "time":
            found = Time(
                next_id("t", standing, layer), span, None, None, "unknown", None, "correction", reason=UNRESOLVED
            )
            self.times.append(found)
        else:
            raise ValueError(f"no {layer} is read at “{name}” ({span.start})")
        thing = Thing(layer, found.id, found, (span,), (span,))
        standing.add(thing)
        return thing


_NAMED = (Evidence("correction"),)
UNRESOLVED = "named by a correction"


def _held(event: Thing, claim: Claim, number: int) -> Thing:
    return Thing("claim", f"{event.id}.c{number}", claim, event.spans, event.cores, claim.voice)


def next_id(letter: str, standing: Standing, layer: Layer) -> str:
    """Return the first id of a layer that nothing read or added has."""
    return f"{letter}{max((int(thing.id[1:]) for thing in standing.of(layer)), default=0) + 1}"


def called(layer: Layer, name: str, standing: Standing) -> Thing | None:
    """Return the actor or place that goes by a name anywhere in the text, or None."""
    text, wanted = standing.account.report.text, name.casefold()
    for thing in standing.of(layer):
        if isinstance(thing.value, Actor | Place) and wanted in {_plain(thing.value.name), *_names(thing.value, text)}:
            return thing
    return None


def _names(value: Actor | Place, text: str) -> list[str]:
    if isinstance(value, Place):
        return [_plain(span.of(text)) for span in value.mentions]
    return [_plain(mention.span.of(text)) for mention in value.mentions if mention.kind == "name"]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
