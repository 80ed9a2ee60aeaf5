"""Reading anew: a kept text through the reader of today, every correction laid over it again, and what that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from herodotus.accounts import rereading
    from herodotus.accounts.overlay import Overlaid
    from herodotus.ledger import Ledger
    from herodotus.model import Account, Report
    from herodotus.reading import Source

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


def source_of(report: Report) -> Source:
    """Return the source of a kept text: what it was once taken out of is not opened again."""
    from herodotus.reading import Source

    known = {"publisher": report.publisher, "published": report.published, "title": report.title, "url": report.url}
    return Source.of_text(report.text, name=report.id, **known)


def lay(ledger: Ledger, before: Account, found: Account, *, keep: bool = True) -> Change:
    """Lay the corrections over both readings of a report and say what differs; ``keep`` the later one, in one transaction."""
    from herodotus.ledger import correcting

    after = replace(found, report=before.report)  # the report stays what it is, whatever it was taken out of
    with ledger.reading() as db:
        laid = correcting.overlaid(db, {0: before, 1: after})
    if keep:
        ledger.add_anew(after)
    return change(before.report.id, laid[0], laid[1])


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
