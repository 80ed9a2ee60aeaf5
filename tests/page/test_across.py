"""Answers across reports: map, timeline, actors, incidents, search, exports; each says what it does not know."""

from __future__ import annotations

import csv
import io
import json

import pytest

import herodotus
from herodotus.ledger import Ledger
from tests.page.conftest import Client

REAL = "A bomb killed 12 people in Baghdad on Monday. The army of Iraq shelled a village in Syria on Sunday, officials said."


def test_places_are_told_as_exactly_as_they_are_known(client: Client, ledger: Ledger) -> None:
    """What the gazetteer does not hold has no coordinates, and none are guessed; the sums are those of the ledger."""
    ledger.add(herodotus.read(REAL, published="2026-03-11", publisher="Gazette"))
    page = client().get("/map.json").json()

    spots = {(one["name"], one["country"]): one for one in page["spots"]}
    assert spots["Baghdad", "IRQ"]["precision"] == "city"
    assert abs(spots["Baghdad", "IRQ"]["lat"] - 33.3) < 0.2
    assert spots["Port Elise", "XNO"]["lat"] is None
    assert page["placed"] == sum(one["events"] for one in page["spots"])
    accounts = [ledger.get(kept.report) for kept in ledger.reports()]
    assert page["nowhere"] == sum(event.place is None for account in accounts for event in account.events)


def test_the_events_of_a_place_are_listed(client: Client) -> None:
    here = client()
    spot = next(one for one in here.get("/map.json").json()["spots"] if one["name"] == "Port Elise")

    rows = here.get("/map/events.json", params={"place": spot["key"], "country": spot["country"]}).json()["rows"]

    assert len(rows) == spot["events"]
    assert {row["place"] for row in rows} == {"Port Elise"}


def test_the_timeline_puts_what_has_no_day_last_and_counts_it(client: Client, ledger: Ledger) -> None:
    """Its three times stay apart."""
    page = client().get("/timeline.json?limit=500").json()

    begins = [row["earliest"] or row["latest"] for row in page["rows"]]
    dated = [one for one in begins if one]
    assert begins == sorted(dated) + [None] * (len(begins) - len(dated))
    assert page["undated"] == page["total"] - len(dated)
    said = [(one["earliest"], row["earliest"]) for row in page["rows"] for one in row["said"]]
    assert any(when != happened for when, happened in said)
    assert all(row["published"] for row in page["rows"])


def test_the_timeline_is_narrowed(client: Client) -> None:
    """By days, by what a display calls the events, by who takes part."""
    here = client()

    days = here.get("/timeline.json?first=2026-03-08&last=2026-03-09").json()["rows"]
    alleged = here.get("/timeline.json?display=alleged").json()["rows"]
    own = here.get("/timeline.json?actor=Merania").json()

    assert days
    assert all(row["earliest"] <= "2026-03-09~" and row["latest"] >= "2026-03-08" for row in days)
    assert {row["display"] for row in alleged} == {"alleged"}
    assert 0 < own["total"] < here.get("/timeline.json").json()["total"]
    assert here.get("/timeline.json?first=monday").status_code == 422


def test_an_actor_has_a_dossier_and_dyads(client: Client) -> None:
    here = client()

    listed = here.get("/a.json").json()
    merania = next(one for one in listed["rows"] if one["name"] == "Merania")
    dossier = here.get(f"/a/{merania['key']}.json").json()

    assert dossier["reports"] == merania["reports"]
    assert {"said", "denied"} <= {one["name"] for one in dossier["sections"]}
    assert dossier["dyads"]
    assert all("merania" in (one["source"], one["target"]) for one in dossier["dyads"])
    told = here.get("/actors/network.json").json()
    assert all(0 <= one["happened"] <= one["events"] for one in told["dyads"])
    assert here.get("/a/nobody at all.json").status_code == 404
    assert {"serwaa" in one["key"] for one in here.get("/a.json?words=Serwaa").json()["rows"]} == {True}


def test_accounts_stand_side_by_side_with_their_words(client: Client, ledger: Ledger) -> None:
    """Every cell opens the sentence it comes from, and its words are there."""
    here = client()
    listed = here.get("/i.json?reports=5").json()
    page = here.get(f"/i/{listed['rows'][0]['id']}.json").json()

    assert listed["waiting"] == 0
    assert len(page["reports"]) == listed["rows"][0]["reports"]
    assert all(len(voice["cells"]) == len(page["columns"]) for voice in page["voices"])
    said = [
        cell["standing"] for voice in page["voices"] for cell in voice["cells"] if cell and cell["standing"]["quote"]
    ]
    assert said
    for one in said:
        text = " ".join(ledger.get(one["report"]).report.text.split())
        assert one["quote"] in text
    silent = {column["question"]: len(column["silent"]) for column in page["columns"]}
    for n, column in enumerate(page["columns"]):
        assert silent[column["question"]] == sum(voice["cells"][n] is None for voice in page["voices"])


def test_a_rule_chooses_the_one_row(client: Client) -> None:
    """Informative takes the highest number, conservative the lowest; an unknown rule is refused in words."""
    here = client()
    incident = here.get("/i.json?reports=5").json()["rows"][0]["id"]

    merged = here.get(f"/i/{incident}.json").json()["merged"]
    killed = {one["rule"]: (one["told"], one["why"]) for one in merged if "killed" in one["question"]}
    assert killed == {
        "informative": ("14", "the highest"), "conservative": ("≥9", "the lowest"),
        "representative": ("14", "what most voices say"),
    }  # fmt: skip
    assert here.get(f"/i/{incident}.json?rule=majority").status_code == 422
    assert here.get("/i/i-nothing.json").status_code == 404


def test_a_new_report_is_compared_when_somebody_asks(client: Client, ledger: Ledger) -> None:
    """A page that only reads compares nothing, and says how many wait."""
    text = "Gunmen raided the harbour office in Port Elise on Sunday, killing 14 dockers, police said."
    ledger.add(herodotus.read(text, published="2026-03-09", publisher="New Outlet"))

    here = client()

    assert here.get("/i.json").json()["waiting"] == 1
    with here.stream("GET", f"/comparisons/{here.post('/comparisons').json()['job']}/events") as answer:
        news = [json.loads(line.removeprefix("data: ")) for line in answer.iter_lines() if line]
    assert (news[-1]["state"], news[-1]["done"], news[-1]["all"]) == ("compared", 1, 1)
    assert here.get("/i.json").json()["waiting"] == 0
    assert client(read_only=True).post("/comparisons").status_code == 403


def test_a_sentence_is_found_with_what_is_told_in_it(client: Client) -> None:
    """The words looked for are marked, and the pieces join up to the sentence."""
    here = client()

    page = here.get("/search.json", params={"words": "raid*", "stance": "denies"}).json()

    assert page["line"] == "words=raid%2A&stance=denies"
    for hit in page["hits"]:
        assert any(piece["marked"] and piece["text"].lower().startswith("raid") for piece in hit["pieces"])
        sentence = "".join(piece["text"] for piece in hit["pieces"])
        assert sentence in here.get(f"/r/{hit['short']}/text").text
        assert hit["told"]
    assert here.get("/search.json?words=NEAR").status_code == 422
    assert here.get("/search.json").json()["hits"] == []
    assert here.get("/search.json?words=raid&most=1").json()["more"] is True


@pytest.mark.parametrize("form", ["accounts", "event-reports", "geojson", "brief"])
def test_what_is_shown_can_be_taken_along(client: Client, form: str) -> None:
    """As a file, of one report or of all."""
    here = client()
    report = here.get("/inbox.json").json()["rows"][0]["short"]

    answer = here.get(f"/export/{form}?report={report}")

    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert len(answer.content) < len(here.get(f"/export/{form}").content)
    if form == "accounts":
        assert json.loads(answer.text)["report"]["id"].startswith(report)
    if form == "event-reports":
        assert len(list(csv.DictReader(io.StringIO(answer.text)))) > 1
    assert here.get("/export/war").status_code == 422
