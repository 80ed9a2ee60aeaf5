"""Task ``events``: happened and ongoing events of the narrator, and verbal acts, as pairs of actor codes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any, cast

from herodotus import lexicons
from herodotus.model import NARRATOR, Account, Actor, Event, EventType, Statement
from herodotus.pipeline import account_for
from herodotus.reading import Reader, Source

VERBAL = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
HELP = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
YIELDING = frozenset({"RETREAT", "CONCEDE"})
HARM = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST"})
PLAIN = ("say", "report", "confirm", "explain")
BODIES = frozenset({"IGO", "NGO", "NGM", "MNC", "ISM", "IMG", "UNO", "EUR"})
_RENAMED = {"XKX": "KOS"}


def predict(
    row: Mapping[str, Any], reader: Reader, *, options: set[str], beside: Path, verbs: lexicons.OwnVerbs | None = None
) -> dict[str, Any]:
    """Return the coded events of one line."""
    del beside
    account = account_for(Source.of_text(str(row["text"])), reader=reader, verbs=verbs)
    return {"events": list(coded(account, attributed="attributed" in options))}


def coded(account: Account, *, attributed: bool = False) -> Iterator[dict[str, Any]]:
    """
    Yield one row for each event told as fact and each pair of its parties; a reciprocal event goes both ways.

    ``attributed``: what a voice that the report cites plainly tells counts too, as coders without voices have it.
    """
    actors = {actor.id: actor for actor in account.actors}
    plain = {s.id for s in account.statements if attributed and _is_plain(s)}
    for event in (announced(event, plain) for event in account.events if not _is_announced_by_an_act(account, event)):
        if event is None or event.type is None:
            continue
        for source, target in _pairs(event):
            yield {
                "source": code(actors.get(source or "")),
                "target": code(actors.get(target or "")),
                "cameo": event.cameo,
                "plover": event.type,
                "source_text": actors[source].name if source in actors else None,
                "target_text": actors[target].name if target in actors else None,
            }


def _is_announced_by_an_act(account: Account, event: Event) -> bool:
    """Whether a deed that lies ahead is what its doer, in an act of the account, agrees or offers to do: told once, as that act."""
    cues = {statement.id: statement.cue for statement in account.statements}
    told = {cues.get(claim.statement or "") for claim in event.claims}
    doers = {party.actor for party in event.source}
    acts = [one for one in account.events if one.type == "AGREE" and doers & {party.actor for party in one.source}]
    ahead = event.type in HELP | YIELDING and not any(claim.tells for claim in event.claims)
    return ahead and any(trigger in told for act in acts for trigger in act.triggers)


def _is_plain(statement: Statement) -> bool:
    """Whether a statement plainly tells: by its act, or by a verb of saying whatever it amounts to."""
    return statement.act in PLAIN or any(evidence.rule.startswith("say") for evidence in statement.because[:1])


def announced(event: Event, plain: Collection[str] = ()) -> Event | None:
    """
    Return an event as PLOVER codes it, or None if nobody tells it as fact.

    What lies ahead is the verbal act of announcing it: of help AGREE, of a concession CONCEDE, of harm by its author
    THREATEN; that it will not be is REJECT.
    """
    if is_told(event, plain):
        return event
    return _foretold(event) if event.source and event.type is not None else None


def _foretold(event: Event) -> Event | None:
    """Return what the announcement of a deed is, or None where nobody announces it."""
    planned = [c for c in event.claims if c.status == "planned" and c.stance in ("asserts", "commits")]
    committed = [c for c in event.claims if c.status in ("planned", "threatened") and c.stance == "commits"]
    if event.type in HELP | YIELDING and any(c.polarity == "-" for c in planned):
        return _announced(event, "reject")
    if event.type in HELP and planned:
        return _announced(event, "promise")
    if event.type in YIELDING and planned:
        return replace(event, type="CONCEDE", cameo="080")
    return _announced(event, "threaten") if event.type in HARM and committed else None


def _announced(event: Event, act: str) -> Event:
    """Return the announcement of a deed: the verbal act of the first row that fits it."""
    rows = (row for row in lexicons.load().table("status/verbal") if row["act"] == act)
    row = next(row for row in rows if _fits(row, event))
    return replace(event, type=cast("EventType", row["type"]), mode=row["mode"] or None, cameo=row["cameo"])


def _fits(row: Mapping[str, str], event: Event) -> bool:
    types, codes = lexicons.listed(row["content"]), tuple(lexicons.listed(row["codes"]))
    plain = not types and not codes
    return plain or event.type in types or (bool(codes) and (event.cameo or "").startswith(codes))


def is_told(event: Event, plain: Collection[str] = ()) -> bool:
    """Whether the narrator tells an event as fact, or it is a verbal act somebody tells so, or one of ``plain`` tells it."""
    told = (claim for claim in event.claims if claim.tells)
    return any(one.voice == NARRATOR or event.type in VERBAL or one.statement in plain for one in told)


def _pairs(event: Event) -> Iterator[tuple[str | None, str | None]]:
    sources: list[str | None] = [p.actor for p in event.source]
    targets: list[str | None] = [p.actor for p in event.target]
    if len(sources) > 1 and not targets:
        yield from ((a, b) for a, b in product(sources, sources) if a != b)
        return
    yield from product(sources or [None], targets or [None])


def code(actor: Actor | None) -> str | None:
    """
    Return an actor as country and sector chunks, or None.

    >>> code(Actor("a1", "Norland's navy", "government", country="XNO", sectors=("MIL",)))
    'XNOMIL'
    >>> code(Actor("a2", "Norland", "state", country="XNO", sectors=("GOV",)))
    'XNO'
    """
    if actor is None:
        return None
    sectors = [sector for sector in actor.sectors if sector not in BODIES]
    body = next((sector for sector in actor.sectors if sector in BODIES), None)
    country = body or _RENAMED.get(actor.country or "", actor.country)
    if actor.kind == "state":
        sectors = []
    if country is None and not sectors:
        return None
    return (country or "---") + "".join(sectors[:1])
