"""Deeds that are part of what somebody plans, demands or fears: what *demands include*, what a *goal is*, what *calls grow for*."""

from __future__ import annotations

from herodotus import lexicons
from herodotus.events import grammar
from herodotus.lexicons import Match
from herodotus.model import Token
from herodotus.syntax import SUBJECTS, Tree

AHEAD = ("planned", "demanded", "threatened")
SAID = ("demanded", "threatened")
"""Kinds told far from their noun, too: "*calls* were made for the arrest"; a *project* pulled in for repair plans none."""
_WANTING = ("status-want-event", "status-plan-event")


def around(tree: Tree, parent: int, child: int) -> Match | None:
    """Return the plan, demand or fear that the noun of a deed belongs to by way of a verb, or None where none is told."""
    if tree.tokens[child].deprel in SUBJECTS:
        return _of_its_subject(tree, parent, child)
    subject = _subject(tree, parent)
    if subject is None or grammar.is_told(tree, child):
        return None
    if tree.tokens[parent].lemma.lower() in lexicons.wordlist("setting-out"):
        return intention(tree, subject.index)
    parted = (
        tree.case(child) in ("of", "for") and tree.tokens[parent].upos == "VERB" and not tree.children(parent, "obj")
    )
    return intention(tree, subject.index, (*SAID, "open")) if parted else None


def _of_its_subject(tree: Tree, parent: int, child: int) -> Match | None:
    """Return what is made of a deed that stands before a verb of wanting, as headlines have it: "Attack *feared*"."""
    token = tree.tokens[parent]
    if token.xpos != "VBD" or tree.children(parent, "obj", "ccomp", "xcomp"):
        return None
    called = lexicons.load().signals.called_by(token.lemma.lower(), "VERB")
    rule = next((rule for rule, _ in called if rule.id in _WANTING), None)
    return None if rule is None else Match(rule, (parent,), token.span)


def _subject(tree: Tree, verb: int) -> Token | None:
    """Return the subject of a verb, or of the one it completes: "their *demands* have grown to *include* …"."""
    found, head = tree.child(verb, *SUBJECTS), tree.head(verb)
    if found is None and head is not None and tree.mark(verb) == "to":
        return tree.child(head.index, *SUBJECTS)
    return found


def intention(tree: Tree, index: int, kinds: tuple[str, ...] = AHEAD) -> Match | None:
    """Return what makes a noun a plan, a call or a threat, or None."""
    token = tree.tokens[index]
    called = lexicons.load().signals.called_by(token.lemma.lower(), "NOUN")
    rule = next((rule for rule, _ in called if rule.get("pos") in kinds), None)
    return None if rule is None else Match(rule, (index,), token.span)


def is_intention(tree: Tree, index: int) -> bool:
    """Whether a noun is itself a plan, a call or a threat: one that announces it has it."""
    return intention(tree, index) is not None


def is_goal(tree: Tree, index: int) -> bool:
    """Whether a noun says what somebody's goal or demand is: "their goal is the *arrest* of the mayor"."""
    subject = tree.child(index, "nsubj")
    names = tree.tokens[index].upos in ("NOUN", "PROPN") and tree.case(index) is None
    if subject is None or not names or not tree.children(index, "cop"):
        return False
    held = is_intention(tree, subject.index) and grammar.is_given(
        tree, index
    )  # "the decision was *a mistake*" judges it
    return held or subject.lemma.lower() in lexicons.wordlist("goals")


def is_proposed(tree: Tree, index: int) -> bool:
    """Whether a verb plans or wants, or is said of a plan: "was *proposed* for banning it", "a plan was drawn up for …"."""
    called = lexicons.load().signals.called_by(tree.tokens[index].lemma.lower(), "VERB")
    wants = any(rule.get("pos") in ("planned", "demanded") for rule, _ in called)
    subject = tree.child(index, *SUBJECTS)
    return wants or (subject is not None and is_intention(tree, subject.index))
