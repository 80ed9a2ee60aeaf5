"""Who is one across reports by hand: merged and split actors in lists, dossiers, search and matrices, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa

from herodotus import open_ledger
from herodotus.errors import InputError, NotFoundError
from herodotus.ledger import (
    Ledger,
    comparing,
    correcting,
    dossiers,
    faring,
    health,
    incidents,
    pairs,
    searching,
    tables,
)
from herodotus.ledger.queries import Query
from herodotus.model import Account, Correction
from tests.conftest import AccountOf

TEXTS = (
    (
        "Gazette",
        "Merania's foreign ministry blamed Norland for the raid on Port Elise on Monday. The ministry denied any role.",
    ),
    ("Courier", "The Meranian Foreign Ministry condemned Norland's navy over the raid on Port Elise on Monday."),
    ("Radio", "Ama Serwaa blamed Merania for the raid on Port Elise on Monday. Serwaa said Norland would answer."),
    ("Post", "Ama Serwaa, a singer, praised the dockers of Port Elise on Monday."),
)


@pytest.fixture(scope="module")
def accounts(account_of: AccountOf) -> list[Account]:
    return [account_of(text, publisher=publisher) for publisher, text in TEXTS]


@pytest.fixture
def ledger(ledger_url: str, accounts: list[Account]) -> Iterator[Ledger]:
    with open_ledger(ledger_url) as kept:
        for account in accounts:
            kept.add(account)
        yield kept


def at(account: Account, name: str) -> str:
    """How an actor of a report is named in a decision."""
    actor = next(one for one in account.actors if name in one.name)
    return f"{account.report.id}:{actor.id}"


def decide(ledger: Ledger, verb: str, one: str, other: str, who: str = "hk") -> Correction:
    with ledger.writing() as db:
        return correcting.record(db, pairs.decision(db, verb, (one, other), who=who, why=None))[0]  # type: ignore[arg-type]


def keys(ledger: Ledger) -> dict[str, set[str]]:
    """The names kept under each key."""
    found: dict[str, set[str]] = {}
    with ledger.reading() as db:
        for row in db.execute(sa.select(tables.actor.c.key, tables.actor.c.name)):
            found.setdefault(row.key, set()).add(row.name)
    return found


def whole(ledger: Ledger) -> list[health.Finding]:
    return [one for one in health.verify(ledger) if not one.sound]


def test_a_merge_joins_two_names_with_all_that_go_by_either(
    ledger: Ledger, accounts: list[Account], account_of: AccountOf
) -> None:
    """In the dossier by either name, in search, in reports that come later; and taken back all is as before."""
    before = keys(ledger)
    one, other = at(accounts[0], "ministry"), at(accounts[1], "Foreign Ministry")

    merged = decide(ledger, "merge", one, other)
    later = account_of("The Meranian Foreign Ministry denied the raid on Port Elise on Tuesday.", publisher="Times")
    ledger.add(later)

    with ledger.reading() as db:
        by_one = dossiers.dossier(db, "Merania's foreign ministry")
        by_other = dossiers.dossier(db, "the Meranian Foreign Ministry")
        assert by_one == by_other
        assert by_one.reports == 3
        found = {hit.report for hit in searching.find(db, Query(actor="Merania's foreign ministry"))}
        assert {accounts[0].report.id, accounts[1].report.id, later.report.id} <= found
    assert whole(ledger) == []
    with ledger.writing() as db:
        correcting.undo(db, merged.id, who="mo")
        assert dossiers.dossier(db, "Merania's foreign ministry").reports == 1
    assert {key: names for key, names in keys(ledger).items() if key in before} == before
    assert whole(ledger) == []


def test_a_split_takes_one_reports_actor_out_of_a_name(ledger: Ledger, accounts: list[Account]) -> None:
    """The singer is another Ama Serwaa; she has a dossier of her own, and is found by what she is called alone."""
    decide(ledger, "split", at(accounts[3], "Serwaa"), at(accounts[2], "Serwaa"))

    own = next(key for key in keys(ledger) if "~" in key)
    with ledger.reading() as db:
        assert dossiers.dossier(db, "Ama Serwaa").reports == 1
        singer = dossiers.dossier(db, own)
        assert (singer.reports, singer.names) == (1, ("Ama Serwaa",))
        assert {hit.report for hit in searching.find(db, Query(actor=own))} == {accounts[3].report.id}
    assert whole(ledger) == []
    decide(ledger, "merge", at(accounts[3], "Serwaa"), at(accounts[2], "Serwaa"))
    with ledger.reading() as db:
        assert dossiers.dossier(db, "Ama Serwaa").reports == 2
        assert dossiers.dossier(db, own).reports == 2


def test_a_description_joins_alone(ledger: Ledger, accounts: list[Account], account_of: AccountOf) -> None:
    """The navy of one report is Norland's navy; that of another report is nobody's until somebody says so."""
    one = account_of("The navy shelled Fort Casimir on Monday.", publisher="Herald")
    another = account_of("The navy blamed Merania for the raid on Sunday.", publisher="Star")
    for account in (one, another):
        ledger.add(account)
    decide(ledger, "merge", at(one, "navy"), at(accounts[1], "navy"))

    with ledger.reading() as db:
        told = dossiers.dossier(db, "Norland's navy")
        assert told.reports == 2
        assert {line.report for section in told.sections for line in section.lines} >= {one.report.id}
        assert {line.report for section in dossiers.dossier(db, "navy").sections for line in section.lines} == {
            another.report.id
        }
    assert whole(ledger) == []


def test_two_of_one_report_are_one_in_its_account(ledger: Ledger, accounts: list[Account]) -> None:
    """Mentions, statements and claims of both are the first one's, under the name; every id that stays is as before."""
    account = accounts[0]
    ministry = next(actor for actor in account.actors if "foreign ministry" in actor.name)
    norland = next(actor for actor in account.actors if actor.name == "Norland")
    merged = decide(ledger, "merge", f"{account.report.id}:{norland.id}", f"{account.report.id}:{ministry.id}")

    now = ledger.get(account.report.id)
    one = next(actor for actor in now.actors if actor.id == ministry.id)
    assert norland.id not in {actor.id for actor in now.actors}
    assert len(one.mentions) == len(ministry.mentions) + len(norland.mentions)
    parties = [party.actor for event in now.events for party in (*event.source, *event.target)]
    assert norland.id not in parties
    assert [event.id for event in now.events] == [event.id for event in account.events]
    with ledger.reading() as db:
        assert [one.state for one in faring.fared(db)] == ["reapplied"]
    assert whole(ledger) == []
    decide(ledger, "split", f"{account.report.id}:{one.id}", at(accounts[1], "navy"))
    with ledger.writing() as db:
        correcting.undo(db, merged.id, who="hk")
    assert ledger.get(account.report.id).actors == account.actors


def test_two_of_one_report_that_were_joined_are_parted_by_what_they_are_called_as_read(
    ledger: Ledger, accounts: list[Account]
) -> None:
    """In the account and across reports, by the names they had; who is not there at all is still refused."""
    account, before = accounts[0], keys(ledger)
    one, other = at(account, "ministry"), at(account, "Norland")
    decide(ledger, "merge", other, one)
    assert len(ledger.get(account.report.id).actors) == len(account.actors) - 1

    decide(ledger, "split", one, other, who="mo")

    assert ledger.get(account.report.id).actors == account.actors
    assert keys(ledger) == before
    with pytest.raises(NotFoundError):
        decide(ledger, "split", one, f"{account.report.id}:a99")
    assert whole(ledger) == []


def test_the_last_word_counts(ledger: Ledger, accounts: list[Account]) -> None:
    """However two are tied: a later split of the ends undoes the older of the merges between them."""
    a, b, c = at(accounts[0], "ministry"), at(accounts[1], "Foreign Ministry"), at(accounts[3], "Serwaa")
    decide(ledger, "merge", a, b)
    decide(ledger, "merge", b, c, who="mo")
    decide(ledger, "split", a, c)

    with ledger.reading() as db:
        assert dossiers.dossier(db, "Meranian Foreign Ministry").names == ("Ama Serwaa", "Meranian Foreign Ministry")
        assert dossiers.dossier(db, "Merania's foreign ministry").names == ("Merania's foreign ministry",)


def test_decisions_hold_over_the_next_reading(ledger: Ledger, accounts: list[Account]) -> None:
    """Anchored by words, not by ids."""
    decide(ledger, "split", at(accounts[3], "Serwaa"), at(accounts[2], "Serwaa"))
    own = next(key for key in keys(ledger) if "~" in key)
    ledger.add(replace(accounts[3], made_by=replace(accounts[3].made_by, lexicons="sha256:other")))

    with ledger.reading() as db:
        assert dossiers.dossier(db, own).names == ("Ama Serwaa",)
    assert whole(ledger) == []


def test_another_ledger_takes_the_decisions_over(
    ledger: Ledger, accounts: list[Account], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Before or after it has the reports."""
    decide(ledger, "merge", at(accounts[0], "ministry"), at(accounts[1], "Foreign Ministry"))
    decide(ledger, "split", at(accounts[3], "Serwaa"), at(accounts[2], "Serwaa"))
    with ledger.reading() as db:
        log = list(correcting.log(db))
    with open_ledger(tmp_path_factory.mktemp("other") / "l.db") as other:
        for account in accounts[:2]:
            other.add(account)
        with other.writing() as db:
            assert correcting.bring_in(db, log) == (2, 0)
            assert correcting.bring_in(db, log) == (0, 0)
        for account in accounts[2:]:
            other.add(account)
        assert keys(other) == keys(ledger)


def test_one_who_is_one_has_one_row_in_the_matrix(ledger: Ledger, accounts: list[Account]) -> None:
    """Two until somebody says so."""

    def voices() -> tuple[str, ...]:
        comparing.bring_up_to_date(ledger)
        with ledger.reading() as db:
            raid = next(e for e in accounts[0].events if e.label == "raid")
            return incidents.matrix(db, incidents.get(db, f"{accounts[0].report.id}:{raid.id}")).voices

    before = voices()
    decide(ledger, "merge", at(accounts[0], "ministry"), at(accounts[1], "Foreign Ministry"))

    assert "Merania's foreign ministry" in before
    assert len(voices()) == len(before) - sum(name == "Meranian Foreign Ministry" for name in before)


def test_what_is_no_pair_is_refused(ledger: Ledger, accounts: list[Account]) -> None:
    one = at(accounts[0], "ministry")
    for other, error in ((one, InputError), (f"{accounts[0].report.id}:e1", InputError), (f"{one}99", NotFoundError)):
        with pytest.raises(error):
            decide(ledger, "merge", one, other)


def test_a_later_version_of_a_report_keeps_them_apart(ledger: Ledger, account_of: AccountOf) -> None:
    """Where the words a decision stands on are the same: one somebody else, in both versions."""
    text = "Ama Serwaa, a singer, praised the dockers of Port Elise on Monday. {} came to the harbour."
    first, later = (
        account_of(text.format(many), publisher="Wire", url="https://wire.example/1", published=day)
        for many, day in (("Hundreds", "2026-03-11"), ("Thousands", "2026-03-12"))
    )
    ledger.add(first)
    other = account_of("Ama Serwaa blamed Merania for the raid.", publisher="Echo")
    ledger.add(other)
    decide(ledger, "split", at(first, "Serwaa"), at(other, "Serwaa"))
    ledger.add(later)

    own = next(key for key in keys(ledger) if "~" in key)
    with ledger.reading() as db:
        assert dossiers.dossier(db, own).reports == 2
    assert whole(ledger) == []
