"""What befell the people a noun names: told by the noun itself, its state, the verb over it, the deed it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from herodotus import lexicons
from herodotus.model import Token
from herodotus.syntax import Tree, is_any


@cache
def _effects() -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = lexicons.load().document("numbers/effects")["effect"]
    return found


@cache
def _by(key: str) -> Mapping[str, str]:
    return {word: effect["what"] for effect in _effects() for word in effect[key]}


def is_noun(lemma: str) -> bool:
    """Whether a noun tells what befell those it counts: "12 deaths", "40 arrests"."""
    return lemma in _by("nouns")


def is_state(form: str) -> bool:
    """Whether a word tells the state people are in: "dead", "missing"."""
    return form.lower() in _by("states")


@cache
def befalls_people(what: str) -> bool:
    """Whether an effect is one that people alone suffer, whatever the word for them."""
    return any(effect["what"] == what and effect.get("befalls") == "people" for effect in _effects())


def of(tree: Tree, noun: Token) -> str | None:
    """
    Return what befell those a noun names, or None.

    What is done to prisoners and hostages outweighs what they are: "executed 14 prisoners" tells of killed.
    """
    own = _by("nouns").get(noun.lemma.lower())
    done = _of_verb(tree, noun)
    if own is not None:
        return "killed" if done == "killed" else own
    return by_toll(tree, noun) or _of_state(tree, noun) or done


def _of_state(tree: Tree, noun: Token) -> str | None:
    """Return the state said of people: "12 dead", "were missing", "left 12 wounded"."""
    states = _by("states")
    head = tree.head(noun.index)
    if is_any(noun.deprel, ("nsubj",)) and head is not None and head.upos == "ADJ":
        said = next((word for word in (head.form.lower(), head.lemma.lower()) if word in states), None)
        if said is not None:
            return states[said]
    near = [noun, *tree.children(noun.index, "amod", "acl", "xcomp", "advcl")]
    following = tree.tokens[noun.index + 1] if noun.index + 1 < len(tree) else None
    if following is not None and following.upos == "ADJ":
        near.append(following)
    if head is not None and noun.deprel in ("obj", "nsubj"):
        near += [t for t in tree.children(head.index, "xcomp") if head.lemma.lower() in lexicons.wordlist("left-so")]
    return next((states[t.form.lower()] for t in near if t.form.lower() in states and not _does(tree, t)), None)


def _does(tree: Tree, token: Token) -> bool:
    """Whether a verb tells what somebody did, not what became of them: "rebels *who killed* twelve"."""
    return any(t.deprel == "nsubj" for t in tree.children(token.index, "nsubj")) and not tree.children(
        token.index, "cop"
    )


def by_toll(tree: Tree, number: Token) -> str | None:
    """Return what a toll counts whose figure a number is: "the death toll rose to 45", "a toll of 45"."""
    head = tree.head(number.index)
    if number.upos != "NUM" or head is None or tree.case(number.index) not in ("to", "at", "of"):
        return None
    around = [head, *tree.children(head.index, "nsubj", "nsubj:pass", "obj")]
    return next((_by("tolls")[t.lemma.lower()] for t in around if t.lemma.lower() in _by("tolls")), None)


def _of_verb(tree: Tree, noun: Token) -> str | None:
    first = noun
    while first.deprel == "conj" and first.head is not None:
        first = tree.tokens[first.head]
    head = tree.head(first.index)
    if head is None:
        return None
    lemma = head.lemma.lower()
    if tree.case(first.index) == "including":
        return _by("verbs").get(lemma) or (of(tree, head) if head.upos in ("NOUN", "PROPN") else None)
    bare = (
        first.deprel == "obl" and tree.case(first.index) is None
    )  # "kidnapped up to 16": the parser takes "up to" for a case
    if bare or is_any(first.deprel, ("obj", "nsubj:pass")) or (first.deprel == "nsubj" and tree.is_passive(head.index)):
        return _by("verbs").get(_two(tree, head)) or _by("verbs").get(lemma)
    if is_any(first.deprel, ("nsubj",)):
        return _of_subject(tree, head)
    if is_any(first.deprel, ("nmod", "nmod:poss")) and head.upos == "NOUN" and tree.case(first.index) in ("of", None):
        return None if _owns_deed(tree, first, head) else _by("deeds").get(lemma)
    return None


def _owns_deed(tree: Tree, owner: Token, deed: Token) -> bool:
    """Whether an owner did the deed: "*Merania's* killing of 30 dockers", where others suffer it."""
    suffer = any(tree.case(t.index) == "of" for t in tree.children(deed.index, "nmod") if t.index != owner.index)
    return is_any(owner.deprel, ("nmod:poss",)) and suffer


def _of_subject(tree: Tree, verb: Token) -> str | None:
    """Return what befalls the subject of a verb: "died"; with its object: "lost their lives"."""
    thing = tree.child(verb.index, "obj")
    two = f"{verb.lemma.lower()} {thing.lemma.lower()}" if thing is not None else _two(tree, verb)
    return _by("intransitive").get(two) or _by("intransitive").get(verb.lemma.lower())


def _two(tree: Tree, verb: Token) -> str:
    extra = tree.child(verb.index, "compound:prt", "xcomp", "obl")
    return f"{verb.lemma.lower()} {extra.lemma.lower()}" if extra is not None else verb.lemma.lower()
