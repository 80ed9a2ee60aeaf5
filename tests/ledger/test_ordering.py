"""What comes first of the sentences found: on SQLite and PostgreSQL the same sentences, each once, however the pages are turned."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from herodotus import open_ledger
from herodotus.ledger import Ledger, searching
from herodotus.ledger.searching import ORDERS, Hit, Order, Query, find
from herodotus.model import Account

QUERIES = (Query("the"), Query("raid OR harbour"), Query("said", type="ASSAULT"), Query("Norland", actor="Merania"))


@pytest.fixture
def ledger(ledger_url: str, sample_accounts: dict[str, Account]) -> Iterator[Ledger]:
    with open_ledger(ledger_url) as kept:
        kept.add_many([(account, None) for account in sample_accounts.values()])
        yield kept


def _where(hits: list[Hit]) -> list[tuple[str, int]]:
    return [(hit.report, hit.sentence) for hit in hits]


@pytest.mark.parametrize("query", QUERIES, ids=[query.line() for query in QUERIES])
@pytest.mark.parametrize("order", ORDERS)
def test_an_order_changes_what_comes_first_and_not_what_is_found(ledger: Ledger, query: Query, order: Order) -> None:
    with ledger.reading() as db:
        kept, other = (_where(find(db, query, most=5_000, order=one)) for one in ("kept", order))

    assert kept
    assert sorted(other) == sorted(kept)


@pytest.mark.parametrize("first", [10_000, 25])
@pytest.mark.parametrize("order", ORDERS)
def test_pages_go_on_where_the_one_before_ended(
    ledger: Ledger, order: Order, first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also beyond those that are put in order: behind them come the others, as they were kept."""
    monkeypatch.setattr(searching, "FIRST", first)
    with ledger.reading() as db:
        whole = _where(find(db, Query("the"), most=60, order=order))
        pages = [
            place
            for start in range(0, 60, 7)
            for place in _where(find(db, Query("the"), most=7, start=start, order=order))
        ]

    assert pages[:60] == whole
    assert len(set(whole)) == 60


def test_of_more_those_found_first_are_put_in_order(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others keep their places."""
    with ledger.reading() as db:
        kept = _where(find(db, Query("the"), most=60))
        monkeypatch.setattr(searching, "FIRST", 25)
        relevant = _where(find(db, Query("the"), most=60, order="relevance"))

    assert sorted(relevant[:25]) == sorted(kept[:25])
    assert relevant[:25] != kept[:25]
    assert relevant[25:] == kept[25:]


def test_the_last_published_come_first(ledger: Ledger) -> None:
    """Those without a date last."""
    with ledger.reading() as db:
        days = [hit.published for hit in find(db, Query("the"), most=5_000, order="published")]

    told = [day for day in days if day]
    assert told == sorted(told, reverse=True)
    assert days == told + [None] * (len(days) - len(told))


def test_a_short_sentence_full_of_the_words_is_more_relevant_than_a_long_one_with_one(ledger: Ledger) -> None:
    """As either database reckons it."""
    query = Query("raid OR harbour OR office")
    with ledger.reading() as db:
        best, *_, worst = find(db, query, most=5_000, order="relevance")

    def share(hit: Hit) -> float:
        return len(hit.marks) / len(hit.words.split())

    assert share(best) > share(worst)


def test_without_words_nothing_is_more_relevant(ledger: Ledger) -> None:
    with ledger.reading() as db, pytest.raises(ValueError, match="without words"):
        find(db, Query(act="deny"), order="relevance")
