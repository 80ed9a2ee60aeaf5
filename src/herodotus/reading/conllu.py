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

    The forms must be the words of the report in order; InputError says at which word they part. Names are read from MISC
    (``NER=B-PER``, as Stanza writes them with ``ner=``) where they are given.
    """

    def __init__(self, path: Path) -> None:
        self._name = str(path)
        self._blocks = list(blocks(opened(path), name=self._name))
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
            tokens = tuple(_token(row, i, span) for i, (row, span) in enumerate(zip(block.rows, spans, strict=True)))
            sentences.append(Sentence(index, Span(spans[0].start, spans[-1].end), tokens, paragraph))
        return tuple(s for s in sentences if s.span.end > start)

    def _beginning(self, text: str, start: int) -> int:
        """Return 0 where the file's first word opens the text (its date line was parsed too), else ``start``."""
        first = self._blocks[0].rows[0][1] if self._blocks else ""
        return 0 if text.lstrip().startswith(first) else start


def _find(form: str, text: str, at: int, name: str) -> Span:
    while at < len(text) and text[at].isspace():
        at += 1
    if not text.startswith(form, at):
        problem = f"word {form!r} is not what the report has at character {at}: {text[at : at + 20]!r}"
        raise InputError(name, problem, "Parse the very text that is read.")
    return Span(at, at + len(form))


def _token(row: list[str], index: int, span: Span) -> Token:
    misc = dict(part.split("=", 1) for part in row[9].split("|") if "=" in part)
    entity = misc.get("NER") or misc.get("ner") or "O"
    head = int(row[6]) - 1
    feats = "" if row[5] == "_" else row[5]
    return Token(index, span, row[1], row[2], row[3], row[4], head if head >= 0 else None, row[7], entity, feats)
