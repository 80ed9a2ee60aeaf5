"""
What a merge or split of two actors says, and what many of them come to.

A decision speaks of a *name*, with all who go by it, or of one report's actor *alone*: of somebody only described ("the ministry"),
and of whom a split takes out of a name ("another Serwaa"). Which of the two is written down with it, so that no reading changes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from herodotus.accounts.names import folded, is_named
from herodotus.accounts.values import dumps
from herodotus.model import Anchor, Correction

ALONE = "~"
"""In a key: one report's actor alone, and not all who go by its name; no folded name has this sign."""
One = TypeVar("One", bound=Hashable)
Word = tuple[str, One, One]
"""A decision on two: ``merge`` or ``split``, the one, the other."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two of a decision: how the actor was called, and what is meant: a name, folded, or this actor alone."""

    name: str
    key: str


def is_on_actors(one: Correction) -> bool:
    """Whether a decision joins or parts two actors, or takes back one that did."""
    return one.anchor is not None and one.other is not None and one.anchor.layer == one.other.layer == "actor"


def key_of(name: str, anchor: Anchor) -> str:
    """Return what a decision on an actor speaks of: its name, where it has one; else this actor alone."""
    return folded(name) if is_named(name) else alone(name, anchor)


def alone(name: str, anchor: Anchor) -> str:
    """
    Return the key of one report's actor alone.

    >>> from herodotus.model import Span
    >>> alone("the ministry", Anchor("f561", "actor", Span(4, 12), "ministry"))
    'ministry~b233a8'
    """
    where = f"{anchor.text_hash} {anchor.span.start} {anchor.span.end}"
    return f"{folded(name)}{ALONE}{hashlib.sha256(where.encode()).hexdigest()[:6]}"


def name_in(key: str) -> str:
    """
    Return the name in a key.

    >>> name_in("ministry~23ad4a"), name_in("merania")
    ('ministry', 'merania')
    """
    return key.partition(ALONE)[0]


def said(verb: str, one: Side, other: Side, anchor: Anchor) -> str:
    """Return a decision as JSON for ``Correction.new``; a split takes the first, at ``anchor``, out of a name they share."""
    if verb == "split" and one.key == other.key:
        one = Side(one.name, alone(one.name, anchor))
    return dumps([{"name": side.name, "key": side.key} for side in (one, other)])


def sides(one: Correction) -> tuple[Side, Side]:
    """Return the two that a decision speaks of; one that does not say it, as other programs may write them, by its words."""
    assert one.anchor is not None
    assert one.other is not None
    written = one.new or said(one.verb, _by_words(one.anchor), _by_words(one.other), one.anchor)
    first, second = (Side(side["name"], side["key"]) for side in json.loads(written))
    return first, second


def _by_words(anchor: Anchor) -> Side:
    return Side(anchor.quote, key_of(anchor.quote, anchor))


def groups(words: Iterable[Word[One]]) -> list[set[One]]:
    """
    Return what decisions join, the oldest given first: they are taken up from the last, and none joins what a later one parted.

    >>> groups([("merge", "a", "b"), ("merge", "b", "c"), ("split", "a", "c")]) == [{"b", "c"}]
    True
    >>> groups([("split", "a", "b"), ("merge", "a", "b")]) == [{"a", "b"}]
    True
    """
    of: dict[One, set[One]] = {}
    apart: list[tuple[One, One]] = []
    for verb, one, other in reversed(list(words)):
        first, second = of.setdefault(one, {one}), of.setdefault(other, {other})
        if verb == "split":
            apart.append((one, other))
        elif first is not second and not _are_apart(first, second, apart):
            first |= second
            of |= dict.fromkeys(second, first)
    return [group for group in {id(group): group for group in of.values()}.values() if len(group) > 1]


def _are_apart(first: set[One], second: set[One], apart: Iterable[tuple[One, One]]) -> bool:
    return any((a in first and b in second) or (a in second and b in first) for a, b in apart)
