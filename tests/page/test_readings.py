"""Jobs of the page: files good and hostile, reading anew, a date set later; each told, each can be stopped."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from typing import Any

import pytest

import herodotus
from herodotus.ledger import Ledger, correcting
from tests.accounts.decisions import corrected
from tests.page.conftest import Client

LONG = " ".join(
    f"The envoy of Norland said on Monday that convoy {n} had been stopped near Port Elise." for n in range(600)
)
UNDATED = "On Tuesday gunmen raided the harbour office in Port Elise, killing 12 dockers. Merania denied the raid."


def _news(here: Any, job: str) -> list[dict[str, Any]]:
    with here.stream("GET", f"/readings/{job}/events") as answer:
        return [json.loads(line.removeprefix("data: ")) for line in answer.iter_lines() if line]


def _of_file(here: Any, name: str, data: bytes, **known: str) -> list[dict[str, Any]]:
    begun = here.post("/readings/file", params={"name": name, **known}, content=data)
    assert begun.status_code == 202, begun.text
    return _news(here, begun.json()["job"])


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("bomb.txt.gz", gzip.compress(b"A raid. " * 8_000_000), "more than the 50 MB"),
        ("bomb.jsonl.gz", gzip.compress(b"x" * 51_000_000), "more than 50 MB once it is unpacked"),
        ("broken.jsonl.gz", b"\x1f\x8bnonsense", "gzip file that is damaged"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20, "not text"),
        ("empty.txt", b"", "empty"),
        ("blank.html", b"<html><body></body></html>", "no article found"),
        ("none.jsonl", b'{"text": 7}\n[]\n', "2 not read"),
    ],
)
def test_a_hostile_file_says_what_is_wrong_and_the_next_is_read(
    client: Client, name: str, data: bytes, words: str
) -> None:
    here = client()

    news = _of_file(here, name, data)

    assert news[-1]["state"] == "failed"
    assert words in news[-1]["words"]
    assert _of_file(here, "good.txt", b"A raid killed 12 dockers.", published="2026-03-11")[-1]["state"] == "kept"
    assert here.get("/inbox.json").json()["total"] == 18


def test_a_charset_that_lies_is_not_believed(client: Client) -> None:
    """UTF-8 that calls itself UTF-7, in which a script could hide."""
    here = client()
    said = "A raid killed 12 dockers in Évora on Monday, +ADw-b+AD4-, the mayor said."
    page = f"<html><head><meta charset='utf-7'></head><body><article><p>{said}</p></article></body></html>"

    news = _of_file(here, "page.html", page.encode(), published="2026-03-11")

    assert said in here.get(f"/r/{news[-1]['report']}/text").text


def test_a_file_of_many_reports_is_read_line_by_line(client: Client) -> None:
    """One line that is none is told with its number, the others are kept, packed or not."""
    here = client()
    lines = b'{"text": "A raid killed 3 sailors on Monday.", "date": "2026-03-11"}\nno JSON\n{"text": "Dockers walked out."}\n'

    news = _of_file(here, "Crisis.JSONL.gz", gzip.compress(lines), publisher="Gazette")

    assert (news[-1]["state"], news[-1]["words"]) == ("kept", "2 kept; 1 not read.")
    assert [one["words"] for one in news if one["words"] and "line 2" in one["words"]]
    assert [one["done"] for one in news if one["of"] == "report"] == [0, 1, 1, 2, 2, 3, 3]
    found = here.get("/inbox.json?publisher=Gazette").json()
    assert sorted(str(row["published"]) for row in found["rows"]) == ["2026-03-11", "None"]


def test_what_was_there_or_was_taken_out_is_told(client: Client, ledger: Ledger) -> None:
    """Nothing is doubled, and nobody is sent to a report that is not here."""
    here = client()
    given = {"text": "A raid killed 12 dockers.", "published": "2026-03-11"}

    first = _news(here, here.post("/readings", json=given).json()["job"])[-1]
    again = _news(here, here.post("/readings", json=given).json()["job"])[-1]
    ledger.remove(first["report"], why="Named a witness.")
    gone = _news(here, here.post("/readings", json=given).json()["job"])[-1]

    assert (first["words"], again["report"]) == (None, first["report"])
    assert "already" in again["words"]
    assert (gone["state"], gone["report"]) == ("failed", None)
    assert "Named a witness." in gone["words"]


def test_the_source_of_a_page_is_read_as_a_page(client: Client) -> None:
    here = client()
    source = "<html><body><article><p>A raid killed 12 dockers in Port Elise on Monday, the mayor said.</p></article></body></html>"

    as_page = _news(here, here.post("/readings", json={"text": source, "page": True}).json()["job"])[-1]
    as_text = _news(here, here.post("/readings", json={"text": source}).json()["job"])[-1]

    assert "<p>" not in here.get(f"/r/{as_page['report']}/text").text
    assert here.get(f"/r/{as_text['report']}/text").text == source


def test_reading_anew_tells_report_by_report_what_changed(client: Client, ledger: Ledger) -> None:
    """Events found and lost, statements, how corrections fare; each kept for itself, one that is gone stops no other."""
    ledger.add(herodotus.read(UNDATED, published="2026-03-11", publisher="Gazette"))
    report = next(kept.report for kept in ledger.reports() if kept.publisher == "Gazette")
    account = ledger.get(report, as_read=True)
    lost = replace(account, events=(), links=(), disputes=(), made_by=replace(account.made_by, model="sha256:other"))
    with ledger.writing() as db:
        correcting.record(db, corrected(account, "e1", "type", "PROTEST"))
    ledger.add(lost)
    here = client()

    begun = here.post("/readings/anew", json={"reports": [report[:10], "ffffffffff"]}).json()["job"]
    news = _news(here, begun)

    change, since = next((one["change"], one["since"]) for one in news if one["change"])
    assert change["report"] == report
    assert len(change["found"]) == len(account.events)
    assert (change["lost"], since) == ([], 2)
    assert change["fates"] == {"reapplied": 1}
    assert len(ledger.get(report, as_read=True).events) == len(account.events)
    assert any("ffffffffff" in (one["words"] or "") for one in news)
    assert news[-1]["words"] == "1 read anew, 1 changed; corrections: 1 reapplied; 1 not read."


def test_all_that_is_stale_is_read_anew(client: Client, ledger: Ledger) -> None:
    """The accounts are those this version makes; decisions stand; nothing is stale then."""
    kept = list(ledger.reports())[:3]
    for one in kept:
        _made_stale(ledger, one.report)
    here = client()
    assert here.get("/stale.json").json()["reports"] == 3

    news = _news(here, here.post("/readings/anew", json={"stale": True}).json()["job"])

    assert news[-1]["words"].startswith("3 read anew, 3 changed")
    assert here.get("/stale.json").json()["reports"] == 0
    assert all(len(ledger.get(one.report).events) > 1 for one in kept)
    assert here.post("/readings/anew", json={"stale": True}).status_code == 422


def _made_stale(ledger: Ledger, report: str) -> None:
    """Put a poor account of an older version on top of a report's."""
    account = ledger.get(report, as_read=True)
    older = replace(account.made_by, herodotus="0")
    ledger.add(replace(account, events=account.events[:1], links=(), disputes=(), made_by=older))


def test_what_was_read_with_own_dictionaries_is_left_alone(client: Client, ledger: Ledger) -> None:
    """The page has not got them: what they found would be lost."""
    kept = next(ledger.reports())
    account = ledger.get(kept.report, as_read=True)
    ledger.add(replace(account, made_by=replace(account.made_by, lexicons="sha256:a+sha256:own")))
    here = client()

    news = _news(here, here.post("/readings/anew", json={"reports": [kept.report]}).json()["job"])

    assert news[-1]["state"] == "failed"
    assert any("herodotus rerun --report" in (one["words"] or "") for one in news)
    assert here.post("/readings/anew", json={"stale": True}).status_code == 422


def test_a_report_is_given_its_date(client: Client, ledger: Ledger) -> None:
    """It is read as the report of that date; decisions go along; who did it and why is told where it was."""
    kept = ledger.add(herodotus.read(UNDATED, publisher="Gazette", title="Raid"), raw=b"as it came")
    with ledger.writing() as db:
        correcting.record(db, corrected(ledger.get(kept.report, as_read=True), "e1", "type", "PROTEST"))
    here = client()

    begun = here.post(f"/r/{kept.report[:10]}/date", json={"published": "2026-03-11", "why": "print edition"})
    last = _news(here, begun.json()["job"])[-1]

    account = ledger.get(last["report"])
    as_read = herodotus.read(UNDATED, publisher="Gazette", title="Raid", published="2026-03-11")
    assert ledger.get(last["report"], as_read=True) == as_read
    assert (account.events[0].type, ledger.raw(last["report"])) == ("PROTEST", b"as it came")
    assert "1 have a day now, 0 had one before" in last["words"]
    assert here.get("/inbox.json").json()["total"] == 18
    (gone,) = here.get("/taken-out.json").json()
    assert (gone["id"], gone["why"]) == (
        kept.report,
        f"kept as {last['report']}: published 2026-03-11, says hk (print edition)",
    )
    assert last["report"] in here.get(f"/r/{kept.report[:10]}.json").json()["detail"]


@pytest.mark.parametrize("published", ["yesterday", "", "2026-13-01"])
def test_what_is_no_date_is_refused(client: Client, published: str) -> None:
    here = client()
    report = here.get("/inbox.json").json()["rows"][0]["short"]

    assert here.post(f"/r/{report}/date", json={"published": published}).status_code == 422
    assert here.post("/r/ffffffffff/date", json={"published": "2026-03-11"}).status_code == 404


def test_jobs_stand_in_line_and_can_be_stopped_before_their_turn(client: Client) -> None:
    """One at a time, in the order they came; what is stopped in line is not begun."""
    here = client()
    long, next_, last = (
        here.post("/readings", json={"text": text, "published": "2026-03-11", "title": title}).json()["job"]
        for text, title in ((LONG, "long"), ("A raid killed 12 dockers.", "next"), ("A raid killed 3.", "last"))
    )
    assert here.delete(f"/readings/{next_}").status_code == 204

    stopped = _news(here, next_)
    assert [one["state"] for one in stopped] == ["waiting", "stopped"]
    assert [one["name"] for one in here.get("/readings.json").json()] == ["long", "next", "last"]
    here.delete(f"/readings/{long}")
    assert _news(here, long)[-1]["state"] == "stopped"
    assert _news(here, last)[-1]["state"] == "kept"


def test_one_stream_tells_of_all_jobs_and_ends_with_them(client: Client) -> None:
    """Whoever comes late is told how each ended; progress that is over is left out."""
    here = client()
    jobs = [
        here.post("/readings", json={"text": text, "title": text[:6]}).json()["job"] for text in ("A raid killed 12.", "", LONG)
    ]  # fmt: skip
    here.delete(f"/readings/{jobs[2]}")
    for job in jobs:
        _news(here, job)

    with here.stream("GET", "/readings/events") as answer:
        lines = [line for line in answer.iter_lines() if line]

    told = {one["id"]: one["news"] for one in (json.loads(line[6:]) for line in lines if line.startswith('data: {"'))}
    assert lines[-2:] == ["event: idle", "data: {}"]
    assert [told[job][-1]["state"] for job in jobs] == ["kept", "failed", "stopped"]
    assert all(len(news) == 1 for news in told.values())
