"""The answers of the page: the shelf, one report, and what goes wrong in words."""

from __future__ import annotations

import json
import time
from typing import Any

import herodotus
from herodotus.ledger import Ledger
from tests.page.conftest import Client


def _rows(here: Any, query: str = "") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = here.get(f"/inbox.json{query}").json()["rows"]
    return rows


def test_the_shelf_lists_the_newest_first(client: Client, ledger: Ledger) -> None:
    """What has no date comes last, and can be asked for."""
    ledger.add(herodotus.read("On Tuesday a raid was reported in Port Elise."))
    here = client()

    rows = _rows(here)

    dates = [row["published"] for row in rows]
    assert len(rows) == 18
    assert dates[-1] is None
    assert dates[:-1] == sorted(dates[:-1], reverse=True)
    assert [row["opening"] for row in _rows(here, "?undated=true")] == ["On Tuesday a raid was reported in Port Elise."]


def test_the_shelf_counts_what_a_report_says(client: Client, ledger: Ledger) -> None:
    """The counts are those of the account."""
    for row in _rows(client()):
        account = ledger.get(row["id"])
        denied = [event for event in account.events if any(claim.stance == "denies" for claim in event.claims)]
        assert [row["events"], row["statements"], row["contested"]] == [
            len(account.events),
            len(account.statements),
            len(denied),
        ]


def test_the_shelf_is_narrowed_and_turned_page_by_page(client: Client) -> None:
    here = client()
    all_ = [row["id"] for row in _rows(here)]

    paged = [row["id"] for start in range(0, 17, 5) for row in _rows(here, f"?start={start}&limit=5")]
    radio = here.get("/inbox.json?publisher=Strait Radio").json()

    assert paged == all_
    assert {row["publisher"] for row in radio["rows"]} == {"Strait Radio"}
    assert radio["total"] == next(one["count"] for one in radio["publishers"] if one["value"] == "Strait Radio")
    assert all(row["contested"] or row["differing"] for row in _rows(here, "?disputed=true"))


def test_a_report_is_shown_whole(client: Client, ledger: Ledger) -> None:
    """Text, names and words of the answer are those of the account, for every shipped report."""
    here = client()
    for kept in ledger.reports():
        page = here.get(f"/r/{kept.report[:10]}.json").json()
        account = ledger.get(kept.report)

        shown = "".join(piece["text"] for passage in page["passages"] for piece in passage["segments"])
        assert shown == account.report.text
        assert [one["id"] for one in page["events"]] == [event.id for event in account.events]
        assert [one["id"] for one in page["statements"]] == [said.id for said in account.statements]
        marks = {
            mark.split(".")[0]
            for passage in page["passages"]
            for piece in passage["segments"]
            for mark in piece["marks"]
        }
        assert {one["id"] for one in page["events"]} <= marks
        assert all(one["because"] for one in page["events"])


def test_the_account_is_the_one_other_programs_get(client: Client, ledger: Ledger) -> None:
    row = _rows(client())[0]

    found = client().get(f"/r/{row['id']}/account.json").json()

    assert found == herodotus.to_json(ledger.get(row["id"]))


def test_markup_in_a_report_is_text(client: Client, ledger: Ledger) -> None:
    """It comes as JSON or plain text, which no browser takes for markup."""
    kept = ledger.add(
        herodotus.read("<script>alert(1)</script> A raid killed 12 dockers on Monday.", published="2026-03-11")
    )
    here = client()

    page = here.get(f"/r/{kept.report}.json")
    plain = here.get(f"/r/{kept.report}/text")

    assert page.headers["content-type"] == "application/json"
    assert plain.headers["content-type"].startswith("text/plain")
    assert plain.text.startswith("<script>")


def test_what_is_not_there_is_said_in_words(client: Client) -> None:
    answer = client().get("/r/ffffffffff.json")

    assert answer.status_code == 404
    assert "no report" in answer.json()["detail"]


def _news(here: Any, job: str) -> list[dict[str, Any]]:
    with here.stream("GET", f"/readings/{job}/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        return [json.loads(line.removeprefix("data: ")) for line in answer.iter_lines() if line]


def test_a_pasted_report_is_read_and_kept(client: Client, ledger: Ledger) -> None:
    """Its news ends with its id, and its account is the one the command line makes."""
    here = client()
    given = {
        "text": "Norland blamed Merania for the raid. Merania denied it.",
        "published": "2026-03-11",
        "publisher": "Gazette",
    }

    news = _news(here, here.post("/readings", json=given).json()["job"])

    assert [news[0]["state"], news[-1]["state"]] == ["waiting", "kept"]
    done = [one["done"] for one in news if one["state"] == "reading"]
    assert done == sorted(done)
    read = herodotus.read(given["text"], published="2026-03-11", publisher="Gazette")
    assert herodotus.to_json(ledger.get(news[-1]["report"])) == herodotus.to_json(read)


def test_a_file_is_read_by_its_bytes(client: Client) -> None:
    """Its name tells its format and is no path here."""
    here = client()
    html = b"<html><body><article><p>A raid killed 12 dockers in Port Elise on Monday, the mayor said.</p></article></body></html>"

    begun = here.post("/readings/file?name=../../etc/passwd.html&published=2026-03-11", content=html)
    news = _news(here, begun.json()["job"])

    text = here.get(f"/r/{news[-1]['report']}/text").text
    assert "12 dockers" in text
    assert "<p>" not in text


def test_what_cannot_be_read_says_why(client: Client) -> None:
    here = client()

    refused = here.post("/readings", json={"text": "A raid.", "published": "yesterday"})
    empty = here.post("/readings/file?name=a.txt", content=b"")

    assert refused.status_code == 422
    assert "published" in refused.json()["detail"]
    assert empty.status_code == 202
    assert _news(here, empty.json()["job"])[-1]["state"] in ("failed", "kept")
    assert here.get("/readings/j99/events").status_code == 404


def test_a_reading_can_be_stopped(client: Client) -> None:
    """It stops at the next batch of sentences, and nothing of it is kept."""
    here = client()
    text = " ".join(
        f"The envoy of Norland said on Monday that convoy {n} had been stopped near Port Elise." for n in range(600)
    )

    job = here.post("/readings", json={"text": text, "published": "2026-03-11"}).json()["job"]
    while not any(one["done"] for one in here.get(f"/readings/{job}.json").json()):
        time.sleep(0.02)
    assert here.delete(f"/readings/{job}").status_code == 204

    assert _news(here, job)[-1]["state"] == "stopped"
    assert here.get("/inbox.json").json()["total"] == 17
