"""
The neural reader: one small network that reads each sentence once.

It runs a quantised ONNX file with onnxruntime on one thread. Sentences are read in batches of about a thousand pieces,
sorted by length; nothing it allocates grows with the corpus. The weights ship in ``weights/`` under CC BY-SA 4.0.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from herodotus.errors import ModelError
from herodotus.model import Sentence, Span, Token
from herodotus.reading import decoding, lemmas, repairs
from herodotus.reading.tokens import Words, split
from herodotus.reading.wordpieces import NO_SHAPE, Pieces, cut, shape

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

PIECES_AT_ONCE = 1_000
WINDOW = 500
"""Pieces of one sentence the network can take; its positions end at 512."""
_REINSTALL = "Install Herodotus again, or name another weights folder."


@dataclass(frozen=True, slots=True)
class Read:
    """What the network says of the words of one sentence; ``heads`` are 0 for the root, else 1-based."""

    upos: list[str]
    xpos: list[str]
    lemmas: list[str]
    heads: list[int]
    deprels: list[str]
    names: list[str]


class NeuralReader:
    """
    The reader that ships with Herodotus.

    ``weights`` is a folder with ``reader.onnx``, ``reader.json`` and ``tokenizer.json``; raises ModelError if a file is
    missing or not the one its manifest describes. ``threads`` is how many cores one call may use.
    """

    def __init__(self, weights: Path | None = None, *, threads: int = 1) -> None:
        self._folder = weights or Path(str(resources.files("herodotus.reading"))) / "weights"
        self._threads = threads
        self._manifest = self._read_manifest()

    @property
    def id(self) -> str:
        """The sha-256 of the network's file."""
        return f"sha256:{self._manifest['sha256']}"

    def read(self, text: str, start: int = 0) -> tuple[Sentence, ...]:
        """Return the sentences of a text from ``start`` on; a sentence too long to read whole is cut, and says so."""
        found = list(split(text, start))
        read = self.annotate([words.forms for words in found])
        return tuple(_sentence(index, words, seen) for index, (words, seen) in enumerate(zip(found, read, strict=True)))

    def annotate(self, sentences: Sequence[Sequence[str]]) -> list[Read]:
        """Return what the network says of sentences whose words are given."""
        pieces = [cut(words, self._tokenizer) for words in sentences]
        whole = {i: p for i, p in enumerate(pieces) if len(p.ids) <= WINDOW and len(sentences[i]) > 0}
        found: dict[int, Read] = {}
        for batch in _batches(whole):
            found.update(self._run(batch, whole, sentences))
        return [found[i] if i in found else self._in_parts(words) for i, words in enumerate(sentences)]

    def _in_parts(self, words: Sequence[str]) -> Read:
        """Read a sentence that does not fit the window in halves, the later ones hung on the root of the first."""
        if not words:
            return Read([], [], [], [], [], [])
        if len(words) == 1:
            return Read(["X"], ["FW"], [words[0]], [0], ["root"], ["O"])
        middle = len(words) // 2
        left, right = self.annotate([words[:middle], words[middle:]])
        root = left.heads.index(0) + 1
        heads = left.heads + [head + middle if head else root for head in right.heads]
        deprels = left.deprels + ["parataxis" if d == "root" else d for d in right.deprels]
        return Read(
            left.upos + right.upos, left.xpos + right.xpos, left.lemmas + right.lemmas, heads, deprels,
            left.names + right.names,
        )  # fmt: skip

    def _run(self, batch: list[int], pieces: dict[int, Pieces], sentences: Sequence[Sequence[str]]) -> dict[int, Read]:
        inputs = _inputs([pieces[i] for i in batch], [sentences[i] for i in batch])
        out = dict(zip(self._outputs, self._session.run(self._outputs, inputs), strict=True))
        return {i: self._decode(row, sentences[i], out) for row, i in enumerate(batch)}

    def _decode(self, row: int, words: Sequence[str], out: dict[str, Any]) -> Read:
        n, labels = len(words), self._labels
        heads = decoding.best_heads(out["arc"][row, :n, : n + 1])
        head_vectors = out["rel_head"][row][heads]
        scores = np.einsum("wrk,wk->wr", out["rel"][row, :n], head_vectors) / self._manifest["rel_scale"]
        chosen = self._relations(scores + out["rel_prior"][row, :n], heads)
        edits = [labels["lemma"][e] for e in out["lemma"][row, :n]]
        upos = [labels["upos"][t] for t in out["upos"][row, :n]]
        return Read(
            upos=upos,
            xpos=[labels["xpos"][t] for t in out["xpos"][row, :n]],
            lemmas=[lemmas.mended(lemmas.apply(e, w), w, tag) for e, w, tag in zip(edits, words, upos, strict=True)],
            heads=heads,
            deprels=chosen,
            names=decoding.best_tags(out["name"][row, :n], labels["name"]),
        )

    def _relations(self, scores: decoding.Scores, heads: list[int]) -> list[str]:
        """Return the best relation of each word to its head; ``root`` on the root and only there."""
        root = self._labels["deprel"].index("root")
        scores[:, root] = -np.inf
        return [
            "root" if head == 0 else self._labels["deprel"][int(row.argmax())]
            for row, head in zip(scores, heads, strict=True)
        ]

    @cached_property
    def _labels(self) -> dict[str, list[str]]:
        labels: dict[str, list[str]] = self._manifest["labels"]
        return labels

    @cached_property
    def _outputs(self) -> list[str]:
        return ["upos", "xpos", "lemma", "name", "arc", "rel", "rel_prior", "rel_head"]

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        path = self._folder / "reader.onnx"
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        return onnxruntime.InferenceSession(self._checked(path), options, providers=["CPUExecutionProvider"])

    def _checked(self, path: Path) -> bytes:
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != self._manifest["sha256"]:
            raise ModelError(f"{path}: not the file its manifest describes (sha-256 differs). {_REINSTALL}")
        return data

    def _read_manifest(self) -> dict[str, Any]:
        for name in ("reader.json", "reader.onnx", "tokenizer.json"):
            if not (self._folder / name).is_file():
                raise ModelError(f"{self._folder / name}: the reader's file is missing. {_REINSTALL}")
        manifest: dict[str, Any] = json.loads((self._folder / "reader.json").read_text(encoding="utf-8"))
        return manifest


def _batches(pieces: dict[int, Pieces]) -> Iterator[list[int]]:
    """Yield sentence numbers in batches of like length, each about ``PIECES_AT_ONCE`` pieces with its padding."""
    batch: list[int] = []
    for index in sorted(pieces, key=lambda i: len(pieces[i].ids)):
        if batch and len(pieces[index].ids) * (len(batch) + 1) > PIECES_AT_ONCE:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _inputs(pieces: list[Pieces], words: list[Sequence[str]]) -> dict[str, Any]:
    rows, width, length = len(pieces), max(len(p.ids) for p in pieces), max(len(w) for w in words)
    inputs: dict[str, Any] = {
        "pieces": np.zeros((rows, width), np.int64),
        "piece_shapes": np.full((rows, width), NO_SHAPE, np.int64),
        "piece_mask": np.zeros((rows, width), np.float32),
        "first": np.zeros((rows, length), np.int64),
        "last": np.zeros((rows, length), np.int64),
        "shapes": np.full((rows, length), NO_SHAPE, np.int64),
    }
    for row, (piece, forms) in enumerate(zip(pieces, words, strict=True)):
        shapes = [shape(form) for form in forms]
        inputs["pieces"][row, : len(piece.ids)] = piece.ids
        inputs["piece_mask"][row, : len(piece.ids)] = 1
        inputs["piece_shapes"][row, : len(piece.ids)] = [NO_SHAPE if o < 0 else shapes[o] for o in piece.owners]
        inputs["first"][row, : len(forms)] = piece.first
        inputs["last"][row, : len(forms)] = piece.last
        inputs["shapes"][row, : len(forms)] = shapes
    return inputs


def _sentence(index: int, words: Words, read: Read) -> Sentence:
    heads: list[int | None] = [head - 1 if head else None for head in read.heads]
    moved = repairs.conjuncts([repairs.Word(*word) for word in zip(read.xpos, heads, read.deprels, strict=True)])
    tokens = tuple(
        Token(
            i,
            span,
            form,
            read.lemmas[i],
            read.upos[i],
            read.xpos[i],
            moved.get(i, heads[i]),
            read.deprels[i],
            read.names[i],
        )
        for i, (span, form) in enumerate(zip(words.spans, words.forms, strict=True))
    )
    whole = Span(words.spans[0].start, words.spans[-1].end)
    return Sentence(index, whole, tokens, paragraph=words.paragraph, cut=words.cut)
