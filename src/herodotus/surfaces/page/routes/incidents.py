"""Incidents: what several reports tell as one happening, and their accounts side by side."""

from __future__ import annotations

import datetime as dt
import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse, Response

from herodotus.accounts import aggregating, tabling
from herodotus.accounts.aggregating import Rule
from herodotus.errors import InputError
from herodotus.ledger import Db, columns, comparing, correcting, logbook
from herodotus.ledger import incidents as asking
from herodotus.ledger.faring import Logged
from herodotus.ledger.incidents import Asked
from herodotus.model import Account, Cell, Column, EventRef, Incident, Matrix, Origin, Saying, Span
from herodotus.surfaces.page import parting, shapes
from herodotus.surfaces.page.context import Here
from herodotus.surfaces.page.deciding import MeanwhileError
from herodotus.surfaces.page.routes.decisions import meanwhile, shape
from herodotus.surfaces.page.telling import SHORT

router = APIRouter(tags=["accounts"])
Day = Annotated[str | None, Query(pattern=r"^(\d{4}-\d\d-\d\d)?$")]


def _asked(
    reports: Annotated[int, Query(ge=1, le=10_000)] = 2, publishers: Annotated[int, Query(ge=1, le=10_000)] = 1,
    type: str | None = None, place: str | None = None, country: str | None = None, since: Day = None, until: Day = None,  # noqa: A002
    disputed: bool = False, actor: str | None = None,  # noqa: FBT001, FBT002
) -> Asked:  # fmt: skip
    """Return which incidents are asked for; what is empty is not asked."""
    for day in (since, until):
        try:
            dt.date.fromisoformat(day or "2026-03-08")
        except ValueError:
            raise InputError("days", f"not a day: {day}", "Write it as 2026-03-08.") from None
    return Asked(
        reports, type or None, place or None, since or None, until or None, country or None, publishers, disputed,
        actor or None,
    )  # fmt: skip


@router.get("/i.json")
def incidents(
    here: Here, asked: Annotated[Asked, Depends(_asked)], order: asking.Order = "reports",
    start: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> shapes.IncidentsPage:  # fmt: skip
    """List incidents; ``waiting`` reports are not compared yet: ``POST /comparisons`` does it."""
    with here.ledger.reading() as db:
        found = asking.listed(db, asked, order=order, start=start, most=limit)
        total, types = asking.counts(db, asked)
        waiting = len(comparing.stale(db))
    rows = [shapes.IncidentRow(**asdict(one)) for one in found]
    kinds = [shapes.Facet(value=kind, count=count) for kind, count in types.items()]
    return shapes.IncidentsPage(waiting=waiting, total=total, start=start, rows=rows, types=kinds)


@router.get("/i/{incident}.json", responses={404: {"model": shapes.Problem}})
def accounts(incident: str, here: Here, rule: str = "conservative") -> shapes.MatrixPage:
    """Lay the accounts of an incident side by side: voice by question, silence included."""
    if rule not in aggregating.RULES:
        raise InputError("rule", f"none of {', '.join(aggregating.RULES)}: {rule}", "Ask for one of them.")
    with here.ledger.reading() as db:
        one = asking.get(db, incident)
        told = {account.report.id: account for account in asking.accounts_of(db, one)}
        found = _Found(asking.matrix(db, one), told, rule, columns.answers(one, told.values()))
        by_hand = [shape(Logged(each, None, None, None)) for each in parting.by_hand(db, told.values())]
        moved = [shape(Logged(each, None, None, None)) for each in columns.by_hand(db, one, told.values())]
        return found.page(
            pairs=_pairs(db, one), events=[_member(each) for each in asking.members(db, one)], by_hand=by_hand,
            moved=moved, seen=logbook.last(db), waiting=len(comparing.stale(db)),
        )  # fmt: skip


@router.post(
    "/i/{incident}/events", response_model=shapes.Parted,
    responses={404: {"model": shapes.Problem}, 409: {"model": shapes.Meanwhile}},
)  # fmt: skip
def part(incident: str, given: shapes.Parting, here: Here) -> Response:
    """Take an event out of an incident, or join another to it; incidents are found anew when reports are compared."""
    asked = parting.Asked(incident, given.verb, given.event, given.why, given.seen, given.anyway)
    try:
        with here.ledger.writing() as db:
            events = asking.get(db, incident).events
            kept = parting.decide(db, asked, who=here.coder)
            gone = parting.reference(db, given.event) if given.verb == "split" else None
    except MeanwhileError as error:
        return meanwhile(error)
    stays = next(ref for ref in events if ref != gone)
    at = f"{stays.report[:SHORT]}:{stays.event}"
    return JSONResponse(shapes.Parted(ids=[each.id for each in kept], at=at).model_dump())


@router.post(
    "/i/{incident}/columns", response_model=shapes.Parted,
    responses={404: {"model": shapes.Problem}, 409: {"model": shapes.Meanwhile}},
)  # fmt: skip
def move(incident: str, given: shapes.Moving, here: Here) -> Response:
    """Say that numbers of a column answer another question, or none: a line of the log for each, all of them or none."""
    asked = columns.Moving(given.column, given.to, given.only, given.why)
    with here.ledger.writing() as db:
        one = asking.get(db, incident)
        some = columns.decisions(db, one, asked, who=here.coder)
        others = () if given.anyway else columns.meanwhile(db, some, given.seen)
        if others:
            return meanwhile(MeanwhileError(others))
        kept = correcting.record_many(db, some)
    at = f"{one.events[0].report[:SHORT]}:{one.events[0].event}"
    return JSONResponse(shapes.Parted(ids=[each.id for each, _ in kept], at=at).model_dump())


def _member(one: asking.Member) -> shapes.MemberShape:
    short = one.ref.report[:SHORT]
    return shapes.MemberShape(
        ref=f"{short}:{one.ref.event}", short=short, event=one.ref.event, publisher=one.publisher, published=one.published,
        words=one.words,
    )  # fmt: skip


def _pairs(db: Db, one: Incident) -> list[shapes.PairShape]:
    return [
        shapes.PairShape(
            a=a, b=b, score=score,
            grounds=[shapes.GroundShape(name=name, points=points, words=words) for name, points, words in json.loads(why)],
        )
        for a, b, score, why in asking.because(db, one)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Found:
    """A matrix with the accounts it lays side by side, the rule that makes one row of it, and what its numbers are called."""

    matrix: Matrix
    told: dict[str, Account]
    rule: Rule
    numbers: Mapping[tuple[EventRef, str, Span], tuple[str, ...]]

    def page(self, **known: Any) -> shapes.MatrixPage:
        """Return the matrix as it is shown; ``known`` is what stands beside it."""
        matrix, one = self.matrix, self.matrix.incident
        return shapes.MatrixPage(
            id=one.id, label=one.label, type=one.type, place=one.place, earliest=one.earliest, latest=one.latest,
            found_by=one.rule, rule=self.rule, rules=list(aggregating.RULES), dscore=aggregating.dscore(matrix),
            reports=[_report(self.told[report]) for report in matrix.reports], publishers=list(matrix.publishers),
            columns=[_column(column) for column in matrix.columns], voices=self._voices(), gaps=list(matrix.gaps),
            origins=[_origin(origin, self.told) for origin in matrix.origins], merged=self._merged(),
            counted=[f"numbers: {fate}" for fate in columns.FATES], **known,
        )  # fmt: skip

    def _voices(self) -> list[shapes.VoiceRow]:
        narrators = {origin.name for origin in self.matrix.origins if origin.kind == "report"}
        cells = {(cell.voice, cell.question): cell for cell in self.matrix.cells}
        return [
            shapes.VoiceRow(
                name=voice, narrator=voice in narrators,
                cells=[self._cell(cells.get((voice, column.question))) for column in self.matrix.columns],
            )
            for voice in self.matrix.voices
        ]  # fmt: skip

    def _cell(self, cell: Cell | None) -> shapes.CellShape | None:
        if cell is None:
            return None
        before = [self._saying(one, cell.question) for one in cell.sayings[:-1] if one.answer != cell.standing.answer]
        return shapes.CellShape(
            standing=self._saying(cell.standing, cell.question), before=before, times=len(cell.sayings)
        )

    def _saying(self, one: Saying, question: str) -> shapes.SayingShape:
        account, span = self.told.get(one.event.report), one.span
        quote = None if span is None or account is None else " ".join(span.of(account.report.text).split())
        return shapes.SayingShape(
            told=tabling.told(one.answer), stance=one.stance, report=one.event.report[:SHORT], event=one.event.event,
            publisher=None if account is None else account.report.publisher, published=one.published, echoes=one.echoes,
            numbers=[] if span is None else list(self.numbers.get((one.event, question, span), ())), quote=quote,
            span=None if span is None else [span.start, span.end],
            sentence=[] if span is None or account is None else _around(span, account),
        )  # fmt: skip

    def _merged(self) -> list[shapes.MergedShape]:
        return [
            shapes.MergedShape(
                rule=rule, question=question, told=tabling.told(answer), why=aggregating.reason(question, rule)
            )
            for rule in aggregating.RULES
            for question, answer in aggregating.merged(self.matrix, rule).items()
        ]


def _report(account: Account) -> shapes.Source:
    report = account.report
    day = None if report.published is None else report.published.isoformat()
    return shapes.Source(short=report.id[:SHORT], publisher=report.publisher, published=day, title=report.title)


def _column(column: Column) -> shapes.ColumnShape:
    sides = [
        shapes.SideShape(told=tabling.told(side.answer), voices=list(side.voices), origins=side.origins)
        for side in column.sides
    ]
    return shapes.ColumnShape(
        question=column.question, compatible=column.compatible, silent=list(column.silent), sides=sides
    )


def _around(span: Span, account: Account) -> list[shapes.Piece]:
    """Return the sentence of some words in pieces, those words marked."""
    starts = [sentence.start for sentence in account.sentences]
    whole = account.sentences[max(0, bisect_right(starts, span.start) - 1)] if starts else span
    ends = (whole.start, max(span.start, whole.start), min(span.end, whole.end), whole.end)
    parts = zip(pairwise(ends), (False, True, False), strict=True)
    return [
        shapes.Piece(text=account.report.text[start:end], marked=marked)
        for (start, end), marked in parts
        if start < end
    ]


def _origin(origin: Origin, told: dict[str, Account]) -> shapes.OriginShape:
    return shapes.OriginShape(
        name=origin.name, kind=origin.kind, voices=list(origin.voices), because=list(origin.because),
        reports=[_report(told[report]) for report in origin.reports if report in told],
    )  # fmt: skip
