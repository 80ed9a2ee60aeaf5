"""From what the stages found to one account: unused actors dropped, everything numbered in text order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from herodotus.accounts import disputes
from herodotus.model import (
    NARRATOR,
    UNNAMED,
    Account,
    Actor,
    Cast,
    Claim,
    Count,
    Event,
    Happenings,
    Link,
    MadeBy,
    Party,
    Reading,
    Span,
    Statement,
    Warned,
)

Names = Mapping[str, str]


def compose(
    reading: Reading, cast: Cast, statements: tuple[Statement, ...], happenings: Happenings, *, made_by: MadeBy
) -> Account:
    """Return the account of one report. Ids become ``a1 p1 t1 s1 e1`` in text order, and every reference follows."""
    actors = _used(cast.actors, statements, happenings)
    events = sorted(happenings.events, key=lambda e: e.triggers)
    names = {
        **_numbered("a", [a.id for a in sorted(actors, key=lambda a: a.mentions[0].span)]),
        **_numbered("p", [p.id for p in sorted(cast.places, key=lambda p: p.mentions)]),
        **_numbered("t", [t.id for t in sorted(cast.times, key=lambda t: t.span)]),
        **_numbered("s", [s.id for s in statements]),
        **_numbered("e", [e.id for e in events]),
        NARRATOR: NARRATOR,
        UNNAMED: UNNAMED,
    }
    told = tuple(_event(event, names) for event in events)
    named = tuple(sorted((_actor(a, names) for a in actors), key=lambda a: int(a.id[1:])))
    spoken = tuple(_statement(statement, names) for statement in statements)
    return Account(
        report=reading.report,
        actors=named,
        places=tuple(sorted((replace(p, id=names[p.id]) for p in cast.places), key=lambda p: int(p.id[1:]))),
        times=tuple(sorted((replace(t, id=names[t.id]) for t in cast.times), key=lambda t: int(t.id[1:]))),
        statements=spoken,
        events=told,
        links=tuple(_link(link, names) for link in happenings.links),
        disputes=disputes.find(told, spoken, reading.report.text, named),
        warnings=(*reading.warnings, *_unresolved(cast)),
        made_by=made_by,
        sentences=tuple(sentence.span for sentence in reading.sentences),
    )


def _numbered(letter: str, ids: Iterable[str]) -> dict[str, str]:
    return {old: f"{letter}{number}" for number, old in enumerate(ids, 1)}


def _used(actors: tuple[Actor, ...], statements: tuple[Statement, ...], happenings: Happenings) -> list[Actor]:
    """Return the actors with a name, and those that speak, act, are acted on, counted, or acted for."""
    wanted = {p.actor for s in statements for p in _parties_of(s)} | {a for s in statements for a in s.relay}
    for event in happenings.events:
        wanted |= {p.actor for p in (*event.source, *event.target)} | {c.whose for c in event.counts if c.whose}
        wanted |= {a for c in event.claims for a in (c.voice, *c.source, *c.source_not)}
        wanted |= {c.voice for c in event.counts}
    wanted |= {link.voice for link in happenings.links}
    kept = [a for a in actors if a.mentions and (a.id in wanted or any(m.kind == "name" for m in a.mentions))]
    bodies = {a.acts_for for a in kept}
    return [a for a in actors if a in kept or (a.id in bodies and a.mentions)]


def _parties_of(statement: Statement) -> list[Party]:
    addressee = [statement.addressee] if statement.addressee is not None else []
    return [statement.speaker, *statement.target, *addressee]


def _actor(actor: Actor, names: Names) -> Actor:
    return replace(actor, id=names[actor.id], name=_unquoted(actor.name), acts_for=names.get(actor.acts_for or ""))


def _unquoted(name: str) -> str:
    """
    Return a name without a quotation mark that has no partner in it.

    >>> _unquoted("about 20” people"), _unquoted("the “Reds”")
    ('about 20 people', 'the “Reds”')
    """
    if name.count("“") != name.count("”"):
        name = name.replace("“", "").replace("”", "")
    return name.replace('"', "") if name.count('"') % 2 else name


def _party(party: Party, names: Names) -> Party:
    return replace(party, actor=names[party.actor])


def _statement(statement: Statement, names: Names) -> Statement:
    return replace(
        statement,
        id=names[statement.id],
        speaker=_party(statement.speaker, names),
        target=tuple(_party(p, names) for p in statement.target),
        addressee=None if statement.addressee is None else _party(statement.addressee, names),
        relay=tuple(names[actor] for actor in statement.relay),
        time=names.get(statement.time or ""),
    )


def _count(count: Count, names: Names) -> Count:
    return replace(count, whose=names.get(count.whose or ""), voice=names.get(count.voice, NARRATOR))


def _claim(claim: Claim, names: Names) -> Claim:
    return replace(
        claim,
        voice=names[claim.voice],
        statement=names.get(claim.statement or ""),
        source=tuple(names[a] for a in claim.source),
        source_not=tuple(names[a] for a in claim.source_not),
    )


def _event(event: Event, names: Names) -> Event:
    return replace(
        event,
        id=names[event.id],
        source=tuple(_party(p, names) for p in event.source),
        target=tuple(_party(p, names) for p in event.target),
        place=names.get(event.place or ""),
        time=names.get(event.time or ""),
        part_of=names.get(event.part_of or ""),
        counts=tuple(_count(count, names) for count in event.counts),
        claims=tuple(_claim(claim, names) for claim in event.claims),
    )


def _link(link: Link, names: Names) -> Link:
    return replace(link, from_event=names[link.from_event], to_event=names[link.to_event], voice=names[link.voice])


def _unresolved(cast: Cast) -> tuple[Warned, ...]:
    return tuple(
        _note(time.span, time.reason) for time in cast.times if time.reason is not None and time.type == "DATE"
    )


def _note(span: Span, reason: str) -> Warned:
    return Warned("date-not-resolved", f"date not resolved: {reason}", span)
