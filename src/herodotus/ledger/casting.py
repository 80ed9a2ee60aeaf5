"""Who there is across reports, and who does what to whom: actors by key, dyads by PLOVER's quad classes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts.names import folded, is_named
from herodotus.ledger import identifying, tables
from herodotus.model import REAL

QUADS = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
"""PLOVER's types by quad class; of SANCTION its manual says both, and the material one is taken."""
_BARE = ("crowd", "unnamed")
"""Kinds of actor that a name only describes: "Norland's doctors" of one report need not be those of another."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """
    An actor across reports: a name it goes by, in how many reports, how often it acts and speaks.

    ``at`` is where one stands that goes by it: the number of a report, an id there. ``named`` is False where words only describe.
    """

    key: str
    name: str
    kind: str | None
    country: str | None
    reports: int
    at: tuple[int, str]
    named: bool = True
    acts: int = 0
    speaks: int = 0


@dataclass(frozen=True, slots=True)
class Dyad:
    """Who does what kind of thing to whom, how often it is told, and how often as having happened."""

    source: str
    target: str
    quad: str
    events: int
    happened: int


def roll(db: Connection, keys: Collection[str] | None = None) -> tuple[Somebody, ...]:
    """Return everybody, or those of some keys, those of most reports first; acts and words of each are counted by ``counted``."""
    actor, each = tables.actor, per_key(keys).subquery()
    columns = (actor.c.key, actor.c.name, actor.c.kind, actor.c.country, each.c.reports, actor.c.report, actor.c.id)
    first = sa.and_(actor.c.report == each.c.first, actor.c.key == each.c.key)
    found: dict[str, Somebody] = {}
    rows = db.execute(sa.select(*columns).select_from(actor.join(each, first)).order_by(actor.c.id))
    for key, name, kind, country, count, report, id_ in rows.all():  # at once: one by one takes as long again
        found.setdefault(key, Somebody(key, name, kind, country, count, (report, id_), _is_named(name, kind)))
    called = most_called(db, {key for key in identifying.identity(db).root.values() if key in found})
    found |= {key: replace(found[key], name=name) for key, name in called.items()}
    return tuple(_sorted(found.values()))


def per_key(keys: Collection[str] | None = None) -> sa.Select[Any]:
    """Select keys of actors, each with how many reports tell of it, and the first of them."""
    actor = tables.actor
    reports = sa.func.count(actor.c.report.distinct()).label("reports")
    every = sa.select(actor.c.key, reports, sa.func.min(actor.c.report).label("first")).group_by(actor.c.key)
    return every if keys is None else every.where(actor.c.key.in_(list(keys)))


def by_key(some: Iterable[Somebody]) -> dict[str, Somebody]:
    """Return some actors by their keys, those of most reports first."""
    return {one.key: one for one in _sorted(some)}


def _sorted(some: Iterable[Somebody]) -> list[Somebody]:
    return sorted(some, key=lambda one: (-one.reports, one.key))


def _is_named(name: str, kind: str | None) -> bool:
    return kind not in _BARE and is_named(name)


def most_called(db: Connection, keys: Collection[str]) -> dict[str, str]:
    """Return the name by which most reports call each of some actors that go by several."""
    actor = tables.actor
    counted = sa.select(actor.c.key, actor.c.name, sa.func.count()).where(actor.c.key.in_(list(keys)))
    rows = db.execute(counted.group_by(actor.c.key, actor.c.name)).all() if keys else ()
    return {row[0]: row[1] for row in sorted(rows, key=lambda row: (row[2], row[1]))}


def asked(everybody: Sequence[Somebody], words: str = "", *, described: bool = True) -> Sequence[Somebody]:
    """Return those whose name holds some words; without the ``described`` only those whom a name names."""
    key = folded(words)
    return [one for one in everybody if (described or one.named) and key in one.key]


def counted(db: Connection, some: Iterable[Somebody]) -> list[Somebody]:
    """Return some actors with how often each acts and speaks."""
    shown = list(some)
    keys = [one.key for one in shown]
    acts = _parts(db, tables.event_party, "source", keys)
    speaks = _parts(db, tables.statement_party, "speaker", keys)
    return [replace(one, acts=acts.get(one.key, 0), speaks=speaks.get(one.key, 0)) for one in shown]


def _parts(db: Connection, parties: sa.Table, part: str, keys: list[str]) -> dict[str, int]:
    """Count how often some actors have a part in events or statements."""
    actor = tables.actor
    joined = parties.join(actor, sa.and_(actor.c.report == parties.c.report, actor.c.id == parties.c.actor))
    counts = sa.select(actor.c.key, sa.func.count()).select_from(joined).group_by(actor.c.key)
    rows = db.execute(counts.where(parties.c.part == part, actor.c.key.in_(keys))).all()
    return {row[0]: row[1] for row in rows}


# --- who does what to whom -----------------------------------------------------------------------------------------------------


def dyads(
    db: Connection, *, around: Collection[str] = (), since: str | None = None, until: str | None = None
) -> list[Dyad]:
    """Return the pairs of most events first; ``around`` asks for those of one actor, days for events that may lie within them."""
    event = tables.event
    (doer, does), (sufferer, suffers) = _party("source"), _party("target")
    joined = (
        event.join(does, _of(does, event)).join(doer, _called(doer, does))
        .join(suffers, _of(suffers, event)).join(sufferer, _called(sufferer, suffers))
    )  # fmt: skip
    told = sa.case((event.c.display.in_(REAL), 1), else_=0)
    quad = sa.case(*((event.c.type.in_(types), name) for name, types in QUADS.items()))
    wanted = sa.select(doer.c.key, sufferer.c.key, quad, sa.func.count(), sa.func.sum(told)).select_from(joined)
    wanted = wanted.where(
        does.c.part == "source", suffers.c.part == "target", event.c.type.is_not(None), doer.c.key != sufferer.c.key,
        *_within(since, until),
    )  # fmt: skip
    if around:
        there = sa.select(tables.actor.c.report).where(tables.actor.c.key.in_(list(around)))
        wanted = wanted.where(event.c.report.in_(there), sa.or_(doer.c.key.in_(around), sufferer.c.key.in_(around)))
    rows = db.execute(wanted.group_by(doer.c.key, sufferer.c.key, quad))
    found = [Dyad(row[0], row[1], row[2], row[3], int(row[4])) for row in rows]
    return sorted(found, key=lambda one: (-one.events, one.source, one.target, one.quad))


def _within(since: str | None, until: str | None) -> list[Any]:
    """Return the conditions that an event may have been within some days; what has no date is not placed on any."""
    event = tables.event
    found: list[Any] = []
    if since:
        found.append(sa.func.coalesce(event.c.latest, event.c.earliest) >= since)
    if until:
        found.append(sa.func.substr(sa.func.coalesce(event.c.earliest, event.c.latest), 1, 10) <= until)
    return found


def fullest(found: Iterable[Dyad], most: int, among: Collection[str] | None = None) -> list[Dyad]:
    """Return the fullest dyads between the first so many actors, ``among`` some if told so; the fullest come first in ``found``."""
    known: dict[str, None] = {}
    kept = [one for one in found if among is None or (one.source in among and one.target in among)]
    for one in kept:
        new = {one.source, one.target} - known.keys()
        if len(known) + len(new) <= most:
            known |= dict.fromkeys(sorted(new))
    return [one for one in kept if one.source in known and one.target in known]


def _party(part: str) -> tuple[Any, Any]:
    return tables.actor.alias(f"{part}_actor"), tables.event_party.alias(f"{part}_party")


def _of(party: Any, event: sa.Table) -> Any:
    return sa.and_(party.c.report == event.c.report, party.c.event == event.c.id)


def _called(actor: Any, party: Any) -> Any:
    return sa.and_(actor.c.report == party.c.report, actor.c.id == party.c.actor)
