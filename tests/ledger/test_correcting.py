"""Corrections in the ledger: written down, laid over what is read, over every reading to come, and taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from herodotus import open_ledger
from herodotus.accounts import adding, lastword
from herodotus.accounts.anchors import Standing
from herodotus.errors import NotFoundError
from herodotus.ledger import Ledger, correcting, faring, logbook, tables
from herodotus.model import Account, Correction, Span
from herodotus.surfaces import corrections
from tests.accounts import decisions
from tests.conftest import AccountOf

RAID = "02-norland-blames-merania"


@pytest.fixture
def account(sample_accounts: dict[str, Account]) -> Account:
    """A report of the raid."""
    return sample_accounts[RAID]


def corrected(ledger: Ledger, account: Account, thing: str, field: str, new: object) -> Correction:
    """A correction the ledger has written down."""
    with ledger.writing() as db:
        return correcting.record(db, decisions.corrected(account, thing, field, new))[0]


def types(ledger: Ledger) -> list[str | None]:
    """The types of events as somebody who asks in SQL sees them."""
    with ledger.reading() as db:
        return list(db.execute(sa.select(tables.event.c.type).order_by(tables.event.c.start)).scalars())


def test_a_correction_is_what_everybody_sees(tmp_path: Path, account: Account) -> None:
    """The account, and the flat rows; what was read stays readable."""
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add(account)
        corrected(ledger, account, "e1", "type", "COERCE")

        assert ledger.get(account.report.id).events[0].type == "COERCE"
        assert types(ledger)[0] == "COERCE"
        assert ledger.get(account.report.id, as_read=True) == account


def test_it_holds_over_the_next_reading(tmp_path: Path, account: Account) -> None:
    """Another run keeps another account; the correction is laid over it."""
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add(account)
        corrected(ledger, account, "e1", "type", "COERCE")
        made_by = replace(account.made_by, lexicons="sha256:other")
        ledger.add(replace(account, made_by=made_by, events=account.events[:1], links=(), disputes=()))

        assert types(ledger) == ["COERCE"]
        with ledger.reading() as db:
            assert [one.state for one in faring.fared(db)] == ["reapplied"]


def test_orphans_are_listed_with_their_reason(tmp_path: Path, account: Account) -> None:
    """And come back to life when their place is read again."""
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add(account)
        corrected(ledger, account, "e1", "type", "COERCE")
        for number, events in enumerate((account.events[1:2], account.events[:2])):
            made_by = replace(account.made_by, lexicons=f"sha256:{number}")
            ledger.add(replace(account, made_by=made_by, events=events, links=(), disputes=()))
            with ledger.reading() as db:
                orphans = list(faring.fared(db, state="orphaned"))
            assert len(orphans) == 1 - number
        assert types(ledger)[0] == "COERCE"


def test_the_same_words_elsewhere_are_corrected_too(tmp_path: Path, account: Account) -> None:
    """Two outlets that print one text, whichever was kept first."""
    elsewhere = replace(account, report=replace(account.report, id="f" * 64, publisher="Strait Radio"))
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add(account)
        corrected(ledger, account, "e1", "type", "COERCE")
        ledger.add(elsewhere)

        assert ledger.get("f" * 64).events[0].type == "COERCE"


def test_undo(tmp_path: Path, account: Account) -> None:
    """It is as read again; the log keeps both; a thing is taken back once."""
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add(account)
        first = corrected(ledger, account, "e1", "type", "COERCE")
        with ledger.writing() as db:
            correcting.undo(db, first.id, who="hk", why="a slip")

        assert ledger.get(account.report.id) == account
        with ledger.writing() as db:
            assert [one.verb for one in correcting.log(db)] == ["correct", "undo"]
            with pytest.raises(NotFoundError, match="taken back already"):
                correcting.undo(db, first.id, who="hk")
            with pytest.raises(NotFoundError, match="no correction 99"):
                correcting.undo(db, 99, who="hk")


def test_a_correction_comes_back_as_it_was_written(tmp_path: Path, account: Account) -> None:
    """Every field of it; a claim's voice and a merge's other side too."""
    standing = Standing(account)
    last = f"e1.c{len(account.events[0].claims)}"
    some = [
        decisions.corrected(account, last, "status", "negated", at=""),
        Correction(
            0, "2026-03-12T09:00:00Z", "hk", "merge", standing.anchor("e1"), why="one raid", other=standing.anchor("e2")
        ),
    ]
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add(account)
        with ledger.writing() as db:
            kept = [correcting.record(db, one)[0] for one in some]
        with ledger.reading() as db:
            assert list(correcting.log(db)) == kept
    assert [replace(one, id=0, at="", turn=None) for one in kept] == [replace(one, at="") for one in some]


def test_a_correction_may_come_before_its_report(tmp_path: Path, account: Account) -> None:
    """Another coder's log is brought in; it waits for the text."""
    with open_ledger(tmp_path / "l.db") as ledger:
        corrected(ledger, account, "e1", "type", "COERCE")
        ledger.add(account)

        assert types(ledger)[0] == "COERCE"


def test_a_later_version_of_the_report_is_corrected_where_its_words_are_the_same(
    tmp_path: Path, account_of: AccountOf
) -> None:
    """What the correction stands on may have moved; where the words were changed it is an orphan that says so."""
    url = "https://gazette.example/raid"
    tail = "Gunmen raided the harbour on Sunday. The raid killed 12 dockers. Norland blamed Merania for the raid."
    first = account_of(tail, url=url, title="Raid")
    second = account_of(
        f"The port is closed. {tail.replace('12', '14')}", url=url, title="Raid", published="2026-03-12"
    )
    number = next(thing.id for thing in Standing(first).of("count"))
    for order in ((first, second), (second, first)):
        with open_ledger(tmp_path / f"{order[0].report.id[:5]}.db") as ledger:
            ledger.add(order[0])
            if order[0] is first:
                corrected(ledger, first, "e1", "type", "COERCE")
                corrected(ledger, first, number, "what", "wounded")
            ledger.add(order[1])
            if order[0] is second:
                corrected(ledger, first, "e1", "type", "COERCE")
                corrected(ledger, first, number, "what", "wounded")

            later = ledger.get(second.report.id)
            assert [event.type for event in later.events if event.label == "raid"][:1] == ["COERCE"]
            with ledger.reading() as db:
                [orphan] = faring.fared(db, state="orphaned")
            assert (orphan.report, "not in this version" in str(orphan.reason)) == (second.report.id, True)


def test_what_is_added_is_found_wherever_the_rest_is(ledger_url: str, account: Account) -> None:
    """In the flat rows, in search by type, over another outlet's copy and over a reading that finds it by itself: never twice."""
    elsewhere = replace(account, report=replace(account.report, id="f" * 64, publisher="Strait Radio"))
    missed = account.events[1]
    made_by = replace(account.made_by, lexicons="sha256:later")
    less = replace(account, events=(account.events[0], *account.events[2:]), links=(), disputes=())
    with open_ledger(ledger_url) as ledger:
        ledger.add(less)
        given = {"type": missed.type, "status": "happened"}
        one = adding.addition(Standing(less), "event", missed.triggers[0], given, who="mb", why="missed")
        with ledger.writing() as db:
            kept, fates = correcting.record(db, one)
        ledger.add(elsewhere)

        assert (kept.verb, [fate.state for fate in fates]) == ("add", ["reapplied"])
        assert len(types(ledger)) == 2 * len(account.events)
        new = next(one for one in ledger.get(account.report.id).events if one.triggers[0] == missed.triggers[0])
        assert new.because[0].rule == f"correction.{kept.id}:mb"
        ledger.add(replace(account, made_by=made_by))
        assert len(types(ledger)) == 2 * len(account.events)
        with ledger.reading() as db:
            assert {one.state for one in faring.fared(db)} == {"kept"}
        with ledger.writing() as db:
            correcting.undo(db, kept.id, who="mb")
        assert ledger.get(account.report.id).events == account.events


def test_additions_travel_with_the_log(tmp_path: Path, account: Account) -> None:
    """Brought into another ledger they are the same; brought in twice they are there once."""
    one = adding.addition(Standing(account), "event", Span(0, 9), {"type": "CONSULT"}, who="mb")
    with open_ledger(tmp_path / "l.db") as ledger, open_ledger(tmp_path / "m.db") as other:
        ledger.add(account)
        other.add(account)
        with ledger.writing() as db:
            correcting.record(db, one)
        with ledger.reading() as db:
            lines = [corrections.as_object(logged) for logged in faring.fared(db)]
        brought = [corrections.read(json.loads(json.dumps(line))) for line in lines]
        for new in (1, 0):
            with other.writing() as db:
                assert correcting.bring_in(db, brought) == (new, 0)
        assert other.get(account.report.id) == ledger.get(account.report.id) != account


def test_a_log_brought_in_again_changes_nothing(ledger_url: str, tmp_path: Path, account: Account) -> None:
    """Even where one second saw the same decision twice, what took one back, and what took that back."""
    at = "2026-03-12T09:00:00+00:00"
    one = replace(decisions.corrected(account, "e1", "type", "COERCE"), at=at)
    back = replace(one, verb="undo", old=None, new=None)
    with open_ledger(tmp_path / "l.db") as ledger, open_ledger(ledger_url) as other:
        for kept in (ledger, other):
            kept.add(account)
        with ledger.writing() as db:
            for decision in (one, replace(back, undoes=1), one, replace(back, undoes=2), replace(back, undoes=4)):
                correcting.record(db, decision)
            log = list(correcting.log(db))
        with other.writing() as db:
            assert [correcting.bring_in(db, log)[0] for _ in range(3)] == [5, 0, 0]
            assert logbook.undone(db) == lastword.undone_of(log)
        assert other.get(account.report.id) == ledger.get(account.report.id)
        assert ledger.get(account.report.id).events[0].type == "COERCE"


def test_an_addition_moves_with_its_words_to_a_later_version(tmp_path: Path, account_of: AccountOf) -> None:
    """And what stood on them when it was made moves with it."""
    url = "https://gazette.example/raid"
    tail = "Gunmen raided the harbour on Sunday. Norland blamed Merania for the raid."
    first = account_of(tail, url=url, title="Raid")
    second = account_of(f"The port is closed. {tail}", url=url, title="Raid", published="2026-03-12")
    at = tail.index("raided")
    one = adding.addition(Standing(first), "event", Span(at, at + 6), {"type": "PROTEST"}, who="hk")
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add(first)
        with ledger.writing() as db:
            correcting.record(db, one)
        ledger.add(second)

        later = ledger.get(second.report.id)
        here = [e.type for e in later.events if e.triggers[0].of(later.report.text) == "raided"]
        assert here == ["ASSAULT", "PROTEST"]
