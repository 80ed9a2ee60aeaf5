"""Incidents asked for: listed, one by its id or by an event of it, and its accounts side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts import sidebyside
from herodotus.accounts.incidents import described
from herodotus.accounts.overlay import Overlaid
from herodotus.errors import NotFoundError
from herodotus.ledger import correcting, identifying, keeping, sketching, tables
from herodotus.model import Account, EventRef, Incident, Matrix

_SHORTEST_ID = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """An incident in short: what, where, when, in how many reports of how many publishers."""

    id: str
    label: str
    type: str | None
    place: str | None
    earliest: str | None
    latest: str | None
    reports: int
    publishers: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which incidents are wanted: told by so many reports, of a type, at a place, in an interval of days."""

    reports: int = 2
    type: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None


def listed(db: Connection, asked: Asked = Asked()) -> list[Listed]:
    """Return the incidents that are asked for, those of most reports first, of equals the earlier."""
    one, event, report = tables.incident, tables.incident_event, tables.report
    reports, publishers = sa.func.count(report.c.n.distinct()), sa.func.count(report.c.publisher.distinct())
    joined = one.join(event, event.c.incident == one.c.id).join(report, report.c.n == event.c.report)
    columns = (one.c.id, one.c.label, one.c.type, one.c.place, one.c.earliest, one.c.latest)
    wanted = sa.select(*columns, reports, publishers).select_from(joined).where(*_filters(asked)).group_by(*columns)
    rows = db.execute(wanted.having(reports >= asked.reports))
    return sorted((Listed(*row) for row in rows), key=lambda row: (-row.reports, row.earliest or "~", row.id))


def _filters(asked: Asked) -> list[sa.ColumnElement[bool]]:
    table = tables.incident
    found: list[sa.ColumnElement[bool]] = []
    if asked.type is not None:
        found.append(table.c.type == asked.type.upper())
    if asked.place is not None:
        found.append(sa.func.lower(table.c.place) == asked.place.lower())
    if asked.since is not None:
        found.append(table.c.latest >= asked.since)
    if asked.until is not None:
        found.append(table.c.earliest <= asked.until)
    return found


def get(db: Connection, name: str) -> Incident:
    """
    Return an incident by the start of its id or by an event of it (``REPORT:e5``). Raises NotFoundError for none or several.

    An event that no other is one with is an incident of its own.
    """
    if ":" in name:
        report, _, event = name.partition(":")
        return _of_event(db, keeping.number_of(db, report), event, name)
    table = tables.incident
    whole = name if name.startswith("i-") else f"i-{name}"
    found = (
        db.execute(sa.select(table.c.id).where(table.c.id.startswith(whole, autoescape=True)).limit(2)).scalars().all()
    )
    if len(found) > 1:
        raise NotFoundError(f"{name}: more than one incident begins so. Give more of the id.")
    if not found or len(whole) < _SHORTEST_ID:
        raise NotFoundError(f"{name}: no such incident. See 'herodotus incidents', or name an event of it: REPORT:e5.")
    return _whole(db, found[0])


def _of_event(db: Connection, n: int, event: str, name: str) -> Incident:
    table = tables.incident_event
    found = db.execute(sa.select(table.c.incident).where(table.c.report == n, table.c.event == event)).scalar()
    if found is not None:
        return _whole(db, found)
    alone = [sketch for sketch in sketching.kept(db, [n])[n] if event in sketch.events]
    if not alone:
        raise NotFoundError(f"{name}: that report has no such event. See 'herodotus show'.")
    return described(alone)


def _whole(db: Connection, incident: str) -> Incident:
    """Return an incident as it is kept."""
    table, events, report = tables.incident, tables.incident_event, tables.report
    row = db.execute(sa.select(table).where(table.c.id == incident)).one()
    joined = events.join(report, report.c.n == events.c.report)
    wanted = sa.select(report.c.id, events.c.event).select_from(joined).where(events.c.incident == incident)
    members = tuple(sorted(EventRef(one.id, one.event) for one in db.execute(wanted)))
    return Incident(row.id, row.rule, row.label, row.type, row.place, row.earliest, row.latest, members)


def accounts_of(db: Connection, incident: Incident) -> list[Account]:
    """Return the accounts that tell of an incident, corrected."""
    return [one.account for one in _laid(db, incident).values()]


def _laid(db: Connection, incident: Incident) -> dict[int, Overlaid]:
    numbers = keeping.numbers(db, {ref.report for ref in incident.events})
    return correcting.overlaid(db, {n: keeping.newest(db, n) for n in numbers.values()})


def matrix(db: Connection, incident: Incident) -> Matrix:
    """Return the accounts of an incident side by side."""
    laid = _laid(db, incident)
    accounts = [one.account for one in laid.values()]
    copies = copies_of(db, [account.report.id for account in accounts])
    return sidebyside.matrix(incident, accounts, copies, identifying.hands(db, laid.values()))


def copies_of(db: Connection, reports: Iterable[str]) -> list[tuple[str, str]]:
    """Return the near-copies among some reports, by id."""
    ids = {n: report for report, n in keeping.numbers(db, reports).items()}
    table = tables.copy
    found = db.execute(sa.select(table.c.a, table.c.b).where(table.c.a.in_(ids), table.c.b.in_(ids)))
    return sorted((ids[row.a], ids[row.b]) for row in found)


def because(db: Connection, incident: Incident) -> Sequence[tuple[str, str, float, str]]:
    """Return the pairs that hold an incident together: two events, their score, the grounds as JSON; the best first."""
    table = tables.likeness
    ids = {n: report for report, n in keeping.numbers(db, {ref.report for ref in incident.events}).items()}
    wanted = sa.select(table).where(table.c.a_report.in_(ids), table.c.b_report.in_(ids), table.c.because.is_not(None))
    members = set(incident.events)
    found = [
        (EventRef(ids[row.a_report], row.a_event), EventRef(ids[row.b_report], row.b_event), row.score, row.because)
        for row in db.execute(wanted)
    ]
    inside = [(str(a), str(b), score, why) for a, b, score, why in found if {a, b} <= members]
    return sorted(inside, key=lambda pair: (-pair[2], pair[0], pair[1]))
