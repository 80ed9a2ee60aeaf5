"""Decisions from the page: kept in the log, laid over the account, taken back, and never silently over another's."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

import herodotus
from herodotus.ledger import Ledger, correcting
from herodotus.surfaces.page.app import make_app
from herodotus.surfaces.page.safety import Limits
from tests.page.conftest import HOME, Client


def _first(here: TestClient, queue: str = "disputes") -> dict[str, Any]:
    item: dict[str, Any] = here.get(f"/review.json?queue={queue}").json()["items"][0]
    return item


def _decide(here: TestClient, item: dict[str, Any], **what: object) -> Any:
    body = {"report": item["report"]["id"], "thing": item["thing"], "seen": item["seen"], **what}
    return here.post("/decisions", json=body)


def _reader(here: TestClient, item: dict[str, Any]) -> dict[str, Any]:
    page: dict[str, Any] = here.get(f"/r/{item['report']['id']}.json").json()
    return page


@pytest.fixture
def colleague(ledger: Ledger) -> TestClient:
    """Somebody else at the same ledger."""
    app = make_app(ledger, Limits(csrf="csrf"), coder="mb")
    return TestClient(app, base_url=HOME, headers={"x-herodotus-token": "csrf"})


def test_an_item_brings_its_sentence_and_all_that_is_needed(client: Client) -> None:
    """The words of the thing are marked in it."""
    item = _first(client())

    marked = [piece["text"] for one in item["passages"] for piece in one["segments"] if item["thing"] in piece["marks"]]
    assert item["event"]["words"] in " ".join(marked)
    assert item["why"]
    assert item["event"]["claims"]


def test_an_accepted_thing_leaves_the_queue_and_stays_in_the_log(client: Client) -> None:
    here = client()
    item = _first(here)

    assert _decide(here, item, verb="accept").status_code == 200

    assert (_first(here)["report"]["id"], _first(here)["thing"]) != (item["report"]["id"], item["thing"])
    row = here.get("/log.json").json()["rows"][0]
    assert [row["who"], row["state"]] == ["hk", "kept"]
    assert row["told"].startswith("accepted event")
    assert _reader(here, item)["verdicts"][item["thing"]] == "accepted"


def test_a_correction_is_laid_over_the_account_and_can_be_taken_back(client: Client) -> None:
    """The log keeps both."""
    here = client()
    item = _first(here)
    before = item["event"]["type"]
    other = "RETREAT" if before != "RETREAT" else "AID"

    number = _decide(here, item, verb="correct", field="type", value=other, why="a test").json()["id"]
    after = next(one for one in _reader(here, item)["events"] if one["id"] == item["thing"])
    undone = here.post(f"/decisions/{number}/undo", json={}).json()
    again = next(one for one in _reader(here, item)["events"] if one["id"] == item["thing"])

    assert [after["type"], again["type"]] == [other, before]
    assert here.get("/log.json").json()["rows"][0]["told"] == f"took back {number}"
    assert undone["id"] > number
    assert here.post(f"/decisions/{number}/undo", json={}).status_code == 404


def test_another_coders_decision_is_never_overwritten_in_silence(client: Client, colleague: TestClient) -> None:
    """Whoever comes second is told who decided what, and may still decide: the log keeps both."""
    here = client()
    mine, theirs = _first(here), _first(colleague)
    assert mine["thing"] == theirs["thing"]

    assert _decide(colleague, theirs, verb="reject").status_code == 200
    late = _decide(here, mine, verb="accept")

    assert late.status_code == 409
    assert [one["who"] for one in late.json()["others"]] == ["mb"]
    assert here.get("/log.json").json()["total"] == 1
    assert _decide(here, mine, verb="accept", anyway=True).status_code == 200
    assert {row["who"] for row in here.get("/log.json").json()["rows"]} == {"mb", "hk"}


def test_marked_words_fill_a_field_where_they_stand(client: Client, ledger: Ledger) -> None:
    """Not where the same words stand first: an emoji before them changes nothing, offsets are the server's."""
    text = "🚢 Torvia watched. Norland blamed Merania for the raid. Merania denied it, and Torvia shrugged."
    kept = ledger.add(herodotus.read(text, published="2026-03-11"))
    here = client()
    page = here.get(f"/r/{kept.report}.json").json()
    event = next(one for one in page["events"] if one["type"] == "ACCUSE")
    passage = page["passages"][-1]
    whole = "".join(piece["text"] for piece in passage["segments"])
    selection = {"at": passage["segments"][0]["at"], "before": whole[: whole.index("Torvia")], "words": "Torvia"}
    body = {"report": kept.report, "thing": event["id"], "verb": "correct", "field": "target", "seen": page["seen"]}

    assert here.post("/decisions", json={**body, "selection": selection}).status_code == 200
    assert here.post("/decisions", json={**body, "selection": {**selection, "before": "?"}}).status_code == 422
    assert here.post("/decisions", json={**body, "field": "type", "selection": selection}).status_code == 422

    after = next(one for one in here.get(f"/r/{kept.report}.json").json()["events"] if one["id"] == event["id"])
    assert [one["name"] for one in after["target"]] == ["Torvia"]
    party = next(one for one in ledger.get(kept.report).events if one.id == event["id"]).target[0]
    assert party.span is not None
    assert party.span.start == text.rindex("Torvia")


@pytest.mark.parametrize(
    "what",
    [
        {"verb": "correct", "field": "type", "value": "WAR"},
        {"verb": "correct", "field": "colour", "value": "red"},
        {"verb": "correct"},
        {"verb": "correct", "field": "source", "value": "words that are nowhere in it"},
    ],
)
def test_a_value_that_is_none_is_refused_and_nothing_is_kept(client: Client, what: dict[str, str]) -> None:
    here = client()

    answer = _decide(here, _first(here), **what)

    assert answer.status_code == 422
    assert answer.json()["detail"]
    assert here.get("/log.json").json()["total"] == 0


def test_a_thing_that_is_not_there_is_said_so(client: Client) -> None:
    here = client()

    assert _decide(here, {**_first(here), "thing": "e999"}, verb="accept").status_code == 404
    assert here.get("/review.json?queue=none").status_code == 422
    assert here.get("/log.json?state=lost").status_code == 422


def test_every_field_that_can_be_corrected_is_listed(client: Client) -> None:
    """The page offers these and no others."""
    fields = client().get("/fields.json").json()

    assert "type" in {one["name"] for one in fields["event"]}
    assert next(one for one in fields["claim"] if one["name"] == "status")["choices"][0] == "happened"


def test_pairs_in_doubt_are_merged_or_split(client: Client, ledger: Ledger) -> None:
    """By a hand's decision that stands in the log; what is no event is refused."""
    here = client()
    item = here.get("/review.json?queue=pairs").json()["pairs"][0]
    one, other = (f"{side['report']['id']}:{side['thing']}" for side in (item["one"], item["other"]))

    assert here.post("/pairs", json={"verb": "split", "one": one, "other": other}).status_code == 200
    assert here.post("/pairs", json={"verb": "merge", "one": one, "other": f"{other}99"}).status_code == 404

    left = [
        (pair["one"]["thing"], pair["other"]["thing"]) for pair in here.get("/review.json?queue=pairs").json()["pairs"]
    ]
    assert (item["one"]["thing"], item["other"]["thing"]) not in left[:1]
    with ledger.reading() as db:
        assert [logged.verb for logged in correcting.log(db)] == ["split"]
