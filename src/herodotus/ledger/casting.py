"""Who there is across reports, and who does what to whom: actors by the key of their name, dyads by PLOVER's quad classes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts.names import folded
from herodotus.ledger import tables

QUADS = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
"""PLOVER's types by quad class; of SANCTION its manual says both, and the material one is taken."""


@dataclass(frozen=True, slots=True)
class Known:
    """An actor across reports: the name it goes by most, in how many reports, how often it acts and speaks."""

    key: str
    name: str
    kind: str | None
    country: str | None
    reports: int
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


def listed(db: Connection, words: str = "", *, start: int = 0, most: int = 100) -> tuple[list[Known], int]:
    """Return the actors of most reports first, and how many there are; ``words`` asks for those whose name holds them."""
    actor = tables.actor
    asked = [actor.c.key.contains(folded(words), autoescape=True)] if folded(words) else []
    reports = sa.func.count(actor.c.report.distinct())
    wanted = (
        sa.select(actor.c.key, sa.func.min(actor.c.name), sa.func.min(actor.c.kind), sa.func.min(actor.c.country), reports)
        .where(*asked).group_by(actor.c.key).order_by(reports.desc(), actor.c.key).limit(most).offset(start)
    )  # fmt: skip
    rows = db.execute(wanted).all()
    total = db.execute(sa.select(sa.func.count(actor.c.key.distinct())).where(*asked)).scalar_one()
    keys = [row[0] for row in rows]
    acts = _parts(db, tables.event_party, "source", keys)
    speaks = _parts(db, tables.statement_party, "speaker", keys)
    found = [Known(row[0], row[1], row[2], row[3], row[4], acts.get(row[0], 0), speaks.get(row[0], 0)) for row in rows]
    return found, int(total)


def _parts(db: Connection, parties: sa.Table, part: str, keys: list[str]) -> dict[str, int]:
    """Count how often some actors have a part in events or statements."""
    actor = tables.actor
    joined = parties.join(actor, sa.and_(actor.c.report == parties.c.report, actor.c.id == parties.c.actor))
    counted = sa.select(actor.c.key, sa.func.count()).select_from(joined).group_by(actor.c.key)
    rows = db.execute(counted.where(parties.c.part == part, actor.c.key.in_(keys))).all()
    return {row[0]: row[1] for row in rows}


def dyads(db: Connection, *, around: str | None = None, most: int = 300) -> list[Dyad]:
    """Return the pairs of most events first; ``around`` asks for those of one actor."""
    event = tables.event
    (doer, does), (sufferer, suffers) = _party("source"), _party("target")
    joined = (
        event.join(does, _of(does, event)).join(doer, _named(doer, does))
        .join(suffers, _of(suffers, event)).join(sufferer, _named(sufferer, suffers))
    )  # fmt: skip
    told = sa.case((event.c.display.in_(("happened", "ongoing")), 1), else_=0)
    quad = sa.case(*((event.c.type.in_(types), name) for name, types in QUADS.items()))
    wanted = sa.select(doer.c.key, sufferer.c.key, quad, sa.func.count(), sa.func.sum(told)).select_from(joined)
    wanted = wanted.where(
        does.c.part == "source", suffers.c.part == "target", event.c.type.is_not(None), doer.c.key != sufferer.c.key
    )
    if around is not None:
        wanted = wanted.where(sa.or_(doer.c.key == around, sufferer.c.key == around))
    grouped = wanted.group_by(doer.c.key, sufferer.c.key, quad).order_by(
        sa.func.count().desc(), doer.c.key, sufferer.c.key
    )
    return [Dyad(row[0], row[1], row[2], row[3], int(row[4])) for row in db.execute(grouped.limit(most))]


def names(db: Connection, keys: Iterable[str]) -> dict[str, str]:
    """Return the name under which each of some actors is shown."""
    actor = tables.actor
    wanted = sa.select(actor.c.key, sa.func.min(actor.c.name)).where(actor.c.key.in_(list(keys))).group_by(actor.c.key)
    return {row[0]: row[1] for row in db.execute(wanted)}


def _party(part: str) -> tuple[Any, Any]:
    return tables.actor.alias(f"{part}_actor"), tables.event_party.alias(f"{part}_party")


def _of(party: Any, event: sa.Table) -> Any:
    return sa.and_(party.c.report == event.c.report, party.c.event == event.c.id)


def _named(actor: Any, party: Any) -> Any:
    return sa.and_(actor.c.report == party.c.report, actor.c.id == party.c.actor)
