"""
Corrections in the ledger: written down once and for all, laid over every reading of their text, never lost.

The log is append-only. A correction belongs to a text, not to a report: two outlets that print the same words are corrected
together. What is asked of the log is asked in ``faring``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts import lastword, overlay, versions
from herodotus.accounts.anchors import text_hash
from herodotus.accounts.overlay import Fate, Overlaid
from herodotus.errors import NotFoundError
from herodotus.ledger import identifying, keeping, logbook, projecting, tables
from herodotus.model import Account, Correction

_TABLE = tables.correction
log = logbook.log


# --- written down ----------------------------------------------------------------------------------------------------------


def record(db: Connection, one: Correction) -> tuple[Correction, tuple[Fate, ...]]:
    """Write a correction down and lay it over the reports that have its text; say how it fared over each."""
    return record_many(db, [one])[0]


def record_many(db: Connection, some: Iterable[Correction]) -> list[tuple[Correction, tuple[Fate, ...]]]:
    """
    Write corrections down and lay them over the reports that have their texts, each report once; say how each fared.

    Their ids and, where they have none, their instants are the ledger's; they count after all that is decided by now. One whose
    text no report has waits for it.
    """
    kept = list(_written(db, some))
    fates = _lay(db, kept)
    return [(one, tuple(fates[one.id])) for one in kept]


def _written(db: Connection, some: Iterable[Correction]) -> Iterator[Correction]:
    latest = logbook.latest(db)
    for one in some:
        at = one.at or keeping.now()
        kept = logbook.write(db, lastword.after(latest, replace(one, at=lastword.written(lastword.instant(at)))))
        latest = lastword.counts_at(kept)
        yield kept


def _lay(db: Connection, some: Sequence[Correction]) -> dict[int, list[Fate]]:
    """Lay every report anew that has the text of one of these corrections; return how each correction fares there."""
    hashes = {key for one in some for key in logbook.hashes_of(one)}
    tied = identifying.tied(db, some)
    touched = with_later(db, with_text(db, hashes | identifying.texts_of(db, tied)))
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


def bring_in(db: Connection, some: Iterable[Correction]) -> tuple[int, int]:
    """
    Write down decisions of another ledger that are not here yet; return how many are new, and how many were left out.

    Each counts by its own instant. Their numbers become this ledger's, and what one of them takes back is called by its number
    here; what takes back a decision that is not among them says nothing, and is left out.
    """
    here: dict[Hashable, list[int]] = defaultdict(list)
    for one in log(db):
        here[_said(one)].append(one.id)
    numbers: dict[int, int] = {}
    new: list[Correction] = []
    left = 0
    for one in sorted({one.id: one for one in some}.values(), key=lambda one: one.id):
        mine = replace(one, id=0, undoes=numbers.get(one.undoes or 0))
        if one.verb == "undo" and mine.undoes is None:
            left += 1
        elif here.get(_said(mine)):
            numbers[one.id] = here[_said(mine)].pop(0)  # what was said twice in one second is two
        else:
            new.append(logbook.write(db, mine))
            numbers[one.id] = new[-1].id
    _lay(db, new)
    return len(new), left


def _said(one: Correction) -> Hashable:
    """Return what a decision is known by in any log, however its instant is written."""
    return lastword.counts_at(one), replace(one, id=0, at="")


def latest_by(db: Connection, who: str) -> Correction | None:
    """Return the last word of a coder that stands and took nothing back, wherever it was said; or None."""
    undone = logbook.undone(db)
    own = (one for one in log(db) if one.who == who and one.verb != "undo" and one.id not in undone)
    return max(own, key=lastword.rank, default=None)


# --- laid over the accounts ------------------------------------------------------------------------------------------------


def lay_flat(db: Connection, accounts: Mapping[int, Account]) -> dict[int, tuple[Fate, ...]]:
    """Lay accounts flat as they are after their corrections, and keep how each correction fared over each of them."""
    laid = overlaid(db, accounts)
    projecting.project(db, {n: one.account for n, one in laid.items()}, identifying.keys(db, laid))
    _keep_fates(db, laid)
    return {n: one.fates for n, one in laid.items()}


def overlaid(db: Connection, accounts: Mapping[int, Account], *, joined: bool = True) -> dict[int, Overlaid]:
    """
    Return accounts with the corrections of their texts, and of the versions of their reports before, laid over them.

    Without ``joined`` the actors of one report whom people hold to be one are left two.
    """
    texts = {n: account.report.text for n, account in accounts.items()}
    hashes = {n: text_hash(text) for n, text in texts.items()}
    earlier = _earlier(db, accounts) if _any(db) else {}
    found = logbook.on_texts(db, {*hashes.values(), *(text_hash(text) for some in earlier.values() for text in some)})
    laid = {}
    for n, account in accounts.items():
        own = list(found.get(hashes[n], ()))
        for text in earlier.get(n, ()):
            own += _moved(found.get(text_hash(text), ()), text, texts[n])
        laid[n] = overlay.lay(account, {one.id: one for one in own}.values(), joined=joined)
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


def current(db: Connection, n: int, *, joined: bool = True) -> Overlaid:
    """Return the newest account of a report, corrected; without ``joined`` every actor in it stands by itself."""
    return overlaid(db, {n: keeping.newest(db, n)}, joined=joined)[n]


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


def with_text(db: Connection, hashes: Iterable[str]) -> list[int]:
    """Return the reports that have one of some texts."""
    table = tables.report
    wanted = sa.select(table.c.n).where(table.c.text_hash.in_(list(hashes)), table.c.removed.is_(None))
    return list(db.execute(wanted.order_by(table.c.n)).scalars())


def with_later(db: Connection, reports: Iterable[int]) -> list[int]:
    """Return some reports with every later version of them."""
    table = tables.report
    found = new = set(reports)
    while new:
        wanted = sa.select(table.c.n).where(table.c.follows.in_(new), table.c.removed.is_(None))
        new = set(db.execute(wanted).scalars()) - found
        found = found | new
    return sorted(found)
