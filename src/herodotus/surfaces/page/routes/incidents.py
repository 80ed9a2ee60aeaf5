"""Incidents: what several reports tell as one happening, and their accounts side by side."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Query

from herodotus.accounts import aggregating, tabling
from herodotus.accounts.aggregating import Rule
from herodotus.errors import InputError
from herodotus.ledger import Db, comparing
from herodotus.ledger import incidents as asking
from herodotus.ledger.incidents import Asked
from herodotus.model import Account, Cell, Column, Incident, Matrix, Origin, Saying
from herodotus.surfaces.page import shapes
from herodotus.surfaces.page.context import Context, Here
from herodotus.surfaces.page.telling import SHORT

router = APIRouter(tags=["accounts"])
AT_ONCE = 20
"""Reports compared in one answer; the page asks again while some wait, and says how many."""


@router.get("/i.json")
def incidents(
    here: Here, reports: Annotated[int, Query(ge=1)] = 2, type: str | None = None,  # noqa: A002
    place: str | None = None, since: str | None = None, until: str | None = None,
) -> shapes.IncidentsPage:  # fmt: skip
    """List incidents, those of most reports first; ``waiting`` reports are not compared yet."""
    waiting = _bring_up_to_date(here)
    with here.ledger.reading() as db:
        found = asking.listed(db, Asked(reports, type or None, place or None, since or None, until or None))
    rows = [
        shapes.IncidentRow(
            id=one.id, label=one.label, type=one.type, place=one.place, earliest=one.earliest, latest=one.latest,
            reports=one.reports, publishers=one.publishers,
        )
        for one in found
    ]  # fmt: skip
    return shapes.IncidentsPage(waiting=waiting, rows=rows)


@router.get("/i/{incident}.json", responses={404: {"model": shapes.Problem}})
def accounts(incident: str, here: Here, rule: str = "conservative") -> shapes.MatrixPage:
    """Lay the accounts of an incident side by side: voice by question, silence included."""
    if rule not in aggregating.RULES:
        raise InputError("rule", f"none of {', '.join(aggregating.RULES)}: {rule}", "Ask for one of them.")
    waiting = _bring_up_to_date(here)
    with here.ledger.reading() as db:
        one = asking.get(db, incident)
        told = {account.report.id: account for account in asking.accounts_of(db, one)}
        matrix = asking.matrix(db, one)
        pairs = _pairs(db, one)
    return _page(matrix, told, rule, pairs, waiting)


def _bring_up_to_date(here: Context) -> int:
    """Compare some of the reports that are new; return how many still wait. A page that only reads compares nothing."""
    with here.comparing:
        with here.ledger.reading() as db:
            waiting = comparing.stale(db)
        if here.limits.read_only:
            return len(waiting)
        for n in waiting[:AT_ONCE]:
            with here.ledger.writing() as db:
                comparing.compare(db, n)
    return max(0, len(waiting) - AT_ONCE)


def _pairs(db: Db, one: Incident) -> list[shapes.PairShape]:
    return [
        shapes.PairShape(
            a=a, b=b, score=score,
            grounds=[shapes.GroundShape(name=name, points=points, words=words) for name, points, words in json.loads(why)],
        )
        for a, b, score, why in asking.because(db, one)
    ]  # fmt: skip


def _page(
    matrix: Matrix, told: dict[str, Account], rule: Rule, pairs: list[shapes.PairShape], waiting: int
) -> shapes.MatrixPage:
    one = matrix.incident
    narrators = {origin.name for origin in matrix.origins if origin.kind == "report"}
    cells = {(cell.voice, cell.question): cell for cell in matrix.cells}
    return shapes.MatrixPage(
        id=one.id, label=one.label, type=one.type, place=one.place, earliest=one.earliest, latest=one.latest, found_by=one.rule,
        rule=rule, rules=list(aggregating.RULES), dscore=aggregating.dscore(matrix), waiting=waiting,
        reports=[_report(told[report]) for report in matrix.reports], publishers=list(matrix.publishers),
        columns=[_column(column) for column in matrix.columns],
        voices=[
            shapes.VoiceRow(
                name=voice, narrator=voice in narrators,
                cells=[_cell(cells.get((voice, column.question)), told) for column in matrix.columns],
            )
            for voice in matrix.voices
        ],
        gaps=list(matrix.gaps), origins=[_origin(origin, told) for origin in matrix.origins], pairs=pairs,
        merged=[
            shapes.MergedShape(question=question, told=tabling.told(answer))
            for question, answer in aggregating.merged(matrix, rule).items()
        ],
    )  # fmt: skip


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


def _cell(cell: Cell | None, told: dict[str, Account]) -> shapes.CellShape | None:
    if cell is None:
        return None
    before = [_saying(one, told) for one in cell.sayings[:-1] if one.answer != cell.standing.answer]
    return shapes.CellShape(standing=_saying(cell.standing, told), before=before, times=len(cell.sayings))


def _saying(one: Saying, told: dict[str, Account]) -> shapes.SayingShape:
    account = told.get(one.event.report)
    quote = None if one.span is None or account is None else " ".join(one.span.of(account.report.text).split())
    return shapes.SayingShape(
        told=tabling.told(one.answer), stance=one.stance, report=one.event.report[:SHORT], event=one.event.event,
        publisher=None if account is None else account.report.publisher, published=one.published, echoes=one.echoes,
        quote=quote,
    )  # fmt: skip


def _origin(origin: Origin, told: dict[str, Account]) -> shapes.OriginShape:
    return shapes.OriginShape(
        name=origin.name, kind=origin.kind, voices=list(origin.voices), because=list(origin.because),
        reports=[_report(told[report]) for report in origin.reports if report in told],
    )  # fmt: skip
