"""Whom the deed that a noun names befell, by the words around it: "*Merania* suffered a raid", "was the target of one"."""

from __future__ import annotations

from herodotus import lexicons
from herodotus.events.scene import Scene
from herodotus.lexicons import Match
from herodotus.lexicons.arguments import carrying_verb, doer
from herodotus.syntax import Tree, is_any

SUFFERED = ("ASSAULT", "COERCE", "SANCTION", "ACCUSE")
AIMED = (*SUFFERED, "AID", "PROTEST", "THREATEN")


def sufferer(scene: Scene, tree: Tree, match: Match, sentence: int) -> int | None:
    """Return the word for whom or what a deed befell, actor or not, or None."""
    type_ = match.rule.get("type")
    if type_ in SUFFERED and (found := _patient(scene, tree, match, sentence)) is not None:
        return found
    if type_ == "AID" and (found := _receiver(tree, match.head)) is not None:
        return found
    return _target_of(tree, match.head) if type_ in AIMED else None


def _patient(scene: Scene, tree: Tree, match: Match, sentence: int) -> int | None:
    """Return who suffers or faces the deed: "*Merania* suffered a raid", "*Norland* faces sanctions"."""
    head = tree.tokens[match.head].head
    signal = scene.signals[sentence].governs.get((head, match.head)) if head is not None else None
    return signal.slots["PATIENT"].head if signal is not None and "PATIENT" in signal.slots else None


def _receiver(tree: Tree, index: int) -> int | None:
    """Return who receives the help that a noun names: "*the rebels* got aid", "aid was received by *the rebels*"."""
    verb = carrying_verb(tree, index)
    if verb is None or tree.tokens[verb].lemma.lower() not in lexicons.wordlist("receiving"):
        return None
    return doer(tree, verb)


def _target_of(tree: Tree, index: int) -> int | None:
    """Return who is said to be the target of a deed: "*the fort* was the target of raids", "*the fort*, target of raids"."""
    role = called(tree, index)
    if role is None:
        return None
    verb, token = tree.head(role), tree.tokens[role]
    if is_any(token.deprel, ("appos",)) and verb is not None:
        return verb.index
    at = role if tree.children(role, "cop") else token.head if is_any(token.deprel, ("xcomp", "obj")) else None
    subject = tree.child(at, "nsubj") if at is not None else None
    return None if subject is None else subject.index


def called(tree: Tree, index: int) -> int | None:
    """Return the noun that makes its subject the one a deed is done to, "the *target* of an attack", or None."""
    head = tree.head(index)
    role = head is not None and head.lemma.lower() in lexicons.wordlist("done-to") and tree.case(index) == "of"
    return head.index if head is not None and role else None
