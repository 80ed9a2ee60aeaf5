"""
Columns of numbers joined and split by hand: which question of an incident a number answers.

A column of numbers holds what is told of one fate ("killed"). That two of them are one question ("casualties" and "killed"),
or that an answer stands in the wrong one, is said of the numbers themselves: a correction of ``what``, a line of the log for
each. So it lies on the words, holds after every reading, and is taken back like any other; a number read later stands where it
is read to stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from herodotus.accounts import overlay, sayings
from herodotus.accounts.anchors import Standing, Thing, text_hash
from herodotus.accounts.values import dumps
from herodotus.errors import InputError
from herodotus.ledger import incidents, logbook
from herodotus.model import Account, Correction, Count, EventRef, Incident, Span

FATES = sayings.FATES
"""The questions that a number may answer; None takes it out of all columns."""
_NUMBERS = "numbers: "


@dataclass(frozen=True, slots=True)
class Moving:
    """Which answers (``REPORT:e2.n1``; all of a column where none is named) answer another question than their column's."""

    column: str
    to: str | None
    only: Collection[str] = ()
    why: str | None = None


def decisions(db: Connection, incident: Incident, asked: Moving, *, who: str) -> list[Correction]:
    """Return a correction for each number that is to stand elsewhere, none of them written down. Raises InputError for none."""
    column, to = asked.column.removeprefix(_NUMBERS), None if asked.to is None else asked.to.removeprefix(_NUMBERS)
    if to is not None and to not in FATES:
        raise InputError("to", f"no column of numbers: {to}", f"Name one of {', '.join(FATES)}, or none of them.")
    if to == column:
        raise InputError("to", f"they are in {column} already", "Name another column.")
    found = [
        Correction(0, "", who, "correct", standing.anchor(one.id), "what",
                   old=overlay.seen(standing.account, one.id, "what"), new=dumps(to), why=asked.why or None)
        for standing, some in _numbers(incident, incidents.accounts_of(db, incident))
        for one in _meant([one for one in some if _count(one).what == column], asked.only, standing.account)
    ]  # fmt: skip
    if not found:
        raise InputError("column", f"no number of this incident is read as {column}", "Name a column of numbers.")
    return found


def meanwhile(db: Connection, some: Collection[Correction], seen: int) -> tuple[Correction, ...]:
    """Return what others than the one who decides (no log has it yet) decided on the same numbers after a number of the log."""
    who = next(iter(some)).who
    places = {(one.anchor.text_hash, one.anchor.span) for one in some if one.anchor is not None}
    since = logbook.by_others(db, seen, who)
    return tuple(
        each for each in since if each.anchor is not None and (each.anchor.text_hash, each.anchor.span) in places
    )


def answers(incident: Incident, accounts: Iterable[Account]) -> dict[tuple[EventRef, str, Span], tuple[str, ...]]:
    """
    Return what the numbers that answer a question are called (``REPORT:e2.n1``), by their event, the question and their words.

    A voice that gives one number twice in a report gives one answer: both are called by it.
    """
    found = [
        (standing, one)
        for standing, some in _numbers(incident, accounts)
        for one in some
        if sayings.is_answer(_count(one), standing.account)
    ]
    alike: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for standing, one in found:
        alike[_answer(standing, one)].append(f"{standing.account.report.id}:{one.id}")
    return {
        (EventRef(standing.account.report.id, _event(one)), f"{_NUMBERS}{_count(one).what}", one.spans[0]): tuple(
            alike[_answer(standing, one)]
        )
        for standing, one in found
    }


def _answer(standing: Standing, one: Thing) -> tuple[object, ...]:
    count = _count(one)
    return standing.account.report.id, count.voice, count.what, count.low, count.high


def by_hand(db: Connection, incident: Incident, accounts: Collection[Account]) -> list[Correction]:
    """Return the decisions by which numbers of an incident answer what they do, newest first; those taken back are left out."""
    undone = logbook.undone(db)
    log = logbook.on_texts(db, {text_hash(account.report.text) for account in accounts})
    found = {
        one.id: one
        for account in accounts
        for one in _on_counts(log.get(text_hash(account.report.text), ()), Standing(account), _own(incident, account))
        if one.id not in undone
    }
    return [one for _, one in sorted(found.items(), reverse=True)]


def _on_counts(log: Iterable[Correction], standing: Standing, own: Collection[str]) -> Iterator[Correction]:
    """Yield the decisions on what is counted by the numbers of some events of one report."""
    for one in log:
        if one.verb == "correct" and one.field == "what" and one.anchor is not None:
            thing = standing.find(one.anchor)
            if thing is not None and thing.layer == "count" and _event(thing) in own:
                yield one


def _numbers(incident: Incident, accounts: Iterable[Account]) -> Iterator[tuple[Standing, list[Thing]]]:
    """Yield the numbers of an incident's events, report by report, each with all that stands there."""
    for account in accounts:
        standing, own = Standing(account), _own(incident, account)
        yield standing, [one for one in standing.of("count") if _event(one) in own]


def _meant(some: list[Thing], only: Collection[str], account: Account) -> list[Thing]:
    """Return the answers among some numbers that are named, or all; parts of a whole ("two more") go where all answers go."""
    answers = [one for one in some if sayings.is_answer(_count(one), account)]
    named = [one for one in answers if not only or _is_named(one, account, only)]
    return some if named and len(named) == len(answers) else named


def _own(incident: Incident, account: Account) -> set[str]:
    return {ref.event for ref in incident.events if ref.report == account.report.id}


def _is_named(one: Thing, account: Account, names: Iterable[str]) -> bool:
    """Whether a number is one of those called so; a report is known by the start of its id."""
    parts = (name.partition(":") for name in names)
    return any(thing == one.id and report and account.report.id.startswith(report) for report, _, thing in parts)


def _event(one: Thing) -> str:
    return one.id.split(".")[0]


def _count(one: Thing) -> Count:
    assert isinstance(one.value, Count)
    return one.value
