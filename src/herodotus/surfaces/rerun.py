"""``herodotus rerun``: what is kept read anew by this version, every correction laid over it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from herodotus.surfaces.console import Console
from herodotus.surfaces.dictionaries import Actors, Pivot, Verbs, own, own_verbs
from herodotus.surfaces.options import HOME, AsJson, LedgerAt, Quiet, as_json, opened, out

if TYPE_CHECKING:
    from herodotus.accounts import rereading
    from herodotus.accounts.overlay import Overlaid
    from herodotus.ledger import Ledger
    from herodotus.model import Account, MadeBy
    from herodotus.reading import Source
    from herodotus.surfaces.executors import Executor

FAILED = 3


@dataclass(frozen=True, slots=True)
class Change:
    """What another reading makes of one report: events found, lost and told otherwise, statements by number, its corrections."""

    report: str
    found: tuple[str, ...]
    lost: tuple[str, ...]
    otherwise: tuple[str, ...]
    statements: tuple[int, int]
    fates: dict[str, int]
    orphans: tuple[str, ...]

    @property
    def is_none(self) -> bool:
        """Whether the report is read as before."""
        changed = self.found or self.lost or self.otherwise or self.orphans
        return not changed and self.statements[0] == self.statements[1]


def rerun(
    report: Annotated[list[str] | None, typer.Option(help="The start of a report's id; may be given again.")] = None,
    stale: Annotated[bool, typer.Option("--stale", help="Only what another version, model or lexicon read.")] = False,  # noqa: FBT002
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; keep nothing.")] = False,  # noqa: FBT002
    actors: Actors = None, pivot: Pivot = 30, verbs: Verbs = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read side by side.")] = 1,
    ledger: LedgerAt = HOME, *, json: AsJson = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Read what is kept anew from its kept text, lay the corrections over it again, and say what changed."""
    from herodotus import pipeline
    from herodotus.surfaces.executors import Work, executor

    console = Console(quiet=quiet)
    reading = Work(None, own(actors, console, pivot), own_verbs(verbs, console))
    with opened(ledger) as kept:
        wanted = [kept.get(one, as_read=True).report.id for one in report or ()] or [
            row.report for row in kept.reports()
        ]
        newest = pipeline.made_by(reading.load(), reading.own, reading.verbs) if stale else None
        work = _Rerun(kept, console, keep=not dry_run)
        changes = list(work.through(wanted, executor(reading, workers), newest))
    if json:
        out(as_json({"schema": "herodotus.rerun/1", "kept": not dry_run, "reports": [_object(one) for one in changes]}))
    else:
        for one in changes:
            if not one.is_none:
                out("\n".join(_lines(one)))
    work.close(changes)
    raise typer.Exit(FAILED if work.failed else 0)


class _Rerun:
    """Reads the reports of a ledger again, each kept in a transaction of its own."""

    def __init__(self, ledger: Ledger, console: Console, *, keep: bool) -> None:
        self._ledger, self._console, self._keep = ledger, console, keep
        self.failed = self.skipped = 0

    def through(self, reports: list[str], executor: Executor, newest: MadeBy | None) -> Iterator[Change]:
        """Yield what changes, report by report; what ``newest`` made is left alone."""
        from herodotus.reading import Unread

        sources = self._sources(reports, newest)
        for number, (source, after) in enumerate(executor.read(sources), 1):
            self._console.progress(f"{number} of {len(reports)}")
            if isinstance(after, Unread):
                self.failed += 1
                self._console.note(str(after.error))
            else:
                yield self._changed(self._ledger.get(source.name, as_read=True), after)
        self._console.progress("")

    def _sources(self, reports: list[str], newest: MadeBy | None) -> Iterator[Source]:
        """Yield the kept texts: what a text was once taken out of is not opened again."""
        from herodotus.reading import Source

        for report_id in reports:
            before = self._ledger.get(report_id, as_read=True)
            if before.made_by == newest:
                self.skipped += 1
                continue
            report = before.report
            known = {
                "publisher": report.publisher,
                "published": report.published,
                "title": report.title,
                "url": report.url,
            }
            yield Source.of_text(report.text, name=report.id, **known)

    def _changed(self, before: Account, found: Account) -> Change:
        from herodotus.ledger import correcting

        after = replace(found, report=before.report)  # the report stays what it is, whatever it was taken out of
        report = before.report.id
        with self._ledger.reading() as db:
            laid = correcting.overlaid(db, {0: before, 1: after})
        if self._keep:
            self._ledger.add(after)
        return _change(report, laid[0], laid[1])

    def close(self, changes: list[Change]) -> None:
        """Say on standard error how it went."""
        fates: Counter[str] = Counter()
        for one in changes:
            fates.update(one.fates)
        changed = sum(not one.is_none for one in changes)
        told = ", ".join(
            f"{fates[state]} {state}" for state in ("reapplied", "kept", "orphaned", "undone") if fates[state]
        )
        verb = "read anew" if self._keep else "would be read anew"
        rest = f", {self.skipped} up to date" if self.skipped else ""
        self._console.note(f"{len(changes)} reports {verb}, {changed} changed{rest}; corrections: {told or 'none'}")
        if fates["orphaned"]:
            self._console.note("next: herodotus review next --queue orphans")


def _change(report: str, before: Overlaid, after: Overlaid) -> Change:
    from herodotus.accounts import rereading

    events = [one for one in rereading.changes(before.account, after.account) if one.layer == "event"]
    told = {kind: tuple(one.told for one in events if one.kind == kind) for kind in ("found", "lost")}
    states = Counter(str(fate.state) for fate in after.fates)
    were = {fate.correction for fate in before.fates if fate.state == "orphaned"}
    orphans = [f"{f.correction}: {f.reason}" for f in after.fates if f.state == "orphaned" and f.correction not in were]
    return Change(
        report, told["found"], told["lost"], tuple(map(_otherwise, (one for one in events if one.kind == "otherwise"))),
        (len(before.account.statements), len(after.account.statements)), dict(states), tuple(orphans),
    )  # fmt: skip


def _otherwise(one: rereading.Change) -> str:
    return f"{one.told}  " + ", ".join(f"{field.name} {field.then or '–'} → {field.now or '–'}" for field in one.fields)


def _lines(one: Change) -> Iterator[str]:
    yield f"{one.report[:10]}  statements {one.statements[0]} → {one.statements[1]}"
    yield from (f"  + {event}" for event in one.found)
    yield from (f"  - {event}" for event in one.lost)
    yield from (f"  ≠ {event}" for event in one.otherwise)
    yield from (f"  orphaned correction {orphan}" for orphan in one.orphans)


def _object(one: Change) -> dict[str, Any]:
    return {
        "report": one.report, "found": list(one.found), "lost": list(one.lost), "otherwise": list(one.otherwise),
        "statements": list(one.statements),
        "corrections": one.fates, "orphans": list(one.orphans),
    }  # fmt: skip
