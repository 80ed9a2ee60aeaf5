"""The words of a filler, and what stands on either side of a fixed phrase."""

from __future__ import annotations

from herodotus.lexicons import arguments
from herodotus.lexicons.words import INTERROGATIVES
from herodotus.model import Span, Token
from herodotus.syntax import SUBJECTS, Tree

_OUTER = ("punct", "case", "mark", "cc")
_CLAUSE_MARKS = INTERROGATIVES | {"that", "to"}
_BROUGHT = ("nmod", "obl", "acl", "advcl", "obj", "ccomp")
_OF_A_CLAUSE = ("nsubj", "csubj", "cop", "aux", "parataxis", "expl")


def words_of(tree: Tree, head: int, *, avoid: set[int], keep_mark: bool = False) -> Span:
    """
    Return the whole phrase of a filler, outer punctuation trimmed, without the branches that hold other parts.

    The case word is left out; the mark of a clause stays where ``keep_mark`` asks for it.
    """
    members = set(_branch(tree, head, avoid if keep_mark else avoid | _outside(tree, head)))
    first, last = _edge(tree, head, members, step=-1), _edge(tree, head, members, step=+1)
    while first < head and _is_outer(tree, first, head, keep_mark=keep_mark):
        first += 1
    while last > head and tree.tokens[last].deprel in ("punct", "cc", "case"):
        last -= 1
    return Span(tree.tokens[first].span.start, tree.tokens[last].span.end)


def _is_outer(tree: Tree, index: int, head: int, *, keep_mark: bool) -> bool:
    """Whether a token at the edge only ties the phrase to the rest; "*at* least 12" keeps its first word."""
    token = tree.tokens[index]
    if keep_mark and token.deprel == "mark" and token.form.lower() in _CLAUSE_MARKS:
        return False
    tie = tree.tokens[token.head] if token.deprel == "fixed" and token.head is not None else token
    return token.deprel == "punct" or (tie.deprel in _OUTER and tie.head == head)


def _branch(tree: Tree, head: int, avoid: set[int]) -> list[int]:
    found, open_ = [], [head]
    while open_:
        current = open_.pop()
        found.append(current)
        open_.extend(child.index for child in tree.children(current) if not _holds(tree, child.index, avoid))
    return found


def _outside(tree: Tree, head: int) -> set[int]:
    """Return the branches that make a noun a predicate ("*that was* the raid"): they are no part of the noun phrase."""
    if tree.tokens[head].upos not in ("NOUN", "PROPN", "PRON"):
        return set()
    return {child.index for child in tree.children(head, *_OF_A_CLAUSE) if not _is_being(child)}


def _is_being(token: Token) -> bool:
    """Whether a copula opens a phrase of its own: "accused of *being* a smuggler"."""
    return token.deprel == "cop" and token.xpos == "VBG"


def _holds(tree: Tree, index: int, avoid: set[int]) -> bool:
    return bool(avoid) and not avoid.isdisjoint(tree.subtree(index))


def _edge(tree: Tree, head: int, members: set[int], *, step: int) -> int:
    """Return how far the run of members reaches to one side; punctuation hung elsewhere does not break it."""
    edge = index = head
    while 0 <= (index := index + step) < len(tree):
        if index in members:
            edge = index
        elif tree.tokens[index].upos != "PUNCT":
            break
    return edge


def around_phrase(tree: Tree, phrase: tuple[int, ...]) -> tuple[int | None, int | None]:
    """
    Return the words a fixed phrase ties together: what it is added to, and what it brings.

    "shelled the fort *in retaliation for* the raid" gives (shelled, raid); "*reportedly* fled" gives (fled, None).
    """
    left = right = None
    for index in phrase:
        token = tree.tokens[index]
        if token.head in phrase:
            continue
        if token.deprel in ("case", "mark", "cc") and token.head is not None:
            right = token.head
        else:
            left = _spoken_of(tree, index) if token.upos == "VERB" or tree.children(index, "cop") else token.head
    if right is None:
        right = _brought(tree, phrase)
    elif left is None:
        left = tree.tokens[right].head
    return left, right


def _spoken_of(tree: Tree, index: int) -> int | None:
    """Return the subject of a phrase that is itself the predicate: "*the strikes* were in response to …"."""
    if tree.tokens[index].upos == "VERB":
        return arguments.doer(tree, index)
    return next((token.index for token in tree.children(index, *SUBJECTS)), None)


def _brought(tree: Tree, phrase: tuple[int, ...]) -> int | None:
    last = max(phrase)
    hung = [t.index for index in phrase for t in tree.children(index, *_BROUGHT)]
    found = [index for index in hung if index > last]
    return min(found, default=None)
