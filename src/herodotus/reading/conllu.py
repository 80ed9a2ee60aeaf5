"""CoNLL-U in and out: any parser's file may stand in for the neural reader."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from herodotus.errors import InputError
from herodotus.model import Sentence, Span, Token

_COLUMNS = 10
_REMEDY = "Give a file in the ten columns of CoNLL-U."
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_KINDS = {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
"""Name types of OntoNotes and of CoNLL 2003 by ours; NORP, EVENT, WORK_OF_ART and the like are MISC, figures no names."""
_FIGURES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})


@dataclass(slots=True)
class Block:
    """One sentence of a CoNLL-U file: its comments and its word rows (multi-word and empty rows left out)."""

    comments: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    @property
    def text(self) -> str | None:
        """The sentence's ``# text``, or None."""
        return next((line.split("=", 1)[1].strip() for line in self.comments if line.startswith("# text =")), None)

    @property
    def starts_paragraph(self) -> bool:
        """Whether ``# newpar`` or ``# newdoc`` stands above it."""
        return any(line.startswith(("# newpar", "# newdoc")) for line in self.comments)


def blocks(lines: Iterable[str], *, name: str = "CoNLL-U") -> Iterator[Block]:
    """
    Yield the sentences of a CoNLL-U file.

    Raises InputError naming the line where a row has not ten columns.
    """
    block = Block()
    for number, line in enumerate((line.rstrip("\r\n") for line in lines), 1):
        if line.startswith("#"):
            block.comments.append(line)
        elif line.strip():
            row = line.split("\t")
            if len(row) != _COLUMNS:
                raise InputError(f"{name}, line {number}", f"{len(row)} columns, not ten", _REMEDY)
            if row[0].isdigit():
                block.rows.append(row)
        elif block.rows:
            yield block
            block = Block()
    if block.rows:
        yield block


def opened(path: Path) -> Iterator[str]:
    """Yield the lines of a file, plain or gzip."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from lines


def written(sentences: Iterable[Sentence], *, comments: Iterable[Iterable[str]] | None = None) -> Iterator[str]:
    """Yield sentences as CoNLL-U text, one block each; names go to MISC as ``NER=B-PER``."""
    above = iter(comments) if comments is not None else None
    for sentence in sentences:
        head = list(next(above)) if above is not None else [f"# sent_id = {sentence.index + 1}"]
        yield "\n".join([*head, *(_row(token, sentence) for token in sentence.tokens)]) + "\n\n"


def _row(token: Token, sentence: Sentence) -> str:
    misc = [] if token.entity == "O" else [f"NER={token.entity}"]
    after = token.index + 1
    if after < len(sentence.tokens) and sentence.tokens[after].span.start == token.span.end:
        misc.append("SpaceAfter=No")
    head = 0 if token.head is None else token.head + 1
    cells = (
        token.index + 1,
        token.form,
        token.lemma or "_",
        token.upos,
        token.xpos,
        token.feats or "_",
        head,
        token.deprel,
        "_",
    )
    return "\t".join([*map(str, cells), "|".join(misc) or "_"])


class ConlluReader:
    """
    A reader whose sentences come from a CoNLL-U file of the same text, made by any parser.

    Stanza, UDPipe and Trankit write such files. The forms must be the words of the report in order, straight quotes standing
    for curly ones; InputError says at which word they part. Names are read from MISC (``NER=B-PER``, ``ner=S-GPE``) in BIO or
    BIOES, in our types or those of OntoNotes.
    """

    def __init__(self, path: Path) -> None:
        self._name = str(path)
        self._blocks = [_tree(block, n, self._name) for n, block in enumerate(blocks(opened(path), name=self._name), 1)]
        self._hash = hashlib.sha256(path.read_bytes()).hexdigest()

    @property
    def id(self) -> str:
        """The sha-256 of the file."""
        return f"sha256:{self._hash}"

    def read(self, text: str, start: int = 0) -> tuple[Sentence, ...]:
        """Return the file's sentences that end after ``start``, with their places in ``text``; the file may begin at either."""
        sentences: list[Sentence] = []
        at, paragraph = self._beginning(text, start), 0
        for index, block in enumerate(self._blocks):
            spans = []
            for row in block.rows:
                spans.append(_find(row[1], text, at, self._name))
                paragraph += "\n" in text[at : spans[-1].start] and bool(sentences)
                at = spans[-1].end
            tokens = tuple(
                _token(row, i, span, span.of(text)) for i, (row, span) in enumerate(zip(block.rows, spans, strict=True))
            )
            sentences.append(Sentence(index, Span(spans[0].start, spans[-1].end), tokens, paragraph))
        return tuple(s for s in sentences if s.span.end > start)

    def _beginning(self, text: str, start: int) -> int:
        """Return 0 where the file's first word opens the text (its date line was parsed too), else ``start``."""
        first = self._blocks[0].rows[0][1] if self._blocks else ""
        return 0 if text.lstrip().startswith(first) else start


def _tree(block: Block, number: int, name: str) -> Block:
    """Return a sentence whose heads make it a tree; raise InputError naming it otherwise."""
    heads = [int(row[6]) if row[6].isdigit() else -1 for row in block.rows]
    problem = None
    if any(not 0 <= head <= len(heads) for head in heads):
        problem = "a word has no head, or one that is not there"
    elif heads.count(0) != 1:
        problem = f"{heads.count(0)} roots, not one"
    elif any(_goes_round(heads, word) for word in range(1, len(heads) + 1)):
        problem = "the heads go round in a circle"
    if problem:
        raise InputError(f"{name}, sentence {number}", problem, "Give a file with dependencies, one tree a sentence.")
    return block


def _goes_round(heads: list[int], word: int) -> bool:
    for _ in heads:
        word = heads[word - 1]
        if word == 0:
            return False
    return True


def _find(form: str, text: str, at: int, name: str) -> Span:
    while at < len(text) and text[at].isspace():
        at += 1
    here = text[at : at + len(form)]
    if here != form and here.translate(_STRAIGHT) != form:
        problem = f"word {form!r} is not what the report has at character {at}: {text[at : at + 20]!r}"
        raise InputError(name, problem, "Parse the very text that is read.")
    return Span(at, at + len(form))


def _bio(tag: str) -> str:
    """
    Return a name tag as BIO over our types.

    >>> [_bio(tag) for tag in ("S-GPE", "B-PERSON", "E-PERSON", "B-CARDINAL", "S-NORP", "O")]
    ['B-LOC', 'B-PER', 'I-PER', 'O', 'B-MISC', 'O']
    """
    mark, _, kind = tag.partition("-")
    if not kind or kind in _FIGURES:
        return "O"
    return f"{'B' if mark in 'BS' else 'I'}-{_KINDS.get(kind, 'MISC')}"


def _token(row: list[str], index: int, span: Span, form: str) -> Token:
    misc = dict(part.split("=", 1) for part in row[9].split("|") if "=" in part)
    entity = _bio(misc.get("NER") or misc.get("ner") or "O")
    head = int(row[6]) - 1
    feats = "" if row[5] == "_" else row[5]
    return Token(index, span, form, row[2], row[3], row[4], head if head >= 0 else None, row[7], entity, feats)
