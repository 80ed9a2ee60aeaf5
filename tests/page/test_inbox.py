"""The Inbox as an answer: its facets in the address, near-copies, runs, what is stale."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import herodotus
from herodotus.ledger import Ledger, comparing
from tests.page.conftest import Client

RAID = "Gunmen raided the harbour office in Port Elise on Sunday, killing 14 dockers, police said. " * 6


def _page(here: Any, **query: object) -> dict[str, Any]:
    page: dict[str, Any] = here.get("/inbox.json", params=query).json()
    return page


def _counts(facets: list[dict[str, Any]]) -> dict[str | None, int]:
    return {one["value"]: one["count"] for one in facets}


def test_each_facet_narrows_to_as_many_as_it_promises(client: Client, ledger: Ledger) -> None:
    """Each value of each facet, asked for, alone and beside another."""
    ledger.add(herodotus.read("A raid was reported in Port Elise on Tuesday."))
    here = client()
    page = _page(here)

    for key in ("publisher", "month", "language"):
        for value, count in _counts(page[f"{key}s"]).items():
            assert _page(here, **{key: value or ""})["total"] == count, (key, value)
    for key in ("disputed", "review", "undated", "copied"):
        assert _page(here, **{key: True})["total"] == page[key], key
    both = _page(here, disputed=True)
    for value, count in _counts(both["publishers"]).items():
        assert _page(here, disputed=True, publisher=value or "")["total"] == count
    assert (page["undated"], page["total"]) == (1, 18)
    assert 0 < page["review"] < page["total"]


def test_what_needs_review_is_what_a_queue_asks_about(client: Client) -> None:
    """Some event of the queues "disputes" or "open" is in each, and in no other."""
    here = client()
    asked = {
        item["report"]["id"]
        for queue in ("disputes", "open")
        for item in here.get(f"/review.json?queue={queue}&most=50").json()["items"]
    }

    assert {row["id"] for row in _page(here, review=True)["rows"]} >= asked - {
        row["id"] for row in _page(here)["rows"] if not row["contested"]
    }
    assert {row["id"] for row in _page(here, review=True)["rows"]} <= asked


def test_near_copies_lead_to_one_another(client: Client, ledger: Ledger) -> None:
    """And what was not compared yet is not said to be none."""
    one, twin = (ledger.add(herodotus.read(RAID, published="2026-03-09", publisher=name)).report for name in "AB")
    here = client()

    before = {row["id"]: row["copies"] for row in _page(here)["rows"]}
    comparing.bring_up_to_date(ledger)
    page = _page(here)

    assert (before[one], before[twin]) == (None, None)
    assert {row["copies"] for row in page["rows"] if row["id"] in (one, twin)} == {1}
    assert {row["id"] for row in _page(here, copied=True)["rows"]} == {one, twin}
    assert {row["id"] for row in _page(here, copies_of=one[:10])["rows"]} == {one, twin}
    assert _page(here, copies_of=one[:10])["copied"] == 2
    assert page["uncompared"] == 0
    assert here.get("/inbox.json?copies_of=ffffffffff").status_code == 404


def test_what_another_version_read_is_stale(client: Client, ledger: Ledger) -> None:
    """The page can read it anew, unless it was read with dictionaries that the page has not."""
    here = client()
    assert here.get("/stale.json").json() == {"reports": 0, "own": 0, "runs": [1]}
    first, second = list(ledger.reports())[:2]
    for kept, made_by in ((first, {"herodotus": "0.0.9"}), (second, {"lexicons": "sha256:ours+sha256:own"})):
        account = ledger.get(kept.report, as_read=True)
        ledger.add(replace(account, made_by=replace(account.made_by, **made_by)))

    assert here.get("/stale.json").json() == {"reports": 1, "own": 1, "runs": [1]}
    runs = {one["herodotus"]: one for one in _page(here)["runs"] if one["count"] == 1}
    assert [row["id"] for row in _page(here, run=runs["0.0.9"]["id"])["rows"]] == [first.report]


@pytest.mark.parametrize("query", ["limit=0", "limit=9999", "start=-1", "run=x", "disputed=perhaps"])
def test_what_cannot_be_asked_is_refused(client: Client, query: str) -> None:
    assert client().get(f"/inbox.json?{query}").status_code == 422
