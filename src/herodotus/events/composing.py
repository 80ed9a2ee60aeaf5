"""A happening's mentions made into one event: parties, claims, what only an accuser says, counts never twice."""

from __future__ import annotations

from typing import cast

from herodotus import lexicons
from herodotus.events import merging, openings, refining, sameness
from herodotus.events.circumstances import NARROW
from herodotus.events.cluster import Cluster
from herodotus.events.drafts import Draft, first_of_each
from herodotus.events.scene import Scene
from herodotus.model import NARRATOR, Claim, Count, Event, EventType, Evidence, Party, Span, Statement

NAMED = ("state", "government", "armed group", "organisation")
MEETING, ABROAD = ("040", "046"), "044"
"""CAMEO codes of meetings and talks, and of those held in a third country."""


def event(scene: Scene, home: Cluster, number: int) -> Event:
    """Return the event of a happening, with one claim of each voice."""
    main, place = home.main, _place(scene, home)
    source, alleged = _sources(scene, home)
    abroad = _is_abroad(scene, home, source, None if place is None else place[0])
    return Event(
        id=f"e{number}",
        label=main.label,
        triggers=tuple(sorted({draft.trigger for draft in home.drafts})),
        type=_type(home),
        mode="third-party" if abroad else next((d.mode for d in [main, *home.drafts] if d.mode), None),
        cameo=ABROAD if abroad else _code(scene, home),
        source=source,
        target=_targets(scene, home, source),
        place=None if place is None else place[0],
        place_span=None if place is None else place[1],
        time=merging.narrowest_time(scene, home),
        counts=_counts(home),
        claims=_claims(scene, home, alleged),
        because=_because(home),
    )


def _type(home: Cluster) -> EventType | None:
    found = home.main.type if home.main.effect is None else next((d.type for d in home.drafts if d.type), None)
    return cast("EventType | None", found)


def _is_abroad(scene: Scene, home: Cluster, source: tuple[Party, ...], place: str | None) -> bool:
    """Whether those of two countries or more meet in a third: CAMEO has a code for that."""
    where = next((p.country for p in scene.cast.places if p.id == place), None)
    actors = [scene.actors[p.actor] for p in (*source, *home.parties("target")) if p.actor in scene.actors]
    own = {actor.country for actor in actors if actor.country is not None}
    return where is not None and len(own) > 1 and where not in own and home.main.cameo in MEETING


def _code(scene: Scene, home: Cluster) -> str | None:
    """Return the CAMEO code of the main mention, or of the first other of its type that has one."""
    main = home.main
    codes = (refining.code(scene, d) for d in [main, *home.drafts] if d is main or d.type == _type(home))
    return next((code for code in codes if code is not None), None) if _type(home) is not None else main.cameo


def _sources(scene: Scene, home: Cluster) -> tuple[tuple[Party, ...], dict[str, tuple[str, ...]]]:
    """
    Return who did it, and by statement whom only its speaker names.

    Where the narrator or a plain report tells the deed, a doer whom only an accuser names stays out of ``source``.
    """
    accused = [d for d in home.drafts if _is_accusation(scene, d, home)]
    told = [d for d in home.drafts if d not in accused]
    plain = sameness.doers(scene, told)
    named = {d.claim.statement: _actors(d.alleged or d.source) for d in accused if d.claim.statement is not None}
    if not (plain or told):
        plain = first_of_each(tuple(p for d in accused for p in (d.source or d.alleged)))
    return plain, {key: who for key, who in named.items() if who and who != _actors(plain)}


def _is_accusation(scene: Scene, draft: Draft, home: Cluster) -> bool:
    """Whether a mention's doer is only an accuser's: of an accusation, or named by a voice where the narrator names none."""
    statement = scene.statement(draft.claim.statement)
    if statement is None or statement.act in ("accuse", "deny") or openings.owns(statement):
        return statement is not None
    narrated = [d for d in home.drafts if d.claim.voice == NARRATOR]
    known = any(scene.actors[p.actor].country or scene.actors[p.actor].kind in NAMED for p in draft.source)
    return known and bool(narrated) and not any(d.source for d in narrated)


def _actors(parties: tuple[Party, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.actor for p in parties))


def _targets(scene: Scene, home: Cluster, source: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return whom it was done to, nobody of its doers; of two of one name, "a Norlandic docker" told twice, the first."""
    named = {_name(scene, party) for party in source}
    found: dict[str, Party] = {}
    for party in first_of_each(tuple(home.parties("target"))):
        if _name(scene, party) not in named:
            found.setdefault(_name(scene, party), party)
    return tuple(found.values())


def _name(scene: Scene, party: Party) -> str:
    actor = scene.actors.get(party.actor)
    return party.actor if actor is None else actor.name.lower().removeprefix("the ")


def _place(scene: Scene, home: Cluster) -> tuple[str, Span | None] | None:
    precision = {place.id: NARROW.get(place.precision or "region", 3) for place in scene.cast.places}
    found = [(precision[d.place], d.trigger, d.place, d.place_span) for d in home.drafts if d.place is not None]
    return None if not found else min(found)[2:]


def _counts(home: Cluster) -> tuple[Count, ...]:
    kept: dict[tuple[object, ...], Count] = {}
    for count in (count for draft in home.drafts for count in draft.counts):
        kept.setdefault((count.what, count.low, count.high, count.voice), count)
    return tuple(kept.values())


def _claims(scene: Scene, home: Cluster, alleged: dict[str, tuple[str, ...]]) -> tuple[Claim, ...]:
    """Return one claim of each voice, statement and status, the narrator's first."""
    kept: dict[tuple[object, ...], Claim] = {}
    for draft in home.drafts:
        claim = _about_source(scene, draft, home, alleged)
        kept.setdefault((claim.voice, claim.status, claim.stance, claim.polarity, claim.about, claim.source), claim)
    return tuple(sorted(kept.values(), key=lambda c: c.voice != NARRATOR))


def _about_source(scene: Scene, draft: Draft, home: Cluster, alleged: dict[str, tuple[str, ...]]) -> Claim:
    """Return a mention's claim, saying so where it is about who did it: an accusation, or the denial of one."""
    claim, statement = draft.claim, scene.statement(draft.claim.statement)
    if statement is None:
        return claim
    if statement.id in alleged:
        return _with(claim, source=alleged[statement.id])
    if statement.stance == "denies" and _denies_part(scene, statement, draft, home):
        return _with(claim, source_not=(_whose_part(scene, statement),))
    return claim


def _whose_part(scene: Scene, statement: Statement) -> str:
    """Return whose part in a deed a denial denies: the speaker's, or by "*we* had no role in it" of an envoy the state's."""
    speaker = scene.actors.get(statement.speaker.actor)
    body = scene.actors.get(speaker.acts_for or "") if speaker is not None else None
    if body is not None and any(part.holds(one.span) for part in statement.content for one in body.mentions):
        return body.id
    return statement.speaker.actor


def _denies_part(scene: Scene, statement: Statement, draft: Draft, home: Cluster) -> bool:
    """Whether a denial is of one's part in a deed that others tell: "denied it was *behind* the raid"."""
    words = {t.lemma.lower() for part in statement.content for t in scene.tokens_in(part)}
    told = any(d.claim.voice == NARRATOR for d in home.drafts)
    mine = statement.speaker.actor in {p.actor for p in draft.source}
    return bool(words & lexicons.wordlist("own-part")) or (told and (mine or not draft.source))


def _with(claim: Claim, *, source: tuple[str, ...] = (), source_not: tuple[str, ...] = ()) -> Claim:
    return Claim(
        voice=claim.voice,
        statement=claim.statement,
        status=claim.status,
        stance=claim.stance,
        polarity=claim.polarity,
        about="source",
        source=source,
        source_not=source_not,
        because=claim.because,
    )


def _because(home: Cluster) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(e for draft in home.drafts for e in draft.because))
