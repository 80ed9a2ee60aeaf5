"""Timelines and dossiers on both databases: three times kept apart, intervals, who said, did, denied."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from herodotus import open_ledger
from herodotus.errors import NotFoundError
from herodotus.ledger import Ledger, comparing, happenings
from herodotus.ledger.dossiers import Dossier, dossier
from herodotus.ledger.placing import spots
from herodotus.ledger.searching import Query
from herodotus.ledger.timelines import Timeline, folded, timeline
from herodotus.model import Account


@pytest.fixture
def ledger(ledger_url: str, sample_accounts: dict[str, Account]) -> Iterator[Ledger]:
    """The shipped reports of the harbour crisis."""
    with open_ledger(ledger_url) as kept:
        kept.add_many([(account, None) for account in list(sample_accounts.values())[:11]])
        yield kept


def told(ledger: Ledger, **asked: str) -> Timeline:
    """A timeline."""
    with ledger.reading() as db:
        return timeline(db, Query(**asked), most=1000)


def of(ledger: Ledger, name: str) -> Dossier:
    """A dossier."""
    with ledger.reading() as db:
        return dossier(db, name, most=100)


def test_what_happened_stands_in_order_with_all_its_times(ledger: Ledger) -> None:
    """Each entry says when it happened, who said so when, and when that was published."""
    entries = told(ledger).entries
    first = [entry.happened[0] or entry.happened[1] or "" for entry in entries]

    assert first == sorted(first)
    raid = next(entry for entry in entries if entry.published == "2026-03-10" and entry.said and "raid" in entry.words)
    assert raid.happened[0] == "2026-03-08"
    assert next(said.when[0] for said in raid.said if said.voice == "Ama Serwaa") == "2026-03-10"


def test_an_interval_is_in_where_it_shares_a_day(ledger: Ledger) -> None:
    """And what has no date is counted, whatever the days asked for."""
    some, everything = told(ledger, since="2026-03-09", until="2026-03-09"), told(ledger)

    assert 0 < len(some.entries) < len(everything.entries)
    for entry in some.entries:
        assert (entry.happened[0] or "")[:10] <= "2026-03-09" <= (entry.happened[1] or "9999")
    assert some.undated == everything.undated > 0


def test_the_clocks_are_never_mixed(ledger: Ledger, sample_accounts: dict[str, Account]) -> None:
    """By publication every event has its place; by what was said the entries are statements."""
    accounts = list(sample_accounts.values())[:11]
    published, said = told(ledger, clock="published"), told(ledger, clock="said")

    assert len(published.entries) == sum(len(account.events) for account in accounts)
    assert published.undated == 0
    assert [entry.published for entry in published.entries] == sorted(
        str(entry.published) for entry in published.entries
    )
    assert {entry.id[0] for entry in said.entries} == {"s"}
    assert len(said.entries) + said.undated == sum(len(account.statements) for account in accounts)


def test_a_timeline_is_of_what_is_asked_for(ledger: Ledger) -> None:
    """As in search."""
    assert {entry.display for entry in told(ledger, status="alleged").entries} == {"alleged"}
    assert all("[ASSAULT]" in entry.words for entry in told(ledger, type="ASSAULT").entries)


def test_what_was_said_is_narrowed_by_what_it_tells(ledger: Ledger) -> None:
    """A statement by the events it claims, an event by whose statements hold it."""
    said, raids = told(ledger, clock="said"), told(ledger, clock="said", type="ASSAULT")
    held = told(ledger, by="Merania")

    assert 0 < len(raids.entries) + raids.undated < len(said.entries) + said.undated
    assert held.entries
    assert all("Merania" in {one.voice for one in entry.said} for entry in held.entries)


def test_several_words_are_any_of_them(ledger: Ledger) -> None:
    """The line of such a question is read back as the same question."""
    both = Query(status=("alleged", "planned"))

    assert Query.of(both.line()) == both
    with ledger.reading() as db:
        found = timeline(db, both, most=1000)
    parts = [told(ledger, status=word) for word in ("alleged", "planned")]
    assert len(found.entries) == sum(len(part.entries) for part in parts)
    assert found.undated == sum(part.undated for part in parts)


def test_one_happening_stands_where_it_is_told_first(ledger: Ledger) -> None:
    """Told by several reports it is one row, with all of them."""
    comparing.bring_up_to_date(ledger)
    with ledger.reading() as db:
        rows, _ = folded(db, Query(type="ASSAULT"), most=1000)
        undated, _ = folded(db, Query(type="ASSAULT"), most=1000, undated=True)
        whole = timeline(db, Query(type="ASSAULT"), most=1000)

    assert max(row.reports for row in rows) > 3
    assert sum(row.told for row in (*rows, *undated)) == whole.total + whole.undated
    begins = [row.entries[0].happened[0] or row.entries[0].happened[1] or "" for row in rows]
    assert begins == sorted(begins)


def test_places_are_counted_by_incident_and_known_to_be_unsure(ledger: Ledger) -> None:
    """Until reports are compared, each tells an incident of its own."""
    with ledger.reading() as db:
        before, waiting = spots(db, Query()), happenings.waiting(db)
    comparing.bring_up_to_date(ledger)
    with ledger.reading() as db:
        after = spots(db, Query())
        fort = next(spot for spot in after.spots if spot.name == "Fort Casimir")
        there = timeline(db, Query(spot=fort.id), most=1000)

    assert (before.incidents, waiting) == (before.placed, 11)
    assert after.incidents < before.incidents
    assert after.placed == before.placed
    assert not fort.sure
    assert len(there.entries) + there.undated == fort.events


def test_a_dossier_counts_everything_in_its_section(ledger: Ledger) -> None:
    """What Merania denied, what others say it did: never under one heading."""
    found = of(ledger, "merania")
    sections = {section.name: section for section in found.sections}

    assert (found.names[0], found.countries[0]) == ("Merania", "XME")
    assert any("raid" in line.words for line in sections["denied"].lines)
    assert any("raid" in line.words for line in sections["did, as others say"].lines)
    assert not any("raid" in line.words for line in sections["did"].lines)
    assert all(line.voice != "Merania" for line in sections["said for it"].lines)
    assert all(section.count == len(section.lines) for section in found.sections)


def test_somebody_is_found_by_a_part_of_the_name(ledger: Ledger) -> None:
    """And nobody is an error that says what to try."""
    assert of(ledger, "Serwaa") == of(ledger, "Ama Serwaa")
    with pytest.raises(NotFoundError, match="herodotus search"):
        of(ledger, "Atlantis")
