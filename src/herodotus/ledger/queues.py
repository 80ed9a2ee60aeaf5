"""What a person should look at next: things of the ledger in queues, each with the reason it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts import likeness
from herodotus.accounts.overlay import undone_of
from herodotus.ledger import correcting, tables
from herodotus.model import Anchor, Correction

AUDIT = 50
"""One event in so many is looked at though nothing speaks against it."""


DOUBT = 0.75
"""A pair whose score is no farther from the line than this is in doubt."""


@dataclass(frozen=True, slots=True)
class Item:
    """A thing to be looked at: its report, what it is called there, its queue, why it stands there; of a pair the other one."""

    report: str
    thing: str
    queue: str
    why: str
    other: tuple[str, str] | None = None


def waiting(db: Connection, queue: str, who: str, *, most: int = 1) -> list[Item]:
    """Return the first things of a queue that this coder has not decided on."""
    mine = _decided(db, who)
    found: list[Item] = []
    for item, place in QUEUES[queue](db, who):
        if place not in mine:
            found.append(item)
        if len(found) == most:
            break
    return found


Place = tuple[str, int]
"""The hash of a text and where in it a thing stands."""
Found = Iterator[tuple[Item, Place | frozenset[Place] | None]]


def _decided(db: Connection, who: str) -> set[Place | frozenset[Place] | None]:
    """Return where the coder's decisions that stand were made: on one thing, or on two."""
    mine = [one for one in _standing(db) if one.who == who]
    return {
        _place(one.anchor) if one.other is None else _both(one.anchor, one.other)
        for one in mine
        if one.anchor is not None
    }


def _standing(db: Connection) -> list[Correction]:
    everything = list(correcting.log(db))
    undone = undone_of(everything)
    return [one for one in everything if one.id not in undone and one.verb != "undo" and one.anchor is not None]


def _place(anchor: Anchor) -> Place:
    return anchor.text_hash, anchor.span.start


def _both(one: Anchor, other: Anchor) -> frozenset[Place]:
    return frozenset((_place(one), _place(other)))


def disputes(db: Connection, _who: str) -> Found:
    """Events that some voice denies, or of which voices give different numbers."""
    claim, number = tables.claim, tables.number
    denied = sa.select(claim.c.report, claim.c.event).where(claim.c.stance == "denies")
    counted = (
        sa.select(number.c.report, number.c.event)
        .group_by(number.c.report, number.c.event, number.c.what)
        .having(sa.func.count(sa.distinct(number.c.voice)) > 1)
    )
    yield from _events(db, denied, "disputes", "a voice denies it")
    yield from _events(db, counted, "disputes", "voices give different numbers")


def open_ones(db: Connection, _who: str) -> Found:
    """Events told as having happened of which neither the kind nor the doer is known."""
    event = tables.event
    unknown = sa.select(event.c.report, event.c.id.label("event")).where(
        event.c.display == "happened", event.c.type.is_(None), event.c.source.is_(None)
    )
    yield from _events(db, unknown, "open", "told as having happened; neither kind nor doer is known")


def audit(db: Connection, _who: str) -> Found:
    """Every fiftieth event by chance, the same ones on every machine: what nobody would otherwise look at."""
    event, report = tables.event, tables.report
    drawn = (
        sa.select(event.c.report, event.c.id.label("event"))
        .select_from(event.join(report, report.c.n == event.c.report))
        .where((sa.func.length(report.c.text) * 31 + event.c.start * 17 + event.c.end) % AUDIT == 0)
    )
    yield from _events(db, drawn, "audit", f"one in {AUDIT}, drawn by chance")


def _events(db: Connection, wanted: sa.Select[tuple[int, str]], queue: str, why: str) -> Found:
    """Yield the events of a selection by the day of their report, in text order."""
    some = wanted.subquery()
    event, report = tables.event, tables.report
    joined = some.join(event, sa.and_(event.c.report == some.c.report, event.c.id == some.c.event))
    rows = db.execute(
        sa.select(report.c.id, report.c.text_hash, report.c.published, event.c.id.label("event"), event.c.start)
        .select_from(joined.join(report, report.c.n == event.c.report))
        .distinct()
        .order_by(report.c.published, report.c.id, event.c.start)
        .execution_options(yield_per=500)
    )  # fmt: skip
    for row in rows:
        yield Item(row.id, row.event, queue, why), (row.text_hash, row.start)


def pairs(db: Connection, _who: str) -> Found:
    """Events of two reports that the rule of incidents only just holds to be one happening, or only just not; the nearest first."""
    pair, one, other = (
        tables.likeness,
        (tables.event.alias(), tables.report.alias()),
        (tables.event.alias(), tables.report.alias()),
    )
    joined: Any = pair
    for side, (event, report) in (("a", one), ("b", other)):
        joined = joined.join(
            event, sa.and_(event.c.report == pair.c[f"{side}_report"], event.c.id == pair.c[f"{side}_event"])
        )
        joined = joined.join(report, report.c.n == event.c.report)
    places = [
        column
        for event, report in (one, other)
        for column in (report.c.id, report.c.text_hash, event.c.id, event.c.start)
    ]
    near = pair.c.score.between(likeness.ONE - DOUBT, likeness.ONE + DOUBT)
    wanted = sa.select(pair.c.score, *places).select_from(joined).where(near)
    for score, *found in db.execute(
        wanted.order_by(sa.func.abs(pair.c.score - likeness.ONE), one[1].c.id, one[0].c.start)
    ):
        (a, a_text, a_event, a_start), (b, b_text, b_event, b_start) = found[:4], found[4:]
        away = score - likeness.ONE
        why = f"{'pass for' if away >= 0 else 'fall short of'} one happening by {abs(away):.2f} points: merge or split them"
        yield Item(a, a_event, "pairs", why, (b, b_event)), frozenset(((a_text, a_start), (b_text, b_start)))


def orphans(db: Connection, _who: str) -> Found:
    """Corrections whose place, or whose value, the last reading has lost: undo them, or correct what is there now."""
    for one in correcting.fared(db, state="orphaned"):
        yield Item(one.report or "", f"correction {one.correction.id}", "orphans", str(one.reason)), None


def changed(db: Connection, _who: str) -> Found:
    """Decisions that stand although what they were made on is read otherwise now."""
    for state in ("kept", "reapplied"):
        for one in correcting.fared(db, state=state):
            if one.reason is not None:
                yield Item(one.report or "", f"correction {one.correction.id}", "changed", one.reason), None


def second(db: Connection, who: str) -> Found:
    """What another coder decided on: decided on by two, it says how far they agree."""
    standing = _standing(db)
    mine = {one.anchor for one in standing if one.who == who}
    theirs = {one.anchor: one for one in standing if one.who != who and one.verb in ("accept", "reject", "correct")}
    for anchor, one in theirs.items():
        for report, thing in correcting.things_of(db, one) if anchor not in mine else ():
            yield (
                Item(report, thing, "second", f"{one.who} has decided on it: decide on it as it was read (--as-read)"),
                None,
            )


QUEUES: Mapping[str, Callable[[Connection, str], Found]] = {
    "disputes": disputes, "open": open_ones, "orphans": orphans, "changed": changed, "pairs": pairs, "audit": audit,
    "second": second,
}  # fmt: skip
