"""Review through its API: how many wait, what is narrowed, adding by hand, several people at once, coding twice, the log."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from herodotus.ledger import Ledger, comparing, open_ledger
from herodotus.surfaces.page.app import make_app
from herodotus.surfaces.page.safety import Limits
from tests.page.conftest import HOME

Json = dict[str, Any]


def at_desk(ledger: Ledger, coder: str, **limits: Any) -> TestClient:
    """Somebody at a ledger, by a server of his own."""
    app = make_app(ledger, Limits(csrf="csrf", **limits), coder=coder)
    return TestClient(app, base_url=HOME, headers={"x-herodotus-token": "csrf"})


def look_ahead(at: TestClient) -> None:
    """What a server does before anybody asks."""
    cast("FastAPI", at.app).state.context.look_ahead()


def filled(url: str, shipped: Path) -> None:
    """Put what is shipped into a ledger of either kind; into a file by copying it."""
    if "://" not in url:
        shutil.copy(shipped, url)
        return
    with open_ledger(shipped) as source, open_ledger(url) as ledger:
        ledger.add_many([(source.get(kept.report, as_read=True), None) for kept in source.reports()])
        comparing.bring_up_to_date(ledger)


@pytest.fixture
def desks(ledger_url: str, shipped: Path) -> Iterator[tuple[TestClient, TestClient]]:
    """Two coders at one ledger, SQLite or PostgreSQL, each with a connection of his own."""
    filled(ledger_url, shipped)
    with open_ledger(ledger_url) as mine, open_ledger(ledger_url) as theirs:
        yield at_desk(mine, "hk"), at_desk(theirs, "mb")


def queue(here: TestClient, name: str = "disputes", **asked: object) -> Json:
    found: Json = here.get("/review.json", params=cast("Any", {"queue": name, **asked})).json()
    return found


def left(here: TestClient, name: str = "disputes", **asked: object) -> int:
    """How many wait, as the queue itself says and as the list of queues says."""
    page = queue(here, name, **asked)
    return int(page["left"])


def decide(here: TestClient, item: Json, **what: object) -> Any:
    body = {"report": item["report"]["id"], "thing": item["part"], "seen": item["seen"], "verb": "accept", **what}
    return here.post("/decisions", json=body)


def test_a_queue_says_how_many_wait(desks: tuple[TestClient, TestClient]) -> None:
    """One less after each decision, for everybody; one more when it is taken back; a new server counts the same."""
    here, there = desks
    whole = left(here)

    number = decide(here, queue(here)["items"][0]).json()["id"]

    assert whole > 2
    assert (left(here), left(there), left(there, double=True)) == (whole - 1, whole - 1, whole)
    page = queue(here)
    assert {one["name"]: one["left"] for one in page["queues"]}["disputes"] == page["left"]
    assert (page["total"], page["position"]) == (whole, 0)
    here.post(f"/decisions/{number}/undo", json={})
    assert (left(here), left(there)) == (whole, whole)


def test_what_is_held_is_what_would_be_found_anew(desks: tuple[TestClient, TestClient], ledger_url: str) -> None:
    """After decisions that change what is told, on a server that carried its queues on and on one that has just begun."""
    here, there = desks
    for verb, more in (("reject", {}), ("correct", {"field": "type", "value": "none"}), ("accept", {})):
        for name in ("disputes", "open", "audit"):
            items = queue(here, name)["items"]
            if items:
                assert decide(here, items[0], verb=verb, **more).status_code == 200
    with open_ledger(ledger_url) as ledger:
        fresh = at_desk(ledger, "zz")
        for name in ("disputes", "open", "audit", "pairs", "second", "orphans", "changed"):
            anew = queue(fresh, name, most=50)
            for one in (here, there):
                known = queue(one, name, most=50)
                if name != "second":
                    assert [item["key"] for item in known["items"]] == [item["key"] for item in anew["items"]]
                    assert (known["left"], known["total"]) == (anew["left"], anew["total"])


def test_a_queue_is_narrowed_and_a_place_in_it_has_an_address(desks: tuple[TestClient, TestClient]) -> None:
    """By publisher, type and day of the report; the parts are counted, and add up."""
    here, _ = desks
    page = queue(here, most=50)
    kinds = {one["value"]: one["count"] for one in page["types"]}

    assert sum(kinds.values()) == sum(one["count"] for one in page["publishers"]) == page["left"]
    for name, facets in (("type", page["types"]), ("publisher", page["publishers"])):
        for facet in facets:
            assert left(here, **{name: facet["value"] or ""}) == facet["count"]
    days = {item["report"]["published"][:10] for item in page["items"] if item["report"]["published"]}
    assert sum(left(here, day=day) for day in days) == len(page["items"])
    third = queue(here, at=page["items"][2]["key"])
    assert (third["position"], third["items"][0]["key"]) == (2, page["items"][2]["key"])
    assert third["before"] == page["items"][1]["key"]


def test_a_thing_decided_meanwhile_is_still_at_its_address_and_says_by_whom(
    desks: tuple[TestClient, TestClient],
) -> None:
    here, there = desks
    item = queue(here)["items"][0]

    decide(there, item, why="clear")
    page = queue(here, at=item["key"])

    assert page["position"] is None
    assert page["items"][0]["key"] == item["key"]
    assert [(one["who"], one["told"].split()[0], one["why"]) for one in page["items"][0]["decided"]] == [
        ("mb", "accepted", "clear")
    ]


def test_two_who_decide_at_the_same_instant(desks: tuple[TestClient, TestClient]) -> None:
    """One is kept; the other is told who, what and when, and nothing of his is written until he says so."""
    items = queue(desks[0], most=6)["items"]
    for item in items:
        answers = at_once(lambda here, item=item: decide(here, item, verb="reject"), desks)
        codes = sorted(one.status_code for one in answers)

        assert codes == [200, 409]
        loser = next(n for n, one in enumerate(answers) if one.status_code == 409)
        [other] = answers[loser].json()["others"]
        assert other["who"] == ("mb", "hk")[loser]
        assert other["told"].startswith("rejected event")
        assert other["at"]
        assert decide(desks[loser], item, anyway=True).status_code == 200
    log = desks[0].get("/log.json").json()["rows"]
    assert len({row["id"] for row in log}) == 2 * len(items)
    assert {row["who"] for row in log} == {"hk", "mb"}


def at_once(deed: Any, desks: tuple[TestClient, TestClient]) -> list[Any]:
    """Let both do a thing at the same instant."""
    gate = threading.Barrier(len(desks))
    found: dict[int, Any] = {}

    def run(n: int) -> None:
        gate.wait()
        found[n] = deed(desks[n])

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(desks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [found[n] for n in range(len(desks))]


def test_two_who_add_the_same_thing_at_the_same_instant(desks: tuple[TestClient, TestClient]) -> None:
    """It is added once; the second is told of it, and adds his only if it is another."""
    here = desks[0]
    report = queue(here)["items"][0]["report"]["id"]
    reader = here.get(f"/r/{report}.json").json()
    words = next(
        word for piece in reader["passages"][1]["segments"] if not piece["marks"] for word in piece["text"].split() if len(word) > 4
    )  # fmt: skip
    body = {"report": report, "layer": "event", "words": words, "sentence": 1, "seen": reader["seen"]}
    body["fields"] = {"type": "CONSULT", "status": "planned"}

    answers = at_once(lambda one: one.post("/additions", json=body), desks)

    assert sorted(one.status_code for one in answers) == [200, 409]
    loser = next(n for n, one in enumerate(answers) if one.status_code == 409)
    assert answers[loser].json()["others"][0]["told"].startswith(f"added event “{words.rstrip('.,')[:4]}")
    now = here.get(f"/r/{report}.json").json()
    assert len(now["events"]) == len(reader["events"]) + 1
    new = next(one for one in now["events"] if one["words"] == words)
    assert (new["type"], new["display"], now["verdicts"][new["id"]]) == ("CONSULT", "planned", "added")
    assert new["because"][0]["rule"].startswith("correction.1:")
    assert desks[loser].post("/additions", json={**body, "anyway": True}).status_code == 200
    assert len(here.get(f"/r/{report}.json").json()["events"]) == len(reader["events"]) + 2


def test_marked_words_are_added_with_what_was_marked_for_a_field(desks: tuple[TestClient, TestClient]) -> None:
    """A statement on its words, its speaker marked in the text; what cannot be is refused, and nothing is kept."""
    here, _ = desks
    report = queue(here)["items"][0]["report"]["id"]
    page = here.get(f"/r/{report}.json").json()
    passage = page["passages"][2]
    whole = "".join(piece["text"] for piece in passage["segments"]).rstrip()
    at = passage["segments"][0]["at"]
    last = whole.rstrip(".”’").split()[-1]
    speaker = {"at": at, "before": whole[: whole.rindex(last)], "words": last}
    said = {"at": at, "before": "", "words": whole}
    body: Json = {
        "report": report,
        "layer": "statement",
        "selection": said,
        "marked": {"speaker": speaker},
        "seen": page["seen"],
    }

    assert here.post("/additions", json={**body, "fields": {"act": "shout"}}).status_code == 422
    assert here.post("/additions", json={**body, "fields": {"colour": "red"}}).status_code == 422
    assert here.post("/additions", json={**body, "selection": {**said, "before": "?"}}).status_code == 422
    assert here.get("/log.json").json()["total"] == 0
    assert here.post("/additions", json={**body, "fields": {"act": "warn"}, "why": "missed"}).status_code == 200

    now = here.get(f"/r/{report}.json").json()
    new = next(one for one in now["statements"] if now["verdicts"].get(one["id"]) == "added")
    assert (new["act"], new["speaker"]["name"], new["words"]) == ("warn", last, [" ".join(whole.split())])
    assert here.get("/log.json").json()["rows"][0]["why"] == "missed"


def test_an_event_is_given_a_number_and_a_voice_on_the_page(desks: tuple[TestClient, TestClient]) -> None:
    """The event is named; without one, or of one that is not there, nothing is added."""
    here, other = desks
    item = queue(here)["items"][0]
    report, event = item["report"]["id"], item["thing"]
    text = "".join(piece["text"] for one in item["passages"] for piece in one["segments"])
    word = next(word for word in text.split() if word.isalpha())
    number: Json = {
        "report": report,
        "layer": "count",
        "words": word,
        "fields": {"low": "3", "what": "killed"},
        "seen": 0,
    }
    voice: Json = {"report": report, "layer": "claim", "fields": {"voice": "unnamed", "stance": "doubts"}, "seen": 0}

    for body in (number, voice):
        assert here.post("/additions", json=body).status_code == 422
        assert here.post("/additions", json={**body, "thing": "e999"}).status_code == 422
        assert here.post("/additions", json={**body, "thing": event}).status_code == 200
    assert other.post("/additions", json={**voice, "thing": event}).status_code == 409
    told = [row["told"] for row in here.get("/log.json").json()["rows"]]
    assert ["added claim" in told[0], "added count" in told[1]] == [True, True]
    now = next(one for one in here.get(f"/r/{report}.json").json()["events"] if one["id"] == event)
    assert "doubts" in str(now)


def test_what_is_added_is_in_search_timeline_matrix_and_exports(
    desks: tuple[TestClient, TestClient], ledger_url: str
) -> None:
    """Like what was read."""
    here, _ = desks
    item = queue(here)["items"][0]
    report, place = item["report"]["id"], item["places"][0]
    time = next(one for one in item["times"] if one["earliest"])
    plain = " ".join(piece["text"] for one in item["passages"] for piece in one["segments"] if not piece["marks"])
    word = next(word for word in plain.split() if word.isalpha() and len(word) > 4)
    fields = {"type": "SANCTION", "place": place["id"], "time": time["id"], "status": "happened"}
    body = {"report": report, "layer": "event", "words": word, "fields": fields, "seen": 0}
    assert here.post("/additions", json=body).status_code == 200
    page = here.get(f"/r/{report}.json").json()
    name = next(one for one, verdict in page["verdicts"].items() if verdict == "added")

    found = here.get("/search.json", params={"type": "SANCTION"}).text
    assert report[:10] in found
    assert name in here.get("/timeline.json", params={"type": "SANCTION"}).text
    with open_ledger(ledger_url) as ledger:
        comparing.bring_up_to_date(ledger)
    assert here.get(f"/i/{report}:{name}.json").status_code == 200
    table = here.get("/export/event-reports", params={"report": report[:10]}).text
    assert "SANCTION" in table
    assert "correction.1:hk" in here.get(f"/r/{report}/account.json").text


def test_anothers_decision_is_taken_back_only_if_one_says_so(desks: tuple[TestClient, TestClient]) -> None:
    """It is told whose it is; the log says who took it back."""
    here, there = desks
    number = decide(there, queue(there)["items"][0]).json()["id"]

    refused = here.post(f"/decisions/{number}/undo", json={})

    assert refused.status_code == 409
    assert "mb took this decision" in refused.json()["detail"]
    assert here.get("/log.json").json()["total"] == 1
    assert here.post(f"/decisions/{number}/undo", json={"anyway": True}).status_code == 200
    assert here.get("/log.json").json()["rows"][0]["who"] == "hk"
    assert here.post(f"/decisions/{number}/undo", json={"anyway": True}).status_code == 404


def test_who_codes_twice_is_told_what_others_decided_only_afterwards(desks: tuple[TestClient, TestClient]) -> None:
    """He sees what was read, decides on that, is not stopped, and then sees the other's; agreement counts both."""
    here, there = desks
    item = queue(there)["items"][0]
    other = "RETREAT" if item["event"]["type"] != "RETREAT" else "AID"
    assert decide(there, item, verb="correct", field="type", value=other).status_code == 200
    assert here.get("/agreement.json").json() == []

    page = queue(here, "second")
    again = page["items"][0]
    assert (page["left"], again["event"]["type"], again["decided"]) == (1, item["event"]["type"], [])
    done = decide(here, {**again, "seen": 0}, as_read=True).json()

    assert [(one["who"], other in one["told"]) for one in done["others"]] == [("mb", True)]
    assert left(here, "second") == 0
    rows = {row["field"]: row for row in here.get("/agreement.json").json()}
    assert (rows["type"]["questions"], rows["type"]["alike"], rows["is one"]["alike"]) == (1, 0, 1)


def test_the_log_is_narrowed_and_every_entry_leads_somewhere(desks: tuple[TestClient, TestClient]) -> None:
    """By coder, verb, fate and day; in sentences; with the last number for those who watch."""
    here, there = desks
    assert here.get("/log/last.json").json() == {"last": 0}
    items = queue(here, most=3)["items"]
    decide(here, items[0], verb="correct", field="type", value="none")
    decide(there, items[1], verb="reject", why="no event")
    number = decide(there, items[2]).json()["id"]
    there.post(f"/decisions/{number}/undo", json={})

    def told(**asked: object) -> list[str]:
        page = here.get("/log.json", params=cast("Any", asked)).json()
        assert page["total"] == len(page["rows"])
        return [f"{row['who']} {row['told']}" for row in page["rows"]]

    assert here.get("/log/last.json").json() == {"last": 4}
    assert told(who="hk") == [
        f"hk corrected type {items[0]['event']['type']} → unknown of event “{items[0]['event']['words']}”"
    ]
    assert [line.split()[1] for line in told(who="mb")] == ["took", "accepted", "rejected"]
    assert len(told(verb="reject")) == len(told(state="undone")) == 1
    day = here.get("/log.json").json()["rows"][0]["at"][:10]
    assert len(told(day=day)) == 4
    assert told(day="1999-01-01") == []
    assert here.get("/log.json", params={"day": "soon"}).status_code == 422
    places = [row["place"] for row in here.get("/log.json", params={"who": "hk"}).json()["rows"]]
    assert places == [items[0]["thing"]]
    page = here.get("/log.json", params={"at": 2}).json()
    assert [row["id"] for row in page["rows"]] == [2]
    assert page["coders"] == ["hk", "mb"]


def test_a_page_that_may_only_look_adds_nothing(ledger: Ledger) -> None:
    here = at_desk(ledger, "hk", read_only=True)
    report = queue(here)["items"][0]["report"]["id"]

    assert here.post("/additions", json={"report": report, "layer": "event", "words": "raid"}).status_code == 403
    assert here.get("/log.json").json()["total"] == 0


def test_what_may_be_added_is_listed(ledger: Ledger) -> None:
    fields = at_desk(ledger, "hk").get("/additions/fields.json").json()

    assert {"event", "statement", "claim", "count", "actor", "place", "time"} == set(fields)
    assert {"type", "status", "voice", "source"} <= {one["name"] for one in fields["event"]}


def test_what_was_looked_at_before_anybody_asked_is_told_as_it_is_now(ledger_url: str, shipped: Path) -> None:
    """Everybody and the queues are found at the start of a server; what came after that counts all the same."""
    filled(ledger_url, shipped)
    with open_ledger(ledger_url) as mine, open_ledger(ledger_url) as theirs:
        ahead, fresh = at_desk(mine, "hk"), at_desk(theirs, "hk")
        look_ahead(ahead)
        item = queue(fresh)["items"][0]
        assert decide(fresh, item).status_code == 200
        theirs.remove(next(iter(theirs.reports())).report, why="asked for")

        for path in ("/review.json?queue=disputes", "/a.json", "/actors/network.json"):
            assert fresh.get(path).json() == ahead.get(path).json()


def test_a_ledger_that_cannot_be_read_is_told_to_who_asks_and_not_before(tmp_path: Path, shipped: Path) -> None:
    path = tmp_path / "ledger.db"
    shutil.copy(shipped, path)
    with open_ledger(path) as ledger:
        here = at_desk(ledger, "hk")
        with ledger.writing() as db:
            db.exec_driver_sql("DROP TABLE actor")

        look_ahead(here)

        assert here.get("/a.json").status_code == 503
