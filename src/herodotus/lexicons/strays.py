"""Where the parser hangs a part of the sentence when it hangs it wrong; asked only when the right place is empty."""

from __future__ import annotations

from collections.abc import Callable

from herodotus.lexicons.words import PEOPLE
from herodotus.model import Token
from herodotus.syntax import SUBJECTS, Tree, is_any

_NAMELIKE = ("NOUN", "PROPN", "PRON")
_INSIDE = ("flat", "compound", "nmod", "appos", "amod", "det", "nummod", "case")
_FINITE = ("VBD", "VBZ", "VBP")


def strayed_agent(tree: Tree, index: int) -> Token | None:
    """Return a by-phrase hung on a noun behind a passive verb: "was blamed for *the raid by officials*"."""
    nouns = [t for t in tree.children(index, "obl", "obj") if t.index > index and t.upos in ("NOUN", "PROPN")]
    return next((t for noun in nouns for t in tree.children(noun.index, "nmod") if tree.case(t.index) == "by"), None)


def person_before(tree: Tree, who: Token, head: Token) -> int:
    """Return whom *who* stands for: its governor if that can be a person, else the nearest word for people before it."""
    if _is_person(head):
        return head.index
    before = [t for t in tree.tokens[head.index : who.index] if _is_person(t) and t.deprel not in ("flat", "compound")]
    return before[-1].index if before else head.index


def _is_person(token: Token) -> bool:
    return token.upos in ("PROPN", "PRON") or token.lemma.lower() in PEOPLE


def second_subject(tree: Tree, index: int) -> list[int]:
    """Return a second subject that stands behind the verb: the parser means its object."""
    subjects = tree.children(index, "nsubj")
    return [t.index for t in subjects[1:] if t.index > index and subjects[0].index < index]


def stray_object(tree: Tree, index: int) -> list[int]:
    """Return the object of a verb from where the parser put it: before the subject, or as an adverbial no preposition marks."""
    subjects = [t for t in tree.children(index, "nsubj") if t.index < index]
    fronted = [subjects[0].index] if len(subjects) > 1 else []  # "a charge Merania denied"
    return fronted or caseless_object(tree, index)


def caseless_object(tree: Tree, index: int) -> list[int]:
    """Return a noun right behind a verb that the parser took for an adverbial though no preposition marks it."""
    particle = next((t.index for t in tree.children(index, "compound") if t.index == index + 1), index)
    found = [
        t
        for t in tree.children(index, "obl")
        if t.index > particle and t.deprel == "obl" and tree.case(t.index) is None
    ]
    return [
        t.index for t in found if min(tree.subtree(t.index)) == particle + 1 and t.upos in ("NOUN", "PROPN", "PRON")
    ][:1]


def strayed_subject(tree: Tree, index: int) -> int | None:
    """
    Return the subject of a finite verb that was hung on the clause beside it.

    “…,” said *the mayor*, and: The raid failed, *police* said.
    """
    token = tree.tokens[index]
    if token.xpos not in _FINITE or token.deprel == "conj" or is_any(token.deprel, ("acl",)):
        return None
    reported = [t for t in tree.children(index, "ccomp", "parataxis") if t.index < index]
    found = _behind(tree, index) if reported else None
    return _before(tree, index) if found is None else found


def _behind(tree: Tree, index: int) -> int | None:
    """Return the head of the noun phrase that begins right behind a verb, if it hangs on something before it."""
    if index + 1 >= len(tree):
        return None
    top = _top(tree, index + 1, lambda head: head > index)
    token = tree.tokens[top]
    outside = token.head is not None and token.head < index
    return top if outside and token.upos in _NAMELIKE and tree.case(top) is None else None


def _before(tree: Tree, index: int) -> int | None:
    """Return the head of the noun phrase that ends right before a verb, if it hangs on something before it."""
    last = index - 1
    while last >= 0 and tree.tokens[last].upos == "ADV":
        last -= 1
    if last < 0 or tree.tokens[last].upos not in _NAMELIKE:
        return None
    top = _top(tree, last, lambda head: head < index)
    token = tree.tokens[top]
    subjectlike = is_any(token.deprel, SUBJECTS) and token.head != index
    return top if subjectlike and tree.case(top) is None else None


def _top(tree: Tree, index: int, inside: Callable[[int], bool]) -> int:
    """Return the highest noun above a token that is still part of its phrase."""
    token = tree.tokens[index]
    while token.head is not None and inside(token.head) and is_any(token.deprel, _INSIDE):
        token = tree.tokens[token.head]
    return token.index
