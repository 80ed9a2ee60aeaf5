"""Tasks ``parse`` and ``parse-raw``: what the reader says, in the form of the treebanks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import Path

from herodotus.model import Span
from herodotus.reading.conllu import Block, blocks, opened, written
from herodotus.reading.neural import NeuralReader, sentence_of
from herodotus.reading.tokens import Words

_AT_ONCE = 256


def parse(path: Path, reader: NeuralReader) -> Iterator[str]:
    """Yield the CoNLL-U of a file read again on its own words and sentences."""
    for group in _grouped(blocks(opened(path), name=str(path))):
        words = [[row[1] for row in block.rows] for block in group]
        for block, forms, seen in zip(group, words, reader.annotate(words), strict=True):
            sentence = sentence_of(0, Words(tuple(forms), _side_by_side(forms), paragraph=0), seen)
            yield from written([sentence], comments=[block.comments])


def parse_raw(path: Path, reader: NeuralReader) -> Iterator[str]:
    """Yield the CoNLL-U of the running text of a file, own words and sentences; a paragraph begins at ``# newpar``."""
    for paragraph in _paragraphs(blocks(opened(path), name=str(path))):
        yield from written(reader.read(paragraph))


def _grouped(found: Iterator[Block]) -> Iterator[list[Block]]:
    while group := list(islice(found, _AT_ONCE)):
        yield group


def _side_by_side(forms: list[str]) -> tuple[Span, ...]:
    """Return the places words would have with a blank between."""
    starts = accumulate((len(form) + 1 for form in forms), initial=0)
    return tuple(Span(start, start + len(form)) for start, form in zip(starts, forms, strict=False))


def _paragraphs(found: Iterator[Block]) -> Iterator[str]:
    texts: list[str] = []
    for block in found:
        if block.starts_paragraph and texts:
            yield " ".join(texts)
            texts = []
        texts.append(block.text or " ".join(row[1] for row in block.rows))
    if texts:
        yield " ".join(texts)
