"""The runs of a report: each keeps what it read, and what changed between two of them is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from herodotus.errors import NotFoundError
from herodotus.ledger import Ledger, correcting, keeping, open_ledger, runs
from herodotus.model import Account, MadeBy
from tests.accounts.decisions import corrected
from tests.conftest import AccountOf

STORY = "Norland blamed Merania for the raid on Port Elise. Merania denied it was behind the raid."
LATER = MadeBy("0.2.0", "sha256:reader", "sha256:others")


def twice(ledger: Ledger, account_of: AccountOf) -> tuple[Account, Account]:
    """Keep a report as two runs read it: the later one has lost its first event."""
    before = account_of(STORY)
    after = replace(before, events=before.events[1:], made_by=LATER)
    ledger.add_many([(before, None), (after, None)])
    return before, after


def test_every_run_keeps_what_it_read(ledger_url: str, account_of: AccountOf) -> None:
    """Oldest first; the last is current."""
    with open_ledger(ledger_url) as ledger:
        before, after = twice(ledger, account_of)
        with ledger.reading() as db:
            n = keeping.number_of(db, before.report.id)
            found = runs.of(db, n)

            assert [(one.herodotus, one.current) for one in found] == [
                (before.made_by.herodotus, False),
                ("0.2.0", True),
            ]
            assert [runs.read_by(db, n, one.id) for one in found] == [before, after]


def test_a_run_that_did_not_read_the_report_is_told_apart(ledger_url: str, account_of: AccountOf) -> None:
    """The error says which did."""
    with open_ledger(ledger_url) as ledger:
        before, _ = twice(ledger, account_of)
        ledger.add(replace(account_of("A raid.", publisher="Post"), made_by=replace(LATER, herodotus="0.3.0")))
        with ledger.reading() as db:
            n = keeping.number_of(db, before.report.id)
            with pytest.raises(NotFoundError, match="run 3 did not read this report"):
                runs.read_by(db, n, 3)


def test_runs_are_compared_both_ways(ledger_url: str, account_of: AccountOf) -> None:
    with open_ledger(ledger_url) as ledger:
        before, _ = twice(ledger, account_of)
        with ledger.reading() as db:
            n = keeping.number_of(db, before.report.id)
            first, second = (one.id for one in runs.of(db, n))

            assert [one.kind for one in runs.compared(db, n, first)] == ["lost"]
            assert [one.kind for one in runs.compared(db, n, second, first)] == ["found"]
            assert runs.compared(db, n, second) == ()


def test_a_correction_is_no_difference_between_readings(ledger_url: str, account_of: AccountOf) -> None:
    """It is laid over both; what an earlier run read stays as it was read."""
    with open_ledger(ledger_url) as ledger:
        before, after = twice(ledger, account_of)
        with ledger.writing() as db:
            correcting.record(db, corrected(after, after.events[0].id, "type", "AID"))
        with ledger.reading() as db:
            n = keeping.number_of(db, before.report.id)
            first = runs.of(db, n)[0].id

            assert correcting.current(db, n).account.events[0].type == "AID"
            assert runs.read_by(db, n, first) == before
            assert [one.kind for one in runs.compared(db, n, first)] == ["lost"]
