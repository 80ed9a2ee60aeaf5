"""Dossiers: everything the ledger holds of one actor, by what he said, did, is said to have done, denied, and suffered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.errors import NotFoundError
from herodotus.ledger import tables
from herodotus.ledger.conditions import actors_of

TOLD = ("happened", "ongoing")
ANNOUNCED = ("promise", "threaten", "demand", "warn")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a dossier: where it stands, when, in a few words, by whose word."""

    report: str
    id: str
    when: tuple[str | None, str | None]
    words: str
    display: str | None
    voice: str | None
    publisher: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a dossier: its name, how many things are in it in all, and the newest of them."""

    name: str
    count: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """One actor across reports: names, kinds and countries as reports give them, in how many, and the sections."""

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    countries: tuple[str, ...]
    reports: int
    sections: tuple[Section, ...]


def dossier(db: Connection, name: str, *, most: int = 10) -> Dossier:
    """Return the dossier of whoever goes by a name. Raises NotFoundError where nobody does."""
    actor = tables.actor
    keys = actors_of(db, name)
    rows = db.execute(
        sa.select(actor.c.name, actor.c.kind, actor.c.country, actor.c.report).where(actor.c.key.in_(keys))
    ).all()
    if not rows:
        raise NotFoundError(f"{name}: nobody goes by that name in this ledger. See 'herodotus search {name}'.")
    names, kinds, countries = (_listed(getattr(row, field) for row in rows) for field in ("name", "kind", "country"))
    sections = _Sections(db, keys, names, most).all()
    return Dossier(names, kinds, countries, len({row.report for row in rows}), sections)


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

    def all(self) -> tuple[Section, ...]:
        """Return them in the order in which a person reads them."""
        event, statement, claim = tables.event, tables.statement, tables.claim
        speaks, aimed = self._has_part(statement, "speaker"), self._has_part(statement, "target")
        does, suffers = self._has_part(event, "source"), self._has_part(event, "target")
        told = event.c.display.in_(TOLD)
        found = [
            self._statements("said", speaks),
            self._statements("said for it", self._spoken_for()),
            self._events("did", does, told),
            self._events(
                "did, as others say", sa.or_(sa.and_(does, event.c.display == "alleged"), self._held(claim.c.source))
            ),
            self._events("denied", self._held_by("denies")),
            self._events("did not do, as others say", self._held(claim.c.source_not)),
            self._statements("announced, demanded, threatened", speaks, statement.c.act.in_(ANNOUNCED)),
            self._events("is to do", does, event.c.display.in_(("planned", "threatened", "demanded"))),
            self._statements("was said to or of it", aimed),
            self._events("was done to it", suffers, told),
            self._events("was done to it, as others say", suffers, event.c.display == "alleged"),
        ]
        return tuple(section for section in found if section.count)

    def _events(self, name: str, *conditions: Any) -> Section:
        return self._section(name, tables.event, conditions, _event)

    def _statements(self, name: str, *conditions: Any) -> Section:
        return self._section(name, tables.statement, conditions, _statement)

    def _section(self, name: str, table: sa.Table, conditions: Iterable[Any], told: Any) -> Section:
        report = tables.report
        joined = table.join(report, report.c.n == table.c.report)
        count = self._db.execute(sa.select(sa.func.count()).select_from(joined).where(*conditions)).scalar_one()
        chosen = sa.select(table, report.c.id.label("report_id"), report.c.publisher, report.c.published).select_from(
            joined
        )
        newest = (
            chosen.where(*conditions).order_by(report.c.published.desc(), report.c.id, table.c.start).limit(self._most)
        )
        return Section(name, count, tuple(told(row) for row in self._db.execute(newest)) if count else ())

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
                column.is_not(None), holds, claim.c.report.in_(self._reports())
            )
        )

    def _held_by(self, stance: str) -> Any:
        claim, mine = tables.claim, self._ids().subquery()
        joined = claim.join(mine, sa.and_(mine.c.report == claim.c.report, mine.c.id == claim.c.voice_id))
        wanted = sa.select(claim.c.report, claim.c.event).select_from(joined).where(claim.c.stance == stance)
        return _pair(tables.event.c.report, tables.event.c.id).in_(wanted)

    def _reports(self) -> sa.Select[Any]:
        return sa.select(tables.actor.c.report).where(tables.actor.c.key.in_(self._keys))


def _pair(report: Any, id_: Any) -> Any:
    return sa.tuple_(report, id_)


def _event(row: Any) -> Line:
    words = " ".join(filter(None, [row.source, f"“{row.label}”", row.target, f"[{row.type or 'no type'}]"]))
    return Line(
        row.report_id, row.id, (row.earliest, row.latest), words, row.display, None, row.publisher, row.published
    )


def _statement(row: Any) -> Line:
    words = f"{row.act}{f' → {row.target}' if row.target else ''}{f' “{row.words}”' if row.words else ''}"
    when = (row.earliest, row.latest)
    return Line(row.report_id, row.id, when, words, None, row.speaker, row.publisher, row.published)
