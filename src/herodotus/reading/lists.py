"""
Marks of the name lists: a hint to the network that words are known as an organisation, a person or a place.

The lists are made from the knowledge tables when a model is exported and ship beside it (``lists.tsv``), so that a change of the
tables never shifts what a model was trained on. A mark is evidence, not a verdict: the network weighs it against the sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

MARKS = ("none", "B-ORG", "I-ORG", "B-PER", "I-PER", "B-LOC", "I-LOC")
Lists = Mapping[str, str]
"""Kind (ORG, PER, LOC) by name: its words in lower case with a blank between; and "" by each beginning of a longer name."""


def lists_of(names: Mapping[str, str]) -> dict[str, str]:
    """
    Return names (words with a blank between) by kind as lists that can be searched word by word.

    >>> lists_of({"Popular Mobilization Forces": "ORG"})
    {'popular': '', 'popular mobilization': '', 'popular mobilization forces': 'ORG'}
    """
    found: dict[str, str] = {}
    for name, kind in names.items():
        words = name.lower().split()
        for length in range(1, len(words)):
            found.setdefault(" ".join(words[:length]), "")
        found[" ".join(words)] = kind
    return found


def read(text: str) -> dict[str, str]:
    """Return the lists a file's text holds: a name and its kind on each line, a tab between."""
    parts = (line.partition("\t") for line in text.splitlines())
    return lists_of({name: kind for name, _, kind in parts})


def marks(words: Sequence[str], lists: Lists) -> list[int]:
    """
    Return the index in ``MARKS`` of each word: the longest listed name that begins with a capital, from left to right.

    >>> known = lists_of({"Popular Mobilization Forces": "ORG", "Norland": "LOC"})
    >>> [MARKS[m] for m in marks("The Popular Mobilization Forces left Norland".split(), known)]
    ['none', 'B-ORG', 'I-ORG', 'I-ORG', 'none', 'B-LOC']
    """
    found = [0] * len(words)
    at = 0
    while at < len(words):
        length, kind = _longest(words, at, lists)
        if length:
            found[at] = MARKS.index(f"B-{kind}")
            found[at + 1 : at + length] = [found[at] + 1] * (length - 1)
        at += max(1, length)
    return found


def _longest(words: Sequence[str], at: int, lists: Lists) -> tuple[int, str]:
    """Return how many words from ``at`` make the longest listed name, and its kind; 0 where none begins."""
    best, key = (0, ""), words[at].lower()
    if not words[at][:1].isupper():
        return best
    length = 1
    while (kind := lists.get(key)) is not None:
        if kind:
            best = (length, kind)
        if at + length >= len(words):
            break
        key, length = f"{key} {words[at + length].lower()}", length + 1
    return best
