"""Who may be one: names of actors that are written alike. Only ever shown to people; nothing is joined by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from herodotus import lexicons
from herodotus.accounts.names import folded
from herodotus.accounts.pairing import name_in

NEAR = 88.0
"""From this likeness on (rapidfuzz, the words of both in order) two names are written alike."""
_SMALL = frozenset({"of", "the", "and", "for", "in", "a", "an", "s"})


@dataclass(frozen=True, slots=True)
class Named:
    """A name of an actor across reports, with the kind and country of whoever goes by it."""

    key: str
    kind: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody who may be the same, how likely (0 to 100, for the order), and why."""

    key: str
    score: float
    why: str


def likely(one: Named, others: Iterable[Named], most: int = 8) -> list[Likely]:
    """
    Return who of some others may be one with an actor, the likeliest first; kind and country must not speak against it.

    >>> ministry = Named("meranias foreign ministry", "organisation", "XME")
    >>> [(x.key, x.why) for x in likely(ministry, [Named("meranian foreign ministry", "organisation", "XME"), Named("merania")])]
    [('meranian foreign ministry', 'the same words')]
    >>> [x.why for x in likely(Named("ama serwaa"), [Named("serwaa"), Named("kofi serwaa"), Named("ama serwah")])]
    ['written alike', 'part of the name']
    >>> [x.why for x in likely(Named("cna", "organisation"), [Named("continental news agency", "organisation")])]
    ['initials']
    """
    found = (found for other in others if other.key != one.key and _fits(one, other) for found in _alike(one, other))
    return sorted(found, key=lambda likely: (-likely.score, likely.key))[:most]


def _fits(one: Named, other: Named) -> bool:
    """Whether neither kind nor country speaks against two being one; a person is no body, and a state no ministry."""
    countries = one.country is None or other.country is None or one.country == other.country
    kinds = one.kind is None or other.kind is None or _family(one.kind) == _family(other.kind)
    return countries and kinds


def _family(kind: str) -> str:
    return "body" if kind in ("organisation", "government") else kind


def _alike(one: Named, other: Named) -> Iterator[Likely]:
    first, second = _words(one.key), _words(other.key)
    if not first or not second:
        return
    if sorted(first) == sorted(second):
        yield Likely(other.key, 100.0, "the same words")
    elif _is_initials(first, second) or _is_initials(second, first):
        yield Likely(other.key, 95.0, "initials")
    elif (score := fuzz.ratio(" ".join(sorted(first)), " ".join(sorted(second)), score_cutoff=NEAR)) > 0:
        yield Likely(other.key, score, "written alike")
    elif one.kind in (None, "person") and _is_end(first, second):
        yield Likely(other.key, 80.0, "part of the name")


def _is_initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long)


def _is_end(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    short, long = sorted((first, second), key=len)
    return len(short) < len(long) and long[-len(short) :] == short


@lru_cache(maxsize=1 << 16)
def _words(key: str) -> tuple[str, ...]:
    """Return the words of a name that tell it from others, a people by its state: "meranian", "meranias", "of merania"."""
    return tuple(_states().get(word, word) for word in name_in(key).split() if word not in _SMALL)


@cache
def _states() -> dict[str, str]:
    """Return each one-word way of naming a state's people, and the state's own name with its "s", by the state's name."""
    found: dict[str, str] = {}
    for table in ("actors/states", "actors/fictional"):
        for row in lexicons.load().table(table):
            name = folded(row["name"])
            for way in (f"{row['name']}s", *(row["demonyms"] or "").split(";")):
                if way and len(folded(way).split()) == 1 and len(name.split()) == 1:
                    found.setdefault(folded(way), name)
    return found
