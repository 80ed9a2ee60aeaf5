"""Disputes within one report: voices that answer the same question about the same event differently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from herodotus.model import Actor, Claim, Count, Dispute, Event, Position, Statement

ARMED = frozenset({"MIL", "COP", "REB", "UAF", "PRM", "SPY", "CRM", "IMG"})
UNARMED = frozenset({"CVL", "MED", "JRN", "EDU", "AGR", "REL", "LAB", "BUS", "REF", "SOC"})
_OF_THEM = re.compile(r"\s+of\s+(?:the|these|those|them|its|their|his|her)\b")


def find(
    events: tuple[Event, ...], statements: tuple[Statement, ...] = (), text: str = "", actors: tuple[Actor, ...] = ()
) -> tuple[Dispute, ...]:
    """Return the disputes of a report with that text, in the order of its events."""
    said, known = {statement.id: statement for statement in statements}, {actor.id: actor for actor in actors}
    return tuple(dispute for event in events for dispute in _of_event(event, said, text, known))


def _of_event(event: Event, said: Mapping[str, Statement], text: str, actors: Mapping[str, Actor]) -> Iterator[Dispute]:
    for dispute in (_responsibility(event), _occurrence(event), _naming(event, said), _identity(event, text, actors)):
        if dispute is not None:
            yield dispute
    yield from _numbers(event, text)


def _responsibility(event: Event) -> Dispute | None:
    """Who did it: voices that name different doers, or deny being the doer."""
    positions: list[Position] = []
    own = tuple(party.actor for party in event.source)
    for claim in event.claims:
        position = _answer(claim, own, anybody_denies=any(c.source_not for c in event.claims))
        if position is not None:
            positions = _with(positions, position)
    doers = {(p.source, p.source_not) for p in positions}
    if len(doers) < 2 or len({voice for p in positions for voice in p.voices}) < 2:
        return None
    denied = {a for p in positions for a in p.source_not}
    named = [set(p.source) for p in positions if p.source]
    clash = any(denied & one for one in named) or any(not a & b for a in named for b in named)
    return Dispute("responsibility", (event.id,), compatible=not clash, positions=tuple(positions))


def _answer(claim: Claim, own: tuple[str, ...], *, anybody_denies: bool) -> Position | None:
    if claim.source or claim.source_not:
        return Position((claim.voice,), source=claim.source, source_not=claim.source_not)
    if own and anybody_denies and claim.vouches:
        return Position((claim.voice,), source=own)
    return None


def _with(positions: list[Position], new: Position) -> list[Position]:
    """Add a position, its voice joined to those that say the same."""
    for at, old in enumerate(positions):
        if replace(old, voices=()) == replace(new, voices=()):
            voices = tuple(dict.fromkeys((*old.voices, *new.voices)))
            return [*positions[:at], replace(old, voices=voices), *positions[at + 1 :]]
    return [*positions, new]


def _occurrence(event: Event) -> Dispute | None:
    """Whether it happened: one voice tells it, another denies the whole of it."""
    yes = tuple(dict.fromkeys(c.voice for c in event.claims if c.vouches))
    no = tuple(dict.fromkeys(c.voice for c in event.claims if c.stance == "denies" and c.about is None))
    no += tuple(c.voice for c in event.claims if c.status == "negated" and c.stance == "asserts" and c.voice not in no)
    if not yes or not no or set(yes) == set(no):
        return None
    positions = (Position(yes, happened=True), Position(no, happened=False))
    return Dispute("occurrence", (event.id,), compatible=False, positions=positions)


def _naming(event: Event, said: Mapping[str, Statement]) -> Dispute | None:
    """What it was: one voice condemns what another praises or defends; each answers in its own words."""
    held = [(c.voice, said.get(c.statement or "")) for c in event.claims if c.stance == "evaluates"]
    judged = [(voice, statement) for voice, statement in held if statement is not None]
    if not {"condemn", "praise"} <= {statement.act for _, statement in judged}:
        return None
    positions: list[Position] = []
    for voice, statement in judged:
        if statement.content:
            positions = _with(positions, Position((voice,), words=statement.content[-1]))
    return Dispute("naming", (event.id,), compatible=False, positions=tuple(positions)) if len(positions) > 1 else None


def _identity(event: Event, text: str, actors: Mapping[str, Actor]) -> Dispute | None:
    """
    Who they were: one voice counts fighters where another counts civilians.

    Both can be true where the numbers differ: some of the dead may be the one, some the other.
    """
    told = [(count, side) for count in event.counts if (side := _side(actors.get(count.whose or ""))) is not None]
    for what in dict.fromkeys(count.what for count, _ in told if not takes_some(count, text)):
        of_kind = [(count, side) for count, side in told if count.what == what]
        sides = {side: {count.voice for count, one in of_kind if one == side} for _, side in of_kind}
        if len(sides) < 2 or len(set.union(*sides.values())) < 2:
            continue
        positions = tuple(Position((count.voice,), words=count.who or count.span) for count, _ in of_kind)
        same = {(count.low, count.high) for count, _ in of_kind}
        return Dispute("identity", (event.id,), compatible=len(same) > 1, positions=positions)
    return None


def _side(actor: Actor | None) -> str | None:
    """Return whether those counted bear arms or do not, by their sectors; None where nothing says so ("people")."""
    if actor is None or actor.name.lower().endswith(("people", "persons", "others")):
        return None
    sectors = set(actor.sectors)
    return "armed" if sectors & ARMED else "unarmed" if sectors & UNARMED else None


def _numbers(event: Event, text: str) -> Iterator[Dispute]:
    """
    How many: counts of one kind by different voices. Ranges that meet are compatible (25 and "at least 25").

    A part ("three *of the victims*") is no answer to how many there were.
    """
    whole = tuple(count for count in event.counts if not takes_some(count, text))
    for what in dict.fromkeys(count.what for count in whole):
        positions: list[Position] = []
        for count in (c for c in whole if c.what == what):
            positions = _with(
                positions, Position((count.voice,), what=what, low=count.low, high=count.high, words=None)
            )
        if what is not None and len(positions) > 1 and len({v for p in positions for v in p.voices}) > 1:
            yield Dispute("numbers", (event.id,), compatible=_meet(whole, what), positions=tuple(positions))


def takes_some(count: Count, text: str) -> bool:
    """Whether a count takes some of a group already told: "three of the victims", "two of them"."""
    return _OF_THEM.match(text, count.span.end) is not None


def _meet(counts: tuple[Count, ...], what: str) -> bool:
    found = [c for c in counts if c.what == what]
    low = max(c.low for c in found)
    highs = [c.high for c in found if c.high is not None]
    return not highs or low <= min(highs)
