"""Everybody carried on from change to change: always who would be found anew, and few are asked about for it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy.engine import Connection

from herodotus.accounts.anchors import Standing
from herodotus.ledger import Ledger, casting, correcting, open_ledger
from herodotus.ledger.everybody import Everybody
from herodotus.model import Account, Correction, MadeBy
from tests.ledger.makers import STATES, account

NAMES = (*STATES, "Norland's navy", "the dockers")
Change = Callable[[Ledger, random.Random], None]


def read(ledger: Ledger, chance: random.Random) -> None:
    """Another report comes."""
    ledger.add(_called(account(chance.randrange(10**6)), chance.choice(NAMES)))


def read_anew(ledger: Ledger, chance: random.Random) -> None:
    """A report is read by another run, which calls its actor otherwise."""
    one, run = _any(ledger, chance), MadeBy("test", "sha256:reader", f"sha256:{chance.random()}")
    ledger.add(replace(_called(one, chance.choice(NAMES)), made_by=run))


def correct(ledger: Ledger, chance: random.Random) -> None:
    """Somebody decides what kind of actor it is, and on an event, which is nobody's name."""
    one = _any(ledger, chance)
    actor = one.actors[0]
    with ledger.writing() as db:
        anchor = Standing(one).anchor(actor.id)
        kind = chance.choice(("state", "organisation"))
        correcting.record(db, Correction(0, "", "hk", "correct", anchor, field="kind", old=actor.kind, new=kind))
        correcting.record(db, Correction(0, "", "hk", "reject", Standing(one).anchor("e1"), old=None))


def join(ledger: Ledger, chance: random.Random) -> None:
    """Two names are said to be one."""
    _together(ledger, chance, "merge")


def part(ledger: Ledger, chance: random.Random) -> None:
    """Two bearers are said to be two."""
    _together(ledger, chance, "split")


def undo(ledger: Ledger, chance: random.Random) -> None:
    """A decision is taken back."""
    with ledger.writing() as db:
        log = [one for one in correcting.log(db) if one.verb != "undo"]
        undone = {one.undoes for one in correcting.log(db)}
        left = [one for one in log if one.id not in undone]
        if left:
            correcting.undo(db, chance.choice(left).id, who="hk")


def take_out(ledger: Ledger, chance: random.Random) -> None:
    """A report goes for good."""
    ledger.remove(_any(ledger, chance).report.id, why="twice")


CHANGES: tuple[Change, ...] = (read, read, read_anew, read_anew, correct, correct, join, part, undo, take_out)


def _any(ledger: Ledger, chance: random.Random) -> Account:
    return ledger.get(chance.choice([one.report for one in ledger.reports()]))


def _called(one: Account, name: str) -> Account:
    return replace(one, actors=(replace(one.actors[0], name=name),))


def _together(ledger: Ledger, chance: random.Random, verb: str) -> None:
    one, other = _any(ledger, chance), _any(ledger, chance)
    if one.report.id == other.report.id:
        return
    ends = [Standing(each).anchor(each.actors[0].id) for each in (one, other)]
    with ledger.writing() as db:
        correcting.record(db, Correction(0, "", "hk", verb, ends[0], other=ends[1]))  # type: ignore[arg-type]


def test_random_changes_leave_everybody_as_found_anew(ledger_url: str) -> None:
    """Readings, decisions, joins, partings, what is taken back or out: who there is, in order, how often each acts and speaks."""
    chance, held = random.Random(7), Everybody()
    with open_ledger(ledger_url) as ledger:
        for _ in range(12):
            read(ledger, chance)
        for number in range(60):
            chance.choice(CHANGES)(ledger, chance)
            if number % 2:
                with ledger.reading() as db:
                    anew = casting.roll(db)
                    assert tuple(held.known(db).values()) == anew, number
                    assert held.counted(db, anew) == casting.counted(db, anew), number


def test_only_those_are_asked_about_whom_a_change_may_concern(ledger_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a new report those it names; of one that is read anew those it named before, too; of a ledger that stays nobody."""
    asked: list[object] = []
    roll = casting.roll

    def told(db: Connection, keys: set[str] | None = None) -> tuple[casting.Somebody, ...]:
        asked.append(keys)
        return roll(db, keys)

    monkeypatch.setattr(casting, "roll", told)
    held = Everybody()
    with open_ledger(ledger_url) as ledger:
        for n, name in enumerate(("Norland", "Merania", "Averin")):
            ledger.add(_called(account(n), name))
        steps = (
            lambda: None,
            lambda: ledger.add(_called(account(3), "Torvia")),
            lambda: ledger.add(replace(_called(account(0), "Velmar"), made_by=MadeBy("test", "sha256:reader", "sha256:other"))),
            lambda: None,
        )  # fmt: skip
        for step in steps:
            step()
            with ledger.reading() as db:
                held.known(db)

    assert asked == [None, {"torvia"}, {"norland", "velmar"}]
