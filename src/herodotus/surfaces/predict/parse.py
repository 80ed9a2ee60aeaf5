"""Tasks ``parse`` and ``parse-raw``: what the reader says, in the form of the treebanks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from herodotus.model import Sentence, Span, Token
from herodotus.reading.conllu import Block, blocks, opened, written
from herodotus.reading.neural import NeuralReader

_AT_ONCE = 256


def parse(path: Path, reader: NeuralReader) -> Iterator[str]:
    """Yield the CoNLL-U of a file read again on its own words and sentences."""
    for group in _grouped(blocks(opened(path), name=str(path))):
        words = [[row[1] for row in block.rows] for block in group]
        for block, forms, seen in zip(group, words, reader.annotate(words), strict=True):
            spans = _side_by_side(forms)
            tokens = tuple(
                Token(i, spans[i], form, seen.lemmas[i], seen.upos[i], seen.xpos[i], seen.heads[i] - 1 if seen.heads[i] else None,
                      seen.deprels[i], seen.names[i])
                for i, form in enumerate(forms)
            )  # fmt: skip
            yield from written([Sentence(0, Span(0, spans[-1].end), tokens)], comments=[block.comments])


def parse_raw(path: Path, reader: NeuralReader) -> Iterator[str]:
    """Yield the CoNLL-U of the running text of a file, own words and sentences; a paragraph begins at ``# newpar``."""
    for paragraph in _paragraphs(blocks(opened(path), name=str(path))):
        yield from written(reader.read(paragraph))


def _grouped(found: Iterator[Block]) -> Iterator[list[Block]]:
    while group := list(islice(found, _AT_ONCE)):
        yield group


def _side_by_side(forms: list[str]) -> list[Span]:
    spans, at = [], 0
    for form in forms:
        spans.append(Span(at, at + len(form)))
        at += len(form) + 1
    return spans


def _paragraphs(found: Iterator[Block]) -> Iterator[str]:
    texts: list[str] = []
    for block in found:
        if block.starts_paragraph and texts:
            yield " ".join(texts)
            texts = []
        texts.append(block.text or " ".join(row[1] for row in block.rows))
    if texts:
        yield " ".join(texts)
