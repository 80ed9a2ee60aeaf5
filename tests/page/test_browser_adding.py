"""Adding to an event in a real browser: a number on words of the report, and one more voice that holds it."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.page.browsing import Served, needs_chromium, report_of, tab
from tests.page.test_browser_review import log_of, mark

pytestmark = needs_chromium


def test_a_number_and_a_voice_are_added_to_an_event(own: Served, browser: Browser) -> None:
    """The event is chosen; marked words are the number's, or the voice's own."""
    watched = tab(browser, own.url)
    report = report_of(own.ledger, "trade blame")
    event = own.ledger.get(report).events[0]
    page = watched.open(f"/r/{report}")
    page.keyboard.press("+")
    page.get_by_role("radio", name="number").check()
    page.get_by_label("words of the number").fill("12")
    page.get_by_label("of event").select_option(event.id)
    page.get_by_role("textbox", name="what").fill("wounded")
    page.get_by_label("how many").fill("12")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("added, number 1 of the log")).to_be_visible()

    watched.settle()
    mark(page, "#n3", 0, 12)
    page.get_by_role("button", name="+ add on “").click()
    page.get_by_role("radio", name="voice").check()
    page.get_by_label("holds event").select_option(event.id)
    page.get_by_label("stance").select_option("denies")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("added, number 2 of the log")).to_be_visible()

    now = own.ledger.get(report).events[0]
    assert (now.counts[-1].what, now.counts[-1].low, now.counts[-1].high) == ("wounded", 12, 12)
    assert (now.claims[-1].stance, now.claims[-1].because[0].rule.split(":")[0]) == ("denies", "correction.2")
    assert [one.other is not None for one in log_of(own.ledger)] == [True, True]
    assert watched.troubles == []
    page.context.close()
