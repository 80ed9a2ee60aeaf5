"""What a query can be narrowed to, and names: on SQLite and PostgreSQL alike, and every count is the one that is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from herodotus import open_ledger
from herodotus.ledger import Ledger, comparing, correcting, facets, naming, pairs
from herodotus.ledger.searching import Query, find
from herodotus.model import Account

QUERIES = (
    Query("raid"), Query("raid", status="happened"), Query(actor="Merania"), Query(by="Ama Serwaa"), Query(act="deny"),
    Query(place="Port Elise"), Query("said", source="Norland"), Query(since="2026-03-08", until="2026-03-09"),
    Query("the", clock="published", since="2026-03-01", until="2026-04-30"), Query(stance="denies", country="XNO"),
)  # fmt: skip


@pytest.fixture
def ledger(ledger_url: str, sample_accounts: dict[str, Account]) -> Iterator[Ledger]:
    with open_ledger(ledger_url) as kept:
        kept.add_many([(account, None) for account in sample_accounts.values()])
        yield kept


def _narrowed(query: Query, field: str, value: str) -> Query:
    if field != "published":
        return replace(query, **{field: value})
    since, until = facets.days_of(value)
    return replace(query, clock="published", since=since, until=until)


@pytest.mark.parametrize("query", QUERIES, ids=[query.line() for query in QUERIES])
def test_a_count_is_what_one_finds_when_one_chooses_it(ledger: Ledger, query: Query) -> None:
    """To the sentence, for every value of every facet but that of a field that is asked for already by something else."""
    with ledger.reading() as db:
        found = facets.count(db, query)
        assert found.all
        assert found.sentences == len(find(db, query, most=5_000))
        for facet in found.facets:
            if facet.field not in query.line().replace("clock=published", "published"):
                for one in facet.values:
                    narrowed = _narrowed(query, facet.field, one.value)
                    assert (facet.field, one.value, one.count) == (
                        facet.field,
                        one.value,
                        len(find(db, narrowed, most=5_000)),
                    )


def test_of_many_sentences_the_first_are_counted_and_it_is_said(ledger: Ledger) -> None:
    with ledger.reading() as db:
        found = facets.count(db, Query("the"), counted=10)
        whole = facets.count(db, Query("the"))

    assert (found.sentences, found.all) == (10, False)
    assert whole.all
    assert sum(one.count for one in next(f for f in found.facets if f.field == "publisher").values) == 10


def test_what_is_not_shown_of_a_facet_is_counted(ledger: Ledger) -> None:
    with ledger.reading() as db:
        short, long = (facets.count(db, Query("raid"), shown=n).facets for n in (2, 500))

    for one, other in zip(short, long, strict=True):
        if one.field != "published":
            assert one.values == other.values[:2]
            assert len(one.values) + one.others == len(other.values)


def test_a_query_has_the_days_of_one_clock(ledger: Ledger) -> None:
    """Days on which it happened cannot be narrowed further by days of publication: that facet is not offered."""
    with ledger.reading() as db:
        happened = facets.count(db, Query("raid", since="2026-03-08"))
        published = facets.count(db, Query("raid", since="2026-03-08", clock="published"))

    assert "published" not in [one.field for one in happened.facets]
    assert "published" in [one.field for one in published.facets]


def test_a_page_of_sentences_goes_on_where_the_one_before_ended(ledger: Ledger) -> None:
    with ledger.reading() as db:
        for query in (Query("the"), Query(actor="Merania"), Query(type="ASSAULT")):
            whole = find(db, query, most=40)
            assert [hit for start in range(0, 40, 7) for hit in find(db, query, most=7, start=start)][:40] == whole


def test_a_name_is_gone_to(ledger: Ledger) -> None:
    """Actors, places, incidents and reports by words of their names, the best known first; operators are no words."""
    comparing.bring_up_to_date(ledger)
    with ledger.reading() as db:
        actors = [one.name for one in naming.known(db, "mera") if one.kind == "actor"]
        kinds = {one.kind for one in naming.known(db, "raid")}
        places = {one.name for one in naming.known(db, '"port elise" -drill') if one.kind == "place"}
        nothing = naming.known(db, '"" -x NEAR/5')

    assert actors[0] == "Merania"
    assert {"incident", "report"} <= kinds
    assert "Port Elise" in places
    assert nothing == []


def test_two_who_are_one_by_hand_are_counted_once_in_a_sentence(ledger: Ledger) -> None:
    """Both take part in some sentences: under the one key each of these is one sentence."""
    with ledger.reading() as db:
        both = next(
            hit.report for hit in find(db, Query(actor="Norland"), most=500)
            if hit in find(db, Query(actor="Merania"), most=500)
        )  # fmt: skip
    account = ledger.get(both)
    ends = [f"{both}:{next(a.id for a in account.actors if a.name == name)}" for name in ("Norland", "Merania")]
    with ledger.writing() as db:
        correcting.record(db, pairs.decision(db, "merge", (ends[0], ends[1]), who="hk", why=None))

    with ledger.reading() as db:
        whole = facets.count(db, Query("the"), shown=5_000)
        value = next(
            one
            for facet in whole.facets
            if facet.field == "actor"
            for one in facet.values
            if one.value in ("Merania", "Norland")
        )
        assert value.count == len(find(db, Query("the", actor="Merania"), most=5_000))
