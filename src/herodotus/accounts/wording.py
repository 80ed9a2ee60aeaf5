"""Words as reports are compared by them: their stems, how telling each is, and which are kin (*explode*, *explosion*)."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from herodotus import lexicons

Weights = Mapping[str, float]

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ADDRESS = re.compile(r"https?://\S+")
_OWN = re.compile(r"['’]s?$")
_ENDINGS = ("ings", "ing", "edly", "ed", "es", "s")
_SHORTEST = 3


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """
    Return what is left of a word without its ending; irregular forms go back to their base.

    >>> [stem(word) for word in ("killed", "Killings", "won", "Norland’s", "quakes")]
    ['kill', 'kill', 'win', 'norland', 'quak']
    """
    lower = _OWN.sub("", word.lower())
    lower = _irregular().get(lower, lower)
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= _SHORTEST:
            lower = lower.removesuffix(ending)
            break
    lower = lower.removesuffix("e") if len(lower) > _SHORTEST else lower
    return lower[:-1] if len(lower) > _SHORTEST and lower[-1] == lower[-2] and lower[-1] not in "ls" else lower


def words(text: str) -> list[str]:
    """Return the words of a text as they stand, web addresses left out."""
    return WORD.findall(_ADDRESS.sub(" ", text))


@lru_cache(maxsize=100_000)
def weight(one: str) -> float:
    """
    Return how much a stem tells: the log of how rare it is in a fixed table of English texts, 0 for the commonest.

    The table is fixed so that two reports are as much alike whatever else a ledger holds.

    >>> weight("the") < weight("kill") < weight("serwaa")
    True
    """
    table = _common()
    return max(0.0, math.log((table["*"] + 1) / (table.get(one, 1) + 1)))


def unit(weights: Weights) -> dict[str, float]:
    """Return weights scaled to a vector of length one; none stay none."""
    length = math.sqrt(sum(value * value for value in weights.values()))
    return {one: value / length for one, value in sorted(weights.items()) if value > 0} if length else {}


def cosine(one: Weights, other: Weights) -> float:
    """Return how alike two unit vectors are, from 0 to 1; the same to the last bit in either order."""
    return math.fsum(value * other[word] for word, value in one.items() if word in other)


def covered(one: Weights, other: Iterable[str]) -> float:
    """Return the share of the weight of ``one`` that lies on words of ``other``; 0 where there is none."""
    whole, known = math.fsum(one.values()), frozenset(other)
    return math.fsum(value for word, value in one.items() if word in known) / whole if whole else 0.0


def are_kin(one: str, other: str) -> bool:
    """
    Whether two stems tell one kind of happening without being one word.

    >>> are_kin(stem("exploded"), stem("explosion")), are_kin(stem("quake"), stem("earthquake")), are_kin("kill", "win")
    (True, True, False)
    """
    groups = _groups()
    return one != other and not groups.get(one, frozenset()).isdisjoint(groups.get(other, frozenset()))


def groups_of(one: str) -> frozenset[str]:
    """Return the names of the groups of kin a stem belongs to, its own where it has none."""
    return _groups().get(one, frozenset({one}))


@cache
def _irregular() -> dict[str, str]:
    rows = [(row["form"], row["base"]) for row in lexicons.load().table("words/irregular")]
    forms = [form for form, _ in rows]
    return {form: base for form, base in rows if forms.count(form) == 1}


@cache
def _common() -> dict[str, int]:
    return {row["stem"]: int(row["texts"]) for row in lexicons.load().table("words/commonness")}


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Return the groups each stem belongs to, by the name of the group: its first word's stem."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in lexicons.load().table("words/kin"):
        members = [stem(word) for word in lexicons.listed(row["words"])]
        for member in members:
            found[member].add(members[0])
    return {member: frozenset(groups) for member, groups in found.items()}
