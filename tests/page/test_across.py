"""Answers across reports: actors, incidents, search, exports; each says what it does not know."""

from __future__ import annotations

import csv
import io
import json

import pytest

import herodotus
from herodotus.ledger import Ledger
from tests.page.conftest import Client


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
