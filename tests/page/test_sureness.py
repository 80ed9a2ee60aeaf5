"""How sure the machine is of an event, on the page: the queue that begins with the least sure, and the counts in every why."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.page.browsing import Served, needs_chromium, tab
from tests.page.conftest import Client


def test_the_queue_begins_with_the_least_sure(client: Client) -> None:
    """Shares do not fall from thing to thing, and what was decided on is gone from it."""
    here = client()
    page = here.get("/review.json", params={"queue": "least-sure", "most": 50}).json()
    shares = [item["event"]["confidence"] for item in page["items"]]

    assert shares == sorted(shares)
    assert shares[-1] < 1 / 4
    assert "were right in every part" in page["items"][0]["why"]
    first = page["items"][0]
    here.post(
        "/decisions",
        json={"report": first["report"]["id"], "thing": first["thing"], "seen": first["seen"], "verb": "accept"},
    )
    assert here.get("/review.json", params={"queue": "least-sure"}).json()["left"] == page["left"] - 1


def test_what_a_person_has_changed_is_no_longer_the_machines(client: Client) -> None:
    here = client()
    item = here.get("/review.json", params={"queue": "least-sure"}).json()["items"][0]
    body = {"report": item["report"]["id"], "thing": item["thing"], "seen": item["seen"], "verb": "correct"}
    here.post("/decisions", json={**body, "field": "type", "value": "AID"})
    events = here.get(f"/r/{item['report']['id']}.json").json()["events"]

    assert "judged" in item["event"]["sure"]
    assert {event["id"]: event["sure"] for event in events}[item["thing"]] is None


@needs_chromium
def test_why_tells_how_often_such_events_were_right(served: Served, browser: Browser) -> None:
    watched = tab(browser, served.url)
    page = watched.open("/review?queue=least-sure")
    page.get_by_text("why?").first.click()
    expect(page.get_by_text("such events were right in every part in").first).to_be_visible()
    expect(page.get_by_role("link", name="least-sure")).to_have_attribute("aria-current", "true")
    assert watched.troubles == []
    page.context.close()
