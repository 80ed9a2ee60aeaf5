"""One report: cut for the Reader, as the account other programs rely on, and as the text it is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import PlainTextResponse, Response

from herodotus import contract
from herodotus.accounts.overlay import Overlaid
from herodotus.ledger import correcting, keeping, runs, shelf
from herodotus.surfaces.page import shapes, telling
from herodotus.surfaces.page.context import Context, Here

router = APIRouter(tags=["reader"])


RunNumber = Annotated[int | None, Query(ge=1, le=2_147_483_647)]


@router.get("/r/{report}.json", response_model=shapes.ReaderPage, responses={404: {"model": shapes.Problem}})
def reader(report: str, here: Here, run: RunNumber = None, compare: RunNumber = None) -> Response:
    """
    Return a report cut into segments, with its events, statements, actors, disputes and reasons.

    ``run`` asks for what that run read, without corrections; ``compare`` for what changed since another.
    """
    page = telling.page_of(shown(here, report, run, compare))
    return Response(page.model_dump_json(), media_type="application/json")


def shown(here: Context, report: str, run: int | None = None, compare: int | None = None) -> telling.Shown:
    """Return a reading of a report with all that is shown of it: what is current and corrected, or what a run read."""
    with here.ledger.reading() as db:
        n = keeping.number_of(db, report)
        laid = correcting.current(db, n) if run is None else Overlaid(runs.read_by(db, n, run))
        since = None if compare is None else (compare, runs.compared(db, n, compare, run))
        return telling.Shown(laid.account, laid.verdicts, shelf.last_decision(db), runs.of(db, n), run, since)


@router.get("/r/{report}/account.json", responses={404: {"model": shapes.Problem}})
def account(report: str, here: Here, run: RunNumber = None) -> Response:
    """Return the account as ``herodotus show --json`` prints it, ``herodotus.account/1``; ``run`` asks for that run's."""
    return Response(contract.dumps(shown(here, report, run).account, indent=2), media_type="application/json")


@router.get("/r/{report}/text", response_class=PlainTextResponse, responses={404: {"model": shapes.Problem}})
def text(report: str, here: Here) -> PlainTextResponse:
    """Return the whole text of a report, as plain text."""
    return PlainTextResponse(here.ledger.get(report).report.text)
