"""
Who is one across reports, in the ledger: the keys of ``actor`` as people joined and parted them.

``actor.key`` is the name folded, until somebody decides otherwise; then it is what the decisions of the log make of it. So whatever
asks by key (dossier, list, network, search) asks for who is one, and a ledger without such decisions is as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts import identity as deciding
from herodotus.accounts.identity import Identity
from herodotus.accounts.names import folded
from herodotus.accounts.overlay import Overlaid
from herodotus.accounts.pairing import ALONE, is_on_actors, sides
from herodotus.accounts.voices import Hands
from herodotus.ledger import logbook, projecting, tables
from herodotus.model import Correction


def identity(db: Connection) -> Identity:
    """Return who is one by hand in a ledger."""
    return deciding.identity_of(_log(db))


def _log(db: Connection) -> list[Correction]:
    table = tables.correction
    wanted = sa.select(table).where(table.c.layer == "actor", table.c.verb.in_(("merge", "split", "undo")))
    return [logbook.read(row) for row in db.execute(wanted.order_by(table.c.id)).mappings()]


def keys(db: Connection, laid: Mapping[int, Overlaid]) -> dict[int, projecting.Keys]:
    """Return the keys of the actors of some accounts, where they are not their names folded."""
    who = identity(db)
    return {n: keys_in(who, one) for n, one in laid.items()} if who else {}


def keys_in(who: Identity, laid: Overlaid) -> projecting.Keys:
    """Return the keys of the actors of one account, where they are not their names folded."""
    named = {actor.id: folded(actor.name) for actor in laid.account.actors}
    found = {id_: who.key(laid.alone.get(id_, name)) for id_, name in named.items()}
    return {id_: key for id_, key in found.items() if key != named[id_]}


def hands(db: Connection, laid: Iterable[Overlaid]) -> Hands:
    """Return the keys of all actors of some accounts on whom people decided who they are, by report and id."""
    who = identity(db)
    return {
        (one.account.report.id, actor.id): who.key(key)
        for one in (laid if who else ())
        for actor in one.account.actors
        for key in [one.alone.get(actor.id, folded(actor.name))]
        if key in who.root or ALONE in key
    }


# --- kept up to date -----------------------------------------------------------------------------------------------------------


def tied(db: Connection, some: Sequence[Correction]) -> frozenset[str]:
    """Return the keys whose rows some decisions may change: all that hang together with theirs by any decision."""
    return deciding.tied(_log(db), some) if any(map(is_on_actors, some)) else frozenset()


def tied_with(db: Connection, one: Correction, some: Sequence[Correction]) -> tuple[Correction, ...]:
    """Return those of some decisions on actors that speak of somebody who hangs together with either of one."""
    if not some:
        return ()
    log = _log(db)
    keys = deciding.tied(log, [one])
    return tuple(each for each in some if deciding.named(log, each) & keys)


def texts_of(db: Connection, keys: Collection[str]) -> set[str]:
    """Return the texts in which a decision speaks of an actor alone that is among some keys."""
    found: set[str] = set()
    for one in _log(db) if keys else ():
        if one.verb != "undo" and any(ALONE in side.key and side.key in keys for side in sides(one)):
            found |= logbook.hashes_of(one)
    return found


def rekey(db: Connection, keys: Collection[str], *, besides: Iterable[int]) -> None:
    """Bring the keys of actors up to date that go by a name among some keys, besides the reports that were laid flat just now."""
    if not keys:
        return
    who, table = identity(db), tables.actor
    wanted = sa.select(table.c.report, table.c.id, table.c.name, table.c.key).where(table.c.key.in_(sorted(keys)))
    done = set(besides)
    for row in db.execute(wanted).all():
        key = who.key(folded(row.name))
        if row.report not in done and key != row.key:
            here = sa.and_(table.c.report == row.report, table.c.id == row.id)
            db.execute(sa.update(table).where(here).values(key=key))


# --- told to people ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hand:
    """A decision on who is who that stands: two names, the keys they are kept under, who says so, when, why."""

    id: int
    verb: str
    one: str
    other: str
    keys: tuple[str, str]
    who: str
    at: str
    why: str | None


def hands_on(db: Connection, keys: Collection[str], names: Iterable[str]) -> tuple[Hand, ...]:
    """Return the decisions that stand on whoever is kept under some keys or goes by some names."""
    who = identity(db)
    if not who:
        return ()
    meant = {*keys, *(joined for key in keys for joined in who.joined(key)), *map(folded, names)}
    return tuple(_hand(one, who) for one in who.on(meant))


def _hand(one: Correction, who: Identity) -> Hand:
    first, second = sides(one)
    return Hand(
        one.id, one.verb, first.name, second.name, (who.key(first.key), who.key(second.key)), one.who, one.at, one.why
    )


@dataclass(frozen=True, slots=True)
class Bearer:
    """One report's actor of a name: its report, its id and name there, and what is known of the report."""

    report: str
    id: str
    name: str
    title: str | None
    publisher: str | None
    published: str | None


def bearers(db: Connection, keys: Collection[str], most: int = 100) -> tuple[tuple[Bearer, ...], int]:
    """Return the actors of reports who are kept under some keys, the newest first, and how many there are."""
    actor, report = tables.actor, tables.report
    joined = actor.join(report, report.c.n == actor.c.report)
    columns = (report.c.id, actor.c.id, actor.c.name, report.c.title, report.c.publisher, report.c.published)
    wanted = sa.select(*columns).select_from(joined).where(actor.c.key.in_(list(keys)))
    rows = db.execute(wanted.order_by(report.c.published.desc(), report.c.id, actor.c.id).limit(most))
    total = db.execute(sa.select(sa.func.count()).select_from(actor).where(actor.c.key.in_(list(keys)))).scalar_one()
    return tuple(Bearer(*row) for row in rows), int(total)
