"""Comparing reports with one another, asked for by the page: followed as it goes, stopped when somebody wants."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from herodotus.errors import NotFoundError
from herodotus.surfaces.page import shapes
from herodotus.surfaces.page.context import Here
from herodotus.surfaces.page.jobs import Job

router = APIRouter(tags=["accounts"])
PATIENCE = 1.0
"""Seconds between two looks at whether the listener has gone."""


@router.post("/comparisons", status_code=202)
def begin(here: Here) -> shapes.Started:
    """Compare the reports that are new or were corrected; where that is under way already, say which job it is."""
    return shapes.Started(job=here.comparisons.start().id)


@router.get("/comparisons/{job}/events", response_class=StreamingResponse, responses={404: {"model": shapes.Problem}})
async def follow(job: str, request: Request, here: Here) -> StreamingResponse:
    """Tell how far it is, as server-sent events; of what was told before, only the last."""
    return StreamingResponse(_told(_job(here, job), request), media_type="text/event-stream")


@router.delete("/comparisons/{job}", status_code=204, responses={404: {"model": shapes.Problem}})
def stop(job: str, here: Here) -> Response:
    """Stop before the next report; what was compared stays."""
    _job(here, job).stop.set()
    return Response(status_code=204)


async def _told(job: Job, request: Request) -> AsyncIterator[str]:
    seen = max(0, len(job.news) - 1)
    while not await request.is_disconnected():
        found = await asyncio.to_thread(job.told, after=seen, patience=PATIENCE)
        seen += len(found)
        for one in found[-1:]:
            news = shapes.NewsShape(state=one.state, done=one.done, all=one.all, report=one.report, words=one.words)
            yield f"data: {news.model_dump_json()}\n\n"
            if one.is_last:
                return


def _job(here: Here, job: str) -> Job:
    found = here.comparisons.get(job)
    if found is None:
        raise NotFoundError(
            f"{job}: nothing is compared under this name. It may have ended, or begun before the server did."
        )
    return found
