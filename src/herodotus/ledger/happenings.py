"""One happening told many times: an event is known by its incident, or by the deed of its report that brought it about."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.ledger import tables

Key = tuple[int, str]
"""An event or a statement as the ledger numbers it: report, id."""

_DEED: Any = sa.func.coalesce(tables.effect.c.deed, tables.event.c.id)
JOINED = tables.event.outerjoin(
    tables.effect, sa.and_(tables.effect.c.report == tables.event.c.report, tables.effect.c.event == tables.event.c.id)
).outerjoin(
    tables.incident_event,
    sa.and_(tables.incident_event.c.report == tables.event.c.report, tables.incident_event.c.event == _DEED),
)
"""Events with the deed and the incident they belong to, where they do."""
HAPPENING: Any = sa.func.coalesce(
    tables.incident_event.c.incident, sa.cast(tables.event.c.report, sa.Text).op("||")(":").op("||")(_DEED)
)
"""What an event is counted by: its incident; what nobody else tells is an incident of its own, with what it brought about."""


def of(db: Connection, keys: Collection[Key]) -> dict[Key, str]:
    """Return by what each of some events is counted."""
    event = tables.event
    wanted = sa.select(event.c.report, event.c.id, HAPPENING.label("happening")).select_from(JOINED)
    rows = db.execute(wanted.where(*among(event.c.report, event.c.id, keys)))
    return {(row.report, row.id): row.happening for row in rows}


def among(report: Any, one: Any, keys: Collection[Key]) -> tuple[Any, Any]:
    """Return the conditions that a row is of one of some keys; by its report first, which every table lies in the order of."""
    return report.in_({key[0] for key in keys}), sa.tuple_(report, one).in_(list(keys))


def incident_of(happening: str) -> str | None:
    """Return the incident of what an event is counted by; None where nobody else tells it."""
    return None if ":" in happening else happening


def waiting(db: Connection) -> int:
    """Return how many reports were never compared with the others: what they tell is counted as told by nobody else."""
    account, compared = tables.account, tables.compared
    known = sa.exists().where(compared.c.report == account.c.report)
    removed = sa.exists().where(tables.report.c.n == account.c.report, tables.report.c.removed.is_not(None))
    wanted = sa.select(sa.func.count(account.c.report.distinct())).where(~known, ~removed)
    return int(db.execute(wanted).scalar_one())
