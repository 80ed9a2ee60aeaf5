"""Batches of numbers out of examples."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from herodotus.reading.lemmas import script
from herodotus.reading.wordpieces import NO_SHAPE, Pieces, cut, shape
from training.corpora import Example

IGNORE = -100
HEADS = ("upos", "xpos", "lemma", "head", "deprel", "name")


class Maker:
    """Makes padded inputs and targets; what a corpus does not label is IGNORE, what the noise hides is hidden."""

    def __init__(
        self, tokenizer: Tokenizer, labels: dict[str, list[str]], *, noise: dict[str, float], seed: int
    ) -> None:
        self._tokenizer, self._noise, self._random = tokenizer, noise, random.Random(seed)
        self._index = {name: {label: i for i, label in enumerate(found)} for name, found in labels.items()}
        self._mask = tokenizer.token_to_id("[MASK]")

    def pieces(self, examples: Sequence[Example]) -> list[Pieces]:
        """Cut the words of every example once, before training."""
        return [cut(example.words, self._tokenizer) for example in examples]

    def batch(
        self, examples: Sequence[Example], pieces: Sequence[Pieces]
    ) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
        """Return inputs as ``Network.forward`` takes them and targets by head."""
        rows, width = len(examples), max(len(p.ids) for p in pieces)
        length = max(len(e.words) for e in examples)
        x = _empty_inputs(rows, width, length)
        y = {name: torch.full((rows, length), IGNORE) for name in HEADS}
        for row, (example, piece) in enumerate(zip(examples, pieces, strict=True)):
            self._fill(x, row, example, piece)
            self._aim(y, row, example)
        return x, y

    def _fill(self, x: dict[str, Tensor], row: int, example: Example, piece: Pieces) -> None:
        shapes, n, words = self._shapes(example.words), len(piece.ids), len(piece.first)
        x["pieces"][row, :n] = torch.tensor([self._seen(i, o) for i, o in zip(piece.ids, piece.owners, strict=True)])
        x["piece_mask"][row, :n] = 1
        x["piece_shapes"][row, :n] = torch.tensor([NO_SHAPE if o < 0 else shapes[o] for o in piece.owners])
        x["first"][row, :words] = torch.tensor(piece.first)
        x["last"][row, :words] = torch.tensor(piece.last)
        x["shapes"][row, :words] = torch.tensor(shapes)

    def _seen(self, piece: int, owner: int) -> int:
        return self._mask if owner >= 0 and self._random.random() < self._noise["masked_pieces"] else piece

    def _shapes(self, words: Sequence[str]) -> list[int]:
        draw, lower = self._random.random(), self._noise["lower_cased"]
        if draw < lower:
            return [shape(word.lower()) for word in words]
        if draw < lower + self._noise["title_cased"]:
            return [shape(word.title()) for word in words]
        return [shape(word) for word in words]

    def _aim(self, y: dict[str, Tensor], row: int, example: Example) -> None:
        n = len(example.words)
        if example.tree is not None:
            edits = [script(w, m) for w, m in zip(example.words, example.tree.lemmas, strict=True)]
            found: dict[str, Sequence[Any]] = {
                "upos": example.tree.upos, "xpos": example.tree.xpos, "deprel": example.tree.deprels, "lemma": edits,
            }  # fmt: skip
            for name, values in found.items():
                y[name][row, :n] = torch.tensor([self._index[name].get(value, IGNORE) for value in values])
            y["head"][row, :n] = torch.tensor(example.tree.heads)
        if example.names is not None:
            tags = [IGNORE if tag is None else self._index["name"][tag] for tag in example.names]
            y["name"][row, :n] = torch.tensor(tags)


def _empty_inputs(rows: int, width: int, length: int) -> dict[str, Tensor]:
    return {
        "pieces": torch.zeros(rows, width, dtype=torch.long),
        "piece_shapes": torch.full((rows, width), NO_SHAPE),
        "piece_mask": torch.zeros(rows, width),
        "first": torch.zeros(rows, length, dtype=torch.long),
        "last": torch.zeros(rows, length, dtype=torch.long),
        "shapes": torch.full((rows, length), NO_SHAPE),
    }


def of_like_length(pieces: Sequence[Pieces], limit: int, rng: random.Random) -> list[list[int]]:
    """Return batches of example numbers of like length in random order, each at most ``limit`` pieces with its padding."""
    order = sorted(range(len(pieces)), key=lambda i: len(pieces[i].ids) + rng.random() * 4)
    found: list[list[int]] = [[]]
    longest = 0
    for i in order:
        longest = max(longest, len(pieces[i].ids))
        if found[-1] and longest * (len(found[-1]) + 1) > limit:
            found.append([])
            longest = len(pieces[i].ids)
        found[-1].append(i)
    rng.shuffle(found)
    return found
