"""Search on SQLite and PostgreSQL alike: words, names, kinds, days; what it finds and where it stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from herodotus import open_ledger
from herodotus.ledger import Ledger, searching
from herodotus.ledger.searching import Hit, Query, find
from herodotus.model import Account


@pytest.fixture
def ledger(ledger_url: str, sample_accounts: dict[str, Account]) -> Iterator[Ledger]:
    """The shipped reports of the harbour crisis."""
    with open_ledger(ledger_url) as kept:
        kept.add_many([(account, None) for account in list(sample_accounts.values())[:11]])
        yield kept


def found(ledger: Ledger, words: str = "", **more: str) -> list[Hit]:
    """What a query finds."""
    with ledger.reading() as db:
        return find(db, Query(words, **more), most=100)


def test_words_stand_in_one_sentence(ledger: Ledger) -> None:
    """Whatever their case; what is looked for is marked in the report's own text."""
    hits = found(ledger, "RAID Harbour")

    assert hits
    for hit in hits:
        text = ledger.get(hit.report).report.text
        assert text[hit.start : hit.end] == hit.words
        assert {text[start:end].lower() for start, end in hit.marks} == {"raid", "harbour"}


def test_phrases_beginnings_neighbours_and_what_must_not_be(ledger: Ledger) -> None:
    """The notation of search, the same on both."""
    assert found(ledger, '"harbour office"')
    assert not found(ledger, '"office harbour"')
    assert len(found(ledger, "shell*")) > len(found(ledger, "shell"))
    assert found(ledger, "stopped NEAR/6 building") == found(ledger, "building NEAR/6 stopped")
    assert found(ledger, "stopped NEAR/6 building")
    assert not found(ledger, "stopped NEAR/2 building")
    assert len(found(ledger, "raid -killed")) < len(found(ledger, "raid"))
    assert len(found(ledger, "lighthouse OR television")) == len(found(ledger, "lighthouse")) + len(
        found(ledger, "television")
    )


def test_a_name_finds_those_who_are_called_so(ledger: Ledger) -> None:
    """Else those whose name holds it; never another who is only named after him."""
    assert found(ledger, actor="Serwaa") == found(ledger, actor="ama serwaa")
    for hit in found(ledger, source="Norland"):
        account = ledger.get(hit.report)
        names = {actor.id: actor.name for actor in account.actors}
        sources = {names[p.actor] for e in account.events for p in e.source if e.id in {one.id for one in hit.events}}
        assert "Norland" in sources


def test_kinds_and_statuses(ledger: Ledger) -> None:
    """One event must have them all."""
    for hit in found(ledger, type="assault", status="alleged"):
        assert any(one.display == "alleged" and "[ASSAULT]" in one.words for one in hit.events)
    assert found(ledger, stance="denies")
    assert found(ledger, act="deny", by="Merania")


def test_days_are_those_of_one_clock(ledger: Ledger) -> None:
    """An interval is found that shares a day; what is undated is not."""
    days = {"since": "2026-03-09", "until": "2026-03-09"}
    happened, published = (
        found(ledger, type="ASSAULT", **days),
        found(ledger, type="ASSAULT", clock="published", **days),
    )

    assert any("shell" in one.words for hit in happened for one in hit.events)
    assert not published
    assert all(
        (hit.published or "") >= "2026-03-17"
        for hit in found(ledger, "ceasefire", since="2026-03-17", clock="published")
    )


def test_a_query_that_asks_nothing_is_refused(ledger: Ledger) -> None:
    """As are one that cannot be read and one without letters."""
    for words, problem in (
        ("", "nothing is asked"),
        ('"raid', "not closed"),
        ("NEAR/2 raid", "between two"),
        ("…", "no letter"),
    ):
        with pytest.raises(ValueError, match=problem):
            found(ledger, words)


def test_a_day_that_is_none_is_refused(ledger: Ledger) -> None:
    """With what one looks like."""
    with pytest.raises(ValueError, match="not a day: 'yesterday'"):
        found(ledger, "raid", since="yesterday")


def test_few_and_many_are_found_by_other_ways_and_are_the_same(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """However a search is driven, it finds the same."""
    days = {"since": "2026-03-08", "until": "2026-03-10"}
    asked = [
        {"words": "the", "type": "ASSAULT"}, {"words": "the", "actor": "Merania"}, {"words": "this", "act": "deny"},
        {"type": "ASSAULT", **days}, {"words": "the", "until": "2026-03-09"}, {"act": "deny", "type": "ASSAULT"},
        {"place": "Port Elise", "country": "XNO"}, days,
    ]  # fmt: skip
    ways = []
    for few in (0, 3, 100_000):
        monkeypatch.setattr(searching, "FEW", few)
        ways.append([sorted((hit.report, hit.sentence) for hit in found(ledger, **one)) for one in asked])

    assert ways[0] == ways[1] == ways[2]
    assert all(ways[0])


def test_the_line_of_a_query_is_the_query() -> None:
    """It is what a page has behind its "?"; what no query has is refused."""
    query = Query("a & b", actor="Élan", clock="said", since="2026-03-08")

    assert Query.of(query.line()) == query
    with pytest.raises(ValueError, match="no query has 'colour'"):
        Query.of("colour=red")
