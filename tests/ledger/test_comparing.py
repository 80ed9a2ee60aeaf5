"""Reports compared in a ledger: the same incidents in any order, little by little or at once, on both databases."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
import sqlalchemy as sa

from herodotus.accounts.anchors import Standing
from herodotus.accounts.comparing import incidents_of
from herodotus.errors import NotFoundError
from herodotus.ledger import Ledger, comparing, correcting, incidents, open_ledger, tables
from herodotus.model import Account, Correction, EventRef

Group = tuple[str, str, str]


def groups(ledger: Ledger) -> list[Group]:
    """Return every event that shares an incident, with its incident."""
    event, report = tables.incident_event, tables.report
    wanted = sa.select(event.c.incident, report.c.id, event.c.event).join(report, report.c.n == event.c.report)
    with ledger.reading() as db:
        return sorted((row.incident, row.id, row.event) for row in db.execute(wanted))


def compared(url: str | Path, accounts: Iterable[Account], *, each: bool = False) -> list[Group]:
    """Return the groups of a ledger that holds some accounts, compared after each or all at once."""
    with open_ledger(url) as ledger:
        for account in accounts:
            ledger.add(account)
            if each:
                comparing.bring_up_to_date(ledger)
        comparing.bring_up_to_date(ledger)
        return groups(ledger)


def test_a_ledger_finds_what_comparing_without_one_finds(
    ledger_url: str, sample_accounts: Mapping[str, Account]
) -> None:
    """The candidates a ledger looks up leave nothing out."""
    accounts = list(sample_accounts.values())
    found = incidents_of(accounts)

    assert compared(ledger_url, accounts) == sorted(
        (one.id, ref.report, ref.event) for one in found if len(one.events) > 1 for ref in one.events
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_reports_makes_no_difference(
    tmp_path: Path, sample_accounts: Mapping[str, Account], seed: int
) -> None:
    """Report by report in any order, or all at once: the same incidents with the same names."""
    accounts = list(sample_accounts.values())
    once = compared(tmp_path / "once.db", accounts)
    random.Random(seed).shuffle(accounts)

    assert compared(tmp_path / "each.db", accounts, each=True) == once


def test_a_report_taken_out_leaves_its_incidents(tmp_path: Path, sample_accounts: Mapping[str, Account]) -> None:
    """What remains is what would be there had it never come."""
    gone, *rest = sample_accounts.values()
    with open_ledger(tmp_path / "all.db") as ledger:
        ledger.add_many([(account, None) for account in (gone, *rest)])
        comparing.bring_up_to_date(ledger)
        with ledger.writing() as db:
            db.execute(
                sa.update(tables.report).where(tables.report.c.id == gone.report.id).values(removed="2026-11-26")
            )

        assert comparing.bring_up_to_date(ledger) == 1
        assert groups(ledger) == compared(tmp_path / "rest.db", rest)


def test_nothing_is_compared_twice(tmp_path: Path, sample_accounts: Mapping[str, Account]) -> None:
    """A ledger that is up to date has nothing to do."""
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add_many([(account, None) for account in sample_accounts.values()])

        assert comparing.bring_up_to_date(ledger) == len(sample_accounts)
        assert comparing.bring_up_to_date(ledger) == 0


def decide(ledger: Ledger, verb: str, one: tuple[Account, str], other: tuple[Account, str]) -> Correction:
    """Write down that two events are one, or are not."""
    anchors = [Standing(account).anchor(event) for account, event in (one, other)]
    with ledger.writing() as db:
        return correcting.record(db, Correction(0, "", "hk", verb, anchors[0], other=anchors[1]))[0]  # type: ignore[arg-type]


def incident_of(ledger: Ledger, account: Account, event: str) -> str:
    """Return the name of the incident of an event."""
    with ledger.reading() as db:
        return incidents.get(db, f"{account.report.id}:{event}").id


def test_hand_merges_and_splits_outlast_a_new_comparison(
    ledger_url: str, sample_accounts: Mapping[str, Account]
) -> None:
    """Two events a person held to be one are one, until the decision is taken back."""
    first, second = [account for slug, account in sample_accounts.items() if slug[:2] in ("01", "02")]
    with open_ledger(ledger_url) as ledger:
        ledger.add_many([(account, None) for account in sample_accounts.values()])
        comparing.bring_up_to_date(ledger)
        before = groups(ledger)
        assert incident_of(ledger, first, "e1") != incident_of(ledger, second, "e7")

        merge = decide(ledger, "merge", (first, "e1"), (second, "e7"))
        comparing.bring_up_to_date(ledger)
        assert incident_of(ledger, first, "e1") == incident_of(ledger, second, "e7")

        with ledger.writing() as db:
            correcting.undo(db, merge.id, who="hk")
        comparing.bring_up_to_date(ledger)
        assert groups(ledger) == before

        decide(ledger, "split", (first, "e1"), (second, "e2"))
        comparing.bring_up_to_date(ledger)
        assert incident_of(ledger, first, "e1") != incident_of(ledger, second, "e2")


def test_an_incident_is_found_by_its_id_by_an_event_and_not_otherwise(
    tmp_path: Path, sample_accounts: Mapping[str, Account]
) -> None:
    """A lone event is an incident of its own."""
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add_many([(account, None) for account in sample_accounts.values()])
        comparing.bring_up_to_date(ledger)
        last = next(account for slug, account in sample_accounts.items() if slug.startswith("15"))
        with ledger.reading() as db:
            listed = incidents.listed(db)
            one = incidents.get(db, listed[0].id[:8])
            alone = incidents.get(db, f"{last.report.id[:8]}:e1")

            assert one.id == listed[0].id
            assert alone.events == (EventRef(last.report.id, "e1"),)
            assert incidents.matrix(db, alone).reports == (last.report.id,)
            assert all(score > -1 for _, _, score, _ in incidents.because(db, one))
            for unknown in ("i-zzzz", f"{last.report.id[:8]}:e99"):
                with pytest.raises(NotFoundError):
                    incidents.get(db, unknown)
