"""Repairs of trees where grammar alone decides against the parser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from herodotus.syntax import is_any

_WITH_AUXILIARY = ("VB", "VBN", "VBG")


@dataclass(frozen=True, slots=True)
class Word:
    """What a repair looks at: the treebank tag, the head (None at the root) and the relation."""

    xpos: str
    head: int | None
    deprel: str


def conjuncts(words: Sequence[Word]) -> dict[int, int]:
    """
    Return new heads of verbs joined to the wrong clause: "*said* it would stay closed and *urged* ships to wait".

    A past form without a subject of its own cannot share the auxiliary of an infinitive or participle ("would stay"); it
    belongs to the past form that governs that clause. Maps the verb's index to the index of its new head.
    """
    moved = {}
    for index, word in enumerate(words):
        if word.deprel != "conj" or word.xpos != "VBD" or word.head is None or _has_subject(words, index):
            continue
        first = words[word.head]
        clause = first.deprel in ("ccomp", "xcomp", "parataxis") and first.head is not None
        if clause and first.xpos in _WITH_AUXILIARY and first.head is not None and words[first.head].xpos == "VBD":
            moved[index] = first.head
    return moved


def _has_subject(words: Sequence[Word], index: int) -> bool:
    return any(word.head == index and is_any(word.deprel, ("nsubj", "csubj")) for word in words)
