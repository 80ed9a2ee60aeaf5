"""Task ``police``: whether the police killed, arrested, used force, failed to act, or did anything, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from herodotus.model import Account, Claim, Event
from herodotus.pipeline import account_for
from herodotus.reading import Reader, Source

KILLING = frozenset({"kill", "killing", "murder", "die", "death-noun", "hang", "claim-lives", "leave-dead"})
DUTIES = frozenset({"COERCE", "MOBILIZE", "AID", None})


def predict(row: Mapping[str, Any], reader: Reader, *, options: set[str], beside: Path) -> dict[str, Any]:
    """Return the labels of one sentence."""
    del options, beside
    account = account_for(Source.of_text(str(row["text"])), reader=reader)
    police = {actor.id for actor in account.actors if "COP" in actor.sectors}
    found = [label for event in account.events for label in _labels(event, account, police)]
    spoke = any(statement.speaker.actor in police for statement in account.statements)
    return {"labels": sorted({*found, *(["ANY_ACTION"] if spoke else [])})}


def _labels(event: Event, account: Account, police: set[str]) -> list[str]:
    """Return what an event says of the police; an arrest by nobody named is theirs, and so is "*police* firing"."""
    words = {word for span in event.triggers for word in span.of(account.report.text).lower().split()}
    theirs = bool(police & ({p.actor for p in event.source} | _alleged(event))) or "police" in words
    told = any(claim.tells for claim in event.claims)
    arrest = event.type == "COERCE" and event.mode == "arrest" and (theirs or not event.source)
    if event.label == "inaction" and told and (theirs or not event.source):
        return ["FAIL"]
    if any(_is_undone(c) for c in event.claims) and (event.label == "keep order" or (theirs and event.type in DUTIES)):
        return ["FAIL"]
    if (
        event.type == "MOBILIZE" or event.mode == "curfew"
    ):  # forces sent and curfews kept are theirs, whoever orders them
        return ["ANY_ACTION"]
    if not told or not (theirs or arrest):
        asked = event.type in ("REQUEST", "MOBILIZE") and bool(police & {p.actor for p in event.target})
        return ["ANY_ACTION"] if theirs or asked else []
    force = theirs and event.type == "ASSAULT"
    killed = force and (
        any(c.what == "killed" for c in event.counts) or bool(KILLING & {e.rule for e in event.because})
    )
    kinds = (("KILL", killed), ("ARREST", arrest), ("FORCE", force), ("ANY_ACTION", True))
    return [label for label, holds in kinds if holds]


def _alleged(event: Event) -> set[str]:
    return {actor for claim in event.claims for actor in claim.source}


def _is_undone(claim: Claim) -> bool:
    """Whether a deed was not done, or is refused."""
    return claim.status == "negated" or (claim.status == "planned" and claim.polarity == "-")
