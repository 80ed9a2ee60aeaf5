"""A report for paper, e-mail and browsers without scripts: its text with ids at the marks, and its structure as lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise

from jinja2 import DictLoader, Environment, StrictUndefined, Template

from herodotus.accounts.telling import MARKS
from herodotus.surfaces.page import shapes

KINDS = {"e": "event", "s": "statement", "a": "actor", "p": "place", "t": "time"}
USUAL = "event,statement"
"""What is marked in the text unless somebody asks for more."""
_HERE = files("herodotus.surfaces.page") / "paper"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that the same marks cover, with the kinds of these marks and the ids of those that end with it."""

    text: str
    kinds: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its number from 1, or a stretch that is none (None), in pieces."""

    number: int | None
    pieces: tuple[Piece, ...]


def printed(page: shapes.ReaderPage, show: Collection[str]) -> bytes:
    """Return a report as one HTML page; ``show`` names the kinds of things that are marked in its text."""
    read = next((one for one in page.runs if one.id == page.run), None)
    used = {one.display for one in page.events}
    signs = [(sign, word) for word, sign in MARKS.items() if word in used]
    html = _template().render(
        page=page,
        title=page.report.name,
        read=read,
        paragraphs=list(_paragraphs(page, show)),
        signs=signs,
        plainly=_plainly,
    )
    return html.encode("utf-8", "replace")  # half of a pair of surrogates is no character


def _plainly(event: shapes.EventShape) -> bool:
    """Whether the narrator alone holds an event, and tells it as fact: that needs no line."""
    return [(one.voice.id, one.status, one.stance) for one in event.claims] == [("narrator", "happened", "asserts")]


def stylesheet() -> bytes:
    """Return the style of that page; the policy lets none stand in the page itself."""
    return (_HERE / "paper.css").read_bytes()


@cache
def _template() -> Template:
    source = (_HERE / "report.html").read_text(encoding="utf-8")
    made = Environment(
        loader=DictLoader({"report": source}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return made.get_template("report")


def _paragraphs(page: shapes.ReaderPage, show: Collection[str]) -> Iterator[list[Sentence]]:
    """Yield the paragraphs of a report, each with its sentences."""
    names = _marked(page, show)
    whole = [(passage, segment) for passage in page.passages for segment in passage.segments]
    covering = [tuple(names[mark] for mark in segment.marks if mark in names) for _, segment in whole]
    pieces = [
        (passage, Piece(segment.text, _kinds(marks), tuple(mark for mark in marks if mark not in following)))
        for (passage, segment), (marks, following) in zip(whole, pairwise([*covering, ()]), strict=True)
    ]
    for _, paragraph in groupby(pieces, key=lambda pair: pair[0].paragraph):
        yield [_sentence(list(own)) for _, own in groupby(paragraph, key=lambda pair: id(pair[0]))]


def _marked(page: shapes.ReaderPage, show: Collection[str]) -> dict[str, str]:
    """Return the marks that are shown with the things they show: whole things, and the cue of a statement without words."""
    things = [one.id for some in (page.events, page.statements, page.actors, page.places, page.times) for one in some]
    named = {one: one for one in things if KINDS[one[0]] in show}
    wordless = {f"{one.id}.cue": one.id for one in page.statements if not one.words and "statement" in show}
    return named | wordless


def _sentence(own: list[tuple[shapes.PassageShape, Piece]]) -> Sentence:
    number = own[0][0].sentence
    return Sentence(None if number is None else number + 1, tuple(_joined(piece for _, piece in own)))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces, those that look alike on paper as one: there only kinds are seen, and where something ends."""
    waiting: Piece | None = None
    for piece in pieces:
        if waiting is not None and waiting.kinds == piece.kinds and not waiting.ends:
            waiting = Piece(waiting.text + piece.text, piece.kinds, piece.ends)
            continue
        if waiting is not None:
            yield waiting
        waiting = piece
    if waiting is not None:
        yield waiting


def _kinds(marks: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(KINDS[mark[0]] for mark in marks))
