"""
Words a person looks for, in the notation of search: words, "phrases", begin*, NEAR/5, OR, -not.

All that is written must stand in one sentence; OR parts whole alternatives; -word must not stand there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DISTANCE = 10
"""How many words may lie between the two of a NEAR that names no number."""
_ITEM = re.compile(r'(-?)(?:"([^"]*)"|(NEAR(?:/\d+)?|OR)(?=\s|$)|([^\s"]+))')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after another; ``begins``: the last of them is only the beginning of one."""

    words: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Two phrases in any order with at most so many words between them."""

    one: Phrase
    other: Phrase
    distance: int


@dataclass(frozen=True, slots=True)
class Alternative:
    """What must stand in a sentence together, and what must not."""

    all: tuple[Phrase | Near, ...]
    none: tuple[Phrase, ...] = ()


def wanted(written: str) -> tuple[Alternative, ...]:
    """
    Return what is looked for. Raises ValueError where it cannot be understood, with what is wrong.

    >>> near = wanted('"stopped short" NEAR/5 building')[0].all[0]
    >>> near.one.words, near.other.words, near.distance
    ('stopped short', 'building', 5)
    >>> [len(one.all) for one in wanted("raid harbour OR shell* -drill")]
    [2, 1]
    """
    groups: list[list[tuple[str, str]]] = [[]]
    for kind, words in _items(written):
        if kind == "or":
            groups.append([])
        else:
            groups[-1].append((kind, words))
    return tuple(_alternative(group) for group in groups)


def _items(written: str) -> list[tuple[str, str]]:
    if written.count('"') % 2:
        raise ValueError("a quotation mark is not closed")
    found: list[tuple[str, str]] = []
    for minus, phrase, operator, word in _ITEM.findall(written):
        if operator and not minus:
            found.append(("or", "") if operator == "OR" else ("near", operator.partition("/")[2]))
        elif phrase or word or operator:
            found.append(("not" if minus else "phrase", phrase or word or operator))
    return found


def _alternative(group: list[tuple[str, str]]) -> Alternative:
    every: list[Phrase | Near] = []
    none: list[Phrase] = []
    distance: int | None = None
    for kind, words in group:
        if kind == "near":
            if not every or not isinstance(every[-1], Phrase) or distance is not None:
                raise ValueError("NEAR stands between two words or phrases")
            distance = int(words or DISTANCE)
        elif kind == "not":
            none.append(_phrase(words))
        elif distance is not None:
            one = every.pop()
            assert isinstance(one, Phrase)
            every.append(Near(one, _phrase(words), distance))
            distance = None
        else:
            every.append(_phrase(words))
    if distance is not None or not every:
        raise ValueError("NEAR, OR and - stand beside words to look for")
    return Alternative(tuple(every), tuple(none))


def _phrase(words: str) -> Phrase:
    begins = words.endswith("*")
    return Phrase(words.rstrip("*"), begins)
