"""Map, timeline and days of the page: one question in every view, places no surer than they are, one happening counted once."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

import herodotus
from herodotus.ledger import Ledger, comparing
from tests.page.conftest import Client

REAL = "A bomb killed 12 people in Baghdad on Monday. The army of Iraq shelled a village in Syria on Sunday, officials said."


def _spots(client: Client, query: str = "") -> dict[tuple[str, str | None], dict[str, Any]]:
    page = client().get(f"/map.json{query}").json()
    return {(one["name"], one["country"]): one for one in page["spots"]}


def _tellings(client: Client, query: str = "") -> list[dict[str, Any]]:
    rows = client().get(f"/timeline.json{query}").json()["rows"]
    return [told for row in rows for told in row["tellings"]]


def test_places_are_told_as_exactly_as_they_are_known(client: Client, ledger: Ledger) -> None:
    """What the gazetteer does not hold has no coordinates, and none are guessed; the sums are those of the ledger."""
    ledger.add(herodotus.read(REAL, published="2026-03-11", publisher="Gazette"))
    page = client().get("/map.json").json()

    spots = {(one["name"], one["country"]): one for one in page["spots"]}
    assert spots["Baghdad", "IRQ"]["precision"] == "city"
    assert spots["Baghdad", "IRQ"]["sure"]
    assert abs(spots["Baghdad", "IRQ"]["lat"] - 33.3) < 0.2
    assert spots["Port Elise", "XNO"]["lat"] is None
    assert page["placed"] == sum(one["events"] for one in page["spots"])
    accounts = [ledger.get(kept.report) for kept in ledger.reports()]
    assert page["nowhere"] == sum(event.place is None for account in accounts for event in account.events)


def test_a_lone_namesake_is_unsure(client: Client) -> None:
    """The only Fort Casimir of the gazetteer lies in Delaware; reports of two invented states do not mean it."""
    spots = _spots(client)

    assert not spots["Fort Casimir", "USA"]["sure"]
    assert spots["Fort Casimir", "USA"]["support"] is None
    assert spots["Fort Casimir", "USA"]["lat"] is not None


def test_a_namesake_is_believed_where_its_report_speaks_of_its_state(client: Client, ledger: Ledger) -> None:
    """The same name is another spot there: what one report supports does not pass to another."""
    text = "Police of the United States shot three men at Fort Casimir on Monday, American officials said."
    ledger.add(herodotus.read(text, published="2026-03-11", publisher="Gazette"))

    found = [one for one in client().get("/map.json").json()["spots"] if one["name"] == "Fort Casimir"]

    assert {one["sure"] for one in found} == {True, False}
    assert len({one["id"] for one in found}) == len(found)


def test_a_map_counts_incidents(client: Client, ledger: Ledger) -> None:
    """Ten reports of one raid are one; what is not compared yet is said, and counts by itself."""
    port = _spots(client)["Port Elise", "XNO"]
    assert 0 < port["incidents"] < port["reports"] < port["events"]
    text = "Gunmen raided the harbour office in Port Elise, Norland, on Sunday, killing 14 dockers, police said."
    ledger.add(herodotus.read(text, published="2026-03-09", publisher="New Outlet"))

    page = client().get("/map.json").json()
    assert page["waiting"] == 1
    comparing.bring_up_to_date(ledger)
    after = client().get("/map.json").json()

    assert after["waiting"] == 0
    assert after["incidents"] < page["incidents"]
    assert after["placed"] == page["placed"]


def test_the_events_of_a_spot_are_its_timeline(client: Client) -> None:
    """With and without a day; several spots at once, as of a cluster."""
    here = client()
    port, fort = _spots(client)["Port Elise", "XNO"], _spots(client)["Fort Casimir", "USA"]

    def told(*spots: str) -> int:
        found = [("spot", spot) for spot in spots]
        page = here.get("/timeline.json", params=found).json()
        assert {one["place"] for row in page["rows"] for one in row["tellings"]} <= {"Port Elise", "Fort Casimir"}
        return int(page["total"] + page["undated"])

    assert told(port["id"]) == port["events"]
    assert told(port["id"], fort["id"]) == port["events"] + fort["events"]


def test_one_happening_is_one_row(client: Client, ledger: Ledger) -> None:
    """Its tellings are those of its incident; nothing is lost by folding, and no row comes twice."""
    here = client()
    rows = [
        row
        for undated in ("false", "true")
        for row in here.get(f"/timeline.json?limit=500&undated={undated}").json()["rows"]
    ]
    events = sum(len(ledger.get(kept.report).events) for kept in ledger.reports())

    assert sum(row["told"] for row in rows) == events
    incidents = [row["incident"] for row in rows if row["incident"]]
    assert len(incidents) == len(set(incidents))
    raid = max(rows, key=lambda row: row["reports"])
    matrix = here.get(f"/i/{raid['incident']}.json").json()
    assert {one["short"] for one in raid["tellings"]} <= {one["short"] for one in matrix["reports"]}
    assert raid["reports"] == len(matrix["reports"])


def test_a_row_stands_on_one_page_however_it_is_turned(client: Client) -> None:
    """A happening told on several pages stands on the first of them."""
    here = client()
    whole = here.get("/timeline.json?limit=500").json()

    paged = [
        row for start in range(0, whole["total"], 7) for row in here.get(f"/timeline.json?start={start}&limit=7").json()["rows"]
    ]  # fmt: skip

    assert paged == whole["rows"]


def test_a_happening_stands_among_the_days_asked_for(client: Client) -> None:
    """Even where another report tells it of a day before them."""
    whole = _tellings(client, "?since=2026-03-08&until=2026-03-09&folded=false")
    folded = client().get("/timeline.json?since=2026-03-08&until=2026-03-09").json()

    assert {(one["report"], one["id"]) for one in whole} <= {
        (told["report"], told["id"]) for row in folded["rows"] for told in row["tellings"]
    }


def test_the_timeline_is_in_order_and_counts_what_has_no_day(client: Client) -> None:
    """Its three times stay apart."""
    page = client().get("/timeline.json?limit=500&folded=false").json()
    told = [one for row in page["rows"] for one in row["tellings"]]

    begins = [one["earliest"] or one["latest"] for one in told]
    assert begins == sorted(begins)
    assert page["total"] == len(told)
    assert page["undated"] == len(_tellings(client, "?limit=500&folded=false&undated=true"))
    said = [(one["earliest"], row["earliest"]) for row in told for one in row["said"] if one["earliest"]]
    assert any(when != happened for when, happened in said)
    assert all(one["published"] for one in told)


def test_the_timeline_goes_by_another_clock(client: Client) -> None:
    """By publication every event has its place; by what was said there stand statements."""
    published = _tellings(client, "?clock=published&folded=false&limit=500")
    said = _tellings(client, "?clock=said&limit=500")

    assert [one["published"] for one in published] == sorted(one["published"] for one in published)
    assert {one["id"][0] for one in said} == {"s"}
    when = [one["said"][0]["earliest"] or one["said"][0]["latest"] for one in said]
    assert when == sorted(when)


@pytest.mark.parametrize(
    "query",
    ["actor=Merania", "source=Norland", "target=Norland", "by=Merania", "act=deny", "type=ASSAULT", "type=ASSAULT&type=ACCUSE",
     "status=alleged", "status=alleged&status=denied", "stance=denies", "place=Port+Elise", "country=XNO",
     "publisher=Strait+Radio", "act=deny&stance=denies",
     "country=XNO&by=Merania", "since=2026-03-08&until=2026-03-09", "clock=published&since=2026-03-11", "words=raid*"],
)  # fmt: skip
def test_every_field_of_a_query_narrows_every_view(client: Client, query: str) -> None:
    """Timeline, map and days are asked one question, and answer of the same events."""
    here = client()

    def told(asked: str) -> int:
        page = here.get(f"/timeline.json?folded=false&{asked}").json()
        return int(page["total"] + page["undated"])

    placed = here.get(f"/map.json?{query}").json()

    days = here.get(f"/days.json?{query}").json()

    assert 0 < told(query) < told("")
    assert placed["line"] == days["line"] == here.get(f"/timeline.json?{query}").json()["line"]
    if "since" not in query:
        assert placed["placed"] + placed["nowhere"] == told(query)
        dated = here.get(f"/timeline.json?{query}").json()["total"]
        assert sum(one["count"] for one in days["bars"]) + days["before"] + days["after"] == dated


def test_an_incident_can_be_asked_for(client: Client) -> None:
    """Its timeline, its map; what was said of it on the clock of what was said."""
    here = client()
    raid = max(here.get("/timeline.json").json()["rows"], key=lambda row: row["reports"])

    found = here.get(f"/timeline.json?incident={raid['incident']}").json()
    said = here.get(f"/timeline.json?incident={raid['incident']}&clock=said&stance=denies").json()

    assert [row["incident"] for row in found["rows"]] == [raid["incident"]]
    assert found["total"] + found["undated"] == raid["told"]
    placed = here.get(f"/map.json?incident={raid['incident']}").json()
    assert placed["incidents"] == 1
    assert placed["names"][raid["incident"]].startswith("raid")
    assert 0 < said["total"] + said["undated"] < here.get("/timeline.json?clock=said").json()["undated"]


def test_what_a_query_asks_holds_of_what_is_found(client: Client) -> None:
    """Several statuses: any of them; days: an interval that shares one."""
    either = _tellings(client, "?status=alleged&status=planned&folded=false")
    days = _tellings(client, "?since=2026-03-08&until=2026-03-09&folded=false")
    denied = _tellings(client, "?stance=denies&folded=false")

    assert {one["display"] for one in either} == {"alleged", "planned"}
    assert all((one["earliest"] or "") <= "2026-03-09~" and (one["latest"] or "~") >= "2026-03-08" for one in days)
    assert all("denies" in {said["stance"] for said in one["said"]} for one in denied)


def test_what_is_no_day_and_no_clock_is_refused_in_words(client: Client) -> None:
    for path in ("/timeline.json", "/map.json", "/days.json"):
        assert client().get(f"{path}?since=monday").status_code == 422
        assert "published" in client().get(f"{path}?clock=moon").text
        assert client().get(f"{path}?words=NEAR").status_code == 422
        assert client().get(f"{path}?words=%22%21%22").status_code == 422


@pytest.mark.parametrize(
    "days", ["since=0001-01-01&until=0001-01-02", "since=9999-12-30&until=9999-12-31", "until=0001-01-01"]
)
def test_the_ends_of_the_calendar_are_days_too(client: Client, days: str) -> None:
    for path in ("/timeline.json", "/map.json", "/days.json"):
        assert client().get(f"{path}?{days}").status_code == 200


def test_days_are_drawn_around_those_asked_for(client: Client) -> None:
    """Bars join up without a gap, and are finer where less is asked for."""
    here = client()

    whole = here.get("/days.json").json()["bars"]
    some = here.get("/days.json?since=2026-03-08&until=2026-03-10").json()["bars"]

    assert all(one["last"] < two["first"] for one, two in pairwise(whole))
    assert (some[0]["first"], some[-1]["last"]) == ("2026-03-05", "2026-03-13")
    assert {one["first"] for one in some} == {one["last"] for one in some}
