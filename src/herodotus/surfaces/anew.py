"""Reading anew: a kept text through the reader of today, every correction laid over it again, and what that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from herodotus.accounts.overlay import Overlaid
    from herodotus.ledger import Ledger
    from herodotus.model import Account, Event, Report
    from herodotus.reading import Source

SHORT = 10
"""Digits of a report's id that name it to a person."""
FATES = ("reapplied", "kept", "orphaned", "undone")
"""How a correction can fare over another reading, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Change:
    """What another reading makes of one report: events found and lost, statements by number, how its corrections fare."""

    report: str
    found: tuple[str, ...]
    lost: tuple[str, ...]
    statements: tuple[int, int]
    fates: dict[str, int]
    orphans: tuple[str, ...]

    @property
    def is_none(self) -> bool:
        """Whether the report is read as before."""
        return not (self.found or self.lost or self.orphans) and self.statements[0] == self.statements[1]


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
    then, now = (Counter(_signature(event, one) for event in one.account.events) for one in (before, after))
    states = Counter(str(fate.state) for fate in after.fates)
    were = {fate.correction for fate in before.fates if fate.state == "orphaned"}
    orphans = [f"{f.correction}: {f.reason}" for f in after.fates if f.state == "orphaned" and f.correction not in were]
    return Change(
        report, tuple((now - then).elements()), tuple((then - now).elements()),
        (len(before.account.statements), len(after.account.statements)), dict(states), tuple(orphans),
    )  # fmt: skip


def _signature(event: Event, laid: Overlaid) -> str:
    """Return an event in a few words by which it is told from others of its report."""
    from herodotus.accounts.telling import label

    names = {actor.id: actor.name for actor in laid.account.actors}
    who, whom = ("; ".join(names.get(p.actor, p.actor) for p in part) or "–" for part in (event.source, event.target))
    words = event.triggers[0].of(laid.account.report.text)
    return f"{label(event)}  {who} “{words}” {whom}  [{event.type or 'no type'}]"


def lines(one: Change) -> Iterator[str]:
    """Yield what changed in a report as a person reads it."""
    yield f"{one.report[:SHORT]}  statements {one.statements[0]} → {one.statements[1]}"
    yield from (f"  + {event}" for event in one.found)
    yield from (f"  - {event}" for event in one.lost)
    yield from (f"  orphaned correction {orphan}" for orphan in one.orphans)


def fared(fates: Mapping[str, int]) -> str:
    """
    Say how corrections fared.

    >>> fared({"orphaned": 1, "reapplied": 41}), fared({})
    ('41 reapplied, 1 orphaned', 'none')
    """
    return ", ".join(f"{fates[state]} {state}" for state in FATES if fates.get(state)) or "none"
