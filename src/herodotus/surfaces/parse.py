"""``herodotus parse``: what the reader read, so that a user can see it."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from herodotus.surfaces.exits import FAILED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from herodotus.model import Reading, Sentence


class Form(StrEnum):
    """How sentences are shown."""

    TREE = "tree"
    CONLLU = "conllu"
    SVG = "svg"


def parse(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, patterns, or - for standard input.")],
    form: Annotated[
        Form | None, typer.Option("--as", help="tree, conllu or svg; without it a tree on a terminal, else CoNLL-U.")
    ] = None,
    sentence: Annotated[
        list[int] | None, typer.Option(help="Only the sentence of this number (from 1); may be repeated.")
    ] = None,
) -> None:
    """Show what the reader read: words, tags, features, dependencies, names."""
    from herodotus import pipeline, reading
    from herodotus.errors import InputError

    chosen = form or (Form.TREE if sys.stdout.isatty() else Form.CONLLU)
    reader, failed = reading.default_reader(), False
    for source in reading.sources(inputs):
        try:
            if isinstance(source, reading.Unread):
                raise source.error
            _show(pipeline.reading_of(source, reader=reader), chosen, sentence or [])
        except InputError as error:
            sys.stderr.write(f"herodotus: {error}\n")
            failed = True
    raise typer.Exit(FAILED if failed else 0)


def _show(read: Reading, form: Form, numbers: Sequence[int]) -> None:
    from herodotus.reading.conllu import written
    from herodotus.surfaces import trees

    found = [s for s in read.sentences if not numbers or s.index + 1 in numbers]
    if form is Form.TREE:
        _grow(found)
    elif form is Form.SVG:
        sys.stdout.write(trees.picture(found) + "\n")
    else:
        sys.stdout.writelines(written(found, comments=_comments(read, found)))


def _comments(read: Reading, found: Sequence[Sentence]) -> Iterator[list[str]]:
    """Yield the comments CoNLL-U asks for: the sentence's number and text, and where documents and paragraphs begin."""
    paragraph = None
    for sentence in found:
        above = [f"# newdoc id = {read.report.id[:10]}"] if paragraph is None else []
        above += ["# newpar"] if sentence.paragraph != paragraph else []
        paragraph = sentence.paragraph
        text = sentence.span.line_of(read.report.text)
        yield [*above, f"# sent_id = {sentence.index + 1}", f"# text = {text}"]


def _grow(sentences: Sequence[Sentence]) -> None:
    from rich.console import Console

    from herodotus.surfaces import trees

    console = Console(highlight=False)
    for sentence in sentences:
        console.print(f"[dim]{sentence.index + 1}[/dim]")
        console.print(trees.branches(sentence))
