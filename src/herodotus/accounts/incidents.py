"""
The events of many accounts that are one happening: groups of events from their pairs and from what people decided.

A group is found by the mean of its pairs: two groups become one while the mean score of their pairs is at least ``ONE``, the
best first. Pairs that were not compared count as ``UNLIKE``. Nothing depends on the order in which reports came.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from herodotus.accounts.likeness import ONE, RULE
from herodotus.accounts.sketches import Sketch
from herodotus.model import EventRef, Incident, Likeness

UNLIKE = -3.0
"""What a pair counts that was never worth comparing."""
_NEVER, _ALWAYS = -1e9, 1e9

Item = TypeVar("Item", str, EventRef)
Scores = Mapping[tuple[Item, Item], float]
Pairs = frozenset[frozenset[EventRef]]


def pieces(items: Iterable[Item], joined: Iterable[tuple[Item, Item]]) -> list[list[Item]]:
    """
    Return items in connected pieces, each in order.

    >>> pieces("abcde", [("a", "c"), ("c", "e")])
    [['a', 'c', 'e'], ['b'], ['d']]
    """
    parent = {item: item for item in items}

    def root(item: Item) -> Item:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for a, b in joined:
        parent[root(a)] = root(b)
    found: dict[Item, list[Item]] = defaultdict(list)
    for item in sorted(parent):
        found[root(item)].append(item)
    return sorted(found.values())


def groups(items: Iterable[Item], scores: Scores[Item], at_least: float, unlike: float = UNLIKE) -> list[list[Item]]:
    """
    Return items in groups by the mean score of their pairs; the same items and scores give the same groups in any order.

    >>> groups("abc", {("a", "b"): 2.0, ("b", "c"): 1.0, ("a", "c"): -3.0}, at_least=0.0)
    [['a', 'b'], ['c']]
    """
    joined = [pair for pair, score in scores.items() if score >= at_least]
    found: list[list[Item]] = []
    for piece in pieces(items, joined):
        found += [piece] if len(piece) < 2 else _grouped(piece, scores, at_least, unlike)
    return sorted(found)


def _grouped(piece: Sequence[Item], scores: Scores[Item], at_least: float, unlike: float) -> list[list[Item]]:
    """Join the two groups with the highest mean, and again, while it is at least so high."""
    means = _matrix(piece, scores, unlike)
    members = {row: [item] for row, item in enumerate(piece)}
    sizes = np.ones(len(piece))
    while True:
        a, b = divmod(int(means.argmax()), len(piece))
        if means[a, b] < at_least:
            return [sorted(group) for group in members.values()]
        a, b = min(a, b), max(a, b)
        mean = np.round((means[a] * sizes[a] + means[b] * sizes[b]) / (sizes[a] + sizes[b]), 9)
        means[a, :], means[:, a], means[b, :], means[:, b] = mean, mean, -np.inf, -np.inf
        means[a, a] = -np.inf
        sizes[a] += sizes[b]
        members[a] += members.pop(b)


def _matrix(piece: Sequence[Item], scores: Scores[Item], unlike: float) -> npt.NDArray[np.float64]:
    means = np.full((len(piece), len(piece)), unlike)
    for row, one in enumerate(piece):
        for column in range(row):
            other = piece[column]
            score = scores.get((other, one), scores.get((one, other), unlike))
            means[row, column] = means[column, row] = score
    np.fill_diagonal(means, -np.inf)
    return means


def find(
    sketches: Iterable[Sketch],
    pairs: Iterable[Likeness],
    together: Pairs = frozenset(),
    apart: Pairs = frozenset(),
) -> tuple[Incident, ...]:
    """
    Return the incidents of some events: their groups by their pairs, and by what people joined and parted.

    ``together`` and ``apart`` are pairs of events that somebody decided on; a decision outweighs any score.
    """
    known = {sketch.ref: sketch for sketch in sketches}
    scores = {(pair.a, pair.b): pair.score for pair in pairs}
    scores |= {_ordered(pair): _ALWAYS for pair in together if pair <= known.keys()}
    scores |= {_ordered(pair): _NEVER for pair in apart if pair <= known.keys()}
    return tuple(described([known[ref] for ref in group]) for group in groups(known, scores, ONE))


def _ordered(pair: frozenset[EventRef]) -> tuple[EventRef, EventRef]:
    first, second = sorted(pair)
    return first, second


def described(sketches: Sequence[Sketch]) -> Incident:
    """Return the incident of some events: named by its smallest member, described by what most of its reports say."""
    events = tuple(sorted(EventRef(s.ref.report, event) for s in sketches for event in s.events))
    when = _most((s.when for s in sketches), smallest=True)
    return Incident(
        id=name_of(events),
        rule=RULE,
        label=_most(s.label for s in sketches) or "",
        type=_most(s.type for s in sketches),
        place=_most(s.place_name for s in sketches if s.precise) or _most(s.place_name for s in sketches),
        earliest=None if when is None else when[0],
        latest=None if when is None else when[1],
        events=events,
    )


def name_of(events: Iterable[EventRef]) -> str:
    """
    Return the id of the incident of some events: that of its smallest member, hashed.

    >>> name_of([EventRef("b", "e1"), EventRef("a", "e2")]) == name_of([EventRef("a", "e2")])
    True
    """
    return f"i-{hashlib.sha256(str(min(events)).encode()).hexdigest()[:12]}"


Value = TypeVar("Value", bound=str | tuple[str, str])


def _most(values: Iterable[Value | None], *, smallest: bool = False) -> Value | None:
    """Return the value most say, of equals the first in order; for intervals the narrowest."""
    counted = Counter(value for value in values if value is not None)
    if not counted:
        return None
    return min(counted, key=lambda one: (-counted[one], _width(one) if smallest else 0, one))


def _width(value: str | tuple[str, str]) -> int:
    return int(isinstance(value, tuple) and value[0] != value[1])
