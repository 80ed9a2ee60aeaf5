"""Incidents asked for: listed, one by its id or by an event of it, and its accounts side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts import sidebyside
from herodotus.accounts.incidents import described
from herodotus.accounts.overlay import Overlaid
from herodotus.errors import NotFoundError
from herodotus.ledger import correcting, identifying, keeping, sketching, tables, twins
from herodotus.ledger.conditions import actors_of
from herodotus.ledger.queries import day_after
from herodotus.model import Account, EventRef, Incident, Matrix

_SHORTEST_ID = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """
    An incident in short: what, where, when, in how many reports of how many publishers.

    ``denied`` is how many of its events some voice denies, ``differ`` of how many kinds of numbers its reports give different ones.
    """

    id: str
    label: str
    type: str | None
    place: str | None
    earliest: str | None
    latest: str | None
    reports: int
    publishers: int
    denied: int = 0
    differ: int = 0


Order = Literal["reports", "publishers", "newest", "oldest", "disputes"]


@dataclass(frozen=True, slots=True)
class Asked:
    """
    Which incidents are wanted: told by so many reports and publishers, of a type, at a place, in a country, in an interval of days.

    ``disputed`` wants those alone in which a voice denies something or numbers differ, ``actor`` those in which it has a part
    or a word.
    """

    reports: int = 2
    type: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    country: str | None = None
    publishers: int = 1
    disputed: bool = False
    actor: str | None = None


def listed(
    db: Connection, asked: Asked = Asked(), *, order: Order = "reports", start: int = 0, most: int | None = None
) -> list[Listed]:
    """Return the incidents that are asked for, those of most reports first, of equals the earlier; or in another order."""
    found = _counted(db, asked).subquery()
    wanted = sa.select(found).order_by(*_order(found, order), found.c.id).offset(start)
    return [Listed(*row) for row in db.execute(wanted if most is None else wanted.limit(most))]


def counts(db: Connection, asked: Asked) -> tuple[int, dict[str | None, int]]:
    """Return how many incidents are asked for, and of which types those would be if no type was."""
    found = _counted(db, replace(asked, type=None)).subquery()
    rows = db.execute(sa.select(found.c.type, sa.func.count()).group_by(found.c.type))
    types = {row[0]: int(row[1]) for row in rows}
    kinds = dict(sorted(types.items(), key=lambda one: (-one[1], one[0] or "~")))
    return sum(types.values()) if asked.type is None else types.get(asked.type.upper(), 0), kinds


def _counted(db: Connection, asked: Asked) -> sa.Select[Any]:
    """Return the selection of incidents with their counts."""
    one, event, report = tables.incident, tables.incident_event, tables.report
    reports, publishers = sa.func.count(report.c.n.distinct()), sa.func.count(report.c.publisher.distinct())
    denied, differ = _denied().subquery(), _differ().subquery()
    columns = (one.c.id, one.c.label, one.c.type, one.c.place, one.c.earliest, one.c.latest)
    disputes = (sa.func.coalesce(denied.c.many, 0), sa.func.coalesce(differ.c.many, 0))
    joined = (
        one.join(event, event.c.incident == one.c.id).join(report, report.c.n == event.c.report)
        .outerjoin(denied, denied.c.incident == one.c.id).outerjoin(differ, differ.c.incident == one.c.id)
    )  # fmt: skip
    wanted = sa.select(*columns, reports.label("reports"), publishers.label("publishers"),
                       disputes[0].label("denied"), disputes[1].label("differ"))  # fmt: skip
    wanted = wanted.select_from(joined).where(*_filters(asked)).group_by(*columns, *disputes)
    if asked.actor is not None:
        wanted = wanted.where(one.c.id.in_(_with_actor(actors_of(db, asked.actor))))
    if asked.disputed:
        wanted = wanted.where(disputes[0] + disputes[1] > 0)
    return wanted.having(reports >= asked.reports, publishers >= asked.publishers)


def _denied() -> sa.Select[Any]:
    """Count the events of each incident that some voice denies."""
    event, claim = tables.incident_event, tables.claim
    same = sa.and_(claim.c.report == event.c.report, claim.c.event == event.c.event, claim.c.stance == "denies")
    each = sa.select(event.c.incident, event.c.report, event.c.event).select_from(event.join(claim, same)).distinct()
    found = each.subquery()
    return sa.select(found.c.incident, sa.func.count().label("many")).group_by(found.c.incident)


def _differ() -> sa.Select[Any]:
    """Count the kinds of numbers of each incident of which its reports give different ones (killed, wounded)."""
    event, number = tables.incident_event, tables.number
    same = sa.and_(number.c.report == event.c.report, number.c.event == event.c.event)
    each = sa.select(event.c.incident, number.c.what).select_from(event.join(number, same))
    each = each.where(number.c.low.is_not(None)).group_by(event.c.incident, number.c.what)
    found = each.having(sa.func.count(number.c.low.distinct()) > 1).subquery()
    return sa.select(found.c.incident, sa.func.count().label("many")).group_by(found.c.incident)


def _order(found: Any, order: Order) -> tuple[Any, ...]:
    earlier = (found.c.earliest.is_(None), found.c.earliest)
    first: dict[Order, tuple[Any, ...]] = {
        "reports": (found.c.reports.desc(), *earlier), "publishers": (found.c.publishers.desc(), *earlier), "oldest": earlier,
        "newest": (found.c.earliest.is_(None), found.c.earliest.desc()),
        "disputes": ((found.c.denied + found.c.differ).desc(), found.c.reports.desc(), *earlier),
    }  # fmt: skip
    return first[order]


def _filters(asked: Asked) -> list[sa.ColumnElement[bool]]:
    table = tables.incident
    found: list[sa.ColumnElement[bool]] = []
    if asked.type is not None:
        found.append(table.c.type == asked.type.upper())
    if asked.place is not None:
        found.append(sa.func.lower(table.c.place) == asked.place.lower())
    if asked.country is not None:
        found.append(table.c.id.in_(_in_country(asked.country.upper())))
    if asked.since is not None:
        found.append(table.c.latest >= asked.since)
    if asked.until is not None:
        found.append(table.c.earliest < day_after(asked.until))
    return found


def _in_country(code: str) -> sa.Select[Any]:
    """Return the selection of incidents an event of which is placed in a country."""
    member, event, place = tables.incident_event, tables.event, tables.place
    told = sa.and_(event.c.report == member.c.report, event.c.id == member.c.event)
    there = sa.and_(place.c.report == event.c.report, place.c.id == event.c.place)
    return (
        sa.select(member.c.incident)
        .select_from(member.join(event, told).join(place, there))
        .where(place.c.country == code)
    )


def _with_actor(keys: list[str]) -> sa.Select[Any]:
    """Return the selection of incidents in an event of which an actor has a part, or which it holds in some way."""
    member, party, claim, actor = tables.incident_event, tables.event_party, tables.claim, tables.actor
    has_part = (
        sa.select(party.c.report, party.c.event)
        .select_from(party.join(actor, sa.and_(actor.c.report == party.c.report, actor.c.id == party.c.actor)))
        .where(actor.c.key.in_(keys))
    )
    has_word = (
        sa.select(claim.c.report, claim.c.event)
        .select_from(claim.join(actor, sa.and_(actor.c.report == claim.c.report, actor.c.id == claim.c.voice_id)))
        .where(actor.c.key.in_(keys))
    )
    told = sa.union(has_part, has_word).subquery()
    same = sa.and_(told.c.report == member.c.report, told.c.event == member.c.event)
    return sa.select(member.c.incident).select_from(member.join(told, same))


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
    copies = twins.among(db, [account.report.id for account in accounts])
    return sidebyside.matrix(incident, accounts, copies, identifying.hands(db, laid.values()))


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


@dataclass(frozen=True, slots=True)
class Member:
    """An event of an incident as its report tells it, on one line."""

    ref: EventRef
    publisher: str | None
    published: str | None
    words: str


def members(db: Connection, incident: Incident) -> list[Member]:
    """Return the events of an incident, report by report."""
    ids = {n: report for report, n in keeping.numbers(db, {ref.report for ref in incident.events}).items()}
    event, report = tables.event, tables.report
    columns = (
        event.c.report,
        event.c.id,
        event.c.source,
        event.c.label,
        event.c.target,
        report.c.publisher,
        report.c.published,
    )
    joined = event.join(report, report.c.n == event.c.report)
    order = (report.c.published.is_(None), report.c.published, report.c.id, event.c.start, event.c.id)
    rows = db.execute(sa.select(*columns).select_from(joined).where(event.c.report.in_(ids)).order_by(*order))
    found = (
        Member(EventRef(ids[row.report], row.id), row.publisher, row.published,
               " ".join(filter(None, [row.source, f"“{row.label}”", row.target])))
        for row in rows
    )  # fmt: skip
    inside = set(incident.events)
    return [one for one in found if one.ref in inside]
