"""
Corrections in the ledger: written down once and for all, laid over every reading of their text, never lost.

The log is append-only. A correction belongs to a text, not to a report: two outlets that print the same words are corrected
together. ``correction_state`` tells how each fared over the account that is current.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts import overlay, versions
from herodotus.accounts.anchors import Standing, text_hash
from herodotus.accounts.overlay import Fate, Overlaid
from herodotus.errors import NotFoundError
from herodotus.ledger import identifying, keeping, logbook, projecting, tables
from herodotus.model import Account, Anchor, Correction

_TABLE = tables.correction
log = logbook.log


@dataclass(frozen=True, slots=True)
class Logged:
    """A correction with how it fared over one report that has its text; none has, where ``report`` is None."""

    correction: Correction
    report: str | None
    state: str | None
    reason: str | None


# --- the log ---------------------------------------------------------------------------------------------------------------


def record(db: Connection, one: Correction) -> tuple[Correction, tuple[Fate, ...]]:
    """Write a correction down and lay it over the reports that have its text; say how it fared over each."""
    return record_many(db, [one])[0]


def record_many(db: Connection, some: Iterable[Correction]) -> list[tuple[Correction, tuple[Fate, ...]]]:
    """
    Write corrections down and lay them over the reports that have their texts, each report once; say how each fared.

    Their ids and, where they have none, their instants are the ledger's. One whose text no report has waits for it.
    """
    kept = [logbook.write(db, one) for one in some]
    fates = _lay(db, kept)
    return [(one, tuple(fates[one.id])) for one in kept]


def _lay(db: Connection, some: Sequence[Correction]) -> dict[int, list[Fate]]:
    """Lay every report anew that has the text of one of these corrections; return how each correction fares there."""
    hashes = {key for one in some for key in logbook.hashes_of(one)}
    tied = identifying.tied(db, some)
    touched = _with_later(db, _with_text(db, hashes | identifying.texts_of(db, tied)))
    fates: dict[int, list[Fate]] = defaultdict(list)
    for found in lay_flat(db, {n: keeping.newest(db, n) for n in touched}).values():
        for fate in found:
            fates[fate.correction].append(fate)
    identifying.rekey(db, tied, besides=touched)
    return fates


def undo(db: Connection, number: int, *, who: str, why: str | None = None) -> tuple[Correction, tuple[Fate, ...]]:
    """Take a correction back by another that says so. Raises NotFoundError for none, or one that is taken back already."""
    target = taken(db, number)
    if number in logbook.undone(db):
        raise NotFoundError(f"correction {number} is taken back already. See 'herodotus review log'.")
    return record(
        db, Correction(0, "", who, "undo", target.anchor, target.field, why=why, undoes=number, other=target.other)
    )


def taken(db: Connection, number: int) -> Correction:
    """Return a correction by its number. Raises NotFoundError for none."""
    found = next(logbook.some(db, [number]), None)
    if found is None:
        raise NotFoundError(f"there is no correction {number}. See 'herodotus review log'.")
    return found


def bring_in(db: Connection, some: Iterable[Correction]) -> int:
    """
    Write down decisions of another ledger that are not here yet; return how many are new.

    Their numbers become this ledger's, and what one of them takes back is called by its number here.
    """
    here: dict[Correction, list[int]] = defaultdict(list)
    for one in log(db):
        here[replace(one, id=0)].append(one.id)
    numbers: dict[int, int] = {}
    new: list[Correction] = []
    for one in sorted({one.id: one for one in some}.values(), key=lambda one: one.id):
        mine = replace(one, id=0, undoes=numbers.get(one.undoes or 0))
        if here.get(mine):
            numbers[one.id] = here[mine].pop(0)  # what was said twice in one second is two
            continue
        new.append(logbook.write(db, mine))
        numbers[one.id] = new[-1].id
    _lay(db, new)
    return len(new)


def latest_by(db: Connection, who: str) -> Correction | None:
    """Return the last correction of a coder that stands and took nothing back, or None."""
    undone = logbook.undone(db)
    own = sa.select(_TABLE.c.id).where(_TABLE.c.who == who, _TABLE.c.verb != "undo").order_by(_TABLE.c.id.desc())
    last = next((number for number in db.execute(own).scalars() if number not in undone), None)
    return None if last is None else taken(db, last)


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


def search_log(db: Connection, sought: Sought, *, start: int, limit: int) -> tuple[int, list[Logged]]:
    """Return how many rows of the log are sought, and some of them, newest first."""
    wanted = _fared(sought)
    total = db.execute(sa.select(sa.func.count()).select_from(wanted.subquery())).scalar_one()
    newest = wanted.order_by(_TABLE.c.id.desc(), tables.report.c.id)
    return total, list(_logged(db, newest.limit(limit).offset(start)))


_STATE = tables.correction_state
_OLDEST = (_TABLE.c.id, tables.report.c.id)


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


def fates_told(db: Connection) -> dict[str, int]:
    """Return how many decisions fare how over what is read now."""
    wanted = sa.select(_STATE.c.state, sa.func.count()).join(tables.report, tables.report.c.n == _STATE.c.report)
    found = db.execute(wanted.where(tables.report.c.removed.is_(None)).group_by(_STATE.c.state))
    return {row[0]: row[1] for row in found}


def others_since(db: Connection, hash_: str, number: int, who: str) -> list[Correction]:
    """Return what others decided on a text after a number of the log."""
    wanted = sa.select(_TABLE).where(_TABLE.c.id > number, _TABLE.c.text_hash == hash_, _TABLE.c.who != who)
    return [logbook.read(row) for row in db.execute(wanted.order_by(_TABLE.c.id)).mappings()]


def touched_since(db: Connection, number: int, *, most: int) -> set[int] | None:
    """Return the reports whose texts were decided on after a number of the log; None where that is more than so many decisions."""
    wanted = sa.select(_TABLE).where(_TABLE.c.id > number).order_by(_TABLE.c.id).limit(most)
    new = [logbook.read(row) for row in db.execute(wanted).mappings()]
    if len(new) == most:
        return None
    return set(_with_later(db, _with_text(db, {key for one in new for key in logbook.hashes_of(one)})))


def things_of(db: Connection, one: Correction, *, as_read: bool = False) -> Iterator[tuple[str, str]]:
    """Yield what a correction was made on as it is called now: the id of each report that has its text, and of the thing."""
    for n in _with_text(db, logbook.hashes_of(one)) if one.anchor is not None else ():
        account = keeping.newest(db, n) if as_read else current(db, n).account
        thing = Standing(account).find(one.anchor) if one.anchor is not None else None
        if thing is not None:
            yield account.report.id, thing.id


def on_thing(db: Connection, n: int, thing: str) -> list[Logged]:
    """Return the decisions that stand on a thing of a report, or on a part of it that stands at the same words, oldest first."""
    account = current(db, n).account
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
    if (
        anchor.text_hash
        != db.execute(sa.select(tables.report.c.text_hash).where(tables.report.c.id == report)).scalar()
    ):
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
    there = _with_text(db, [hash_])
    return Standing(keeping.newest(db, there[0])) if there else None


# --- laid over the accounts ------------------------------------------------------------------------------------------------


def lay_flat(db: Connection, accounts: Mapping[int, Account]) -> dict[int, tuple[Fate, ...]]:
    """Lay accounts flat as they are after their corrections, and keep how each correction fared over each of them."""
    laid = overlaid(db, accounts)
    projecting.project(db, {n: one.account for n, one in laid.items()}, identifying.keys(db, laid))
    _keep_fates(db, laid)
    return {n: one.fates for n, one in laid.items()}


def overlaid(db: Connection, accounts: Mapping[int, Account]) -> dict[int, Overlaid]:
    """Return accounts with the corrections of their texts, and of the versions of their reports before, laid over them."""
    texts = {n: account.report.text for n, account in accounts.items()}
    hashes = {n: text_hash(text) for n, text in texts.items()}
    earlier = _earlier(db, accounts) if _any(db) else {}
    found = logbook.on_texts(db, {*hashes.values(), *(text_hash(text) for some in earlier.values() for text in some)})
    laid = {}
    for n, account in accounts.items():
        own = list(found.get(hashes[n], ()))
        for text in earlier.get(n, ()):
            own += _moved(found.get(text_hash(text), ()), text, texts[n])
        laid[n] = overlay.lay(account, {one.id: one for one in own}.values())
    return laid


def _any(db: Connection) -> bool:
    return db.execute(sa.select(_TABLE.c.id).limit(1)).first() is not None


def _earlier(db: Connection, reports: Iterable[int]) -> dict[int, list[str]]:
    """Return the texts of the versions before some reports, for those that have any."""
    table = tables.report
    found: dict[int, list[str]] = defaultdict(list)
    before = {n: n for n in reports}
    while before:
        rows = db.execute(
            sa.select(table.c.n, table.c.follows).where(
                table.c.n.in_(set(before.values())), table.c.follows.is_not(None)
            )
        )
        follows = {row.n: row.follows for row in rows}
        before = {n: follows[at] for n, at in before.items() if at in follows}
        texts = {
            row.n: row.text
            for row in db.execute(sa.select(table.c.n, table.c.text).where(table.c.n.in_(set(before.values()))))
        }
        for n, at in before.items():
            found[n].append(texts[at])
    return found


def _moved(some: Iterable[Correction], old: str, new: str) -> list[Correction]:
    corrections = list(some)
    if not corrections or old == new:
        return []
    way = versions.Alignment(old, new)
    return [versions.moved(one, way) for one in corrections]


def current(db: Connection, n: int) -> Overlaid:
    """Return the newest account of a report, corrected."""
    return overlaid(db, {n: keeping.newest(db, n)})[n]


def everything(db: Connection, reports: Iterable[int] | None = None) -> Iterator[tuple[int, Overlaid]]:
    """Yield the newest account of every report, or of some, corrected, by publication date and id, with the report's number."""
    table = tables.report
    wanted = sa.select(table.c.n).where(table.c.removed.is_(None)).order_by(table.c.published, table.c.id)
    chosen = None if reports is None else set(reports)
    numbers = [n for n in db.execute(wanted).scalars() if chosen is None or n in chosen]
    for at in range(0, len(numbers), _AT_ONCE):
        some = numbers[at : at + _AT_ONCE]
        yield from overlaid(db, {n: keeping.newest(db, n) for n in some}).items()


_AT_ONCE = 100
"""Accounts held in memory together."""


def _keep_fates(db: Connection, laid: Mapping[int, Overlaid]) -> None:
    table = tables.correction_state
    rows = [
        {"correction": fate.correction, "report": n, "state": fate.state, "reason": fate.reason}
        for n, one in laid.items() for fate in one.fates
    ]  # fmt: skip
    if rows:
        db.execute(sa.delete(table).where(table.c.report.in_({row["report"] for row in rows})))
        db.execute(sa.insert(table), rows)


def _with_text(db: Connection, hashes: Iterable[str]) -> list[int]:
    """Return the reports that have one of some texts."""
    table = tables.report
    wanted = sa.select(table.c.n).where(table.c.text_hash.in_(list(hashes)), table.c.removed.is_(None))
    return list(db.execute(wanted.order_by(table.c.n)).scalars())


def _with_later(db: Connection, reports: Iterable[int]) -> list[int]:
    """Return some reports with every later version of them."""
    table = tables.report
    found = new = set(reports)
    while new:
        wanted = sa.select(table.c.n).where(table.c.follows.in_(new), table.c.removed.is_(None))
        new = set(db.execute(wanted).scalars()) - found
        found = found | new
    return sorted(found)
