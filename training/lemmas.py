"""The lemmas of known words: what the treebanks say of a word and its tags where the rules of inflection say otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from herodotus.reading.lemmas import by_rule
from training.corpora import SHIPPABLE, trees

OFTEN_ENOUGH = 0.6
"""Share of a word's occurrences that must have a lemma for it to be listed."""


def write(data: Path, path: Path) -> None:
    """Write word (lower case), UPOS, XPOS and lemma on each line, in alphabetical order."""
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    missed: Counter[tuple[str, str, str]] = Counter()
    for word, lemma, upos, xpos in _words(data):
        counts[word.lower(), upos, xpos][lemma] += 1
        missed[word.lower(), upos, xpos] += by_rule(word, upos, xpos) != lemma
    rows = [
        (*key, found.most_common(1)[0][0]) for key, found in sorted(counts.items()) if _is_listed(found, missed[key])
    ]
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


def _words(data: Path) -> Iterator[tuple[str, str, str, str]]:
    for file in SHIPPABLE["trees"]:
        for *_, example in trees(data / file):
            if example.tree is not None:
                yield from zip(example.words, example.tree.lemmas, example.tree.upos, example.tree.xpos, strict=True)


def _is_listed(found: Counter[str], missed: int) -> bool:
    """Whether one lemma is what a word mostly has, and the rules mostly give another."""
    (lemma, times) = found.most_common(1)[0]
    return lemma != "_" and times >= OFTEN_ENOUGH * found.total() and found.total() - missed < times
