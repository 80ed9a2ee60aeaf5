"""Comparing reports with one another, asked for by the page: followed as it goes, stopped when somebody wants."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from herodotus.errors import NotFoundError
from herodotus.surfaces.page import following, shapes
from herodotus.surfaces.page.context import Here
from herodotus.surfaces.page.jobs import Job

router = APIRouter(tags=["accounts"])


@router.post("/comparisons", status_code=202)
def begin(here: Here) -> shapes.Started:
    """Compare the reports that are new or were corrected; where that is under way already, say which job it is."""
    return shapes.Started(job=here.comparisons.join("comparing", "compare", here.works.compare).id)


@router.get("/comparisons/{job}/events", response_class=StreamingResponse, responses={404: {"model": shapes.Problem}})
async def follow(job: str, request: Request, here: Here) -> StreamingResponse:
    """Tell how far it is, as server-sent events; of what was told before, only the last."""
    found = _job(here, job)
    return here.listeners.stream(following.one(here.comparisons, found, request, seen=max(0, len(found.news) - 1)))


@router.delete("/comparisons/{job}", status_code=204, responses={404: {"model": shapes.Problem}})
def stop(job: str, here: Here) -> Response:
    """Stop before the next report; what was compared stays."""
    here.comparisons.stop(_job(here, job))
    return Response(status_code=204)


def _job(here: Here, job: str) -> Job:
    found = here.comparisons.get(job)
    if found is None:
        raise NotFoundError(
            f"{job}: nothing is compared under this name. It may have ended, or begun before the server did."
        )
    return found
