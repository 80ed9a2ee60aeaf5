"""
Who has decided where: the log in short, held in memory and carried on from where it was last read.

A queue asks of thousands of things whether anybody has decided on them. The log only grows, and its numbers grow with it, so that
what is new is all that has to be read.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts.lastword import undone_among
from herodotus.ledger import tables

Place = tuple[str, int]
"""The hash of a text and where in it a thing stands."""
Where = Place | frozenset[Place]
"""One place, or the two of a pair."""
_NOBODY: frozenset[str] = frozenset()


class Short(NamedTuple):
    """A decision in short: its number, who, what verb, on which layer where; ``undoes`` is the number it takes back."""

    id: int
    who: str
    verb: str
    layer: str | None
    where: Where | None
    undoes: int | None


class Decided:
    """The decisions that stand, by place. Bring it up to date before it is asked."""

    def __init__(self) -> None:
        self.last = 0
        self._all: dict[int, Short] = {}
        self._by: dict[Where, set[str]] = {}

    def bring_up_to_date(self, db: Connection) -> bool:
        """Read what was decided since the last time; whether there was anything."""
        new = list(_since(db, self.last))
        if not new:
            return False
        self.last = new[-1].id
        self._all |= {one.id: one for one in new}
        if any(one.verb == "undo" for one in new):
            self._by = self._found(self.standing())
        else:
            for where, who in self._found(iter(new)).items():
                self._by.setdefault(where, set()).update(who)
        return True

    def standing(self) -> Iterator[Short]:
        """Yield the decisions that nobody took back, oldest first."""
        undone = undone_among({one.id: one.undoes for one in self._all.values() if one.verb == "undo"})
        yield from (one for one in self._all.values() if one.id not in undone and one.verb != "undo")

    def by(self, where: Where) -> set[str] | frozenset[str]:
        """Return who has decided on what stands there."""
        return self._by.get(where, _NOBODY)

    def _found(self, some: Iterator[Short]) -> dict[Where, set[str]]:
        found: dict[Where, set[str]] = defaultdict(set)
        for one in some:
            if one.where is not None:
                found[one.where].add(one.who)
        return dict(found)


def _since(db: Connection, number: int) -> Iterator[Short]:
    table = tables.correction
    columns = (table.c.id, table.c.who, table.c.verb, table.c.layer, table.c.text_hash, table.c.start, table.c.undoes)
    paired = sa.case((table.c.verb.in_(("merge", "split")), table.c.other)).label("paired")
    for row in db.execute(sa.select(*columns, paired).where(table.c.id > number).order_by(table.c.id)):
        place = None if row.text_hash is None else (row.text_hash, row.start)
        yield Short(row.id, row.who, row.verb, row.layer, _where(place, row.paired), row.undoes)


def _where(place: Place | None, paired: str | None) -> Where | None:
    other = json.loads(paired).get("other") if paired and place else None
    return place if place is None or other is None else frozenset((place, (other["text_hash"], other["start"])))
