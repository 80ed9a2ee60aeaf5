"""Reading in the page: give a report, follow how far it is, stop it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse

from herodotus import reading
from herodotus.errors import NotFoundError
from herodotus.reading import Source
from herodotus.surfaces.page import shapes
from herodotus.surfaces.page.context import Here
from herodotus.surfaces.page.jobs import Job, News

router = APIRouter(tags=["readings"])
PATIENCE = 1.0
"""Seconds between two looks at whether the listener has gone."""


@router.post("/readings", status_code=202)
def begin(given: shapes.Given, here: Here) -> shapes.Started:
    """Begin to read a text that was pasted."""
    source = Source.of_text(
        given.text, name=given.title or "pasted text", title=given.title or None, publisher=given.publisher or None,
        url=given.url or None, published=_instant(given.published),
    )  # fmt: skip
    return shapes.Started(job=here.jobs.start(source).id)


@router.post("/readings/file", status_code=202)
async def begin_file(
    request: Request,
    here: Here,
    name: Annotated[str, Query(max_length=300)],
    publisher: str | None = None,
    published: str | None = None,
) -> shapes.Started:
    """Begin to read a file whose bytes are the body; ``name`` tells its format and is no path of this machine."""
    data = await request.body()
    known = {"publisher": publisher or None, "published": _instant(published)}
    source = Source(data, name=name, format="html" if name.lower().endswith((".html", ".htm")) else "txt", **known)  # type: ignore[arg-type]
    return shapes.Started(job=here.jobs.start(source).id)


@router.get("/readings/{job}.json")
def news(job: str, here: Here) -> list[shapes.NewsShape]:
    """Return everything a reading has told."""
    return [_shape(one) for one in _job(here, job).news]


@router.get("/readings/{job}/events", response_class=StreamingResponse)
async def follow(job: str, request: Request, here: Here) -> StreamingResponse:
    """Tell how far a reading is, as server-sent events, from its first line to its last."""
    return StreamingResponse(_told(_job(here, job), request), media_type="text/event-stream")


@router.delete("/readings/{job}", status_code=204)
def stop(job: str, here: Here) -> Response:
    """Stop a reading at the next batch of sentences; nothing of it is kept."""
    _job(here, job).stop.set()
    return Response(status_code=204)


async def _told(job: Job, request: Request) -> AsyncIterator[str]:
    seen = 0
    while not await request.is_disconnected():
        for one in await asyncio.to_thread(job.told, after=seen, patience=PATIENCE):
            seen += 1
            yield f"data: {_shape(one).model_dump_json()}\n\n"
            if one.is_last:
                return


def _shape(one: News) -> shapes.NewsShape:
    return shapes.NewsShape(state=one.state, done=one.done, all=one.all, report=one.report, words=one.words)


def _job(here: Here, job: str) -> Job:
    found = here.jobs.get(job)
    if found is None:
        raise NotFoundError(f"{job}: no such reading. It may have ended with an earlier start of the server.")
    return found


def _instant(written: str | None) -> object:
    return reading.instant(written, where="published") if written else None
