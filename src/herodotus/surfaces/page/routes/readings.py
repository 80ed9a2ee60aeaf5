"""Reading in the page: give a report, read what is kept anew, give it a date; follow how far that is, stop it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse

from herodotus import reading
from herodotus.errors import InputError, NotFoundError
from herodotus.ledger import runs
from herodotus.reading import Source
from herodotus.surfaces.page import following, given, shapes
from herodotus.surfaces.page.context import Here
from herodotus.surfaces.page.jobs import Job
from herodotus.surfaces.page.works import called, with_own

router = APIRouter(tags=["readings"])


@router.post("/readings", status_code=202)
def begin(asked: shapes.Given, here: Here) -> shapes.Started:
    """Begin to read a text that was pasted."""
    source = Source.of_text(
        asked.text, name=asked.title or "pasted text", title=asked.title or None, publisher=asked.publisher or None,
        url=asked.url or None, published=_instant(asked.published),
    )  # fmt: skip
    source = replace(source, format="html") if asked.page else source
    return _started(here.jobs.start(source.name, "read", here.works.read(lambda: [source]), holds=len(source.data)))


@router.post("/readings/file", status_code=202)
async def begin_file(
    request: Request, here: Here, name: Annotated[str, Query(max_length=300)],
    publisher: str | None = None, published: str | None = None,
) -> shapes.Started:  # fmt: skip
    """Begin to read a file whose bytes are the body; ``name`` tells its format and is no path of this machine."""
    file = given.File(await request.body(), name, publisher or None, _instant(published))
    work = here.works.read(lambda: given.sources(file))
    return _started(here.jobs.start(name, "read", work, holds=len(file.data)))


@router.post("/readings/anew", status_code=202)
def begin_anew(asked: shapes.Anew, here: Here) -> shapes.Started:
    """Begin to read reports anew that are kept: some, or all that another version, model or lexicon read."""
    reports = _stale(here) if asked.stale else asked.reports
    if not reports:
        raise InputError("reports", "none to read anew", "Name some, or ask for what is stale once there is any.")
    name = f"{len(reports)} report{'s' if len(reports) > 1 else ''}"
    return _started(here.jobs.start(name, "anew", here.works.anew(reports)))


@router.post("/r/{report}/date", status_code=202, responses={404: {"model": shapes.Problem}})
def begin_dated(report: str, asked: shapes.Dated, here: Here) -> shapes.Started:
    """Begin to read a report as one with another date of publication, which is then kept in its place."""
    published = reading.instant(asked.published, where="published")
    kept = here.ledger.get(report, as_read=True).report
    work = here.works.date(kept.id, published, asked.why or None)
    return _started(here.jobs.start(called(kept), "date", work))


@router.get("/readings.json")
def jobs(here: Here) -> list[shapes.JobShape]:
    """List the jobs, the oldest first: those in line, the one under way, and the last that ended."""
    return [
        shapes.JobShape(id=one.id, name=one.name, kind=one.kind, news=following.shape(one.news[-1]))
        for one in here.jobs.all()
    ]


@router.get("/readings/events", response_class=StreamingResponse, responses={200: {"model": shapes.JobNews}})
async def follow_all(request: Request, here: Here) -> StreamingResponse:
    """Tell what all jobs tell, as server-sent events, from what they have told so far until the last of them has ended."""
    return here.listeners.stream(following.all_(here.jobs, request))


@router.get("/readings/{job}.json")
def news(job: str, here: Here) -> list[shapes.NewsShape]:
    """Return everything a job has told."""
    return [following.shape(one) for one in _job(here, job).news]


@router.get("/readings/{job}/events", response_class=StreamingResponse)
async def follow(job: str, request: Request, here: Here) -> StreamingResponse:
    """Tell how far a job is, as server-sent events, from its first line to its last."""
    return here.listeners.stream(following.one(here.jobs, _job(here, job), request))


@router.delete("/readings/{job}", status_code=204)
def stop(job: str, here: Here) -> Response:
    """Stop a job: a reading at the next batch of sentences, nothing of it kept; of many reports those that were read are kept."""
    here.jobs.stop(_job(here, job))
    return Response(status_code=204)


def _started(job: Job) -> shapes.Started:
    return shapes.Started(job=job.id)


def _stale(here: Here) -> list[str]:
    """Return what the page can read anew of what is stale: not what was read with dictionaries it has not."""
    with here.ledger.reading() as db:
        own = {one.id for one in runs.every(db) if with_own(one.made_by)}
        return runs.stale(db, here.works.made_by, but=own)


def _job(here: Here, job: str) -> Job:
    found = here.jobs.get(job)
    if found is None:
        raise NotFoundError(f"{job}: no such reading. It may have ended with an earlier start of the server.")
    return found


def _instant(written: str | None) -> dt.date | dt.datetime | None:
    return reading.instant(written, where="published") if written else None
