"""
Reading in the page: a report is read in a thread of its own, tells how far it is, and can be stopped.

A job's news is kept from the first line on, so that whoever comes late, or comes again, is told everything.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from herodotus.errors import HerodotusError
from herodotus.model import Account, Sentence
from herodotus.reading import Reader, Source

State = Literal["waiting", "reading", "thinking", "kept", "failed", "stopped"]
_PIECE = 4_000
"""Characters read between two looks at whether somebody wants it stopped."""


@dataclass(frozen=True, slots=True)
class News:
    """How far a job is: ``done`` of ``all`` characters; at its end the report's id, or why there is none."""

    state: State
    done: int = 0
    all: int = 0
    report: str | None = None
    words: str | None = None

    @property
    def is_last(self) -> bool:
        """Whether nothing comes after this."""
        return self.state in ("kept", "failed", "stopped")


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

    def __init__(self, read: Callable[[Source, Reader], Account], keep: Callable[[Account, bytes], object]) -> None:
        self._read, self._keep = read, keep
        self._jobs: dict[str, Job] = {}
        self._numbers = itertools.count(1)
        self._one_at_a_time = threading.Lock()

    def start(self, source: Source, reader: Callable[[], Reader]) -> Job:
        """Start reading a source; return the job at once."""
        job = Job(f"j{next(self._numbers)}", source.name)
        self._jobs[job.id] = job
        job.tell(News("waiting"))
        threading.Thread(target=self._run, args=(job, source, reader), daemon=True, name=f"read {job.id}").start()
        return job

    def get(self, job: str) -> Job | None:
        """Return a job by its id."""
        return self._jobs.get(job)

    def _run(self, job: Job, source: Source, reader: Callable[[], Reader]) -> None:
        with self._one_at_a_time:
            try:
                job.tell(self._work(job, source, reader))
            except Stopped:
                job.tell(News("stopped", words="Stopped; nothing was kept of it."))
            except HerodotusError as error:
                job.tell(News("failed", words=str(error)))
            except Exception as error:
                job.tell(News("failed", words=f"{type(error).__name__}: this is a fault of Herodotus, please report it"))
                raise

    def _work(self, job: Job, source: Source, reader: Callable[[], Reader]) -> News:
        watched = Watched(reader(), job)
        watched.look(0, 0)
        account = self._read(source, watched)
        watched.look(1, 1)
        self._keep(account, source.data)
        return News("kept", report=account.report.id)


class Watched:
    """A reader that says how far it is and stops when asked to; it gives what the reader inside gives."""

    def __init__(self, reader: Reader, job: Job) -> None:
        self._reader, self._job = reader, job

    @property
    def id(self) -> str:
        """The fingerprint of the reader inside: watching changes nothing."""
        return self._reader.id

    def look(self, done: int, whole: int) -> None:
        """Tell how far it is; raise Stopped if it should go no further."""
        if self._job.stop.is_set():
            raise Stopped
        state: State = "thinking" if whole and done >= whole else "reading"
        self._job.tell(News(state, done, whole))

    def read(self, text: str, start: int = 0) -> tuple[Sentence, ...]:
        """Return the sentences of a text, read a few paragraphs at a time."""
        found: list[Sentence] = []
        for begin, end in pieces(text, start):
            self.look(end if end < len(text) else begin, len(text))
            found.extend(self._reader.read(text[:end], begin))
        self.look(len(text), len(text))
        return tuple(found)


def pieces(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield (begin, end) of stretches that end at an empty line or the text's end."""
    yield start, len(text)
