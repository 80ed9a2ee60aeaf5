"""One report: cut for the Reader, as the account other programs rely on, and as the text it is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from herodotus import contract
from herodotus.accounts.overlay import Overlaid
from herodotus.ledger import correcting, identifying, keeping, logbook, runs
from herodotus.surfaces.page import citing, printing, shapes, telling
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
        keys = identifying.keys(db, {n: laid}).get(n, {})
        return telling.Shown(laid.account, laid.verdicts, logbook.last(db), keys, runs.of(db, n), run, since)


@router.get("/r/{report}/account.json", responses={404: {"model": shapes.Problem}})
def account(report: str, here: Here, run: RunNumber = None) -> Response:
    """Return the account as ``herodotus show --json`` prints it, ``herodotus.account/1``; ``run`` asks for that run's."""
    return Response(contract.dumps(shown(here, report, run).account, indent=2), media_type="application/json")


@router.get("/r/{report}/text", response_class=PlainTextResponse, responses={404: {"model": shapes.Problem}})
def text(report: str, here: Here) -> PlainTextResponse:
    """Return the whole text of a report, as plain text."""
    return PlainTextResponse(here.ledger.get(report).report.text)


@router.get("/r/{report}/cite.json", responses={404: {"model": shapes.Problem}})
def cite(report: str, here: Here, at: str | None = None, run: RunNumber = None) -> shapes.Citation:
    """Return the citation of what is open: in words, and as W3C Web Annotations with the exact words and their place."""
    found = shown(here, report, run)
    return citing.cite(found.account, at, found.run or found.runs[-1].id)


@router.get("/r/{report}/print", response_class=HTMLResponse, responses={404: {"model": shapes.Problem}})
def paper(report: str, here: Here, run: RunNumber = None, show: str = printing.USUAL) -> HTMLResponse:
    """Return a report on one HTML page, for paper and for browsers without scripts; ``show`` names what is marked in its text."""
    page = telling.page_of(shown(here, report, run))
    return HTMLResponse(printing.printed(page, frozenset(show.split(","))))


@router.get("/paper.css", include_in_schema=False)
def style() -> Response:
    """Return the style of the printed page."""
    return Response(printing.stylesheet(), media_type="text/css", headers={"cache-control": "no-cache"})
