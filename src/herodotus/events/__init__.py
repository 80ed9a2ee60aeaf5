"""Who did what to whom, by whose account."""

from __future__ import annotations

from dataclasses import dataclass

from herodotus.events import (
    aims,
    carrying,
    causes,
    claims,
    composing,
    grading,
    links,
    mentions,
    merging,
    parts,
    scene,
    sureness,
)
from herodotus.events.causes import Tie
from herodotus.lexicons import OwnVerbs
from herodotus.model import Cast, Claim, Happenings, Reading, Span, Statement
from herodotus.syntax import Tree

__all__ = ["Judged", "find", "judge", "ties"]


def find(reading: Reading, cast: Cast, statements: tuple[Statement, ...], own: OwnVerbs | None = None) -> Happenings:
    """
    Return the events of a report, one for each happening, and the links its words draw between them.

    ``own`` is the user's own verb dictionary; what it says outranks the entries that ship.
    """
    laid_out = scene.laid_out(reading, cast, statements, own)
    drafts = mentions.find(laid_out)
    homes = aims.answered(laid_out, carrying.carried(laid_out, merging.clusters(laid_out, drafts)))
    events = tuple(composing.event(laid_out, home, number) for number, home in enumerate(homes, 1))
    events = tuple(sureness.sure(event) for event in parts.belonging(laid_out, events))
    at = {draft.at: event.id for home, event in zip(homes, events, strict=True) for draft in home.drafts}
    return Happenings(events, links.find(laid_out, at))


@dataclass(frozen=True, slots=True)
class Judged:
    """How given words stand: the claim they make as if they told an event, and how far they tell it as having happened."""

    claim: Claim
    grade: float


def judge(
    reading: Reading, cast: Cast, statements: tuple[Statement, ...], spans: tuple[Span, ...]
) -> dict[Span, Judged]:
    """Return how the words of given spans stand and whose they are; strange spans are left out."""
    found = _standing(reading, cast, statements, spans)
    return {
        span: Judged(claim, grading.grade(tree.tokens[index], claim)) for span, (tree, index, claim) in found.items()
    }


def _standing(
    reading: Reading, cast: Cast, statements: tuple[Statement, ...], spans: tuple[Span, ...]
) -> dict[Span, tuple[Tree, int, Claim]]:
    """Return the tree, the head and the claim of each span's words."""
    laid_out = scene.laid_out(reading, cast, statements)
    found: dict[Span, tuple[Tree, int, Claim]] = {}
    for number, tree in enumerate(laid_out.trees):
        for span in spans:
            inside = [t for t in tree.tokens if t.span.meets(span)]
            head = next((t for t in inside if t.head not in {other.index for other in inside}), None)
            if head is not None:
                found[span] = (tree, head.index, claims.of(laid_out, tree, head.index, sentence=number))
    return found


def ties(reading: Reading) -> tuple[Tie, ...]:
    """Return what the sentences of a report tie together as cause and effect, events of the ledger or not."""
    trees = [Tree(sentence) for sentence in reading.sentences]
    return tuple(tie for tree in trees for tie in causes.ties(tree, scene.signals_of(tree).ties))
