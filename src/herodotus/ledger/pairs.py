"""Decisions on two things: two events that are one happening or two, two actors that are one or two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy.engine import Connection

from herodotus.accounts import pairing
from herodotus.accounts.anchors import Standing, Thing
from herodotus.accounts.overlay import Overlaid
from herodotus.accounts.pairing import Side
from herodotus.errors import InputError, NotFoundError
from herodotus.ledger import correcting, identifying, keeping, logbook
from herodotus.model import Actor, Anchor, Correction

PairVerb = Literal["merge", "split"]


@dataclass(frozen=True, slots=True)
class Paired:
    """A thing as a decision on two finds it: where it stands, and of an actor what the decision speaks of."""

    thing: Thing
    anchor: Anchor
    side: Side | None


def decision(db: Connection, verb: PairVerb, things: tuple[str, str], *, who: str, why: str | None) -> Correction:
    """
    Return a decision on two things named ``REPORT:e5`` or ``REPORT:a3``, not written down yet.

    Raises NotFoundError for what is not there, InputError for what cannot be merged or split.
    """
    one, other = _found(db, verb, things)
    if one.thing.layer != other.thing.layer:
        raise InputError(
            " and ".join(things), f"{_a(one.thing)} and {_a(other.thing)}", "Merge or split two of one kind."
        )
    if one.anchor == other.anchor and one.thing.id == other.thing.id:
        raise InputError(things[0], "the same thing twice", "Name two.")
    new = None
    if one.side is not None and other.side is not None:
        new = pairing.said(verb, one.side, other.side, one.anchor)
    return Correction(0, "", who, verb, one.anchor, new=new, why=why or None, other=other.anchor)


def _found(db: Connection, verb: PairVerb, names: tuple[str, str]) -> tuple[Paired, Paired]:
    """Return the two as they stand now; two of one report that were joined, and are to be parted, as they were before that."""
    reports = [keeping.number_of(db, name.partition(":")[0]) for name in names]
    laid = {n: correcting.current(db, n) for n in reports}
    if verb == "split" and len(laid) == 1 and not all(_is_in(laid[reports[0]], name) for name in names):
        laid = {n: correcting.current(db, n, joined=False) for n in laid}
    one, other = (_paired(laid[n], name) for n, name in zip(reports, names, strict=True))
    return one, other


def _is_in(laid: Overlaid, name: str) -> bool:
    return Standing(laid.account).get(name.partition(":")[2]) is not None


def _paired(laid: Overlaid, name: str) -> Paired:
    id_ = name.partition(":")[2]
    standing = Standing(laid.account)
    thing = standing.get(id_)
    if thing is None:
        there = ", ".join(one.id for one in (*standing.of("event"), *standing.of("actor"))) or "none"
        raise NotFoundError(f"{name}: that report has no such event or actor. It has {there}.")
    if thing.layer not in ("event", "actor"):
        raise InputError(name, _a(thing), "Only events and actors are merged and split.")
    anchor = standing.anchor(id_)
    actor = thing.value
    side = (
        Side(actor.name, laid.alone.get(id_) or pairing.key_of(actor.name, anchor))
        if isinstance(actor, Actor)
        else None
    )
    return Paired(thing, anchor, side)


def _a(thing: Thing) -> str:
    return f"{'an' if thing.layer[0] in 'ae' else 'a'} {thing.layer}"


def meanwhile(db: Connection, one: Correction, seen: int) -> tuple[Correction, ...]:
    """Return what others decided after a number of the log on the same two things, or on who is one with either."""
    since = logbook.by_others(db, seen, one.who)
    if pairing.is_on_actors(one):
        return identifying.tied_with(db, one, [each for each in since if pairing.is_on_actors(each)])
    places = {_place(one.anchor), _place(one.other)}
    return tuple(each for each in since if places & {_place(each.anchor), _place(each.other)} - {None})


def _place(anchor: Anchor | None) -> tuple[str, object] | None:
    return None if anchor is None else (anchor.text_hash, anchor.span)
