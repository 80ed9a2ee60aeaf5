"""Queues carried on from decision to decision: always what would be found anew, and what the whole log says was decided."""

from __future__ import annotations

import random
from dataclasses import replace

from herodotus.accounts import overlay
from herodotus.accounts.anchors import Standing
from herodotus.accounts.comparing import sketches_of
from herodotus.ledger import Ledger, correcting, grouping, logbook, open_ledger, queues, sketching
from herodotus.ledger.decided import Decided
from herodotus.model import Correction
from tests.ledger.makers import many

CODERS = ("hk", "mb", "zz")


def decide(ledger: Ledger, chance: random.Random) -> None:
    """Take some decision: on an event, on two, or take one back, even one that took one back."""
    kept = [ledger.get(one.report) for one in ledger.reports()]
    one, other = chance.sample(kept, 2)
    who = chance.choice(CODERS)
    with ledger.writing() as db:
        log = list(correcting.log(db))
        undone = overlay.undone_of(log)
        open_ones = [c for c in log if c.id not in undone]
        if open_ones and chance.random() < 0.3:
            correcting.undo(db, chance.choice(open_ones).id, who=who)
        elif one.events and other.events and chance.random() < 0.3:
            ends = (Standing(one).anchor("e1"), Standing(other).anchor("e1"))
            correcting.record(db, Correction(0, "", who, chance.choice(("merge", "split")), ends[0], other=ends[1]))
        elif one.events:
            verb = chance.choice(("accept", "reject"))
            anchor = Standing(one).anchor("e1")
            correcting.record(db, Correction(0, "", who, verb, anchor, old=overlay.seen(one, "e1")))  # type: ignore[arg-type]


def test_random_decisions_leave_the_queues_as_they_would_be_found_anew(ledger_url: str) -> None:
    """After every few of a hundred decisions, undone ones among them; who decided where is what the whole log says."""
    chance = random.Random(4)
    held = queues.Queues()
    with open_ledger(ledger_url) as ledger:
        ledger.add_many(list(many(12)))
        for number in range(100):
            decide(ledger, chance)
            if number % 5 == 4:
                with ledger.reading() as db:
                    for who in CODERS:
                        for wanted in (queues.Wanted(), queues.Wanted(double=True)):
                            for name in queues.QUEUES:
                                anew = queues.Queues().look(db, name, who, wanted)
                                assert held.look(db, name, who, wanted) == anew, (number, name)
                        counts = held.counts(db, who)
                        assert counts["disputes"][0] == len(queues.Queues().look(db, "disputes", who).left)
                    assert logbook.undone(db) == overlay.undone_of(correcting.log(db))
                    assert _by(held.decided) == _naively(list(correcting.log(db)))
        with ledger.reading() as db:
            assert len(logbook.undone(db)) > 10


def _by(decided: Decided) -> dict[object, set[str]]:
    return {one.where: set(decided.by(one.where)) for one in decided.standing() if one.where is not None}


def _naively(log: list[Correction]) -> dict[object, set[str]]:
    undone = overlay.undone_of(log)
    found: dict[object, set[str]] = {}
    for one in log:
        if one.id not in undone and one.verb != "undo" and one.anchor is not None:
            place = (one.anchor.text_hash, one.anchor.span.start)
            other = one.other and (one.other.text_hash, one.other.span.start)
            found.setdefault(frozenset((place, other)) if other else place, set()).add(one.who)
    return found


def test_a_queue_knows_a_report_that_came_since(ledger_url: str) -> None:
    """And one that was taken out."""
    held = queues.Queues()
    with open_ledger(ledger_url) as ledger:
        for count, (account, raw) in enumerate(many(4), 1):
            ledger.add(account, raw=raw)
            with ledger.reading() as db:
                assert len(held.look(db, "disputes", "hk").left) == count
        ledger.remove(account.report.id, why="a test")
        with ledger.reading() as db:
            assert len(held.look(db, "disputes", "hk").left) == 3


def test_what_people_joined_is_asked_of_the_reports_it_is_about(ledger_url: str) -> None:
    """The last word on a pair counts, one taken back does not, and nothing of other reports is looked at."""
    with open_ledger(ledger_url) as ledger:
        accounts = [account for account, _ in many(4)]
        ledger.add_many([(account, None) for account in accounts])
        ends = [Standing(account).anchor("e1") for account in accounts]
        with ledger.writing() as db:
            for n in (1, 2, 3, 4):
                sketching.keep(db, n, accounts[n - 1].report, sketches_of(accounts[n - 1]))
            first = correcting.record(db, Correction(0, "", "hk", "merge", ends[0], other=ends[1]))[0]
            correcting.record(db, Correction(0, "", "hk", "merge", ends[2], other=ends[3]))

        def pairs(verb: str, *numbers: int) -> int:
            with ledger.reading() as db:
                by_hand = grouping.ByHand(db)
                by_hand.ask(set(numbers))
                return len(by_hand.pairs(verb))

        assert (pairs("merge", 1), pairs("merge", 2), pairs("merge", 1, 2, 3, 4)) == (1, 1, 2)
        with ledger.writing() as db:
            last = correcting.record(db, Correction(0, "", "mb", "split", ends[1], other=ends[0]))[0]
        assert (pairs("merge", 1), pairs("split", 1)) == (0, 1)
        with ledger.writing() as db:
            correcting.undo(db, last.id, who="mb")
        assert (pairs("merge", 1), pairs("split", 1)) == (1, 0)
        with ledger.writing() as db:
            correcting.undo(db, first.id, who="hk")
        assert pairs("merge", 1) == 0


def test_the_least_sure_come_first(ledger_url: str) -> None:
    """By their share, not by their day; what was right more often, or has no figure, is not among them."""
    shares = (0.2, None, 0.15, 0.68, 0.15)
    with open_ledger(ledger_url) as ledger:
        for (made, _), share in zip(many(5), shares, strict=True):
            ledger.add(replace(made, events=(replace(made.events[0], confidence=share),)))
        with ledger.reading() as db:
            found = queues.Queues().look(db, "least-sure", "hk").left

    reports = [made.report.id for made, _ in many(5)]
    assert {entry.item.report for entry in found[:2]} == {reports[2], reports[4]}
    assert [entry.item.report for entry in found[2:]] == [reports[0]]
    assert found[0].item.why == "of events read in this way 15% were right in every part"
