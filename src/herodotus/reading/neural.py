"""
The neural reader: one small network that reads each sentence once.

It runs a quantised ONNX file with onnxruntime on one thread. Sentences are read in small batches, sorted by
length; nothing it allocates grows with the corpus. The weights ship in ``weights/`` under CC BY-SA 4.0.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from herodotus.errors import ModelError
from herodotus.model import Sentence, Span, Token
from herodotus.reading import decoding, lemmas, lists, repairs
from herodotus.reading.tokens import Words, split
from herodotus.reading.wordpieces import NO_SHAPE, Pieces, cut_all, shape

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

PIECES_AT_ONCE = 300
"""Pieces of a batch with its padding: more do not fit the processor's cache and are read more slowly."""
WINDOW = 500
"""Pieces of one sentence the network can take; its positions end at 512."""
Look = Callable[[int, int], None]
"""Told before each batch how many sentences are read, and of how many; what it raises ends the reading."""
_REINSTALL = "Install Herodotus again, or name another weights folder."
_MISSING = f"the reader's file is missing. {_REINSTALL}"


def _unwatched(_done: int, _all: int) -> None:
    """Nobody looks."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the network says of the words of one sentence; ``heads`` are 0 for the root, else 1-based."""

    upos: list[str]
    xpos: list[str]
    lemmas: list[str]
    feats: list[str]
    heads: list[int]
    deprels: list[str]
    names: list[str]
    facts: list[float]


class NeuralReader:
    """
    The reader that ships with Herodotus.

    ``weights`` is a folder with ``reader.json`` and the files it describes; raises ModelError if one is missing or not the one
    described. ``threads`` is how many cores one call may use.
    """

    def __init__(self, weights: Path | None = None, *, threads: int = 1) -> None:
        self._folder = weights or Path(str(resources.files("herodotus.reading"))) / "weights"
        self._threads = threads
        described = self._file("reader.json")
        self._id = f"sha256:{hashlib.sha256(described).hexdigest()}"
        self._manifest: dict[str, Any] = json.loads(described)
        missing = [name for name in self._manifest["sha256"] if not (self._folder / name).is_file()]
        if missing:
            raise ModelError(f"{self._folder / missing[0]}: {_MISSING}")

    @property
    def id(self) -> str:
        """The sha-256 of ``reader.json``, which holds those of the network and its lists."""
        return self._id

    def read(self, text: str, start: int = 0, *, look: Look = _unwatched) -> tuple[Sentence, ...]:
        """Return the sentences of a text from ``start`` on; a sentence too long to read whole is cut, and says so."""
        found = list(split(text, start))
        read = self.annotate([words.forms for words in found], look=look)
        return tuple(
            sentence_of(index, words, seen) for index, (words, seen) in enumerate(zip(found, read, strict=True))
        )

    def annotate(self, sentences: Sequence[Sequence[str]], *, look: Look = _unwatched) -> list[Read]:
        """Return what the network says of sentences whose words are given."""
        pieces = list(cut_all(sentences, self._tokenizer))
        whole = {i: p for i, p in enumerate(pieces) if len(p.ids) <= WINDOW and len(sentences[i]) > 0}
        found: dict[int, Read] = {}
        for batch in _batches(whole):
            look(len(found), len(sentences))
            found.update(self._run(batch, whole, sentences))
        for i in sorted(set(range(len(sentences))) - set(whole)):
            found[i] = self._in_parts(sentences[i], lambda _done, _all: look(len(found), len(sentences)))
        look(len(sentences), len(sentences))
        return [found[i] for i in range(len(sentences))]

    def watched(self, look: Look) -> Watched:
        """Return this reader as one that tells ``look`` how far it is; what it reads is the same to the byte."""
        return Watched(self, look)

    def _in_parts(self, words: Sequence[str], look: Look) -> Read:
        """Read a sentence that does not fit the window in halves, the later ones hung on the root of the first."""
        if not words:
            return Read([], [], [], [], [], [], [], [])
        if len(words) == 1:
            return Read(["X"], ["FW"], [words[0]], ["_"], [0], ["root"], ["O"], [0.0])
        middle = len(words) // 2
        left, right = self.annotate([words[:middle], words[middle:]], look=look)
        root = left.heads.index(0) + 1
        heads = left.heads + [head + middle if head else root for head in right.heads]
        deprels = left.deprels + ["parataxis" if d == "root" else d for d in right.deprels]
        return Read(
            left.upos + right.upos, left.xpos + right.xpos, left.lemmas + right.lemmas, left.feats + right.feats, heads,
            deprels, left.names + right.names, left.facts + right.facts,
        )  # fmt: skip

    def _run(self, batch: list[int], pieces: dict[int, Pieces], sentences: Sequence[Sequence[str]]) -> dict[int, Read]:
        inputs = _inputs([pieces[i] for i in batch], [sentences[i] for i in batch], self._lists)
        out = dict(zip(self._outputs, self._session.run(self._outputs, inputs), strict=True))
        return {i: self._decode(row, sentences[i], out) for row, i in enumerate(batch)}

    def _decode(self, row: int, words: Sequence[str], out: dict[str, Any]) -> Read:
        n, labels = len(words), self._labels
        heads = decoding.best_heads(out["arc"][row, :n, : n + 1])
        head_vectors = out["rel_head"][row][heads]
        scores = np.matmul(out["rel"][row, :n], head_vectors[:, :, None])[..., 0] / self._manifest["rel_scale"]
        chosen = self._relations(scores + out["rel_prior"][row, :n], heads)
        upos, xpos, feats = ([labels[head][t] for t in out[head][row, :n]] for head in ("upos", "xpos", "feats"))
        return Read(
            upos=upos,
            xpos=xpos,
            lemmas=[lemmas.lemma(*word, self._lemmas) for word in zip(words, upos, xpos, strict=True)],
            feats=feats,
            heads=heads,
            deprels=chosen,
            names=decoding.best_tags(out["name"][row, :n], labels["name"]),
            facts=[round(float(fact), 2) for fact in out["fact"][row, :n]],
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
        return ["upos", "xpos", "feats", "name", "fact", "arc", "rel", "rel_prior", "rel_head"]

    @cached_property
    def _lists(self) -> lists.Lists:
        return lists.read(self._checked("lists.tsv").decode())

    @cached_property
    def _lemmas(self) -> lemmas.Known:
        return lemmas.read(self._checked("lemmas.tsv").decode())

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_buffer(self._checked("tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.enable_mem_pattern = False
        return onnxruntime.InferenceSession(self._checked("reader.onnx"), options, providers=["CPUExecutionProvider"])

    def _checked(self, name: str) -> bytes:
        data = self._file(name)
        if hashlib.sha256(data).hexdigest() != self._manifest["sha256"][name]:
            raise ModelError(
                f"{self._folder / name}: not the file reader.json describes (sha-256 differs). {_REINSTALL}"
            )
        return data

    def _file(self, name: str) -> bytes:
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            raise ModelError(f"{self._folder / name}: {_MISSING}") from None


@dataclass(frozen=True, slots=True)
class Watched:
    """A reader that somebody watches: it tells before each batch how far it is, and can so be stopped between two."""

    reader: NeuralReader
    look: Look

    @property
    def id(self) -> str:
        """The reader's own: being watched changes nothing."""
        return self.reader.id

    def read(self, text: str, start: int = 0) -> tuple[Sentence, ...]:
        """Return the sentences of a text from ``start`` on."""
        return self.reader.read(text, start, look=self.look)


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


def _inputs(pieces: list[Pieces], words: list[Sequence[str]], listed: lists.Lists) -> dict[str, Any]:
    rows, width, length = len(pieces), max(len(p.ids) for p in pieces), max(len(w) for w in words)
    inputs: dict[str, Any] = {
        "pieces": np.zeros((rows, width), np.int64),
        "piece_shapes": np.full((rows, width), NO_SHAPE, np.int64),
        "piece_mask": np.zeros((rows, width), np.float32),
        "first": np.zeros((rows, length), np.int64),
        "last": np.zeros((rows, length), np.int64),
        "shapes": np.full((rows, length), NO_SHAPE, np.int64),
        "lists": np.zeros((rows, length), np.int64),
    }
    for row, (piece, forms) in enumerate(zip(pieces, words, strict=True)):
        shapes = [shape(form) for form in forms]
        inputs["pieces"][row, : len(piece.ids)] = piece.ids
        inputs["piece_mask"][row, : len(piece.ids)] = 1
        inputs["piece_shapes"][row, : len(piece.ids)] = [NO_SHAPE if o < 0 else shapes[o] for o in piece.owners]
        inputs["first"][row, : len(forms)] = piece.first
        inputs["last"][row, : len(forms)] = piece.last
        inputs["shapes"][row, : len(forms)] = shapes
        inputs["lists"][row, : len(forms)] = lists.marks(forms, listed)
    return inputs


def sentence_of(index: int, words: Words, read: Read) -> Sentence:
    """Return the sentence that words and what the network says of them make, once grammar has mended its tree."""
    heads: list[int | None] = [head - 1 if head else None for head in read.heads]
    mended = repairs.mended(
        [repairs.Word(*word) for word in zip(read.xpos, heads, read.deprels, read.names, strict=True)]
    )
    tokens = tuple(
        Token(
            index=i, span=span, form=form, lemma=read.lemmas[i], upos=read.upos[i], xpos=mended[i].xpos,
            head=mended[i].head, deprel=mended[i].deprel, entity=read.names[i],
            feats="" if read.feats[i] == "_" else read.feats[i], factuality=read.facts[i],
        )
        for i, (span, form) in enumerate(zip(words.spans, words.forms, strict=True))
    )  # fmt: skip
    whole = Span(words.spans[0].start, words.spans[-1].end)
    return Sentence(index, whole, tokens, paragraph=words.paragraph, cut=words.cut)
