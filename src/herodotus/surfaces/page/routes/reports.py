"""One report: cut for the Reader, as the account other programs rely on, and as the text it is."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse, Response

from herodotus import contract
from herodotus.ledger import correcting, identifying, keeping, shelf
from herodotus.surfaces.page import shapes, telling
from herodotus.surfaces.page.context import Here

router = APIRouter(tags=["reader"])


@router.get("/r/{report}.json", response_model=shapes.ReaderPage, responses={404: {"model": shapes.Problem}})
def reader(report: str, here: Here) -> Response:
    """Return a report cut into segments, with its events, statements, actors, disputes and reasons."""
    with here.ledger.reading() as db:
        n = keeping.number_of(db, report)
        laid = correcting.current(db, n)
        seen = shelf.last_decision(db)
        keys = identifying.keys(db, {n: laid}).get(n)
    page = telling.page_of(laid.account, laid.verdicts, seen, keys)
    return Response(page.model_dump_json(), media_type="application/json")


@router.get("/r/{report}/account.json", responses={404: {"model": shapes.Problem}})
def account(report: str, here: Here) -> Response:
    """Return the account as ``herodotus show --json`` prints it: ``herodotus.account/1``."""
    return Response(contract.dumps(here.ledger.get(report), indent=2), media_type="application/json")


@router.get("/r/{report}/text", response_class=PlainTextResponse, responses={404: {"model": shapes.Problem}})
def text(report: str, here: Here) -> PlainTextResponse:
    """Return the whole text of a report, as plain text."""
    return PlainTextResponse(here.ledger.get(report).report.text)
