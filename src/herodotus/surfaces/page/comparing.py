"""
Comparing in the page: what is new is compared in a thread of its own, report after report, and can be stopped between two.

Each report is a transaction, so that whoever asks meanwhile is answered, and what was compared stays.
"""

from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING

from herodotus.errors import HerodotusError
from herodotus.ledger import comparing
from herodotus.surfaces.page.jobs import Job, News

if TYPE_CHECKING:
    from herodotus.ledger import Ledger


class Comparisons:
    """The comparing of this server, one at a time: whoever asks for one while it goes on is told of the same."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._jobs: dict[str, Job] = {}
        self._now: Job | None = None
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()

    def start(self) -> Job:
        """Start comparing, or return what is under way."""
        with self._lock:
            if self._now is None or self._now.news[-1].is_last:
                self._now = Job(f"c{next(self._numbers)}", "comparing")
                self._jobs = {self._now.id: self._now}
                self._now.tell(News("waiting"))
                threading.Thread(target=self._run, args=(self._now,), daemon=True, name=self._now.id).start()
            return self._now

    def get(self, job: str) -> Job | None:
        """Return a job by its id; only the last one is known."""
        return self._jobs.get(job)

    def _run(self, job: Job) -> None:
        try:
            job.tell(self._work(job))
        except HerodotusError as error:
            job.tell(News("failed", words=str(error)))
        except Exception as error:
            job.tell(News("failed", words=f"{type(error).__name__}: this is a fault of Herodotus, please report it"))
            raise

    def _work(self, job: Job) -> News:
        with self._ledger.reading() as db:
            waiting = comparing.stale(db)
        for done, n in enumerate(waiting):
            if job.stop.is_set():
                return News("stopped", done, len(waiting), words="Stopped; what was compared stays.")
            job.tell(News("comparing", done, len(waiting)))
            with self._ledger.writing() as db:
                comparing.compare(db, n)
        return News("compared", len(waiting), len(waiting))
