"""What the network's numbers stand for: the labels of every head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from herodotus.reading.lemmas import script
from training.corpora import Example

TYPES = ("PER", "ORG", "LOC", "MISC")


def labels(examples: Sequence[Example], *, lemma_floor: int) -> dict[str, list[str]]:
    """Return the label lists of every head, commonest first; lemma edits seen fewer than ``lemma_floor`` times are dropped."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("upos", "xpos", "lemma", "deprel")}
    for example in examples:
        if example.tree is not None:
            counts["upos"].update(example.tree.upos)
            counts["xpos"].update(example.tree.xpos)
            counts["deprel"].update(example.tree.deprels)
            counts["lemma"].update(script(w, m) for w, m in zip(example.words, example.tree.lemmas, strict=True))
    found = {name: [label for label, _ in counter.most_common()] for name, counter in counts.items()}
    found["lemma"] = [label for label, times in counts["lemma"].most_common() if times >= lemma_floor]
    found["name"] = ["O", *(f"{mark}-{kind}" for kind in TYPES for mark in "BI")]
    return found
