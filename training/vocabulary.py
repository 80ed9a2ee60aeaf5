"""What the network's numbers stand for: the labels of every head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from herodotus.reading.lemmas import script
from training.corpora import Example

TYPES = ("PER", "ORG", "LOC", "MISC")


def labels(examples: Sequence[Example], *, lemma_floor: int, feats_floor: int) -> dict[str, list[str]]:
    """Return the label lists of every head, commonest first; rare lemma edits and features are dropped."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("upos", "xpos", "lemma", "feats", "deprel")}
    for example in examples:
        if example.tree is not None:
            counts["upos"].update(example.tree.upos)
            counts["xpos"].update(example.tree.xpos)
            counts["feats"].update(example.tree.feats)
            counts["deprel"].update(example.tree.deprels)
            counts["lemma"].update(script(w, m) for w, m in zip(example.words, example.tree.lemmas, strict=True))
    found = {name: [label for label, _ in counter.most_common()] for name, counter in counts.items()}
    for name, floor in (("lemma", lemma_floor), ("feats", feats_floor)):
        found[name] = [label for label, times in counts[name].most_common() if times >= floor]
    found["name"] = ["O", *(f"{mark}-{kind}" for kind in TYPES for mark in "BI")]
    return found
