"""Incidents in the page: narrowed, sorted, compared as a job, and what is one happening decided by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

import herodotus
from herodotus.ledger import Ledger, columns, comparing, correcting, incidents
from tests.page.conftest import HOME, Client


def _rows(here: Any, query: str = "") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = here.get(f"/i.json{query}").json()["rows"]
    return rows


def _compared(here: Any) -> dict[str, Any]:
    """Compare what is new; return the last that is told of it."""
    with here.stream("GET", f"/comparisons/{here.post('/comparisons').json()['job']}/events") as answer:
        told = [json.loads(line.removeprefix("data: ")) for line in answer.iter_lines() if line]
    return dict(told[-1])


def test_incidents_are_narrowed(client: Client) -> None:
    """By how many tell them, kind, place, country, days, and whether something in them is disputed."""
    here = client()
    whole = _rows(here, "?limit=500")

    assert {one["type"] for one in _rows(here, "?type=assault")} == {"ASSAULT"}
    assert {one["place"] for one in _rows(here, "?place=port elise")} == {"Port Elise"}
    assert min(one["publishers"] for one in _rows(here, "?publishers=3")) == 3
    assert all(
        one["earliest"] <= "2026-03-09" and one["latest"] >= "2026-03-08"
        for one in _rows(here, "?since=2026-03-08&until=2026-03-09")
    )
    assert _rows(here, "?disputed=true") == [one for one in whole if one["denied"] or one["differ"]]
    assert 0 < len(_rows(here, "?country=xno")) < len(whole)
    page = here.get("/i.json?type=ASSAULT").json()
    assert (
        page["total"] == len(page["rows"]) == next(one["count"] for one in page["types"] if one["value"] == "ASSAULT")
    )
    assert here.get("/i.json?since=2026-02-31").status_code == 422
    assert here.get("/i.json?order=sideways").status_code == 422


@pytest.mark.parametrize("order", ["reports", "publishers", "newest", "oldest", "disputes"])
def test_incidents_are_sorted_and_turned_page_by_page(client: Client, order: str) -> None:
    here = client()
    whole = _rows(here, f"?order={order}&limit=500")

    paged = [one for start in range(0, len(whole), 7) for one in _rows(here, f"?order={order}&start={start}&limit=7")]

    assert paged == whole
    dated = [one["earliest"] for one in whole if one["earliest"]]
    found = {
        "reports": [-one["reports"] for one in whole], "publishers": [-one["publishers"] for one in whole],
        "disputes": [-one["denied"] - one["differ"] for one in whole], "oldest": dated, "newest": dated[::-1],
    }[order]  # fmt: skip
    assert found == sorted(found)


def test_comparing_is_followed_and_stopped(client: Client, ledger: Ledger) -> None:
    """Whoever asks while it goes on is told of the same job; stopped, what was compared stays."""
    for n in range(12, 32):
        ledger.add(
            herodotus.read(f"Gunmen raided the harbour office on Sunday, killing {n} dockers.", published="2026-03-09")
        )
    here = client()

    job = here.post("/comparisons").json()["job"]
    again = here.post("/comparisons").json()["job"]
    assert here.delete(f"/comparisons/{job}").status_code == 204
    with here.stream("GET", f"/comparisons/{job}/events") as answer:
        told = [json.loads(line.removeprefix("data: ")) for line in answer.iter_lines() if line]
    with ledger.reading() as db:
        waiting = len(comparing.stale(db))

    assert again == job
    assert told[-1]["state"] == "stopped"
    assert waiting == 20 - told[-1]["done"]
    assert _compared(here)["state"] == "compared"
    assert here.get("/i.json").json()["waiting"] == 0
    assert here.get("/comparisons/c99/events").status_code == 404


def test_nothing_is_compared_by_looking(client: Client, ledger: Ledger) -> None:
    """To read writes nothing: a report that is new waits until comparing is asked for."""
    ledger.add(herodotus.read("Gunmen raided the harbour office in Port Elise on Sunday.", published="2026-03-09"))
    here = client()
    raid = _rows(here)[0]["id"]

    assert [here.get("/i.json").json()["waiting"], here.get(f"/i/{raid}.json").json()["waiting"]] == [1, 1]


def test_an_event_is_taken_out_of_an_incident_and_back(client: Client, ledger: Ledger) -> None:
    """A line of the log for each pair, with its reason; found anew it is gone, taken back it is there again."""
    here = client()
    page = here.get(f"/i/{_rows(here)[0]['id']}.json").json()
    out = page["events"][-1]

    kept = here.post(
        f"/i/{page['id']}/events", json={"verb": "split", "event": out["ref"], "why": "another raid"}
    ).json()
    _compared(here)
    after = here.get(f"/i/{kept['at']}.json").json()

    assert len(kept["ids"]) == len(page["events"]) - 1
    assert [one["ref"] for one in after["events"]] == [one["ref"] for one in page["events"][:-1]]
    assert [one["why"] for one in after["by_hand"]] == ["another raid"] * len(kept["ids"])
    for number in kept["ids"]:
        assert here.post(f"/decisions/{number}/undo", json={}).status_code == 200
    _compared(here)
    again = here.get(f"/i/{kept['at']}.json").json()
    assert [again["id"], again["by_hand"]] == [page["id"], []]
    with ledger.reading() as db:
        assert {one.verb for one in correcting.log(db)} == {"split", "undo"}


def test_an_event_of_another_incident_is_joined(client: Client) -> None:
    """To each event of this one; and a whole incident, by its id."""
    here = client()
    first, second, third = (here.get(f"/i/{one['id']}.json").json() for one in _rows(here)[2:5])

    def joined(to: str, event: str) -> tuple[str, set[str], int]:
        kept = here.post(f"/i/{to}/events", json={"verb": "merge", "event": event}).json()
        _compared(here)
        page = here.get(f"/i/{kept['at']}.json").json()
        return page["id"], {one["ref"] for one in page["events"]}, len(kept["ids"])

    events = [{one["ref"] for one in page["events"]} for page in (first, second, third)]
    moved = second["events"][0]["ref"]
    now, refs, pairs = joined(first["id"], moved)
    assert (refs, pairs) == (events[0] | {moved}, len(events[0]))
    _, refs, pairs = joined(now, third["id"])
    assert (refs, pairs) == (events[0] | {moved} | events[2], (len(events[0]) + 1) * len(events[2]))


def test_what_somebody_else_decided_meanwhile_is_shown(client: Client, ledger: Ledger) -> None:
    """Nothing is written then, unless one has looked and says so."""
    from fastapi.testclient import TestClient

    from herodotus.surfaces.page.app import make_app
    from herodotus.surfaces.page.safety import Limits

    other = TestClient(
        make_app(ledger, Limits(csrf="csrf"), coder="mb"), base_url=HOME, headers={"x-herodotus-token": "csrf"}
    )
    here = client()
    page = here.get(f"/i/{_rows(here)[0]['id']}.json").json()
    asked = {"verb": "split", "event": page["events"][0]["ref"], "seen": page["seen"]}
    assert other.post(f"/i/{page['id']}/events", json=asked).status_code == 200

    refused = here.post(f"/i/{page['id']}/events", json=asked)

    assert refused.status_code == 409
    assert {one["who"] for one in refused.json()["others"]} == {"mb"}
    assert here.post(f"/i/{page['id']}/events", json={**asked, "anyway": True}).status_code == 200


def test_what_cannot_be_decided_is_refused_in_words(client: Client) -> None:
    here = client()
    page = here.get(f"/i/{_rows(here)[0]['id']}.json").json()
    inside = page["events"][0]["ref"]

    def answer(verb: str, event: str) -> int:
        return int(here.post(f"/i/{page['id']}/events", json={"verb": verb, "event": event}).status_code)

    assert answer("merge", inside) == 422
    assert answer("split", f"{inside.split(':')[0]}:e999") == 404
    assert answer("merge", "ffffffff:e1") == 404
    assert here.post("/i/i-nothing/events", json={"verb": "split", "event": inside}).status_code == 404
    read_only = client(read_only=True)
    assert read_only.post(f"/i/{page['id']}/events", json={"verb": "split", "event": inside}).status_code == 403


def _answers(page: dict[str, Any], question: str) -> list[list[str]]:
    """Return the numbers of each answer to a question, as they are called."""
    at = [one["question"] for one in page["columns"]].index(question)
    cells = [voice["cells"][at] for voice in page["voices"] if voice["cells"][at]]
    return [said["numbers"] for cell in cells for said in (*cell["before"], cell["standing"]) if said["numbers"]]


def test_an_answer_is_told_to_answer_another_question(client: Client) -> None:
    """One of a column, then all of the new one back; listed beside the matrix and in the log, each to be taken back."""
    here = client()
    page = here.get(f"/i/{_rows(here)[0]['id']}.json").json()
    first, *others = _answers(page, "numbers: killed")
    asked = {"column": "numbers: killed", "to": "numbers: casualties", "only": first, "why": "not all died", "seen": 0}

    kept = here.post(f"/i/{page['id']}/columns", json=asked).json()
    _compared(here)
    after = here.get(f"/i/{kept['at']}.json").json()

    assert [_answers(after, "numbers: casualties"), _answers(after, "numbers: killed")] == [[first], others]
    assert [(one["id"], one["why"]) for one in after["moved"]] == [
        (number, "not all died") for number in kept["ids"][::-1]
    ]
    assert here.get("/log.json").json()["rows"][0]["told"].startswith("corrected what killed → casualties")
    back = {"column": "numbers: casualties", "to": "numbers: killed", "seen": after["seen"]}
    assert len(here.post(f"/i/{after['id']}/columns", json=back).json()["ids"]) == len(kept["ids"])
    again = here.get(f"/i/{kept['at']}.json").json()
    assert _answers(again, "numbers: killed") == [first, *others]
    assert "numbers: casualties" not in [one["question"] for one in again["columns"]]


def test_a_number_that_somebody_else_moved_is_looked_at_first(client: Client, ledger: Ledger) -> None:
    """Nothing is written until one says so; a page that only reads moves nothing."""
    here = client()
    page = here.get(f"/i/{_rows(here)[0]['id']}.json").json()
    with ledger.writing() as db:
        one = incidents.get(db, page["id"])
        moving = columns.Moving("killed", "missing", _answers(page, "numbers: killed")[0])
        theirs = correcting.record_many(db, columns.decisions(db, one, moving, who="mo"))

    asked = {"column": "numbers: missing", "to": "numbers: killed", "seen": page["seen"]}
    refused = here.post(f"/i/{page['id']}/columns", json=asked)

    assert refused.status_code == 409
    assert [one["id"] for one in refused.json()["others"]] == [kept.id for kept, _ in theirs]
    assert here.post(f"/i/{page['id']}/columns", json={**asked, "anyway": True}).status_code == 200
    assert here.post(f"/i/{page['id']}/columns", json={**asked, "column": "place"}).status_code == 422
    read_only = client(read_only=True)
    assert read_only.post(f"/i/{page['id']}/columns", json=asked).status_code == 403
