"""Dossiers: everything the ledger holds of one actor, by what he said, did, is said to have done, denied, and suffered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.errors import NotFoundError
from herodotus.ledger import identifying, tables
from herodotus.ledger.activity import Period, activity
from herodotus.ledger.conditions import actors_of
from herodotus.ledger.identifying import Hand
from herodotus.ledger.lines import Line, lines
from herodotus.model import REAL

ANNOUNCED = ("promise", "threaten", "demand", "warn")
Part = Literal["said", "did", "denied", "announced", "about", "suffered"]


@dataclass(frozen=True, slots=True)
class Section:
    """A list of a dossier: its name, the part it belongs to, how many things are in it in all, and the newest of them."""

    name: str
    count: int
    lines: tuple[Line, ...]
    part: Part = "said"


@dataclass(frozen=True, slots=True)
class Dossier:
    """
    One actor across reports: names, kinds and countries as reports give them, in how many, and the sections.

    ``key`` is what it is kept under, ``hands`` what people decided on who it is, ``activity`` when it spoke and acted.
    """

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    countries: tuple[str, ...]
    reports: int
    sections: tuple[Section, ...]
    key: str = ""
    hands: tuple[Hand, ...] = ()
    activity: tuple[Period, ...] = ()


def dossier(db: Connection, name: str, *, most: int = 10, only: str | None = None) -> Dossier:
    """Return the dossier of whoever goes by a name, ``only`` one section of it if told so. Raises NotFoundError for nobody."""
    actor = tables.actor
    keys = actors_of(db, name)
    rows = db.execute(
        sa.select(actor.c.name, actor.c.kind, actor.c.country, actor.c.report, actor.c.key).where(actor.c.key.in_(keys))
    ).all()
    if not rows:
        raise NotFoundError(f"{name}: nobody goes by that name in this ledger. See 'herodotus search {name}'.")
    names, kinds, countries, found = (
        _listed(getattr(row, field) for row in rows) for field in ("name", "kind", "country", "key")
    )
    sections = _Sections(db, keys, names, most).all(only)
    hands = identifying.hands_on(db, found, names)
    return Dossier(
        names, kinds, countries, len({row.report for row in rows}), sections, found[0], hands, activity(db, keys)
    )


def _listed(values: Iterable[str | None]) -> tuple[str, ...]:
    """Return what there is, the most frequent first."""
    found: dict[str, int] = {}
    for value in values:
        if value is not None:
            found[value] = found.get(value, 0) + 1
    return tuple(sorted(found, key=lambda one: (-found[one], one)))


class _Sections:
    """The sections of one actor's dossier, each a selection of events or of statements."""

    def __init__(self, db: Connection, keys: list[str], names: tuple[str, ...], most: int) -> None:
        self._db, self._keys, self._names, self._most = db, keys, names, most
        self._only: str | None = None

    def all(self, only: str | None = None) -> tuple[Section, ...]:
        """Return them in the order in which a person reads them; ``only`` one with its lines, the others with their numbers."""
        self._only = only
        event, statement, claim = tables.event, tables.statement, tables.claim
        speaks, aimed = self._has_part(statement, "speaker"), self._has_part(statement, "target")
        does, suffers = self._has_part(event, "source"), self._has_part(event, "target")
        told = event.c.display.in_(REAL)
        alleged = sa.or_(sa.and_(does, event.c.display == "alleged"), self._held(claim.c.source))
        found = [
            self._statements("said", "said", speaks),
            self._statements("said for it", "said", self._spoken_for()),
            self._events("did", "did", does, told),
            self._events("did, as others say", "did", alleged),
            self._events("did not do, as others say", "did", self._held(claim.c.source_not)),
            self._events("denied", "denied", self._held_by("denies")),
            self._statements("announced, demanded, threatened", "announced", speaks, statement.c.act.in_(ANNOUNCED)),
            self._events("is to do", "announced", does, event.c.display.in_(("planned", "threatened", "demanded"))),
            self._statements("was said to or of it", "about", aimed),
            self._events("was done to it", "suffered", suffers, told),
            self._events("was done to it, as others say", "suffered", suffers, event.c.display == "alleged"),
        ]
        return tuple(section for section in found if section.count)

    def _events(self, name: str, part: Part, *conditions: Any) -> Section:
        return self._section(name, part, tables.event, conditions)

    def _statements(self, name: str, part: Part, *conditions: Any) -> Section:
        return self._section(name, part, tables.statement, conditions)

    def _section(self, name: str, part: Part, table: sa.Table, conditions: tuple[Any, ...]) -> Section:
        count = self._db.execute(sa.select(sa.func.count()).select_from(table).where(*conditions)).scalar_one()
        shown = count and self._only in (None, name)
        return Section(name, count, lines(self._db, table, conditions, self._most) if shown else (), part)

    def _ids(self) -> sa.Select[Any]:
        actor = tables.actor
        return sa.select(actor.c.report, actor.c.id).where(actor.c.key.in_(self._keys))

    def _has_part(self, table: sa.Table, part: str) -> Any:
        parties = tables.event_party if table is tables.event else tables.statement_party
        of = parties.c.event if table is tables.event else parties.c.statement
        mine = self._ids().subquery()
        joined = parties.join(mine, sa.and_(mine.c.report == parties.c.report, mine.c.id == parties.c.actor))
        return _pair(table.c.report, table.c.id).in_(
            sa.select(parties.c.report, of).select_from(joined).where(parties.c.part == part)
        )

    def _spoken_for(self) -> Any:
        """What those say who speak for the actor: its spokespeople, ministers, envoys."""
        parties, actor, mine = tables.statement_party, tables.actor, self._ids().subquery()
        joined = parties.join(actor, sa.and_(actor.c.report == parties.c.report, actor.c.id == parties.c.actor))
        joined = joined.join(mine, sa.and_(mine.c.report == actor.c.report, mine.c.id == actor.c.acts_for))
        wanted = sa.select(parties.c.report, parties.c.statement).select_from(joined).where(parties.c.part == "speaker")
        return _pair(tables.statement.c.report, tables.statement.c.id).in_(wanted)

    def _held(self, column: Any) -> Any:
        """Events that some other voice says the actor did, or did not do."""
        claim = tables.claim
        named = [sa.literal("; ") + column + "; "]
        holds = sa.or_(*(one.contains(f"; {name}; ", autoescape=True) for one in named for name in self._names))
        return _pair(tables.event.c.report, tables.event.c.id).in_(
            sa.select(claim.c.report, claim.c.event).where(
                column.is_not(None), holds, claim.c.report.in_(self._reports()), self._by_others()
            )
        )

    def _by_others(self) -> Any:
        mine = self._ids().subquery()
        return _pair(tables.claim.c.report, tables.claim.c.voice_id).not_in(sa.select(mine.c.report, mine.c.id))

    def _held_by(self, stance: str) -> Any:
        claim, mine = tables.claim, self._ids().subquery()
        joined = claim.join(mine, sa.and_(mine.c.report == claim.c.report, mine.c.id == claim.c.voice_id))
        wanted = sa.select(claim.c.report, claim.c.event).select_from(joined).where(claim.c.stance == stance)
        return _pair(tables.event.c.report, tables.event.c.id).in_(wanted)

    def _reports(self) -> sa.Select[Any]:
        return sa.select(tables.actor.c.report).where(tables.actor.c.key.in_(self._keys))


def _pair(report: Any, id_: Any) -> Any:
    return sa.tuple_(report, id_)
