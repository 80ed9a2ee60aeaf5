"""Deciding on what was read: accept, reject, correct, take back; and the log of it all."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response

from herodotus.accounts.fields import FIELDS
from herodotus.accounts.overlay import Fate
from herodotus.errors import InputError
from herodotus.ledger import correcting
from herodotus.ledger.correcting import Logged
from herodotus.model import Correction
from herodotus.surfaces.page import shapes
from herodotus.surfaces.page.context import Here
from herodotus.surfaces.page.deciding import Asked, MeanwhileError, Pair, Selection, decide, in_words, pair

router = APIRouter(tags=["decisions"])


@router.post("/decisions", response_model=shapes.Decided, responses={409: {"model": shapes.Meanwhile}})
def record(given: shapes.Decision, here: Here) -> Response:
    """Decide on a thing. Where somebody else has decided on it meanwhile nothing is written, and the answer says what."""
    chosen = given.selection
    selection = None if chosen is None else Selection(chosen.at, chosen.before, chosen.words)
    asked = Asked(**{**given.model_dump(), "selection": selection})
    try:
        with here.ledger.writing() as db:
            kept, fates = decide(db, asked, who=here.coder)
    except MeanwhileError as error:
        return _meanwhile(error)
    return _decided(kept, fates)


def _meanwhile(error: MeanwhileError) -> Response:
    others = [shape(Logged(one, None, None, None)) for one in error.others]
    return JSONResponse(shapes.Meanwhile(detail=str(error), others=others).model_dump(), 409)


def _decided(kept: Correction, fates: tuple[Fate, ...]) -> Response:
    return JSONResponse(shapes.Decided(id=kept.id, states=[fate.state for fate in fates]).model_dump())


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
        return _meanwhile(error)
    return _decided(kept, ())


@router.post("/decisions/{number}/undo", response_model=shapes.Decided)
def undo(number: int, given: shapes.Undo, here: Here) -> Response:
    """Take a decision back by another that says so; the log keeps both."""
    with here.ledger.writing() as db:
        kept, fates = correcting.undo(db, number, who=here.coder, why=given.why or None)
    return _decided(kept, fates)


@router.get("/log.json")
def log(
    here: Here,
    start: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    state: str | None = None,
) -> shapes.LogPage:
    """List the decisions, newest first, and how each fares over what is read now."""
    if state not in (None, "kept", "reapplied", "orphaned", "undone"):
        raise InputError("state", f"none of kept, reapplied, orphaned, undone: {state}", "Ask for one of them.")
    with here.ledger.reading() as db:
        found = list(correcting.fared(db, state=state))[::-1]
    rows = [shape(one) for one in found[start : start + limit]]
    return shapes.LogPage(total=len(found), rows=rows)


@router.get("/fields.json")
def fields() -> dict[str, list[shapes.FieldShape]]:
    """Say what can be corrected: the fields of each layer, and the words each may have."""
    return {
        layer: [
            shapes.FieldShape(
                name=one.name, kind=one.kind, many=one.many, optional=one.optional, choices=list(one.choices)
            )
            for one in some.values()
        ]
        for layer, some in FIELDS.items()
    }


def shape(one: Logged) -> shapes.DecisionShape:
    """Return a decision of the log as it is shown."""
    decision = one.correction
    return shapes.DecisionShape(
        id=decision.id, at=decision.at, who=decision.who, told=in_words(decision), why=decision.why, report=one.report,
        state=one.state, reason=one.reason, undoes=decision.undoes,
    )  # fmt: skip
