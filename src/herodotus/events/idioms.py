"""Turns of phrase that settle a deed's status whatever the parser makes of them: *has yet to*, *is due to*, *had to*."""

from __future__ import annotations

from dataclasses import replace

from herodotus.events import grammar, wishes
from herodotus.events.standing import Standing
from herodotus.model import REAL, Evidence
from herodotus.syntax import Tree

_FORMS = (
    ("headline-to", "planned", grammar.is_announced),
    ("goal", "hypothetical", wishes.is_goal),
    ("imperative", "demanded", grammar.is_imperative),
    ("subjunctive", "demanded", grammar.is_subjunctive),
)
"""What the form of a deed's own clause makes of it, and how it is known."""


def of_clause(tree: Tree, parent: int, child: int, here: Standing) -> Standing | None:
    """Return what the words between two predicates make of the second, or None where no idiom ties them."""
    if grammar.is_inverted(tree, child):
        return here.made("hypothetical", Evidence("clause-inverted", tree.tokens[child].span))
    if tree.tokens[parent].lemma == "due" and grammar.may_do(tree, child):
        return here.made("planned", Evidence("tense-due-to", tree.tokens[parent].span))
    return _of_infinitive(tree, parent, child, here) if tree.mark(child) == "to" else None


def _of_infinitive(tree: Tree, parent: int, child: int, here: Standing) -> Standing | None:
    """Return what "has *yet* to", "had to", "is *about* to" and "is *going* to" make of the deed that follows."""
    token = tree.tokens[parent]
    above = [t for t in tree.children(parent, "advmod") if token.lemma in ("have", "be", "remain")]
    yet = next((t for t in above if t.lemma == "yet"), None) or grammar.yet_to(tree, child)
    if yet is not None:
        return here.turned(Evidence("yet-to", yet.span))
    if token.lemma == "have" and here.status in REAL:
        return _of_having(here, Evidence("have-to", token.span), past=token.xpos in ("VBD", "VBN"))
    if token.lemma == "about" or (token.form == "going" and here.status in ("planned", "happened")):
        return here.made("planned", Evidence(f"{token.lemma}-to", token.span))
    return None


def _of_having(here: Standing, evidence: Evidence, *, past: bool) -> Standing:
    """Return what *have to* makes of a deed: in the past it was done, in the present it is wanted."""
    return replace(here, because=(*here.because, evidence)) if past else here.made("demanded", evidence)


def of_word(tree: Tree, index: int, here: Standing) -> Standing:
    """Return how a deed stands by the form of its own clause: a headline's *to*, a goal, a command, "is due to"."""
    token = tree.tokens[index]
    if here.status not in REAL:
        return here
    if (yet := grammar.yet_to(tree, index)) is not None:
        return here.turned(Evidence("yet-to", yet.span))
    for rule, status, holds in _FORMS:
        if holds(tree, index):
            return here.made(status, Evidence(rule, token.span))
    due = next((t for t in tree.children(index, "mark", "case") if t.lemma == "due"), None)
    if due is not None and tree.children(index, "cop") and grammar.may_do(tree, index):
        return here.made("planned", Evidence("tense-due-to", due.span))
    return here
