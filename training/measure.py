"""What a network gets right on the development sentences: the figures a run is judged and compared by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from herodotus.reading import decoding
from training.batches import Maker, Ready
from training.corpora import Example
from training.losses import relations
from training.network import Network

HARD = ("ccomp", "xcomp", "parataxis", "appos", "acl")
"""Relations the parser errs in most and later stages lean on."""


@dataclass(frozen=True, slots=True)
class DevSet:
    """Sentences to measure on, as given and as numbers."""

    name: str
    examples: list[Example]
    ready: list[Ready]


def measure(net: Network, sets: Sequence[DevSet], maker: Maker, labels: dict[str, list[str]]) -> dict[str, float]:
    """Return figures in per cent by "set figure" (factuality: Pearson's r times 100)."""
    net.eval()
    found: dict[str, float] = {}
    for one in sets:
        counts: Counter[str] = Counter()
        facts: list[tuple[float, float]] = []
        for example, told in _read(net, one, maker, labels):
            _count(counts, example, told)
            facts += [(told["fact"][word], value) for word, value in example.facts.items()]
        found |= {f"{one.name} {figure}": value for figure, value in _figures(counts, facts)}
    net.train()
    return found


@torch.no_grad()
def _read(net: Network, one: DevSet, maker: Maker, labels: dict[str, list[str]]) -> Iterator[tuple[Example, dict]]:
    order = sorted(range(len(one.ready)), key=lambda i: len(one.ready[i].shapes))
    device = next(net.parameters()).device
    for at in range(0, len(order), 64):
        chosen = order[at : at + 64]
        x, _ = maker.batch([one.ready[i] for i in chosen], noisy=False)
        x = {name: tensor.to(device) for name, tensor in x.items()}
        out = {name: tensor.float() for name, tensor in net(**x).items()}
        for row, i in enumerate(chosen):
            yield one.examples[i], _told(out, row, len(one.ready[i].shapes), labels)


def _told(out: dict[str, Tensor], row: int, n: int, labels: dict[str, list[str]]) -> dict:
    told: dict = {name: out[name][row, :n].argmax(-1).tolist() for name in ("upos", "xpos", "feats")}
    told["head"] = decoding.best_heads(out["arc"][row, :n, : n + 1].cpu().numpy())
    heads = torch.tensor(told["head"], device=out["arc"].device)[None]
    one = {name: out[name][row : row + 1, :n] for name in ("rel", "rel_prior")} | {
        "rel_head": out["rel_head"][row : row + 1]
    }
    scores = relations(one, heads)[0]
    root = labels["deprel"].index("root")
    scores[:, root] = -1e9
    told["deprel"] = [
        "root" if h == 0 else labels["deprel"][int(r)] for h, r in zip(told["head"], scores.argmax(-1), strict=True)
    ]
    told["name"] = decoding.best_tags(out["name"][row, :n].cpu().numpy(), labels["name"])
    told["fact"] = out["fact"][row, :n].tolist()
    for name in ("upos", "xpos", "feats"):
        told[name] = [labels[name][i] for i in told[name]]
    return told


def _count(counts: Counter[str], example: Example, told: dict) -> None:
    if example.tree is not None:
        tree, n = example.tree, len(example.words)
        counts["words"] += n
        for name, gold in (("upos", tree.upos), ("xpos", tree.xpos), ("feats", tree.feats)):
            counts[name] += sum(a == b for a, b in zip(told[name], gold, strict=True))
        for h, r, gh, gr in zip(told["head"], told["deprel"], tree.heads, tree.deprels, strict=True):
            mine, theirs = r.partition(":")[0], gr.partition(":")[0]
            counts["uas"] += h == gh
            counts["las"] += h == gh and mine == theirs
            for label in {mine, theirs} & set(HARD):
                counts[f"{label} told"] += mine == label
                counts[f"{label} gold"] += theirs == label
                counts[f"{label} both"] += h == gh and mine == theirs == label
    if example.names is not None:
        _count_names(counts, example.names, told["name"])


def _count_names(counts: Counter[str], gold: Sequence[str | None], told: Sequence[str]) -> None:
    unsure = {i for i, tag in enumerate(gold) if tag is None}
    mine = {s for s in _spans(told) if not unsure & set(range(s[0], s[1]))}
    theirs = set(_spans(["O" if tag is None else tag for tag in gold]))
    for kinds, name in ((("PER", "ORG", "LOC"), "names"), (("ORG",), "org")):
        a, b = {s for s in mine if s[2] in kinds}, {s for s in theirs if s[2] in kinds}
        counts[f"{name} told"] += len(a)
        counts[f"{name} gold"] += len(b)
        counts[f"{name} both"] += len(a & b)


def _spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start: int | None = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            yield start, i, tags[start][2:]
            start = None
        if tag.startswith("B-"):
            start = i


def _figures(counts: Counter[str], facts: list[tuple[float, float]]) -> Iterator[tuple[str, float]]:
    if counts["words"]:
        for name in ("upos", "xpos", "feats", "uas", "las"):
            yield name, round(100 * counts[name] / counts["words"], 2)
        for label in HARD:
            yield label, _f1(counts, label)
    if counts["names gold"]:
        yield from ((name, _f1(counts, name)) for name in ("names", "org"))
    if facts:
        yield "fact", round(100 * float(np.corrcoef(np.array(facts).T)[0, 1]), 2)


def _f1(counts: Counter[str], name: str) -> float:
    return round(200 * counts[f"{name} both"] / max(1, counts[f"{name} told"] + counts[f"{name} gold"]), 2)
