"""An account made again with edits in it: what hung on a rejected thing is let go of, and disputes are found anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from herodotus.accounts import disputes, joining
from herodotus.accounts.edits import RULE, Edits
from herodotus.model import UNNAMED, Account, Actor, Claim, Count, Event, Link, Party, Place, Span, Statement, Time

_Numbered = TypeVar("_Numbered", Actor, Place, Statement, Event)
_Founded = TypeVar("_Founded", Actor, Place, Statement, Event, Claim)


def rebuilt(account: Account, edits: Edits) -> Account:
    """Return the account with the edits in it; every id of what stays is as before. Without edits it is the same account."""
    if not edits:
        return account
    gone = frozenset(edits.rejected)
    said = _in_text(account.statements, edits.statements, _said_at)
    statements = tuple(_statement(one, gone) for one in _edited(said, edits))
    told = _in_text(account.events, edits.events, _told_at)
    events = tuple(_events(told, edits))
    left = gone | (_ids(told) - _ids(events))
    events = tuple(replace(one, part_of=_kept(one.part_of, left)) for one in events)
    times = tuple(_time(one, edits) for one in (*account.times, *edits.times) if one.id not in gone)
    found = replace(
        account,
        actors=tuple(replace(one, acts_for=_kept(one.acts_for, gone)) for one in _edited((*account.actors, *edits.actors), edits)),
        places=tuple(_edited((*account.places, *edits.places), edits)),
        times=times, statements=statements, events=events,
        links=tuple(_link(one, gone) for one in account.links if not {one.from_event, one.to_event} & left),
        disputes=disputes.find(events, statements, account.report.text),
        warnings=tuple(w for w in account.warnings if w.code != "date-not-resolved" or w.span not in _resolved(times)),
    )  # fmt: skip
    return joining.joined(found, edits.joined, edits.named())


def _in_text(
    read: Sequence[_Numbered], added: Iterable[_Numbered], place: Callable[[_Numbered], Span]
) -> list[_Numbered]:
    """Return what was read with what people added, each where it stands; what was read keeps its order."""
    found = list(read)
    for one in added:
        after = next((n for n, other in enumerate(found) if place(other) > place(one)), len(found))
        found.insert(after, one)
    return found


def _told_at(event: Event) -> Span:
    return event.triggers[0]


def _said_at(one: Statement) -> Span:
    return one.cue or next(iter(one.content), Span(0, 0))


def _ids(events: Iterable[Event]) -> frozenset[str]:
    return frozenset(event.id for event in events)


def _edited(found: Iterable[_Numbered], edits: Edits) -> Iterator[_Numbered]:
    for one in found:
        if one.id not in edits.rejected:
            yield _with(one, one.id, edits)


def _with(one: _Founded, name: str, edits: Edits) -> _Founded:
    values = edits.of(name)
    return replace(one, **values, because=(*one.because, *edits.because(name))) if values else one


def _events(events: Iterable[Event], edits: Edits) -> Iterator[Event]:
    """Yield the events that are left: one that nobody holds any more is none."""
    gone = frozenset(edits.rejected)
    for event in events:
        claims = tuple(_claims(event, edits))
        if event.id not in gone and claims:
            yield _event(_with(event, event.id, edits), edits, claims, tuple(_counts(event, edits)))


def _event(event: Event, edits: Edits, claims: tuple[Claim, ...], counts: tuple[Count, ...]) -> Event:
    gone = frozenset(edits.rejected)
    place = _kept(event.place, gone)
    return replace(
        event, claims=claims, counts=counts, place=place, place_span=event.place_span if place else None,
        source=_parties(event.source, gone), target=_parties(event.target, gone), time=_kept(event.time, gone),
    )  # fmt: skip


def _claims(event: Event, edits: Edits) -> Iterator[Claim]:
    gone = frozenset(edits.rejected)
    for number, claim in enumerate((*event.claims, *edits.claims.get(event.id, ())), 1):
        name = f"{event.id}.c{number}"
        now = _with(claim, name, edits)
        if name not in gone and now.statement not in gone:
            yield replace(
                now,
                voice=_voice(now.voice, gone),
                source=_left(now.source, gone),
                source_not=_left(now.source_not, gone),
            )


def _counts(event: Event, edits: Edits) -> Iterator[Count]:
    gone = frozenset(edits.rejected)
    for number, count in enumerate((*event.counts, *edits.counts.get(event.id, ())), 1):
        name = f"{event.id}.n{number}"
        if name not in gone:
            now = replace(count, **edits.of(name))
            yield replace(now, voice=_voice(now.voice, gone), whose=_kept(now.whose, gone))


def _statement(one: Statement, gone: frozenset[str]) -> Statement:
    speaker = Party(UNNAMED) if one.speaker.actor in gone else one.speaker
    addressee = None if one.addressee is not None and one.addressee.actor in gone else one.addressee
    return replace(
        one, speaker=speaker, addressee=addressee, target=_parties(one.target, gone), relay=_left(one.relay, gone),
        time=_kept(one.time, gone),
    )  # fmt: skip


def _time(one: Time, edits: Edits) -> Time:
    """A time that a correction resolves has no reason left for being unresolved."""
    values = edits.of(one.id)
    if not values:
        return one
    now = replace(one, **values, rule=edits.because(one.id)[-1].rule)
    return replace(now, reason=None if now.earliest or now.latest else now.reason)


def _resolved(times: Iterable[Time]) -> frozenset[object]:
    return frozenset(one.span for one in times if one.reason is None and one.rule.startswith(RULE))


def _link(one: Link, gone: frozenset[str]) -> Link:
    return replace(one, voice=_voice(one.voice, gone))


def _kept(one: str | None, gone: frozenset[str]) -> str | None:
    return None if one in gone else one


def _left(names: tuple[str, ...], gone: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in gone)


def _parties(parties: tuple[Party, ...], gone: frozenset[str]) -> tuple[Party, ...]:
    return tuple(party for party in parties if party.actor not in gone)


def _voice(voice: str, gone: frozenset[str]) -> str:
    return UNNAMED if voice in gone else voice
