"""A draft: one mention of an event, before the mentions of one happening are joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from herodotus.model import Claim, Count, Evidence, Party, Span

NOMINAL = ("NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class Draft:
    """
    One mention: its trigger, what it says of type and parties, and the claim that the words around it make.

    ``at`` is (sentence, token). ``given``: the words take the event as known ("the raid"). ``verbal``: made of a
    statement. ``anaphor``: an event only if one told before is meant. ``described``: the word that says whom or what it
    was done to, actor or not. ``alleged`` are doers that only the claim names. ``echo``: another voice's claim on the
    same words.
    """

    at: tuple[int, int]
    trigger: Span
    label: str
    type: str | None
    claim: Claim
    mode: str | None = None
    cameo: str | None = None
    noun: bool = False
    given: bool = False
    verbal: bool = False
    reciprocal: bool = False
    anaphor: bool = False
    echo: bool = False
    effect: str | None = None
    described: str | None = None
    source: tuple[Party, ...] = ()
    target: tuple[Party, ...] = ()
    alleged: tuple[Party, ...] = ()
    source_at: int | None = None
    target_at: int | None = None
    place: str | None = None
    place_span: Span | None = None
    time: str | None = None
    counts: tuple[Count, ...] = ()
    because: tuple[Evidence, ...] = ()

    def with_(self, **changes: object) -> Draft:
        """Return this draft with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def by_sentence(drafts: Iterable[Draft]) -> dict[int, list[Draft]]:
    """Return mentions by the number of their sentence."""
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.at[0], []).append(draft)
    return found


def first_of_each(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return the parties, each actor once, with the words that name it first."""
    kept: dict[str, Party] = {}
    for party in parties:
        kept.setdefault(party.actor, party)
    return tuple(kept.values())
