"""What a report as a whole is compared by: its words, names and numbers, and those of its first lines."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from herodotus.accounts.wording import Weights, cosine, covered, stem, unit, weight, words

_LEAD = 60
"""Words a report opens with that say what it is about: its headline and first sentences."""
_FEW = 3
"""A line of so few words is a date line or a caption."""
_CAPITALS = 0.6
"""A line with more words in capitals than this share is a headline, where capitals tell no names."""


@dataclass(frozen=True, slots=True)
class Profile:
    """
    A report as vectors of stems. ``names`` are words in capitals that it never writes small; ``plain`` the other words.

    ``lead_names`` and ``lead_plain`` are those of its first lines, with how telling each is.
    """

    every: Weights
    names: Weights
    plain: Weights
    numbers: Weights
    lead_names: Weights
    lead_plain: Weights

    def top(self, number: int) -> tuple[str, ...]:
        """Return the most telling stems of the report, the heaviest first."""
        heavy = sorted(self.every.items(), key=lambda item: (-item[1], item[0]))
        return tuple(word for word, _ in heavy[:number])


@lru_cache(maxsize=4096)
def profile(text: str) -> Profile:
    """Return what a text is compared by: the same text gives the same profile, whatever else is known."""
    lines = [found for line in text.split("\n") if (found := words(line))]
    counted = Counter(stem(word) for line in lines for word in line)
    names = _names(lines)
    numbers = {one for one in counted if one[0].isdigit()}
    lead = Counter(stem(word) for word in _lead(lines))
    return Profile(
        every=_vector(counted, counted),
        names=_vector(counted, names),
        plain=_vector(counted, counted.keys() - names - numbers),
        numbers=_vector(counted, numbers),
        lead_names=_heavy(lead, names),
        lead_plain=_heavy(lead, lead.keys() - names - numbers),
    )


def grounds(one: Profile, other: Profile) -> dict[str, float]:
    """Return what speaks for two reports telling one story, each ground from 0 to 1; the same in either order."""
    names = sorted((covered(one.lead_names, other.every), covered(other.lead_names, one.every)))
    return {
        "words": cosine(one.every, other.every),
        "names": cosine(one.names, other.names),
        "plain words": cosine(one.plain, other.plain),
        "numbers": cosine(one.numbers, other.numbers),
        "names of the first lines": cosine(unit(one.lead_names), unit(other.lead_names)),
        "words of the first lines": cosine(unit(one.lead_plain), unit(other.lead_plain)),
        "first names told by both": names[0],
        "first names told by one": names[1],
    }


def _names(lines: Iterable[list[str]]) -> set[str]:
    """Return the stems that stand in capitals, and not only in headlines, and never small."""
    lines = list(lines)
    small = {stem(word) for line in lines for word in line if word[0].islower()}
    told = [line for line in lines if not _is_headline(line)]
    return {stem(word) for line in told for word in line if word[0].isupper()} - small


def _is_headline(line: list[str]) -> bool:
    return len(line) > _FEW and sum(word[0].isupper() for word in line) > _CAPITALS * len(line)


def _lead(lines: Iterable[list[str]]) -> list[str]:
    return [word for line in lines if len(line) >= _FEW for word in line][:_LEAD]


def _vector(counted: Mapping[str, int], chosen: Iterable[str]) -> Weights:
    return unit({one: (1 + math.log(counted[one])) * weight(one) for one in chosen})


def _heavy(counted: Mapping[str, int], chosen: Iterable[str]) -> Weights:
    return {one: weight(one) for one in sorted(chosen) if one in counted and weight(one) > 1}
