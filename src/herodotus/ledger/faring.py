"""How decisions fare: the log asked by who, what, when and on which thing, each decision with what became of it in each report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts.anchors import Standing, text_hash
from herodotus.ledger import correcting, keeping, logbook, tables
from herodotus.model import Anchor, Correction

_TABLE, _STATE = tables.correction, tables.correction_state
_OLDEST = (_TABLE.c.id, tables.report.c.id)


@dataclass(frozen=True, slots=True)
class Logged:
    """A correction with how it fared over one report that has its text; none has, where ``report`` is None."""

    correction: Correction
    report: str | None
    state: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Sought:
    """
    Which decisions of the log: of one coder, one verb, one fate, one day, above a number; None is any.

    ``changed`` asks for those that stand although what they were made on is read otherwise now; ``number`` for one decision.
    """

    who: str | None = None
    verb: str | None = None
    state: str | None = None
    day: str | None = None
    since: int = 0
    changed: bool = False
    number: int | None = None


def fared(db: Connection, *, state: str | None = None, since: int = 0, changed: bool = False) -> Iterator[Logged]:
    """Yield the log with how each correction fares now; ``state`` asks for one fate only."""
    yield from _logged(db, _fared(Sought(state=state, since=since, changed=changed)).order_by(*_OLDEST))


def search(db: Connection, sought: Sought, *, start: int, limit: int) -> tuple[int, list[Logged]]:
    """Return how many rows of the log are sought, and some of them, newest first."""
    wanted = _fared(sought)
    total = db.execute(sa.select(sa.func.count()).select_from(wanted.subquery())).scalar_one()
    newest = wanted.order_by(_TABLE.c.id.desc(), tables.report.c.id)
    return total, list(_logged(db, newest.limit(limit).offset(start)))


def _fared(sought: Sought) -> sa.Select[Any]:
    joined = _TABLE.outerjoin(_STATE, _STATE.c.correction == _TABLE.c.id)
    joined = joined.outerjoin(tables.report, tables.report.c.n == _STATE.c.report)
    wanted = sa.select(_TABLE, tables.report.c.id.label("report_id"), _STATE.c.state, _STATE.c.reason).select_from(
        joined
    )
    for column, value in ((_TABLE.c.who, sought.who), (_TABLE.c.verb, sought.verb), (_STATE.c.state, sought.state)):
        wanted = wanted if value is None else wanted.where(column == value)
    if sought.day is not None:
        wanted = wanted.where(sa.func.substr(_TABLE.c.at, 1, 10) == sought.day)
    if sought.changed:
        wanted = wanted.where(_STATE.c.state.in_(("kept", "reapplied")), _STATE.c.reason.is_not(None))
    if sought.number is not None:
        wanted = wanted.where(_TABLE.c.id == sought.number)
    return wanted.where(_TABLE.c.id > sought.since)


def _logged(db: Connection, wanted: sa.Select[Any]) -> Iterator[Logged]:
    for row in db.execute(wanted).mappings():
        yield Logged(logbook.read(row), row["report_id"], row["state"], row["reason"])


def coders(db: Connection) -> list[str]:
    """Return everybody who has decided anything, by name."""
    return list(db.execute(sa.select(_TABLE.c.who).distinct().order_by(_TABLE.c.who)).scalars())


def told(db: Connection) -> dict[str, int]:
    """Return how many decisions fare how over what is read now."""
    wanted = sa.select(_STATE.c.state, sa.func.count()).join(tables.report, tables.report.c.n == _STATE.c.report)
    found = db.execute(wanted.where(tables.report.c.removed.is_(None)).group_by(_STATE.c.state))
    return {row[0]: row[1] for row in found}


def touched_since(db: Connection, number: int, *, most: int) -> set[int] | None:
    """Return the reports whose texts were decided on after a number of the log; None where that is more than so many decisions."""
    wanted = sa.select(_TABLE).where(_TABLE.c.id > number).order_by(_TABLE.c.id).limit(most)
    new = [logbook.read(row) for row in db.execute(wanted).mappings()]
    if len(new) == most:
        return None
    hashes = {key for one in new for key in logbook.hashes_of(one)}
    return set(correcting.with_later(db, correcting.with_text(db, hashes)))


def things_of(db: Connection, one: Correction, *, as_read: bool = False) -> Iterator[tuple[str, str]]:
    """Yield what a correction was made on as it is called now: the id of each report that has its text, and of the thing."""
    for n in correcting.with_text(db, logbook.hashes_of(one)) if one.anchor is not None else ():
        account = keeping.newest(db, n) if as_read else correcting.current(db, n).account
        thing = Standing(account).find(one.anchor) if one.anchor is not None else None
        if thing is not None:
            yield account.report.id, thing.id


def on_thing(db: Connection, n: int, thing: str) -> list[Logged]:
    """Return the decisions that stand on a thing of a report, or on a part of it that stands at the same words, oldest first."""
    account = correcting.current(db, n).account
    found = Standing(account).get(thing) or Standing(keeping.newest(db, n)).get(thing)
    if found is None:
        return []
    undone, hash_ = logbook.undone(db), text_hash(account.report.text)
    there = logbook.on_texts(db, {hash_}).get(hash_, [])
    return [
        Logged(one, account.report.id, None, None)
        for one in there
        if one.id not in undone and one.verb != "undo" and one.anchor is not None and one.anchor.span == found.spans[0]
    ]


def place_of(db: Connection, report: str, anchor: Anchor) -> str | None:
    """Return what to open of a report to see where a decision stands: an event, a statement, else the sentence (``n4``)."""
    here = db.execute(sa.select(tables.report.c.text_hash).where(tables.report.c.id == report)).scalar()
    if here != anchor.text_hash:
        return None
    n = keeping.number_of(db, report)
    span = anchor.span
    layers = (tables.statement,) if anchor.layer == "statement" else (tables.event,) if anchor.layer in _TOLD else ()
    for table in layers:
        at = sa.and_(table.c.report == n, table.c.start == span.start, table.c.end == span.end)
        found = db.execute(sa.select(table.c.id).where(at)).scalars().first()
        if found is not None:
            return str(found)
    table = tables.sentence
    number = db.execute(
        sa.select(sa.func.max(table.c.n)).where(table.c.report == n, table.c.start <= span.start)
    ).scalar()
    return None if number is None else f"n{number + 1}"


_TOLD = ("event", "claim")


def standing(db: Connection, hash_: str) -> Standing | None:
    """Return what was read in a text, as it stands there; None where no report has this text."""
    there = correcting.with_text(db, [hash_])
    return Standing(keeping.newest(db, there[0])) if there else None
