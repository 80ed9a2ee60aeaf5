"""
What takes long in the page: jobs, done one at a time in the order they came; each tells how far it is and can be stopped.

There are two lines, of readings and of comparisons (``context.py``); what a job does is in ``works.py``, how it is told on in
``following.py``.

A job's news is kept from the first line on, so that whoever comes late, or comes again, is told everything.
"""

from __future__ import annotations

import itertools
import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from herodotus.errors import HerodotusError
from herodotus.surfaces.anew import Change

log = logging.getLogger(__name__)
State = Literal["waiting", "reading", "thinking", "kept", "comparing", "compared", "failed", "stopped"]
Kind = Literal["read", "anew", "date", "compare"]
Unit = Literal["sentence", "report"]
REMEMBERED = 50
"""Ended jobs that are still told of."""


@dataclass(frozen=True, slots=True)
class News:
    """
    How far a job is: ``done`` of ``all`` sentences or reports.

    ``report`` is what was kept just now and ``name`` what it is called, ``change`` what another reading made of it ``since``
    a run; ``words`` why something is not kept. The last line says how it went.
    """

    state: State
    done: int = 0
    all: int = 0
    of: Unit = "sentence"
    report: str | None = None
    name: str | None = None
    words: str | None = None
    change: Change | None = None
    since: int | None = None

    @property
    def is_last(self) -> bool:
        """Whether nothing comes after this."""
        return self.state in ("kept", "compared", "failed", "stopped")

    @property
    def is_progress(self) -> bool:
        """Whether this says no more than how far the job is: the next line says it better."""
        return not self.is_last and self.words is None and self.change is None


class Stopped(Exception):  # noqa: N818  (it is no error: somebody asked for it)
    """Somebody asked for a job to be stopped; its words say what was kept of it."""


@dataclass(slots=True)
class Job:
    """One job: what it has told so far, and whether it should stop."""

    id: str
    name: str
    kind: Kind
    changed: threading.Condition = field(default_factory=threading.Condition)
    news: list[News] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def is_over(self) -> bool:
        """Whether it has told its last line."""
        return bool(self.news) and self.news[-1].is_last

    def tell(self, news: News) -> None:
        """Add a line and wake whoever waits for it."""
        with self.changed:
            self.news.append(news)
            self.changed.notify_all()

    def go_on(self, words: str = "Stopped; nothing was kept of it.") -> None:
        """Raise Stopped, with what was kept so far in words, where somebody asked for it."""
        if self.stop.is_set():
            raise Stopped(words)

    def look(self, done: int, whole: int) -> None:
        """Tell how many sentences are read, of how many; go no further where somebody asked for it."""
        self.go_on()
        self.tell(News("thinking" if whole and done >= whole else "reading", done, whole))


Work = Callable[[Job], News]
"""What a job does; returns its last line, and may raise Stopped or HerodotusError."""


class FullError(HerodotusError):
    """More is given or listened to at once than this server takes; later it is taken."""


class Jobs:
    """
    A line of jobs, one at a time: two cores are soon busy. The ids of a line begin with its letter.

    Those that wait ``hold`` no more than so many bytes: each keeps what it was given in memory until its turn.
    """

    def __init__(self, letter: str, hold: int = 0) -> None:
        self._letter, self._hold = letter, hold
        self._jobs: dict[str, Job] = {}
        self._waiting: deque[tuple[Job, Work, int]] = deque()
        self._numbers = itertools.count(1)
        self._changed = threading.Condition()
        self._is_working = False
        self.is_closed = False

    def start(self, name: str, kind: Kind, work: Work, *, holds: int = 0) -> Job:
        """Put a job that holds so many bytes at the end of the line; return it. Raises FullError where they are too many."""
        with self._changed:
            if sum(held for _, _, held in self._waiting) + holds > self._hold:
                raise FullError("Too much waits in line already. Give it again when some of it is read.")
            return self._begun(name, kind, work, holds)

    def join(self, name: str, kind: Kind, work: Work) -> Job:
        """Return the job that is under way or in line; start one where there is none."""
        with self._changed:
            now = next((one for one in self._jobs.values() if not one.is_over), None)
            return now or self._begun(name, kind, work, 0)

    def _begun(self, name: str, kind: Kind, work: Work, holds: int) -> Job:
        job = Job(f"{self._letter}{next(self._numbers)}", name, kind, self._changed)
        job.tell(News("waiting"))
        self._jobs[job.id] = job
        self._forget()
        self._waiting.append((job, work, holds))
        if not self._is_working:
            self._is_working = True
            threading.Thread(target=self._work, daemon=True, name=f"jobs-{self._letter}").start()
        return job

    def get(self, job: str) -> Job | None:
        """Return a job by its id."""
        return self._jobs.get(job)

    def all(self) -> list[Job]:
        """Return the jobs in the order they came: those that wait, the one under way, and the last that ended."""
        with self._changed:
            return list(self._jobs.values())

    def stop(self, job: Job) -> None:
        """Stop a job: at once where it has not begun, else where it next looks."""
        job.stop.set()
        with self._changed:
            waiting = [one for one in self._waiting if one[0] is job]
            for one in waiting:
                self._waiting.remove(one)
        if waiting:
            job.tell(News("stopped", words="Stopped before it began."))

    def close(self) -> None:
        """Stop what is under way and in line, and let whoever listens go."""
        self.is_closed = True
        for job in self.all():
            if not job.is_over:
                self.stop(job)
        with self._changed:
            self._changed.notify_all()

    def rest(self, patience: float) -> None:
        """Wait until no job is under way, but no longer than ``patience`` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: not self._is_working, patience)

    def _forget(self) -> None:
        over = [one.id for one in self._jobs.values() if one.is_over]
        for job in over[:-REMEMBERED]:
            del self._jobs[job]

    def _work(self) -> None:
        while (found := self._next()) is not None:
            job, work, _ = found
            job.tell(_outcome(job, work))

    def _next(self) -> tuple[Job, Work, int] | None:
        with self._changed:
            if not self._waiting:
                self._is_working = False
                self._changed.notify_all()
                return None
            return self._waiting.popleft()


def _outcome(job: Job, work: Work) -> News:
    """Do a job's work and return its last line, whatever happens: the others in line are waiting."""
    try:
        job.go_on()
        return work(job)
    except Stopped as stopped:
        return News("stopped", words=str(stopped))
    except HerodotusError as error:
        return News("failed", words=str(error))
    except Exception as error:
        log.exception("job=%s kind=%s name=%r", job.id, job.kind, job.name)
        return News("failed", words=f"{type(error).__name__}: this is a fault of Herodotus, please report it")
