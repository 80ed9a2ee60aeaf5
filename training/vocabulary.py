"""What the network's numbers stand for: the labels of every head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from training.corpora import Example

TYPES = ("PER", "ORG", "LOC", "MISC")


def labels(examples: Sequence[Example], *, feats_floor: int) -> dict[str, list[str]]:
    """Return the label lists of every head, commonest first; rare features are dropped."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("upos", "xpos", "feats", "deprel")}
    for example in examples:
        if example.tree is not None:
            counts["upos"].update(example.tree.upos)
            counts["xpos"].update(example.tree.xpos)
            counts["feats"].update(example.tree.feats)
            counts["deprel"].update(example.tree.deprels)
    found = {name: [label for label, _ in counter.most_common()] for name, counter in counts.items()}
    found["feats"] = [label for label, times in counts["feats"].most_common() if times >= feats_floor]
    found["name"] = ["O", *(f"{mark}-{kind}" for kind in TYPES for mark in "BI")]
    return found
