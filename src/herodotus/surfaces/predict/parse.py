"""Tasks ``parse``, ``parse-raw`` and ``ner``: what the reader says, in the form of the treebanks and name corpora."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


def ner(lines: Iterable[dict[str, object]], reader: NeuralReader) -> Iterator[dict[str, object]]:
    """Yield ``{id, entities}`` for lines ``{id, text}``."""
    for line in lines:
        sentences = reader.read(str(line["text"]))
        yield {"id": line["id"], "entities": [entity for sentence in sentences for entity in entities(sentence)]}


def entities(sentence: Sentence) -> list[list[object]]:
    """Return the names of a sentence as ``[start, end, type]``."""
    found: list[list[object]] = []
    for token in sentence.tokens:
        mark, _, kind = token.entity.partition("-")
        if mark == "B":
            found.append([token.span.start, token.span.end, kind])
        elif mark == "I" and found:
            found[-1][1] = token.span.end
    return found


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
