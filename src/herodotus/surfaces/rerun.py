"""``herodotus rerun``: what is kept read anew by this version, every correction laid over it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from herodotus.surfaces.console import Console
from herodotus.surfaces.dictionaries import Actors, Pivot, Verbs, own, own_verbs
from herodotus.surfaces.exits import FAILED
from herodotus.surfaces.options import HOME, AsJson, Coder, LedgerAt, Quiet, Why, as_json, instant, login, opened, out

if TYPE_CHECKING:
    from herodotus.ledger import Ledger
    from herodotus.model import Account
    from herodotus.surfaces.anew import Change, Day
    from herodotus.surfaces.executors import Executor, Work


def rerun(
    report: Annotated[list[str] | None, typer.Option(help="The start of a report's id; may be given again.")] = None,
    stale: Annotated[bool, typer.Option("--stale", help="Only what another version, model or lexicon read.")] = False,  # noqa: FBT002
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; keep nothing.")] = False,  # noqa: FBT002
    published: Annotated[str | None, typer.Option(metavar="WHEN", help="Another date for the --report, kept in its place.")] = None,
    why: Why = None, coder: Coder = "",
    actors: Actors = None, pivot: Pivot = 30, verbs: Verbs = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read side by side.")] = 1,
    ledger: LedgerAt = HOME, *, json: AsJson = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Read what is kept anew from its kept text, lay the corrections over it again, and say what changed."""
    from herodotus.surfaces import anew
    from herodotus.surfaces.executors import Work, executor

    day, console = _dated(published, report or (), coder, why), Console(quiet=quiet)
    reading = Work(None, own(actors, console, pivot), own_verbs(verbs, console))
    with opened(ledger) as kept:
        wanted = [kept.get(one, as_read=True).report.id for one in report or ()] or [
            row.report for row in kept.reports()
        ]
        waiting = _stale(kept, wanted, reading) if stale and day is None else wanted
        work = _Rerun(kept, console, keep=not dry_run, day=day)
        changes = list(work.through(waiting, executor(reading, workers)))
    if json:
        out(as_json({"schema": "herodotus.rerun/1", "kept": not dry_run, "reports": [_object(one) for one in changes]}))
    else:
        for one in changes:
            if not one.is_none:
                out("\n".join(anew.lines(one)))
    work.close(changes, up_to_date=len(wanted) - len(waiting))
    raise typer.Exit(FAILED if work.failed else 0)


def _stale(kept: Ledger, wanted: list[str], reading: Work) -> list[str]:
    """Return those of some reports that another version, model or lexicon read."""
    from herodotus import pipeline
    from herodotus.ledger import runs

    newest = pipeline.made_by(reading.load(), reading.own, reading.verbs)
    with kept.reading() as db:
        old = set(runs.stale(db, newest))
    return [one for one in wanted if one in old]


@dataclass(frozen=True, slots=True)
class Dated:
    """The date that a report is given: who says so, and why."""

    published: Day
    who: str
    why: str | None


def _dated(written: str | None, reports: Sequence[str], who: str, why: str | None) -> Dated | None:
    """Return the date that one report is given. Raises BadParameter for no date, and for none or several reports."""
    published = instant(written)
    if published is None:
        return None
    if len(reports) != 1:
        raise typer.BadParameter("it is the date of one report: name it with --report", param_hint="--published")
    return Dated(published, who or login(), why)


class _Rerun:
    """Reads the reports of a ledger again, each kept in a transaction of its own; one under another date (``day``)."""

    def __init__(self, ledger: Ledger, console: Console, *, keep: bool, day: Dated | None = None) -> None:
        self._ledger, self._console, self._keep, self._day = ledger, console, keep, day
        self.failed = 0

    def through(self, reports: list[str], executor: Executor) -> Iterator[Change]:
        """Yield what changes, report by report."""
        from herodotus.reading import Unread
        from herodotus.surfaces import anew

        day = None if self._day is None else self._day.published
        sources = (anew.source_of(self._ledger.get(one, as_read=True).report, day) for one in reports)
        for number, (source, after) in enumerate(executor.read(sources), 1):
            self._console.progress(f"{number} of {len(reports)}")
            if isinstance(after, Unread):
                self.failed += 1
                self._console.note(str(after.error))
            else:
                before = self._ledger.get(source.name, as_read=True)
                yield self._laid(before, after)
        self._console.progress("")

    def _laid(self, before: Account, found: Account) -> Change:
        from herodotus.surfaces import anew

        if self._day is None:
            return anew.lay(self._ledger, before, found, keep=self._keep)
        after = anew.dated(before, found)
        change = anew.compared(self._ledger, before, after)
        if self._keep:
            anew.put(self._ledger, before, after, who=self._day.who, why=self._day.why)
        self._console.note(
            f"{before.report.id[: anew.SHORT]} is {after.report.id} now. {anew.days_told(before, after)}"
        )
        return change

    def close(self, changes: list[Change], *, up_to_date: int) -> None:
        """Say on standard error how it went."""
        from herodotus.surfaces import anew

        fates: Counter[str] = Counter()
        for one in changes:
            fates.update(one.fates)
        changed = sum(not one.is_none for one in changes)
        verb = "read anew" if self._keep else "would be read anew"
        rest = f", {up_to_date} up to date" if up_to_date else ""
        self._console.note(f"{len(changes)} reports {verb}, {changed} changed{rest}; corrections: {anew.fared(fates)}")
        if fates["orphaned"]:
            self._console.note("next: herodotus review next --queue orphans")


def _object(one: Change) -> dict[str, Any]:
    return {
        "report": one.report, "found": list(one.found), "lost": list(one.lost), "otherwise": list(one.otherwise),
        "statements": list(one.statements),
        "corrections": one.fates, "orphans": list(one.orphans),
    }  # fmt: skip
