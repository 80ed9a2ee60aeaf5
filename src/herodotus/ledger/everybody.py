"""
Everybody in a ledger, held between two questions and carried on: after a change only those are asked about whom it may concern.

It concerns whoever a touched report names now, and whoever it named before: of him there is one report less, or another is the
first. A decision on who is who may concern anybody; after one all are found anew.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.ledger import casting, changes, keeping, tables
from herodotus.ledger.casting import Somebody
from herodotus.ledger.keeping import Stamp

_FEW = 2_000
"""So many are asked about by their keys; where it is more, all are."""


class Everybody:
    """The actors of one ledger by key; safe to be asked from several threads."""

    def __init__(self) -> None:
        self._at: Stamp | None = None
        self._last = 0
        self._known: Mapping[str, Somebody] = {}
        self._counted: dict[str, Somebody] = {}
        self._lock = threading.Lock()

    def known(self, db: Connection) -> Mapping[str, Somebody]:
        """Return everybody, those of most reports first."""
        with self._lock:
            self._bring_up_to_date(db)
            return self._known

    def counted(self, db: Connection, some: Iterable[Somebody]) -> list[Somebody]:
        """Return some of them with how often each acts and speaks."""
        shown = list(some)
        with self._lock:
            self._bring_up_to_date(db)
            new = [one for one in shown if one.key not in self._counted]
            self._counted |= {one.key: one for one in casting.counted(db, new)}
            return [self._counted[one.key] for one in shown]

    def _bring_up_to_date(self, db: Connection) -> None:
        now = keeping.stamp(db)
        if now == self._at:
            return
        concerned = None if self._at is None else self._concerned(db, self._at, now)
        if concerned is None or len(concerned) > _FEW:
            self._known, self._counted = casting.by_key(casting.roll(db)), {}
        elif concerned:
            stay = (one for key, one in self._known.items() if key not in concerned)
            self._known = casting.by_key([*stay, *casting.roll(db, concerned)])
            self._counted = {key: one for key, one in self._counted.items() if key not in concerned}
        self._last = int(db.execute(sa.select(sa.func.coalesce(sa.func.max(tables.report.c.n), 0))).scalar_one())
        self._at = now

    def _concerned(self, db: Connection, then: Stamp, now: Stamp) -> set[str] | None:
        """Return the keys of those whom the changes may concern; None where that may be anybody."""
        touched = changes.touched(db, then, now)
        if touched is None or _on_who_is_who(db, then.correction):
            return None
        actor = tables.actor
        named = set(db.execute(sa.select(actor.c.key).where(actor.c.report.in_(touched)).distinct()).scalars())
        new = all(n > self._last for n in touched)
        return named if new else named | self._told_otherwise(db)

    def _told_otherwise(self, db: Connection) -> set[str]:
        """Return the keys of those who are told of in more reports than before, in fewer, or by another first."""
        found = {key: (reports, first) for key, reports, first in db.execute(casting.per_key())}
        held = {key: (one.reports, one.at[0]) for key, one in self._known.items()}
        return {key for key in found.keys() | held.keys() if found.get(key) != held.get(key)}


def _on_who_is_who(db: Connection, since: int) -> bool:
    """Whether somebody decided who is who since a number of the log, or took back what may be such a decision."""
    table = tables.correction
    wanted = sa.select(table.c.id).where(table.c.id > since, table.c.verb.in_(("merge", "split", "undo")))
    return db.execute(wanted.limit(1)).first() is not None
