"""Which rows of a view's answer make a table, and the views that have one: ``.csv`` and ``.jsonl`` are made from nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, create_model

from herodotus.surfaces.page import shapes

MOST = 10_000
"""Rows of one table: more is a matter for ``herodotus export``, which holds nothing in memory."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of an answer: its name, the kind of its rows, how they are found; at most so many, where each costs much."""

    name: str
    kind: type[BaseModel]
    rows: Callable[[Any], Iterable[BaseModel]]
    most: int = MOST


def _of(page: type[BaseModel], *fields: str) -> tuple[Table, ...]:
    """Return fields of an answer that are lists of rows, each as a table of its name."""
    return tuple(
        Table(name, get_args(page.model_fields[name].annotation)[0], lambda found, name=name: getattr(found, name))  # type: ignore[misc]
        for name in fields
    )


def _within(name: str, **outer: type) -> Callable[[type[BaseModel]], type[BaseModel]]:
    """Return what makes a kind of row with further columns before its own."""

    def made(kind: type[BaseModel]) -> type[BaseModel]:
        own = {field: (info.annotation, ...) for field, info in kind.model_fields.items() if field not in outer}
        return create_model(name, **{field: (one, ...) for field, one in outer.items()}, **own)  # type: ignore[call-overload,no-any-return]

    return made


DossierRow = _within("DossierRow", section=str)(shapes.LineShape)
AnswerRow = _within(
    "AnswerRow", incident=str, voice=str, narrator=bool, question=str, told=str | None, stands=bool  # type: ignore[arg-type]
)(shapes.SayingShape)  # fmt: skip


class ReviewRow(shapes.Shape):
    """A thing of a queue in short."""

    queue: str
    report: str
    publisher: str | None
    published: str | None
    thing: str
    why: str
    words: str
    type: str | None
    told_as: str | None
    other: str | None


def _dossier(page: shapes.DossierPage) -> Iterator[BaseModel]:
    for section in page.sections:
        for line in section.lines:
            yield DossierRow.model_construct(section=section.name, **dict(line))


def _answers(page: shapes.MatrixPage) -> Iterator[BaseModel]:
    """Yield the matrix in long form: every saying of every voice; an answer that is empty is silence."""
    for voice in page.voices:
        for column, cell in zip(page.columns, voice.cells, strict=True):
            where: dict[str, Any] = {
                "incident": page.id, "voice": voice.name, "narrator": voice.narrator, "question": column.question,
            }  # fmt: skip
            if cell is None:
                silent: dict[str, Any] = {**dict.fromkeys(shapes.SayingShape.model_fields), "sentence": []}
                yield AnswerRow.model_construct(**where, **silent, stands=True)
                continue
            for saying in (*cell.before, cell.standing):
                yield AnswerRow.model_construct(**{**dict(saying), **where, "stands": saying is cell.standing})


def _queue(page: shapes.ReviewPage) -> Iterator[BaseModel]:
    for item in page.items:
        yield _review_row(page, item, None)
    for pair in page.pairs:
        yield _review_row(page, pair.one, f"{pair.other.report.short}:{pair.other.thing}")


def _review_row(page: shapes.ReviewPage, item: shapes.ReviewItem, other: str | None) -> ReviewRow:
    event, said = item.event, item.statement
    words = event.words if event else f"{said.speaker.name}: {said.act}" if said else ""
    return ReviewRow(
        queue=page.queue, report=item.report.short, publisher=item.report.publisher, published=item.report.published,
        thing=item.thing, why=item.why, words=words, type=event.type if event else None,
        told_as=event.display if event else None, other=other,
    )  # fmt: skip


TABLES: Mapping[str, tuple[Table, ...]] = {
    "/inbox": _of(shapes.InboxPage, "rows"),
    "/r/{report}": _of(
        shapes.ReaderPage, "events", "statements", "actors", "places", "times", "links", "disputes", "warnings", "passages"
    ),
    "/timeline": _of(shapes.TimelinePage, "rows"),
    "/map": _of(shapes.MapPage, "spots"),
    "/map/events": _of(shapes.ToldPage, "rows"),
    "/i": _of(shapes.IncidentsPage, "rows"),
    "/i/{incident}": (
        Table("answers", AnswerRow, _answers), *_of(shapes.MatrixPage, "columns", "origins", "reports", "merged", "pairs"),
    ),
    "/a": _of(shapes.ActorsPage, "rows"),
    "/actors/network": _of(shapes.NetworkPage, "dyads", "nodes"),
    "/a/{key:path}": (Table("lines", DossierRow, _dossier), *_of(shapes.DossierPage, "dyads")),
    "/review": (
        Table("items", ReviewRow, _queue, most=200), Table("decisions", shapes.DecisionShape, lambda page: page.decisions),
    ),
    "/log": _of(shapes.LogPage, "rows"),
    "/search": _of(shapes.SearchPage, "hits"),
}  # fmt: skip
"""The tables of each view by its address; the first is meant where none is named."""
