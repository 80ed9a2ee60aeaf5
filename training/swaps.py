"""
Sentences of the corpora told of other names: what treebanks of web text lack is the names of the conflict domain.

"Mark works for *Google*" becomes "*Mohammed Daoud Khan* works for *the Interior Ministry*": words and name tags alone are learned
from it, since another name has another tree. Names come from the knowledge tables (lists.py) and from patterns of bodies.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from herodotus import lexicons
from training.corpora import Example

BODIES = (
    "Foreign Ministry", "Interior Ministry", "Defense Ministry", "Ministry of Defence", "Ministry of Foreign Affairs",
    "Embassy", "Consulate", "Supreme Court", "Central Bank", "Parliament", "Army", "Navy", "Air Force", "National Guard",
    "Coast Guard", "Border Police", "Red Crescent", "Intelligence Service", "Revolutionary Guard", "Department of State",
)  # fmt: skip
"""Bodies many states have: said alone ("the Interior Ministry") or of a state ("the Norlandic Embassy")."""


class Swapper:
    """Tells examples again with other names; the same seed gives the same sentences."""

    def __init__(self, names: Mapping[str, str], *, seed: int) -> None:
        self._random = random.Random(seed)
        self._names: dict[str, list[list[str]]] = {"ORG": [], "PER": [], "LOC": []}
        for name, kind in names.items():
            self._names[kind].append(name.split())
        self._demonyms = [
            d for row in lexicons.load().table("actors/states") for d in lexicons.listed(row["demonyms"])[:1]
        ]

    def swapped(self, examples: Sequence[Example], share: float) -> Iterator[Example]:
        """Yield a share of the examples that have names, once more, their names swapped."""
        for example in examples:
            if example.names and any(tag not in ("O", None) for tag in example.names) and self._random.random() < share:
                yield self._swap(example)

    def _swap(self, example: Example) -> Example:
        words: list[str] = []
        tags: list[str | None] = []
        for kind, group in groupby(self._numbered(example), key=lambda part: part[2]):
            parts = list(group)
            name = self._name(kind[1]) if kind is not None and self._random.random() < 0.8 else None
            if name is None or kind is None:
                words += [word for word, *_ in parts]
                tags += [tag for _, tag, _ in parts]
            else:
                words += name
                tags += [f"B-{kind[1]}", *[f"I-{kind[1]}"] * (len(name) - 1)]
        return Example(words, names=tags)

    def _numbered(self, example: Example) -> Iterator[tuple[str, str | None, tuple[int, str] | None]]:
        """Yield each word with its tag, and the number and kind of the name it is part of."""
        number = 0
        for word, tag in zip(example.words, example.names or (), strict=True):
            inside = tag is not None and tag != "O"
            number += bool(tag and tag.startswith("B-"))
            yield word, tag, (number, tag[2:]) if inside and tag is not None else None

    def _name(self, kind: str) -> list[str] | None:
        if kind not in self._names:
            return None
        if kind == "ORG" and self._random.random() < 0.4:
            owner = [self._random.choice(self._demonyms)] if self._random.random() < 0.5 else []
            return [*owner, *self._random.choice(BODIES).split()]
        return list(self._random.choice(self._names[kind]))
