"""Reading anew: a kept text through the reader of today, every correction laid over it again, and what that changed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from herodotus.errors import InputError

if TYPE_CHECKING:
    from herodotus.accounts import rereading
    from herodotus.accounts.overlay import Overlaid
    from herodotus.ledger import Ledger
    from herodotus.model import Account, Report
    from herodotus.reading import Source

Day = dt.date | dt.datetime
"""When a report was published: a day, or an instant."""
SHORT = 10
"""Digits of a report's id that name it to a person."""
FATES = ("reapplied", "kept", "orphaned", "undone")
"""How a correction can fare over another reading, in the order in which it is told."""


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


def source_of(report: Report, published: Day | None = None) -> Source:
    """Return the source of a kept text, with another date if told so: what it was once taken out of is not opened again."""
    from herodotus.reading import Source

    day = published or report.published
    known = {"publisher": report.publisher, "published": day, "title": report.title, "url": report.url}
    return Source.of_text(report.text, name=report.id, **known)


def dated(before: Account, found: Account) -> Account:
    """
    Return what was read of a kept text under another date as an account of the report of that date.

    Raises InputError where the date is no other.
    """
    after = replace(found, report=replace(before.report, id=found.report.id, published=found.report.published))
    if after.report.id == before.report.id:
        raise InputError(before.report.id[:SHORT], "it has this date already", "Give it another one.")
    return after


def put(ledger: Ledger, before: Account, after: Account, *, who: str, why: str | None) -> None:
    """Keep a report under its other date in place of itself, with who says so, and why."""
    told = f"published {_written(after.report.published)}, says {who or 'somebody'}" + (f" ({why})" if why else "")
    ledger.put_in_place(before.report.id, after, why=told)


def _written(published: Day | None) -> str:
    return "nobody knows when" if published is None else published.isoformat()


def days_told(before: Account, after: Account) -> str:
    """Say what a date of publication did for the times of a report."""
    then, now = (sum(one.earliest is not None for one in account.times) for account in (before, after))
    return f"Of {len(after.times)} times it speaks of, {now} have a day now, {then} had one before."


def lay(ledger: Ledger, before: Account, found: Account, *, keep: bool = True) -> Change:
    """Lay the corrections over both readings of a report and say what differs; ``keep`` the later one, in one transaction."""
    after = replace(found, report=before.report)  # the report stays what it is, whatever it was taken out of
    told = compared(ledger, before, after)
    if keep:
        ledger.add_anew(after)
    return told


def compared(ledger: Ledger, before: Account, after: Account) -> Change:
    """Lay the corrections over both readings of a text and say what differs."""
    from herodotus.ledger import correcting

    with ledger.reading() as db:
        laid = correcting.overlaid(db, {0: before, 1: after})
    return change(after.report.id, laid[0], laid[1])


def change(report: str, before: Overlaid, after: Overlaid) -> Change:
    """Return what the later of two readings makes of a report; orphans are those the earlier one had not."""
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


def lines(one: Change) -> Iterator[str]:
    """Yield what changed in a report as a person reads it."""
    yield f"{one.report[:SHORT]}  statements {one.statements[0]} → {one.statements[1]}"
    yield from (f"  + {event}" for event in one.found)
    yield from (f"  - {event}" for event in one.lost)
    yield from (f"  ≠ {event}" for event in one.otherwise)
    yield from (f"  orphaned correction {orphan}" for orphan in one.orphans)


def fared(fates: Mapping[str, int]) -> str:
    """
    Say how corrections fared.

    >>> fared({"orphaned": 1, "reapplied": 41}), fared({})
    ('41 reapplied, 1 orphaned', 'none')
    """
    return ", ".join(f"{fates[state]} {state}" for state in FATES if fates.get(state)) or "none"
