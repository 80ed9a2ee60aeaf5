"""One text read twice: what the later reading finds, what it no longer finds, and what it tells otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from herodotus.accounts import phrasing
from herodotus.accounts.telling import interval, label, number_in_words, voice_in_words
from herodotus.model import Account, Event, Party, Span, Statement

Kind = Literal["found", "lost", "otherwise"]
Held = Event | Statement
Fields = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A field that two tellings fill differently, in words; None is what one of them leaves open."""

    name: str
    then: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """
    What a later reading makes of one event or statement.

    ``now`` and ``then`` are what the thing is called in the later and in the earlier reading, None where it is not there; they
    are matched by where they stand, never by these ids. ``span`` is where it stands, ``told`` the thing in a few words;
    ``beside`` is what the other reading has at these words instead: a thing lost to it is often a part of it now.
    """

    kind: Kind
    layer: Literal["event", "statement"]
    now: str | None
    then: str | None
    span: Span
    told: str
    fields: tuple[Otherwise, ...] = ()
    beside: str | None = None


def changes(before: Account, after: Account) -> tuple[Change, ...]:
    """Return what changed from one reading of a text to another, in text order, events before statements that stand with them."""
    found = [
        *_changed(before.events, after.events, _Words(before), _Words(after)),
        *_changed(before.statements, after.statements, _Words(before), _Words(after)),
    ]
    return tuple(sorted(found, key=lambda one: (one.span, one.layer)))


def _changed(then: Iterable[Held], now: Iterable[Held], before: _Words, after: _Words) -> Iterator[Change]:
    earlier, later = {one.id: one for one in then}, {one.id: one for one in now}
    met = _Anywhere(earlier.values()), _Anywhere(later.values())
    for one, other in _paired(earlier.values(), later.values(), before, after):
        fields = tuple(_differing(before.fields(one), after.fields(other)))
        if fields:
            yield Change("otherwise", _layer(other), other.id, one.id, places(other)[0], after.told(other), fields)
        del earlier[one.id], later[other.id]
    for one in earlier.values():
        yield Change("lost", _layer(one), None, one.id, places(one)[0], before.told(one), beside=_at(met[1], one))
    for one in later.values():
        yield Change("found", _layer(one), one.id, None, places(one)[0], after.told(one), beside=_at(met[0], one))


def _layer(one: Held) -> Literal["event", "statement"]:
    return "event" if isinstance(one, Event) else "statement"


def _at(met: _Anywhere, one: Held) -> str | None:
    return next((other.id for other in met.near(places(one))), None)


def places(one: Held) -> tuple[Span, ...]:
    """Return where an event or statement stands: first the place it is known by, then where it is met again."""
    if isinstance(one, Event):
        return one.triggers
    return (one.cue, *one.content) if one.cue is not None else one.content


# --- which is which --------------------------------------------------------------------------------------------------------


def _paired(
    earlier: Iterable[Held], later: Iterable[Held], before: _Words, after: _Words
) -> Iterator[tuple[Held, Held]]:
    """Pair what stands first at the very words, then what is met at the same words, then what shares a part of them."""
    left, right = {one.id: one for one in earlier}, {one.id: one for one in later}
    for near in (_Firsts, _Anywhere, _Touching):
        there = near(left.values())
        for other in list(right.values()):
            here = [one for one in there.near(places(other)) if one.id in left]
            if here:
                one = max(here, key=lambda one: _alike(before.fields(one), after.fields(other)))
                yield left.pop(one.id), right.pop(other.id)


class _Firsts:
    """Things by where they stand first."""

    def __init__(self, things: Iterable[Held]) -> None:
        self._at: dict[Span, list[Held]] = {}
        for thing in things:
            for span in self.known_by(places(thing)):
                self._at.setdefault(span, []).append(thing)

    def known_by(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """Return the places that count."""
        return spans[:1]

    def near(self, spans: tuple[Span, ...]) -> Iterator[Held]:
        """Yield what stands at one of these places."""
        return (thing for span in self.known_by(spans) for thing in self._at.get(span, ()))


class _Anywhere(_Firsts):
    """Things by every place where they are met."""

    def known_by(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """Return all of them."""
        return spans


class _Touching(_Firsts):
    """Things by words they share a part of: what is left over by then is little."""

    def near(self, spans: tuple[Span, ...]) -> Iterator[Held]:
        """Yield what begins with words that these begin with, too."""
        return (thing for span, there in self._at.items() if span.meets(spans[0]) for thing in there)


def _alike(one: Fields, other: Fields) -> int:
    """Count the fields two tellings fill alike: of several events at one verb the likest is the same."""
    return sum(one[name] == other.get(name) for name in one)


def _differing(then: Fields, now: Fields) -> Iterator[Otherwise]:
    every = ((name, then.get(name), now.get(name)) for name in {**then, **now})
    return (Otherwise(name, before, after) for name, before, after in every if before != after)


# --- in words --------------------------------------------------------------------------------------------------------------


class _Words:
    """The events and statements of one reading in words, which alone can be compared: ids differ from reading to reading."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._names = {actor.id: actor.name for actor in account.actors}
        self._places = {place.id: place.name for place in account.places}
        self._times = {time.id: interval(time) for time in account.times}
        self._known: dict[str, Fields] = {}

    def fields(self, one: Held) -> Fields:
        """Return what is compared of a thing, each field under the word a person knows it by."""
        if one.id not in self._known:
            self._known[one.id] = self._event(one) if isinstance(one, Event) else self._statement(one)
        return self._known[one.id]

    def told(self, one: Held) -> str:
        """Return a thing in a few words by which it is told from others of its report."""
        fields = self.fields(one)
        if isinstance(one, Statement):
            parts = (fields["speaker"], phrasing.did(one), self._parties(phrasing.toward(one)))
            return " ".join(part for part in parts if part)
        parts = (fields["who"], f"“{self._quoted(one.triggers[0])}”", fields["to whom"])
        return f"{' '.join(part for part in parts if part)}  [{fields['status']}, {fields['type'] or 'no type'}]"

    def _event(self, event: Event) -> Fields:
        return {
            "type": event.type and event.type + (f"/{event.mode}" if event.mode else ""), "status": label(event),
            "who": self._parties(event.source), "to whom": self._parties(event.target),
            "when": self._times.get(event.time or "") or None, "where": self._places.get(event.place or ""),
            "how many": self._listed(f"{number_in_words(one)} (according to {self._voice(one.voice)})" for one in event.counts),
            **self._held(event),
        }  # fmt: skip

    def _held(self, event: Event) -> Fields:
        """What each voice does with an event is a field of its own: one that joins in changes nothing for the others."""
        voices = dict.fromkeys(one.voice for one in event.claims)
        return {
            f"word of {self._voice(voice)}": self._listed(
                phrasing.held(one, self._account) for one in event.claims if one.voice == voice
            )
            for voice in voices
        }

    def _statement(self, said: Statement) -> Fields:
        return {
            "speaker": self._voice(said.speaker.actor), "act": f"not {said.act}" if said.negated_cue else said.act,
            "stance": said.stance, "of whom": self._parties(said.target),
            "to": None if said.addressee is None else self._voice(said.addressee.actor),
            "told on by": self._listed(self._voice(one) for one in said.relay),
            "words": " … ".join(self._quoted(span) for span in said.content) or None,
        }  # fmt: skip

    def _parties(self, parties: Iterable[Party]) -> str | None:
        return self._listed(self._names.get(one.actor, one.actor) for one in parties)

    def _voice(self, voice: str) -> str:
        return voice_in_words(voice, self._account)

    def _quoted(self, span: Span) -> str:
        return span.line_of(self._account.report.text)

    def _listed(self, words: Iterable[str]) -> str | None:
        return "; ".join(dict.fromkeys(words)) or None
