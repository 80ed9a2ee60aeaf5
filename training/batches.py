"""Batches of numbers out of examples."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from herodotus.reading import lists
from herodotus.reading.wordpieces import NO_SHAPE, Pieces, cut, shape
from training.corpora import Example

Numbers = NDArray[Any]
IGNORE = -100
WORD_LABELS = ("upos", "xpos", "feats", "head", "deprel", "name")
_CURLY = {'"': "“”", "'": "‘’"}


@dataclass(frozen=True, slots=True)
class Ready:
    """An example as numbers: its pieces, shapes and list marks, and the label of each word by head."""

    pieces: Pieces
    curly: Pieces
    shapes: list[int]
    lower: list[int]
    title: list[int]
    marks: list[int]
    labels: dict[str, list[int]]
    facts: dict[int, float]


class Maker:
    """Makes padded inputs and targets; what a corpus does not label is IGNORE, what the noise hides is hidden."""

    def __init__(
        self, tokenizer: Tokenizer, labels: dict[str, list[str]], listed: lists.Lists, settings: dict[str, Any]
    ) -> None:
        self._tokenizer, self._listed, self._noise = tokenizer, listed, settings["noise"]
        self._straight: bool = settings["network"]["straight_quotes"]
        self._random = random.Random(settings["seed"])
        self.labels = labels
        self._index = {name: {label: i for i, label in enumerate(found)} for name, found in labels.items()}
        self._mask = tokenizer.token_to_id("[MASK]")

    def ready(self, example: Example, *, curly: bool = False) -> Ready:
        """Turn an example into numbers, once, before training; ``curly`` shows its quotes curly."""
        words = _curly(example.words) if curly else example.words
        return Ready(
            pieces=cut(words, self._tokenizer, straight=self._straight),
            curly=cut(_curly(words), self._tokenizer, straight=self._straight),
            shapes=[shape(word) for word in words],
            lower=[shape(word.lower()) for word in words],
            title=[shape(word.title()) for word in words],
            marks=lists.marks(words, self._listed),
            labels=self._labels(example),
            facts=example.facts,
        )

    def _labels(self, example: Example) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        if example.tree is not None:
            tree = example.tree
            chosen = {"upos": tree.upos, "xpos": tree.xpos, "feats": tree.feats, "deprel": tree.deprels}
            found = {n: [self._index[n].get(value, IGNORE) for value in values] for n, values in chosen.items()}
            found["head"] = tree.heads
        if example.names is not None:
            found["name"] = [IGNORE if tag is None else self._index["name"][tag] for tag in example.names]
        return found

    def batch(self, examples: Sequence[Ready], *, noisy: bool = True) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
        """Return inputs as ``Network.forward`` takes them and targets by head."""
        width = max(len(e.pieces.ids) for e in examples) + 8 * noisy
        length = max(len(e.shapes) for e in examples)
        x = _empty_inputs(len(examples), width, length)
        y = {name: np.full((len(examples), length), IGNORE) for name in WORD_LABELS}
        y["fact"] = np.full((len(examples), length), np.nan, np.float32)
        for row, example in enumerate(examples):
            self._fill(x, row, example, noisy=noisy)
            for name, values in example.labels.items():
                y[name][row, : len(values)] = values
            for word, value in example.facts.items():
                y["fact"][row, word] = value
        return _tensors(x), _tensors(y)

    def _fill(self, x: dict[str, Numbers], row: int, example: Ready, *, noisy: bool) -> None:
        shapes, marks, pieces = example.shapes, example.marks, example.pieces
        if noisy:
            shapes, marks, pieces = self._seen(example, x["pieces"].shape[1])
        n, words = len(pieces.ids), len(shapes)
        x["pieces"][row, :n] = self._masked(pieces) if noisy else pieces.ids
        x["piece_mask"][row, :n] = 1
        x["piece_shapes"][row, :n] = [NO_SHAPE if o < 0 else shapes[o] for o in pieces.owners]
        for name, values in (("first", pieces.first), ("last", pieces.last), ("shapes", shapes), ("lists", marks)):
            x[name][row, :words] = values

    def _masked(self, pieces: Pieces) -> list[int]:
        share, draw = self._noise["masked_pieces"], self._random.random
        return [
            self._mask if owner >= 0 and draw() < share else piece
            for piece, owner in zip(pieces.ids, pieces.owners, strict=True)
        ]

    def _seen(self, example: Ready, width: int) -> tuple[list[int], list[int], Pieces]:
        """Return shapes, list marks and pieces as the noise lets them be seen."""
        draw, lower = self._random.random(), self._noise["lower_cased"]
        shapes = (
            example.lower
            if draw < lower
            else example.title
            if draw < lower + self._noise["title_cased"]
            else example.shapes
        )
        marks = [0] * len(shapes) if self._random.random() < self._noise["unlisted"] or draw < lower else example.marks
        curly = self._random.random() < self._noise["curly_quotes"] and len(example.curly.ids) <= width
        return shapes, marks, example.curly if curly else example.pieces


def _curly(words: Sequence[str]) -> list[str]:
    """
    Return words with their straight quotes curly, opening and closing by turns.

    >>> _curly(['"', "No", ",", '"', "it", "'s"])
    ['“', 'No', ',', '”', 'it', '’s']
    """
    found, turn = [], {'"': 0, "'": 0}
    for word in words:
        if word in _CURLY:
            found.append(_CURLY[word][turn[word] % 2])
            turn[word] += 1
        else:
            found.append(word.replace("'", "’"))
    return found


def _empty_inputs(rows: int, width: int, length: int) -> dict[str, Numbers]:
    return {
        "pieces": np.zeros((rows, width), np.int64),
        "piece_shapes": np.full((rows, width), NO_SHAPE),
        "piece_mask": np.zeros((rows, width), np.float32),
        "first": np.zeros((rows, length), np.int64),
        "last": np.zeros((rows, length), np.int64),
        "shapes": np.full((rows, length), NO_SHAPE),
        "lists": np.zeros((rows, length), np.int64),
    }


def _tensors(arrays: dict[str, Numbers]) -> dict[str, Tensor]:
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def of_like_length(sizes: Sequence[int], limit: int, rng: random.Random) -> list[list[int]]:
    """Return batches of example numbers of like length in random order, each at most ``limit`` pieces with its padding."""
    order = sorted(range(len(sizes)), key=lambda i: sizes[i] + rng.random() * 4)
    found: list[list[int]] = [[]]
    longest = 0
    for i in order:
        longest = max(longest, sizes[i])
        if found[-1] and longest * (len(found[-1]) + 1) > limit:
            found.append([])
            longest = sizes[i]
        found[-1].append(i)
    rng.shuffle(found)
    return found
