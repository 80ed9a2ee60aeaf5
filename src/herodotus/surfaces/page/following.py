"""
Jobs followed by whoever listens: server-sent events, until there is no more to tell, the listener has gone or the server goes.

A listener holds no thread: it looks ten times a second. So many listen at once and no more, since each holds a connection.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from fastapi import Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from herodotus.surfaces.page import shapes
from herodotus.surfaces.page.jobs import FullError, Job, Jobs, News

PULSE = 0.1
"""Seconds between two looks at what is new and whether the listener has gone."""
IDLE = "event: idle\ndata: {}\n\n"
"""What the stream of all jobs ends with: the browser would else come back at once."""


class Listeners:
    """Who follows jobs of this server now; at most so many."""

    def __init__(self, most: int) -> None:
        self._most, self._now = most, 0

    def stream(self, events: AsyncIterator[str]) -> StreamingResponse:
        """Return the answer that tells events. Raises FullError where too many listen."""
        if self._now >= self._most:
            raise FullError(
                f"{self._most} pages follow what goes on here already. Close some, and load this one again."
            )
        return StreamingResponse(self._counted(events), media_type="text/event-stream")

    async def _counted(self, events: AsyncIterator[str]) -> AsyncIterator[str]:
        self._now += 1
        try:
            async for event in events:
                yield event
        finally:
            self._now -= 1


async def one(jobs: Jobs, job: Job, request: Request, *, seen: int = 0) -> AsyncIterator[str]:
    """Tell what a job tells, beyond its first ``seen`` lines, to its last."""
    while not await _is_over(jobs, request):
        for news in job.news[seen:]:
            seen += 1
            yield event(shape(news))
            if news.is_last:
                return
        await asyncio.sleep(PULSE)


async def all_(jobs: Jobs, request: Request) -> AsyncIterator[str]:
    """Tell what all jobs of a line tell, progress that is over left out, until the last of them has ended."""
    seen: dict[str, int] = {}
    while not await _is_over(jobs, request):
        found = jobs.all()
        for job in found:
            news = job.news[seen.get(job.id, 0) :]
            if news:
                seen[job.id] = seen.get(job.id, 0) + len(news)
                yield event(told(job, [each for each in news if each is news[-1] or not each.is_progress]))
        if all(job.is_over and seen[job.id] == len(job.news) for job in found):
            yield IDLE
            return
        await asyncio.sleep(PULSE)


async def _is_over(jobs: Jobs, request: Request) -> bool:
    return jobs.is_closed or await request.is_disconnected()


def event(shape: BaseModel) -> str:
    """Return a server-sent event."""
    return f"data: {shape.model_dump_json()}\n\n"


def told(job: Job, news: list[News]) -> shapes.JobNews:
    """Return some lines of a job among others, with what it is called."""
    return shapes.JobNews(id=job.id, name=job.name, kind=job.kind, news=[shape(one) for one in news])


def shape(one: News) -> shapes.NewsShape:
    """Return a line of a job as it is told."""
    change = one.change
    return shapes.NewsShape(
        state=one.state, done=one.done, all=one.all, of=one.of, report=one.report, name=one.name, words=one.words,
        change=None if change is None else shapes.RereadShape(
            report=change.report, found=list(change.found), lost=list(change.lost),
            otherwise=list(change.otherwise), statements=change.statements,
            fates=change.fates, orphans=list(change.orphans), same=change.is_none,
        ),
        since=one.since,
    )  # fmt: skip
