"""
Whether two events of many accounts look like one happening: grounds for and against, each with its points, and their sum.

The points are in ``lexicons/en/accounts/likeness.tsv``: most were fitted on a corpus, some set by hand, each row says which.
A pair's score depends on the two events and their two reports alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import product
from typing import Literal

from herodotus import lexicons
from herodotus.accounts import profiles
from herodotus.accounts.profiles import Profile
from herodotus.accounts.sketches import Range, Sketch
from herodotus.accounts.wording import Weights, are_kin, cosine, covered, unit, weight
from herodotus.model import Ground, Likeness

RULE = "pairs-average/1"
"""The rule by which incidents are made: points of pairs, groups by the mean of their pairs. Named in every incident."""
ONE = -0.75
"""The score from which two events are held to be one happening; found on the corpus the points were fitted on."""
ONE_STORY = 0.25
"""The score from which two reports are held to tell one story; found on the same corpus."""
FAR = -4.5
"""Reports no more alike than this tell different stories: their events are compared only where time, place or doers meet."""
_STORY = (-6.0, 5.0)
"""Between these the likeness of two reports counts."""

_HALF = 0.5

Words = Literal["one word", "kin words", "one kind"]


def story(one: Profile, other: Profile) -> float:
    """Return how far two reports look like one story: above ONE_STORY they do."""
    points = _points("story")
    return math.fsum(points[name] * value for name, value in {**profiles.grounds(one, other), "any two": 1.0}.items())


def compare(a: Sketch, b: Sketch, story_score: float) -> Likeness | None:
    """
    Return how far two events look like one, with the grounds; None where no word of the two is one or kin.

    ``story_score`` is what ``story`` gives their reports; within one report it does not count.
    """
    if a.ref > b.ref:
        a, b = b, a
    words = alike_words(a, b)
    if words is None:
        return None
    points = _points("event")
    found = [
        Ground(name, round(points.get(name, 0.0) * value, 4), told)
        for name, (value, told) in grounds(a, b, story_score, words).items()
        if value and points.get(name)
    ]
    return Likeness(a.ref, b.ref, round(math.fsum(ground.points for ground in found), 4), tuple(found))


def alike_words(a: Sketch, b: Sketch) -> tuple[Words, str] | None:
    """
    Return how two events are alike in what they are called: by a word both share, by two that are kin, or by their type.

    A deed of the same type counts only where place or doers are the same, so that "opened fire on the fort" meets "shelled it".
    """
    shared = sorted(set(a.words) & set(b.words), key=lambda one: (-weight(one), one))
    if shared:
        return "one word", shared[0]
    kin = [(x, y) for x, y in product(a.words, b.words) if are_kin(x, y)]
    if kin:
        return "kin words", " ".join(sorted(kin[0]))
    return ("one kind", str(a.type)) if _one_kind(a, b) else None


def _one_kind(a: Sketch, b: Sketch) -> bool:
    place = a.place is not None and a.place == b.place
    return a.type == b.type and a.type not in (None, *VERBAL) and (place or _shared(a.who, b.who)[0] >= _HALF)


def grounds(
    a: Sketch, b: Sketch, story_score: float, words: tuple[Words, str]
) -> Mapping[str, tuple[float, str | None]]:
    """Return what speaks for and against, by name: how much of it there is, and the words it rests on."""
    within = a.ref.report == b.ref.report
    telling = min(weight(a.words[0]), weight(b.words[0]))
    found: dict[str, tuple[float, str | None]] = {
        "any two": (1.0, None),
        words[0]: (1.0, words[1]),
        "telling words": (telling, None),
        "in one report": (float(within), None),
        "telling words in one report": (telling * within, None),
        "in one sentence": (float(within and a.sentence == b.sentence), None),
        "reports alike": (0.0 if within else min(_STORY[1], max(_STORY[0], story_score)), None),
        "all their words": (float(set(a.words) == set(b.words)), None),
        "sentences alike": (cosine(_vector(a.around), _vector(b.around)), None),
        "words near them": (_both(_weights(a.near), _weights(b.near)), None),
        "names near them": _shared(a.names, b.names),
    }
    return {
        **found,
        **_who(a, b),
        **_where(a, b),
        **_when(a, b),
        **_how_many(a.numbers, b.numbers),
        **_told(a, b, words[0]),
    }


VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Acts that are somebody's: another's is another act."""


@lru_cache(maxsize=20_000)
def _vector(stems: tuple[str, ...]) -> Weights:
    return unit(_weights(stems))


@lru_cache(maxsize=20_000)
def _weights(stems: tuple[str, ...]) -> Weights:
    return {one: weight(one) for one in stems}


def _both(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the share of the weight of either that the other has too, the greater of the two."""
    return max(covered(one, other), covered(other, one))


def _shared(one: Iterable[str], other: Iterable[str]) -> tuple[float, str | None]:
    first, second = _weights(tuple(one)), _weights(tuple(other))
    both = sorted(first.keys() & second.keys())
    return _both(first, second), ", ".join(both) or None


def _who(a: Sketch, b: Sketch) -> dict[str, tuple[float, str | None]]:
    others = bool(a.doers and b.doers) and set(a.doers).isdisjoint(b.doers)
    verbal = a.type in VERBAL or b.type in VERBAL
    return {"one who": _shared(a.who, b.who), "an act of others": (float(verbal and others), None)}


def _where(a: Sketch, b: Sketch) -> dict[str, tuple[float, str | None]]:
    """Compare places: the same name; two precise names that do not hold one another; or countries."""
    if a.place is not None and b.place is not None:
        if a.place == b.place:
            return {"one place": (1.0, a.place)}
        apart = a.precise and b.precise and a.place not in b.place and b.place not in a.place
        return {"other places": (float(apart), f"{a.place}, {b.place}")}
    known = bool(a.countries and b.countries)
    return {"other countries": (float(known and set(a.countries).isdisjoint(b.countries)), None)}


def _when(a: Sketch, b: Sketch) -> dict[str, tuple[float, str | None]]:
    """Compare days: intervals that meet, more so where both are short; or lie apart; or one told before the other was."""
    if any(x.when and y.by and x.when[0] > y.by for x, y in ((a, b), (b, a))):
        return {"told before it happened": (1.0, None)}
    if a.when is None or b.when is None:
        return {}
    first, last = max(a.when[0], b.when[0]), min(a.when[1], b.when[1])
    if first > last:
        return {"other days": (1.0, f"{a.when[0]}, {b.when[0]}")}
    exact = a.when[0] == a.when[1] and b.when[0] == b.when[1]
    return {"one day": (1.0 if exact else 0.5, first)}


def _how_many(one: Iterable[Range], other: Iterable[Range]) -> dict[str, tuple[float, str | None]]:
    """Compare numbers of one kind: the very same speak for one happening; others are left to the dispute."""
    same = sorted({f"{low} {what}" for what, low, _ in one} & {f"{low} {what}" for what, low, _ in other})
    return {"one number": (float(bool(same)), ", ".join(same) or None)}


def _told(a: Sketch, b: Sketch, words: Words) -> dict[str, tuple[float, str | None]]:
    """Compare how they are told: one as fact, one as open; or in one word as two events by one report, which would know."""
    one_report = a.ref.report == b.ref.report and a.told and b.told
    apart = one_report and words != "kin words" and a.negated == b.negated
    return {
        "one told, one not": (float(a.open != b.open), None),
        "one of long ago": (float(a.old != b.old and not (a.when and b.when)), None),
        "told apart by one report": (float(apart), None),
    }


@cache
def _points(kind: str) -> Mapping[str, float]:
    """Return the points of each ground, of stories or of events."""
    rows = lexicons.load().table("accounts/likeness")
    return {row["ground"]: float(row["points"]) for row in rows if row["of"] == kind}
