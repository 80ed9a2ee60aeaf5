"""What corrections make of an account, gathered before anything is rebuilt: new values, rejected things, added ones."""

from __future__ import annotations

from typing import Any

from herodotus.accounts.anchors import Standing, Thing
from herodotus.model import Actor, Evidence, Layer, Mention, Place, Span, Time

RULE = "correction."
"""A field set by correction 17 has the rule ``correction.17`` in its ``because``."""


class Edits:
    """The changes to the things of one account, by what a thing is called in it."""

    def __init__(self) -> None:
        self.rejected: dict[str, int] = {}
        self.joined: list[set[str]] = []
        self.actors: list[Actor] = []
        self.places: list[Place] = []
        self.times: list[Time] = []
        self._values: dict[str, dict[str, Any]] = {}
        self._by: dict[str, list[Evidence]] = {}

    def __bool__(self) -> bool:
        """Whether anything is changed at all."""
        return bool(self._values or self.rejected or self.joined)

    def set(self, thing: Thing, field: str, value: object, *, by: int) -> None:
        """Give a field of a thing a value, by the word of a correction."""
        self._values.setdefault(thing.id, {})[field] = value
        self._by.setdefault(thing.id, []).append(Evidence(f"{RULE}{by}", thing.spans[0]))

    def of(self, thing_id: str) -> dict[str, Any]:
        """Return the new values of a thing's fields."""
        return self._values.get(thing_id, {})

    def named(self) -> frozenset[str]:
        """Return the things that were given another name."""
        return frozenset(thing_id for thing_id, values in self._values.items() if "name" in values)

    def because(self, thing_id: str) -> tuple[Evidence, ...]:
        """Return the corrections a thing owes its new values to."""
        return tuple(dict.fromkeys(self._by.get(thing_id, ())))

    def add(self, layer: Layer, span: Span, standing: Standing) -> Thing:
        """Let an actor, place or time stand where a correction names one that was not read there."""
        name = span.of(standing.account.report.text)
        found: Actor | Place | Time
        if layer == "actor":
            found = Actor(
                _next("a", standing, layer), name, "unnamed", mentions=(Mention(span, span, "name"),), because=_NAMED
            )
            self.actors.append(found)
        elif layer == "place":
            found = Place(_next("p", standing, layer), name, mentions=(span,), because=_NAMED)
            self.places.append(found)
        elif layer == "time":
            found = Time(
                _next("t", standing, layer), span, None, None, "unknown", None, "correction", reason=_UNRESOLVED
            )
            self.times.append(found)
        else:
            raise ValueError(f"no {layer} is read at “{name}” ({span.start})")
        thing = Thing(layer, found.id, found, (span,), (span,))
        standing.add(thing)
        return thing


_NAMED = (Evidence("correction"),)
_UNRESOLVED = "named by a correction"


def _next(letter: str, standing: Standing, layer: Layer) -> str:
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
