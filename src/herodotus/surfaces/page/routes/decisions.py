"""Deciding on what was read: accept, reject, correct, take back; and the log of it all."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response

from herodotus.accounts.fields import ADDED, FIELDS, Field
from herodotus.accounts.overlay import Fate
from herodotus.errors import InputError
from herodotus.ledger import Db, faring, logbook
from herodotus.ledger.faring import Logged, Sought
from herodotus.model import Correction
from herodotus.surfaces.page import deciding, shapes
from herodotus.surfaces.page.asking import Day
from herodotus.surfaces.page.context import Here
from herodotus.surfaces.page.deciding import Added, Asked, MeanwhileError, Pair, Selection, decide, in_words, pair

router = APIRouter(tags=["decisions"])


@router.post("/decisions", response_model=shapes.Decided, responses={409: {"model": shapes.Meanwhile}})
def record(given: shapes.Decision, here: Here) -> Response:
    """Decide on a thing. Where somebody else has decided on it meanwhile nothing is written, and the answer says what."""
    asked = Asked(**{**given.model_dump(), "selection": _selection(given.selection)})
    try:
        with here.ledger.writing() as db:
            kept, fates = decide(db, asked, who=here.coder)
            others = deciding.others_on(db, kept) if asked.as_read else ()
    except MeanwhileError as error:
        return meanwhile(error)
    return _decided(kept, fates, others)


@router.post("/additions", response_model=shapes.Decided, responses={409: {"model": shapes.Meanwhile}})
def add(given: shapes.Addition, here: Here) -> Response:
    """Add what was not read, on words of the report. What somebody else added there meanwhile is told, and nothing is written."""
    marked = {name: Selection(one.at, one.before, one.words) for name, one in given.marked.items()}
    asked = Added(**{**given.model_dump(), "selection": _selection(given.selection), "marked": marked})
    try:
        with here.ledger.writing() as db:
            kept, fates = deciding.add(db, asked, who=here.coder)
    except MeanwhileError as error:
        return meanwhile(error)
    return _decided(kept, fates)


def _selection(chosen: shapes.Selected | None) -> Selection | None:
    return None if chosen is None else Selection(chosen.at, chosen.before, chosen.words)


def meanwhile(error: MeanwhileError) -> Response:
    """Say what others decided meanwhile: 409, nothing is written."""
    others = [shape(Logged(one, None, None, None)) for one in error.others]
    return JSONResponse(shapes.Meanwhile(detail=str(error), others=others).model_dump(), 409)


def _decided(kept: Correction, fates: tuple[Fate, ...], others: tuple[Correction, ...] = ()) -> Response:
    told = [shape(Logged(one, None, None, None)) for one in others]
    return JSONResponse(shapes.Decided(id=kept.id, states=[f.state for f in fates], others=told).model_dump())


@router.post(
    "/pairs",
    response_model=shapes.Decided,
    responses={404: {"model": shapes.Problem}, 409: {"model": shapes.Meanwhile}},
)
def merge_or_split(given: shapes.Pairing, here: Here) -> Response:
    """Say that two events are one happening, or two actors one; or that they are two. Incidents are found anew when asked for."""
    try:
        with here.ledger.writing() as db:
            kept = pair(db, Pair(**given.model_dump()), who=here.coder)
    except MeanwhileError as error:
        return meanwhile(error)
    return _decided(kept, ())


@router.post(
    "/decisions/{number}/undo", response_model=shapes.Decided,
    responses={404: {"model": shapes.Problem}, 409: {"model": shapes.Meanwhile}},
)  # fmt: skip
def undo(number: int, given: shapes.Undo, here: Here) -> Response:
    """Take a decision back by another that says so; the log keeps both. Another's is taken back only if one says ``anyway``."""
    try:
        with here.ledger.writing() as db:
            kept, fates = deciding.undo(db, number, who=here.coder, why=given.why, anyway=given.anyway)
    except MeanwhileError as error:
        return meanwhile(error)
    return _decided(kept, fates)


_STATES = ("kept", "reapplied", "orphaned", "undone")


@router.get("/log.json")
def log(
    here: Here, start: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(ge=1, le=500)] = 100,
    state: str | None = None, who: str | None = None, verb: str | None = None, day: Day = None, at: int | None = None,
) -> shapes.LogPage:  # fmt: skip
    """List the decisions, newest first, and how each fares over what is read now; narrowed by fate, coder, verb, day, or to one."""
    if state not in (None, *_STATES):
        raise InputError("state", f"none of {', '.join(_STATES)}: {state}", "Ask for one of them.")
    sought = Sought(who, verb, state, day, number=at)
    with here.ledger.reading() as db:
        total, found = faring.search(db, sought, start=start, limit=limit)
        rows = [shaped(db, one) for one in found]
        states = [shapes.Facet(value=name, count=many) for name, many in sorted(faring.told(db).items())]
        coders, last = faring.coders(db), logbook.last(db)
    return shapes.LogPage(total=total, start=start, rows=rows, states=states, coders=coders, last=last)


@router.get("/log/last.json")
def last(here: Here) -> shapes.LastDecision:
    """Say the number of the last decision: whether anybody has decided anything since."""
    with here.ledger.reading() as db:
        return shapes.LastDecision(last=logbook.last(db))


@router.get("/fields.json")
def fields() -> dict[str, list[shapes.FieldShape]]:
    """Say what can be corrected: the fields of each layer, and the words each may have."""
    return {layer: [_field(one) for one in some.values()] for layer, some in FIELDS.items()}


@router.get("/additions/fields.json")
def fields_of_additions() -> dict[str, list[shapes.FieldShape]]:
    """Say what may be said of what is added by hand: the fields of each layer, and the words each may have."""
    return {layer: [_field(one) for one in some.values()] for layer, some in ADDED.items()}


def _field(one: Field) -> shapes.FieldShape:
    return shapes.FieldShape(
        name=one.name, kind=one.kind, many=one.many, optional=one.optional, choices=list(one.choices)
    )


def shaped(db: Db, one: Logged) -> shapes.DecisionShape:
    """Return a decision of the log as it is shown, with the place it leads to."""
    anchor = one.correction.anchor
    place = None if one.report is None or anchor is None else faring.place_of(db, one.report, anchor)
    return shape(one).model_copy(update={"place": place})


def shape(one: Logged) -> shapes.DecisionShape:
    """Return a decision of the log as it is shown."""
    decision = one.correction
    return shapes.DecisionShape(
        id=decision.id, at=decision.at, who=decision.who, verb=decision.verb, told=in_words(decision), why=decision.why,
        report=one.report, state=one.state, reason=one.reason, undoes=decision.undoes, place=None, remedy=_remedy(one),
    )  # fmt: skip


def _remedy(one: Logged) -> str | None:
    """Return what to do where a decision does not stand as it was taken."""
    if one.state == "orphaned":
        return "Take it back, or correct what is read there now. It is kept, and comes back by itself when a reading has its place."
    if one.state in ("kept", "reapplied") and one.reason is not None:
        return "Look whether it still holds: accept what is read now, or take it back."
    return None
