"""Where the things of an account stand in its text, and how they are found again there after another reading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from herodotus.model import (
    NARRATOR,
    UNNAMED,
    Account,
    Actor,
    Anchor,
    Claim,
    Count,
    Event,
    Layer,
    Place,
    Span,
    Statement,
    Time,
)

Value = Event | Claim | Count | Statement | Actor | Place | Time
LITERAL_VOICES = (NARRATOR, UNNAMED)


@dataclass(frozen=True, slots=True)
class Thing:
    """
    A thing of an account with what it is called there: ``e5``, ``e5.c1`` (its first claim), ``e5.n1`` (its first number), ``s2``.

    It stands at the first of its ``spans``; the others are where it is met again. By its ``cores`` it is known even where
    another reading cut its words otherwise: "President Ama Serwaa" by "Serwaa". ``voice`` is a claim's.
    """

    layer: Layer
    id: str
    value: Value
    spans: tuple[Span, ...]
    cores: tuple[Span, ...]
    voice: str | None = None


def text_hash(text: str) -> str:
    """
    Return the sha-256 by which corrections know a text.

    >>> text_hash("A raid.")[:12]
    'f561e5e7ce20'
    """
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def things(account: Account) -> Iterator[Thing]:
    """Yield everything of an account that can be accepted, rejected or corrected."""
    for event in account.events:
        yield Thing("event", event.id, event, event.triggers, event.triggers)
        for number, claim in enumerate(event.claims, 1):
            yield Thing("claim", f"{event.id}.c{number}", claim, event.triggers, event.triggers, claim.voice)
        for number, count in enumerate(event.counts, 1):
            yield Thing("count", f"{event.id}.n{number}", count, (count.span,), (count.span,))
    for statement in account.statements:
        first = statement.cue or statement.content[0]
        yield Thing("statement", statement.id, statement, (first, *statement.content), (first,))
    for actor in account.actors:
        yield _actor(actor)
    for place in account.places:
        yield Thing("place", place.id, place, place.mentions, place.mentions)
    for time in account.times:
        yield Thing("time", time.id, time, (time.span,), (time.span,))


def _actor(actor: Actor) -> Thing:
    spans = tuple(mention.span for mention in actor.mentions)
    return Thing("actor", actor.id, actor, spans, tuple(mention.head for mention in actor.mentions))


class Standing:
    """The things of one account, to be asked by what they are called, or by where they stand."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.hash = text_hash(account.report.text)
        self._by_id: dict[str, Thing] = {}
        self._of: dict[Layer, list[Thing]] = {}
        for thing in things(account):
            self.add(thing)

    def add(self, thing: Thing) -> None:
        """Let a thing stand with the others."""
        self._by_id[thing.id] = thing
        self._of.setdefault(thing.layer, []).append(thing)

    def get(self, thing_id: str) -> Thing | None:
        """Return what is called so, or None."""
        return self._by_id.get(thing_id)

    def of(self, layer: Layer) -> tuple[Thing, ...]:
        """Return the things of a layer in text order."""
        return tuple(self._of.get(layer, ()))

    def anchor(self, thing_id: str) -> Anchor:
        """Return where a thing stands. Raises KeyError for what is not there."""
        thing = self._by_id[thing_id]
        span = thing.spans[0]
        alike = [one.id for one in self.of(thing.layer) if one.spans[0] == span and one.voice == thing.voice]
        return Anchor(
            self.hash, thing.layer, span, span.of(self.account.report.text),
            voice=self._where(thing.voice), nth=alike.index(thing_id),
        )  # fmt: skip

    def find(self, anchor: Anchor) -> Thing | None:
        """
        Return what stands where an anchor says, or None.

        What stands first at the very words is found before what is met again there, and that before what shares but a
        part of them. A claim is found by its voice, too.
        """
        if anchor.text_hash != self.hash or anchor.span.of(self.account.report.text) != anchor.quote:
            return None
        voice = self.voice(anchor)
        alike = [one for one in self.of(anchor.layer) if one.voice == voice]
        for fits in (_first, _again, _touching):
            found = [one for one in alike if fits(one, anchor.span)]
            if found:
                return found[min(anchor.nth, len(found) - 1)]
        return None

    def at(self, layer: Layer, span: Span) -> Thing | None:
        """Return what stands at a span or shares a part of it, whatever the words."""
        text = self.account.report.text
        return self.find(Anchor(self.hash, layer, span, span.of(text)))

    def _where(self, voice: str | None) -> Span | str | None:
        return voice if voice is None or voice in LITERAL_VOICES else self._by_id[voice].spans[0]

    def voice(self, anchor: Anchor) -> str | None:
        """Return whose claim stands where an anchor says: an id of the account, a literal voice, None where it is no claim's."""
        if not isinstance(anchor.voice, Span):
            return anchor.voice
        actor = self.at("actor", anchor.voice)
        return "nobody" if actor is None else actor.id


def _first(thing: Thing, span: Span) -> bool:
    return thing.spans[0] == span


def _again(thing: Thing, span: Span) -> bool:
    return span in thing.spans


def _touching(thing: Thing, span: Span) -> bool:
    return any(span.meets(core) for core in thing.cores)
