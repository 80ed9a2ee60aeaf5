"""Actors across reports through the API: the list, the network, dossiers, and who is one by hand."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

import herodotus
from herodotus.ledger import Ledger, comparing
from herodotus.surfaces.page.app import make_app
from herodotus.surfaces.page.safety import Limits
from tests.page.conftest import HOME, Client


def of(here: TestClient, name: str) -> dict[str, Any]:
    found: dict[str, Any] = here.get(f"/a/{name}.json").json()
    return found


def pair(here: TestClient, verb: str, one: str, other: str, **more: object) -> Any:
    return here.post("/pairs", json={"verb": verb, "one": one, "other": other, **more})


@pytest.fixture
def colleague(ledger: Ledger) -> TestClient:
    """Somebody else at the same ledger."""
    app = make_app(ledger, Limits(csrf="csrf"), coder="mb")
    return TestClient(app, base_url=HOME, headers={"x-herodotus-token": "csrf"})


def test_the_list_has_whom_names_name_and_on_demand_whom_words_describe(client: Client) -> None:
    here = client()

    listed = here.get("/a.json").json()
    whole = here.get("/a.json?described=true&limit=500").json()

    assert listed["total"] == listed["named"] == len([one for one in whole["rows"] if one["named"]])
    assert whole["total"] == listed["named"] + listed["described"]
    assert not {"police", "witnesses", "two frigates"} & {one["key"] for one in listed["rows"]}
    assert {"police", "witnesses", "two frigates"} <= {one["key"] for one in whole["rows"]}
    assert [one["reports"] for one in listed["rows"]] == sorted(
        (one["reports"] for one in listed["rows"]), reverse=True
    )
    assert "police" in {one["key"] for one in here.get("/a.json?words=police").json()["rows"]}


def test_the_network_has_no_more_actors_than_asked_for(client: Client) -> None:
    """The fullest pairs first; of days, only events that may lie in them; the described on demand."""
    here = client()

    few = here.get("/actors/network.json?most=5").json()
    all_ = here.get("/actors/network.json?most=300").json()
    march = here.get("/actors/network.json?most=300&since=2026-03-08&until=2026-03-09").json()

    assert 2 <= len(few["nodes"]) <= 5 < len(all_["nodes"]) == all_["actors"]
    assert few["dyads"][0] == all_["dyads"][0]
    assert {end for one in few["dyads"] for end in (one["source"], one["target"])} == {
        one["key"] for one in few["nodes"]
    }
    assert 0 < sum(one["events"] for one in march["dyads"]) < sum(one["events"] for one in all_["dyads"])
    assert all(one["named"] for one in all_["nodes"])
    assert not all(one["named"] for one in here.get("/actors/network.json?most=300&described=true").json()["nodes"])
    assert here.get("/actors/network.json?since=monday").status_code == 422


def test_a_line_of_a_dossier_says_whose_word_it_is_and_shows_its_sentence(client: Client, ledger: Ledger) -> None:
    """Who says so and who denies it; the sentence is the report's own."""
    found = of(client(), "merania")
    sections = {one["name"]: one for one in found["sections"]}

    raid = next(line for line in sections["denied"]["lines"] if "raid" in line["words"])
    assert "Merania" in raid["denied_by"]
    assert "Merania" not in (raid["voice"] or "")
    text = " ".join(ledger.get(raid["short"]).report.text.split())
    assert raid["sentence"] in text
    assert all(line["voice"] == "Merania" for line in sections["said"]["lines"])
    assert sum(one["said"] for one in found["activity"]) == sections["said"]["count"]


def test_what_is_no_independent_word_is_marked_in_a_dossier(client: Client, ledger: Ledger) -> None:
    """A near-copy of an earlier report, and who only says it after another, "as the president said"."""
    text = (
        "Torvia's navy searched three trawlers off Orsha on Monday, the coast guard said, and took their nets to Lisk."
    )
    for publisher, day in (("Gazette", "2026-03-11"), ("Radio", "2026-03-12")):
        ledger.add(herodotus.read(text, publisher=publisher, published=day))
    comparing.bring_up_to_date(ledger)

    lines = [line for one in of(client(), "coast guard")["sections"] for line in one["lines"]]

    assert {(line["publisher"], line["echo"]) for line in lines} == {
        ("Gazette", None),
        ("Radio", "near-copy of Gazette"),
    }


def test_one_section_is_asked_for_alone(client: Client) -> None:
    """The others only say how many they have."""
    found = client().get("/a/merania.json?section=said&most=500").json()

    assert {one["name"] for one in found["sections"] if one["lines"]} == {"said"}
    assert all(one["count"] for one in found["sections"])


def test_merged_they_have_one_dossier_and_one_line_in_the_list(client: Client) -> None:
    """Until it is taken back; the page that was loaded before finds both ways."""
    here = client()
    one, other = of(here, "norland's navy"), of(here, "velmar's navy")
    total = here.get("/a.json").json()["total"]

    number = pair(here, "merge", one["at"], other["at"], seen=one["seen"], why="a test").json()["id"]

    merged = of(here, "velmar's navy")
    assert merged["key"] == of(here, "norland's navy")["key"] == "norlands navy"
    assert set(merged["names"]) == {"Norland's navy", "Velmar's navy"}
    assert [(hand["verb"], hand["who"], hand["why"]) for hand in merged["hands"]] == [("merge", "hk", "a test")]
    assert here.get("/a.json").json()["total"] == total - 1
    assert "velmars navy" not in {
        end for one in here.get("/actors/network.json?most=300").json()["nodes"] for end in (one["key"],)
    }
    assert here.post(f"/decisions/{number}/undo", json={}).status_code == 200
    assert of(here, "velmar's navy")["names"] == ["Velmar's navy"]
    assert here.get("/a.json").json()["total"] == total


def test_split_one_reports_actor_is_somebody_else(client: Client) -> None:
    """With a dossier of its own, to which the reader of that report leads."""
    here = client()
    bearers = here.get("/actors/bearers.json?key=ama serwaa").json()
    one = bearers["rows"][0]

    assert pair(here, "split", one["at"], one["other"]).status_code == 200

    reader = here.get(f"/r/{one['short']}.json").json()
    own = next(actor["key"] for actor in reader["actors"] if actor["id"] == one["id"])
    assert own.startswith("ama serwaa~")
    assert of(here, own)["reports"] == 1
    assert of(here, "ama serwaa")["reports"] == bearers["total"] - 1
    assert [hand["verb"] for hand in of(here, "ama serwaa")["hands"]] == ["split"]


def test_who_may_be_one_is_only_suggested(client: Client) -> None:
    """Nothing is joined by it; whom people parted is not suggested again."""
    here = client()
    total = here.get("/a.json").json()["total"]

    rows = here.get("/actors/alike.json?key=meranias embassy in port elise").json()["rows"]

    assert ("meranian embassy in port elise", "the same words") in {(row["known"]["key"], row["why"]) for row in rows}
    assert here.get("/a.json").json()["total"] == total
    one, other = of(here, "meranias embassy in port elise"), of(here, "meranian embassy in port elise")
    pair(here, "split", one["at"], other["at"])
    rows = here.get("/actors/alike.json?key=meranias embassy in port elise").json()["rows"]
    assert "meranian embassy in port elise" not in {row["known"]["key"] for row in rows}


def test_nobody_is_joined_over_anothers_word_in_silence(client: Client, colleague: TestClient) -> None:
    """Whoever comes second sees who said what, and may still decide: the log keeps both."""
    here = client()
    one, other = of(here, "norland's navy"), of(here, "velmar's navy")
    assert pair(colleague, "split", one["at"], other["at"], seen=one["seen"]).status_code == 200

    late = pair(here, "merge", one["at"], other["at"], seen=one["seen"])

    assert late.status_code == 409
    assert [each["who"] for each in late.json()["others"]] == ["mb"]
    assert of(here, "velmar's navy")["names"] == ["Velmar's navy"]
    assert pair(here, "merge", one["at"], other["at"], seen=one["seen"], anyway=True).status_code == 200
    assert len(of(here, "velmar's navy")["names"]) == 2


def test_what_cannot_be_one_is_refused(client: Client) -> None:
    """An actor and an event, somebody with himself, whoever is not there; and all of it where only reading is allowed."""
    here = client()
    one = of(here, "norland's navy")

    assert pair(here, "merge", one["at"], one["at"].partition(":")[0] + ":e1").status_code == 422
    assert pair(here, "merge", one["at"], one["at"]).status_code == 422
    assert pair(here, "merge", one["at"], f"{one['at']}99").status_code == 404
    assert pair(client(read_only=True), "merge", one["at"], of(here, "velmar's navy")["at"]).status_code == 403
    assert here.get("/log.json").json()["total"] == 0
