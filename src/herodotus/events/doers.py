"""Whose deed an event is, by what stands in the doer's place: an actor, a weapon or a deed; or nothing that can act."""

from __future__ import annotations

from functools import cache

from herodotus import lexicons
from herodotus.lexicons import Match
from herodotus.lexicons.inflection import bases
from herodotus.model import Token
from herodotus.syntax import Tree, is_any

DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "AID", "RETREAT", "CONSULT", "COOPERATE"})


def is_nobodys(tree: Tree, match: Match) -> bool:
    """
    Whether the doer named is a thing that does nothing: "a virus killed 20"; but "tens of thousands of people" are people.

    To be asked where no actor was found for the words; names and pronouns get the benefit of the doubt.
    """
    slot = match.slots.get("SOURCE")
    if slot is None or match.rule.get("type") not in DEEDS:
        return False
    if is_any(tree.tokens[slot.head].deprel, ("amod",)):
        return False  # "anti-government protests": the adjective names nobody
    parts = [tree.tokens[slot.head], *tree.children(slot.head, "nmod", "conj", "compound", "appos", "flat")]
    return all(_does_nothing(token) for token in parts)


def is_force(tree: Tree, match: Match) -> bool:
    """Whether a storm or quake stands in the doer's place, by whatever name: "*Hurricane Ada* hit the port"."""
    slot = match.slots.get("SOURCE")
    if slot is None:
        return False
    near = [
        tree.tokens[slot.head],
        *tree.children(slot.head, "compound", "flat", "nmod"),
        *tree.tokens[: slot.head][-1:],
    ]
    return any(token.lemma.lower() in lexicons.wordlist("natural-forces") for token in near)


def is_mishap(tree: Tree, match: Match) -> bool:
    """Whether what befell somebody did so *in* what nobody does: "houses were destroyed *in the storm*"."""
    if match.rule.get("type") != "ASSAULT" or "SOURCE" in match.slots:
        return False
    places = (t for t in tree.children(match.head, "obl", "nmod") if tree.case(t.index) in ("in", "during"))
    return any(token.lemma.lower() in _mishaps() for token in places)


@cache
def _mishaps() -> frozenset[str]:
    """Return the nouns for what nobody does: disasters, accidents, storms."""
    rules = (rule for rule in lexicons.load().events if rule.is_marked("accident"))
    nouns = {anchor.calling_word for rule in rules for anchor in rule.anchors if anchor.word_class == "NOUN"}
    return frozenset(nouns) | lexicons.wordlist("natural-forces")


def _does_nothing(token: Token) -> bool:
    return token.upos in ("NOUN", "NUM", "ADJ") and _doing().isdisjoint((token.lemma.lower(), *bases(token.form)))


@cache
def _doing() -> frozenset[str]:
    """Return the common nouns that can stand for a doer: words for people and bodies, deeds, weapons."""
    loaded = lexicons.load()
    people = {row["word"].split()[-1] for row in loaded.table("actors/roles")}
    people |= {row["phrase"].split()[-1] for row in loaded.table("actors/agents")}
    things = {row["word"] for row in loaded.table("events/instruments")}
    deeds = {anchor.calling_word for rule in loaded.events if rule.get("type") for anchor in rule.anchors}
    return frozenset(people | things | deeds)
