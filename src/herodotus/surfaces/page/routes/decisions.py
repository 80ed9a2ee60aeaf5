"""Deciding on what was read: accept, reject, correct, take back; and the log of it all."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response

from herodotus.errors import InputError
from herodotus.ledger import correcting
from herodotus.surfaces import corrections
from herodotus.surfaces.page import shapes
from herodotus.surfaces.page.context import Here
from herodotus.surfaces.page.deciding import Asked, MeanwhileError, decide

router = APIRouter(tags=["decisions"])


@router.post("/decisions", response_model=shapes.Decided, responses={409: {"model": shapes.Meanwhile}})
def begin(given: shapes.Decision, here: Here) -> Response:
    """Decide on a thing. Where somebody else has decided on it meanwhile nothing is written, and the answer says what."""
    asked = Asked(**given.model_dump())
    try:
        with here.ledger.writing() as db:
            kept, fates = decide(db, asked, who=here.coder)
    except MeanwhileError as error:
        others = [_shape(one) for one in error.others]
        return JSONResponse(shapes.Meanwhile(detail=str(error), others=others).model_dump(), 409)
    return JSONResponse(asdict_of(kept.id, [fate.state for fate in fates]))


def asdict_of(number: int, states: list[str]) -> dict[str, object]:
    """Return a decision that was kept as JSON."""
    return shapes.Decided(id=number, states=states).model_dump()


@router.post("/decisions/{number}/undo", response_model=shapes.Decided)
def undo(number: int, given: shapes.Undo, here: Here) -> Response:
    """Take a decision back by another that says so; the log keeps both."""
    with here.ledger.writing() as db:
        kept, fates = correcting.undo(db, number, who=here.coder, why=given.why or None)
    return JSONResponse(asdict_of(kept.id, [fate.state for fate in fates]))


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
    rows = [_fared(one) for one in found[start : start + limit]]
    return shapes.LogPage(total=len(found), rows=rows)
