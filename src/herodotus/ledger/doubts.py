"""What something speaks against, or nothing for: the things of the ledger that a person should look at, each with the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts import likeness
from herodotus.ledger import faring, tables
from herodotus.ledger.decided import Decided, Short, Where

AUDIT = 50
"""One event in so many is looked at though nothing speaks against it."""
LEAST = 1 / 4
"""Events read in a way that was right less often than this are the least sure: surely apart from the others (decision 14)."""
DOUBT = 0.75
"""A pair whose score is no farther from the line than this is in doubt."""


class Item(NamedTuple):
    """A thing to be looked at: its report, what it is called there, its queue, why it stands there; of a pair the other one."""

    report: str
    thing: str
    queue: str
    why: str
    other: tuple[str, str] | None = None


class Entry(NamedTuple):
    """A thing in a queue, with what queues are narrowed and put in order by; ``n`` is its report's number, of a pair two."""

    item: Item
    where: Where | None
    n: int = 0
    type: str | None = None
    publisher: str | None = None
    published: str | None = None
    beside: int = 0
    away: float = 0.0


# --- events that something speaks against ----------------------------------------------------------------------------------

Reports = Collection[int] | None
"""Some reports by number; None is all."""


def disputes(db: Connection, only: Reports) -> Iterator[Entry]:
    """Events that some voice denies, or of which voices give different numbers."""
    seen: set[tuple[int, str]] = set()
    for wanted, why in ((denied(), "a voice denies it"), (differing(), "voices give different numbers")):
        for entry in _events(db, _of(wanted.distinct(), only), "disputes", why):
            if (entry.n, entry.item.thing) not in seen:
                seen.add((entry.n, entry.item.thing))
                yield entry


def denied() -> sa.Select[tuple[int, str]]:
    """Select the events that a voice denies, each as often as it is denied."""
    claim = tables.claim
    return sa.select(claim.c.report, claim.c.event).where(claim.c.stance == "denies")


def differing() -> sa.Select[tuple[int, str]]:
    """Select the events of which voices give numbers of one kind that differ."""
    number = tables.number
    differ = [sa.func.min(number.c[name]) != sa.func.max(number.c[name]) for name in ("voice", "low", "high")]
    grouped = sa.select(number.c.report, number.c.event).group_by(number.c.report, number.c.event, number.c.what)
    return grouped.having(differ[0], sa.or_(*differ[1:]))


def open_ones(db: Connection, only: Reports) -> Iterator[Entry]:
    """Events told as having happened of which neither the kind nor the doer is known."""
    yield from _events(db, _of(unknown(), only), "open", "told as having happened; neither kind nor doer is known")


def unknown() -> sa.Select[tuple[int, str]]:
    """Select the events told as having happened of which neither the kind nor the doer is known."""
    event = tables.event
    wanted = sa.select(event.c.report, event.c.id.label("event"))
    return wanted.where(event.c.display == "happened", event.c.type.is_(None), event.c.source.is_(None))


def least_sure(db: Connection, only: Reports) -> Iterator[Entry]:
    """Events read in a way that was right in fewer than a quarter of those judged, the least sure first."""
    event = tables.event
    of = [] if only is None else [event.c.report.in_(list(only))]
    for sure, *place in _told(db, event, event.c.confidence < LEAST, *of):
        yield _entry("least-sure", _seldom_right(sure), place, sure)


@cache
def _seldom_right(sure: float) -> str:
    return f"of events read in this way {sure:.0%} were right in every part"


def audit(db: Connection, only: Reports) -> Iterator[Entry]:
    """Every fiftieth event by chance, the same ones on every machine: what nobody would otherwise look at."""
    event, long = tables.event, _lengths(only)
    drawn = (
        sa.select(event.c.report, event.c.id.label("event"))
        .select_from(long.join(event, event.c.report == long.c.n))
        .where((long.c.length * 31 + event.c.start * 17 + event.c.end) % AUDIT == 0)
    )
    yield from _events(db, _of(drawn, only), "audit", f"one in {AUDIT}, drawn by chance")


def _lengths(only: Reports) -> sa.CTE:
    """Measure each text once, not for every event of it."""
    report = tables.report
    measured = _of(sa.select(report.c.n, sa.func.length(report.c.text).label("length")), only)
    return measured.cte("long").prefix_with("MATERIALIZED")


def _of(wanted: sa.Select[Any], only: Reports) -> sa.Select[Any]:
    return wanted if only is None else wanted.where(wanted.selected_columns[0].in_(list(only)))


def _events(db: Connection, wanted: sa.Select[Any], queue: str, why: str) -> Iterator[Entry]:
    """Yield the events of a selection."""
    some, event = wanted.subquery(), tables.event
    joined = some.join(event, sa.and_(event.c.report == some.c.report, event.c.id == some.c.event))
    return (_entry(queue, why, place) for _, *place in _told(db, joined))


def _told(db: Connection, events: sa.FromClause, *met: sa.ColumnElement[bool]) -> Sequence[Any]:
    """Return of each event how sure it is, and what an entry needs of it and of its report."""
    event, report = tables.event, tables.report
    columns = (
        event.c.confidence, report.c.id, event.c.id, report.c.text_hash, event.c.start,
        report.c.n, event.c.type, report.c.publisher, report.c.published,
    )  # fmt: skip
    joined = events.join(report, report.c.n == event.c.report)
    return db.execute(sa.select(*columns).select_from(joined).where(report.c.removed.is_(None), *met)).all()


def _entry(queue: str, why: str, place: Sequence[Any], away: float = 0.0) -> Entry:
    report, event, text, start, n, kind, publisher, published = place
    return Entry(Item(report, event, queue, why), (text, start), n, kind, publisher, published, away=away)


# --- pairs -----------------------------------------------------------------------------------------------------------------


def pairs(db: Connection, only: Reports) -> Iterator[Entry]:
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
    here = sa.true() if only is None else sa.or_(*(pair.c[f"{side}_report"].in_(list(only)) for side in "ab"))
    beside = (one[1].c.n, one[0].c.type, one[1].c.publisher, one[1].c.published, other[1].c.n)
    for score, *found in db.execute(sa.select(pair.c.score, *places, *beside).select_from(joined).where(near, here)):
        (a, a_text, a_event, a_start), (b, b_text, b_event, b_start) = found[:4], found[4:8]
        away = score - likeness.ONE
        why = f"{'pass for' if away >= 0 else 'fall short of'} one happening by {abs(away):.2f} points: merge or split them"
        where = frozenset(((a_text, a_start), (b_text, b_start)))
        n, kind, publisher, published, m = found[8:]
        yield Entry(Item(a, a_event, "pairs", why, (b, b_event)), where, n, kind, publisher, published, m, abs(away))


# --- decisions to be looked at again ---------------------------------------------------------------------------------------


def orphans(db: Connection) -> Iterator[Entry]:
    """Corrections whose place, or whose value, the last reading has lost: undo them, or correct what is there now."""
    for one in faring.fared(db, state="orphaned"):
        yield Entry(Item(one.report or "", f"correction {one.correction.id}", "orphans", str(one.reason)), None)


def changed(db: Connection) -> Iterator[Entry]:
    """Decisions that stand although what they were made on is read otherwise now."""
    for one in faring.fared(db, changed=True):
        yield Entry(Item(one.report or "", f"correction {one.correction.id}", "changed", str(one.reason)), None)


_VERBS = ("accept", "reject", "correct")


def second(db: Connection, decided: Decided, who: str) -> Iterator[Entry]:
    """What another coder decided on: decided on by two, it says how far they agree."""
    theirs: dict[Where, Short] = {}
    mine: set[Where] = set()
    for one in decided.standing():
        if one.where is not None and one.verb in _VERBS:
            if one.who == who:
                mine.add(one.where)
            else:
                theirs[one.where] = one
    names = _names(db, {where[0] for where in theirs if isinstance(where, tuple)})
    for where, one in theirs.items():
        if isinstance(where, tuple) and where[0] in names:
            why = f"{one.who} has decided on it: decide on it as it was read"
            report, publisher, published = names[where[0]]
            yield Entry(Item(report, f"correction {one.id}", "second", why), where, 0, None, publisher, published)


def _names(db: Connection, hashes: set[str]) -> dict[str, tuple[str, str | None, str | None]]:
    """Return the first report that has each of some texts: its id, publisher and date."""
    table = tables.report
    wanted = sa.select(table.c.text_hash, table.c.id, table.c.publisher, table.c.published)
    found: dict[str, tuple[str, str | None, str | None]] = {}
    some = sorted(hashes)
    for at in range(0, len(some), 500):
        part = wanted.where(table.c.text_hash.in_(some[at : at + 500]), table.c.removed.is_(None))
        for row in db.execute(part.order_by(table.c.n)):
            found.setdefault(row.text_hash, (row.id, row.publisher, row.published))
    return found
