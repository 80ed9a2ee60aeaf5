"""What the jobs of the page do: read what is given or kept, read a report as one of another date, compare what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from herodotus import pipeline
from herodotus.errors import InputError, NotFoundError
from herodotus.ledger import comparing, removing, runs
from herodotus.reading import Source, Unread
from herodotus.surfaces import anew
from herodotus.surfaces.page.jobs import Job, News, State, Work

if TYPE_CHECKING:
    from herodotus.ledger import Ledger
    from herodotus.model import Account, MadeBy, Report
    from herodotus.reading.neural import Look, NeuralReader
    from herodotus.surfaces.anew import Day

Found = Iterable[Source | Unread]
_OPENING = 70
_OWN = "+"
"""Stands between the hash of our lexicons and those of the dictionaries that a user gave on the command line."""


class Works:
    """Makes the work of each kind of job over one ledger; ``coder`` is who asks."""

    def __init__(self, ledger: Ledger, coder: str) -> None:
        self._ledger, self._coder = ledger, coder

    @cached_property
    def _reader(self) -> NeuralReader:
        from herodotus.reading.neural import NeuralReader

        return NeuralReader()

    @cached_property
    def made_by(self) -> MadeBy:
        """What makes accounts here."""
        return pipeline.made_by(self._reader)

    def read(self, found: Callable[[], Found]) -> Work:
        """Read the reports of a file or a text; one that cannot be read stops no other."""

        def work(job: Job) -> News:
            sources = list(found())
            if len(sources) == 1:
                return self._kept(self._read(sources[0], job.look), sources[0])
            return _Batch(job, len(sources)).through(partial(self._one_of, one, job) for one in sources)

        return work

    def anew(self, reports: Sequence[str]) -> Work:
        """Read reports that are kept anew, each in a transaction of its own, the corrections laid over them again."""

        def work(job: Job) -> News:
            return _Batch(job, len(reports)).through(partial(self._anew, one, job) for one in reports)

        return work

    def date(self, report: str, published: Day, why: str | None) -> Work:
        """Read a kept report as the one with this date of publication, and keep that in its place."""

        def work(job: Job) -> News:
            before = self._ledger.get(report, as_read=True)
            self._refuse_own(before)
            after = anew.dated(before, self._read(anew.source_of(before.report, published), job.look))
            anew.put(self._ledger, before, after, who=self._coder, why=why)
            return News("kept", report=after.report.id, name=called(after.report), words=anew.days_told(before, after))

        return work

    def compare(self, job: Job) -> News:
        """Compare what is new, each report in a transaction of its own: who asks meanwhile is answered, what was compared stays."""
        with self._ledger.reading() as db:
            waiting = comparing.stale(db)
        for done, n in enumerate(waiting):
            if job.stop.is_set():
                return News("stopped", done, len(waiting), "report", words="Stopped; what was compared stays.")
            job.tell(News("comparing", done, len(waiting), "report"))
            with self._ledger.writing() as db:
                comparing.compare(db, n)
        return News("compared", len(waiting), len(waiting), "report")

    def _read(self, source: Source | Unread, look: Look) -> Account:
        if isinstance(source, Unread):
            raise source.error
        return pipeline.account_for(source, reader=self._reader.watched(look))

    def _kept(self, account: Account, source: Source | Unread) -> News:
        assert isinstance(source, Source)
        report = account.report.id
        kept = News("kept", report=report, name=called(account.report))
        if self._ledger.add(account, raw=source.data).new:
            return kept
        with self._ledger.reading() as db:
            gone = next(iter(removing.taken_out(db, report)), None)
        if gone is None:
            return replace(kept, words="It was here already: nothing is doubled.")
        raise InputError(source.name, f"it was taken out on {gone.at[:10]}: {gone.why}", "It stays out.")

    def _one_of(self, source: Source | Unread, job: Job) -> News:
        return replace(self._kept(self._read(source, lambda _done, _all: job.go_on()), source), words=None)

    def _anew(self, report: str, job: Job) -> News:
        before = self._ledger.get(report, as_read=True)
        self._refuse_own(before)
        found = self._read(anew.source_of(before.report), lambda _done, _all: job.go_on())
        with self._ledger.reading() as db:
            since = runs.last_of(db, before.report.id)
        change = anew.lay(self._ledger, before, found)
        return News("reading", report=before.report.id, name=called(before.report), change=change, since=since)

    def _refuse_own(self, before: Account) -> None:
        if with_own(before.made_by):
            problem = "it was read with dictionaries of one's own, which the page has not"
            short = before.report.id[: anew.SHORT]
            raise InputError(short, problem, f"Run 'herodotus rerun --report {short}' with --actors or --verbs.")


def called(report: Report) -> str:
    """Return what a report is called: its title, else how it opens."""
    return report.title or " ".join(report.text[:_OPENING].split())


def with_own(made_by: MadeBy) -> bool:
    """Whether an account was made with dictionaries that its reader brought along."""
    return _OWN in made_by.lexicons


class _Batch:
    """Many reports in one job: each told as it is done, those that cannot be read counted and named."""

    def __init__(self, job: Job, whole: int) -> None:
        self._job, self._whole = job, whole
        self._kept = self._changed = self._failed = 0
        self._fates: Counter[str] = Counter()

    def through(self, steps: Iterator[Callable[[], News]]) -> News:
        """Do one step after another; return how it went."""
        for done, step in enumerate(steps):
            self._job.go_on(f"Stopped. {self._told()}")
            self._job.tell(News("reading", done, self._whole, "report"))
            self._job.tell(replace(self._after(step), state="reading", done=done + 1, all=self._whole, of="report"))
        state: State = "failed" if self._failed and not self._kept else "kept"
        return News(state, self._whole, self._whole, "report", words=self._told())

    def _after(self, step: Callable[[], News]) -> News:
        try:
            news = step()
        except (InputError, NotFoundError) as error:
            self._failed += 1
            return News("reading", words=str(error))
        self._kept += 1
        if news.change is not None:
            self._changed += not news.change.is_none
            self._fates.update(news.change.fates)
        return news

    def _told(self) -> str:
        if self._job.kind == "anew":
            words = f"{self._kept} read anew, {self._changed} changed; corrections: {anew.fared(self._fates)}"
        else:
            words = f"{self._kept} kept"
        return words + (f"; {self._failed} not read" if self._failed else "") + "."
