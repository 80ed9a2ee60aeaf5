"""
Reading in the page: a report is read in a thread of its own, tells how far it is, and can be stopped.

A job's news is kept from the first line on, so that whoever comes late, or comes again, is told everything.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from herodotus.errors import HerodotusError
from herodotus.model import Account
from herodotus.reading import Source
from herodotus.reading.neural import NeuralReader, Read
from herodotus.reading.wordpieces import Pieces

State = Literal["waiting", "reading", "thinking", "kept", "comparing", "compared", "failed", "stopped"]


@dataclass(frozen=True, slots=True)
class News:
    """How far a job is: ``done`` of ``all`` sentences; at its end the report's id, or why there is none."""

    state: State
    done: int = 0
    all: int = 0
    report: str | None = None
    words: str | None = None

    @property
    def is_last(self) -> bool:
        """Whether nothing comes after this."""
        return self.state in ("kept", "compared", "failed", "stopped")


Look = Callable[[int, int], None]
"""Told how many sentences are read and of how many; raises Stopped if it should go no further."""


class Stopped(Exception):  # noqa: N818  (it is no error: somebody asked for it)
    """Somebody asked for a reading to be stopped."""


@dataclass(slots=True)
class Job:
    """One reading: what it has told so far, and whether it should stop."""

    id: str
    name: str
    news: list[News] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, news: News) -> None:
        """Add a line and wake whoever waits for it."""
        with self.changed:
            self.news.append(news)
            self.changed.notify_all()

    def told(self, *, after: int, patience: float) -> list[News]:
        """Return the news after the first ``after`` lines; wait for some, but not longer than ``patience`` seconds."""
        with self.changed:
            self.changed.wait_for(lambda: len(self.news) > after, timeout=patience)
            return self.news[after:]


class Jobs:
    """The readings of this server, one at a time: two cores are soon busy."""

    def __init__(self, read: Callable[[Source, Look], Account], keep: Callable[[Account, bytes], object]) -> None:
        self._read, self._keep = read, keep
        self._jobs: dict[str, Job] = {}
        self._numbers = itertools.count(1)
        self._one_at_a_time = threading.Lock()

    def start(self, source: Source) -> Job:
        """Start reading a source; return the job at once."""
        job = Job(f"j{next(self._numbers)}", source.name)
        self._jobs[job.id] = job
        job.tell(News("waiting"))
        threading.Thread(target=self._run, args=(job, source), daemon=True, name=f"read {job.id}").start()
        return job

    def get(self, job: str) -> Job | None:
        """Return a job by its id."""
        return self._jobs.get(job)

    def _run(self, job: Job, source: Source) -> None:
        with self._one_at_a_time:
            try:
                job.tell(self._work(job, source))
            except Stopped:
                job.tell(News("stopped", words="Stopped; nothing was kept of it."))
            except HerodotusError as error:
                job.tell(News("failed", words=str(error)))
            except Exception as error:
                job.tell(
                    News("failed", words=f"{type(error).__name__}: this is a fault of Herodotus, please report it")
                )
                raise

    def _work(self, job: Job, source: Source) -> News:
        def look(done: int, whole: int) -> None:
            if job.stop.is_set():
                raise Stopped
            job.tell(News("thinking" if whole and done >= whole else "reading", done, whole))

        look(0, 0)
        account = self._read(source, look)
        if job.stop.is_set():
            raise Stopped
        self._keep(account, source.data)
        return News("kept", report=account.report.id)


class WatchedReader(NeuralReader):
    """
    The reader that ships, which says before each batch how far it is; what it reads is the same to the byte.

    It must not read in pieces of its own: what the network says of a sentence may depend on the batch it is in.
    """

    def __init__(self) -> None:
        super().__init__()
        self.look: Look = lambda done, whole: None
        self._done = self._all = 0

    def watched(self, look: Look) -> WatchedReader:
        """Return this reader, telling ``look`` from now on; a reading that was stopped leaves nothing behind."""
        self.look, self._done, self._all = look, 0, 0
        return self

    def annotate(self, sentences: Sequence[Sequence[str]]) -> list[Read]:
        """Return what the network says of sentences, having noted how many there are."""
        if not self._all:
            self._done, self._all = 0, len(sentences)
        found = super().annotate(sentences)
        if len(sentences) == self._all:
            self.look(self._all, self._all)
            self._all = 0
        return found

    def _run(self, batch: list[int], pieces: dict[int, Pieces], sentences: Sequence[Sequence[str]]) -> dict[int, Read]:
        self.look(min(self._done, self._all), self._all)
        self._done += len(batch)
        return super()._run(batch, pieces, sentences)
