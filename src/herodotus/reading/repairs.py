"""Repairs of trees where grammar alone decides against the parser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from herodotus.syntax import is_any

_WITH_AUXILIARY = ("VB", "VBN", "VBG")
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_FINITE = ("VBD", "VBP", "VBZ")


@dataclass(frozen=True, slots=True)
class Word:
    """What a repair looks at: the treebank tag, the head (None at the root), the relation, and the name tag."""

    xpos: str
    head: int | None
    deprel: str
    name: str = "O"


def mended(words: Sequence[Word]) -> list[Word]:
    """Return the words of a sentence with every repair made."""
    found = list(words)
    for repair in (_names, _conjuncts, _verbs_before_numbers, _subjects, _contents, _full_stop):
        repair(found)
    return found


def _names(words: list[Word]) -> None:
    """Keep a name together: of its words that hang outside it the first leads, the others hang on it ("Port *Elise*")."""
    for start, word in enumerate(words):
        if not word.name.startswith("B-"):
            continue
        end = start + 1
        while end < len(words) and words[end].name.startswith("I-"):
            end += 1
        free = [i for i in range(start, end) if words[i].head is None or not start <= (words[i].head or 0) < end]
        for index in free[1:]:
            if (
                words[index].xpos in _NOUNS
                and words[index].head == words[free[0]].head
                and words[index].head is not None
            ):
                words[index] = replace(words[index], head=free[0], deprel="flat")


def _conjuncts(words: list[Word]) -> None:
    """
    Move verbs joined to the wrong clause: "*said* it would stay closed and *urged* ships to wait".

    A past form without a subject of its own cannot share the auxiliary of an infinitive or participle ("would stay"); it
    belongs to the past form that governs that clause.
    """
    for index, word in enumerate(words):
        if word.deprel != "conj" or word.xpos != "VBD" or word.head is None or _has_subject(words, index):
            continue
        first = words[word.head]
        clause = first.deprel in ("ccomp", "xcomp", "parataxis") and first.head is not None
        if clause and first.xpos in _WITH_AUXILIARY and first.head is not None and words[first.head].xpos == "VBD":
            words[index] = replace(word, head=first.head)


def _has_subject(words: Sequence[Word], index: int) -> bool:
    return any(word.head == index and is_any(word.deprel, ("nsubj", "csubj")) for word in words)


def _verbs_before_numbers(words: list[Word]) -> None:
    """
    Make a verb of a participle read as an adjective in front of a number: "The blast *wounded* 12 dockers".

    In a noun phrase the number comes before the adjective ("12 wounded dockers"), and a noun before the participle is then
    its subject.
    """
    for index in range(1, len(words) - 1):
        verb = words[index]
        if (
            verb.xpos == "VBN"
            and verb.deprel == "amod"
            and verb.head is not None
            and _is_clause(words, index, verb.head)
        ):
            _as_clause(words, index, verb.head)


def _is_clause(words: Sequence[Word], verb: int, noun: int) -> bool:
    """Whether the participle stands between a noun that seems part of the other's phrase, and the other's number."""
    before, after = words[verb - 1], words[verb + 1]
    subject = before.xpos in _NOUNS and before.deprel == "compound" and before.head == noun
    return subject and after.deprel == "nummod" and verb + 1 < noun and after.head == noun


def _as_clause(words: list[Word], verb: int, noun: int) -> None:
    words[verb] = replace(words[verb], xpos="VBD", head=words[noun].head, deprel=words[noun].deprel)
    for index, word in enumerate(words):
        if word.head != noun or index == verb:
            continue
        if index == verb - 1:
            words[index] = replace(word, head=verb, deprel="nsubj")
        elif index < verb:
            words[index] = replace(word, head=verb - 1)
        elif word.deprel == "punct" and index > noun:
            words[index] = replace(word, head=verb)
    words[noun] = replace(words[noun], head=verb, deprel="obj")


def _subjects(words: list[Word]) -> None:
    """
    Give a finite clause behind a conjunction its subject: "after *dozens* of supporters stormed the gate".

    Such a clause cannot be without one, so a bare noun before its verb that was read as an oblique is it.
    """
    for index, verb in enumerate(words):
        if verb.xpos not in _FINITE or not is_any(verb.deprel, ("advcl", "ccomp")) or _has_subject(words, index):
            continue
        mark = next((i for i, w in enumerate(words[:index]) if w.head == index and w.deprel == "mark"), None)
        bare = [] if mark is None else [i for i in range(mark + 1, index) if _is_bare(words, i, index)]
        if len(bare) == 1:
            words[bare[0]] = replace(words[bare[0]], deprel="nsubj")


def _is_bare(words: Sequence[Word], index: int, verb: int) -> bool:
    """Whether a noun hangs on a verb as an oblique that no preposition marks."""
    word = words[index]
    oblique = word.head == verb and is_any(word.deprel, ("obl",)) and word.xpos in _NOUNS
    return oblique and not any(w.head == index and w.deprel == "case" for w in words)


def _contents(words: list[Word]) -> None:
    """
    Make a content of a clause read as an oblique: "denied *it was behind the raid*".

    What has a subject and a copula of its own is a clause, and on a verb of the past without another object it is its content.
    """
    for index, word in enumerate(words):
        if not is_any(word.deprel, ("obl", "obj")) or word.head is None or word.head > index:
            continue
        below = [w.deprel for w in words if w.head == index]
        if "cop" in below and "nsubj" in below and words[word.head].xpos in _FINITE:
            words[index] = replace(word, deprel="ccomp")


def _full_stop(words: list[Word]) -> None:
    """Hang the full stop a sentence ends with on its root, whatever clause it was hung on."""
    root = next((index for index, word in enumerate(words) if word.head is None), None)
    last = len(words) - 1
    if root is not None and root != last and words[last].xpos == "." and words[last].deprel == "punct":
        words[last] = replace(words[last], head=root)
