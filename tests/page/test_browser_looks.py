"""How the page looks where a picture taught something: paper is white, what lies beyond is said, one row of buttons and keys."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect

import herodotus
from tests.page.browsing import Served, needs_chromium, tab

pytestmark = needs_chromium


def test_a_dark_page_prints_on_white(served: Served, browser: Browser) -> None:
    page = tab(browser, served.url, theme="dark").open("/timeline")
    on_screen = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")

    page.emulate_media(media="print")

    assert on_screen != "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('main h1')).color") == "rgb(0, 0, 0)"
    page.context.close()


def test_what_lies_before_the_stretch_is_said(own: Served, browser: Browser) -> None:
    """A report of another decade has no scrap of a bar at the edge."""
    own.ledger.add(
        herodotus.read("Norland shelled a fort of Merania on Monday.", published="1999-03-10", publisher="Gazette")
    )
    page = tab(browser, own.url).open("/timeline")

    row = page.locator("tbody tr", has_text="1999-03-08").first
    expect(row.locator("svg text", has_text="before")).to_have_count(1)
    assert row.locator("svg rect").count() == 0
    page.context.close()


def test_review_is_done_by_its_buttons_too(own: Served, browser: Browser) -> None:
    """Each names its key; after a click Enter is the next thing, not the same deed again."""
    watched = tab(browser, own.url)
    page = watched.open("/review")
    deeds = page.get_by_role("group", name="What to do with it")

    assert page.get_by_role("button", name="accept").count() == 1
    deeds.get_by_role("button", name="accept").click()
    expect(page.locator("main")).to_contain_text(" 1 decided in this visit")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("at="))
    expect(page.locator("main")).to_contain_text(" 1 decided in this visit")
    deeds.get_by_role("button", name="type").click()
    expect(page.get_by_role("form", name="What kind of event")).to_be_visible()
    assert watched.troubles == []
    page.context.close()


def test_an_undated_report_is_named_without_a_gap(own: Served, browser: Browser) -> None:
    own.ledger.add(herodotus.read("A ferry sank off the pier of Quellmouth."))
    page = tab(browser, own.url).open("/search?words=Quellmouth")

    expect(page.locator(".hits .at")).to_have_text("publisher unknown, sentence 1")
    page.context.close()


def test_places_that_cannot_be_drawn_stand_beside_the_map(served: Served, browser: Browser) -> None:
    """Most of the shipped ledger is in no gazetteer: at first sight one sees how much is not on the map, and where it is."""
    page = tab(browser, served.url).open("/map")

    expect(page.locator("main p").first).to_contain_text("not in the gazetteer")
    beside = page.get_by_role("complementary", name="The fullest places")
    beside.get_by_role("button", name="Port Elise").click()
    expect(page.locator("section h2")).to_have_text("Port Elise")
    expect(page.locator("section li").first).to_be_visible()
    page.context.close()


def test_what_was_told_in_one_view_is_not_told_in_the_next(own: Served, browser: Browser) -> None:
    page = tab(browser, own.url).open("/review")
    page.keyboard.press("a")
    expect(page.get_by_text("accepted, number 1 of the log")).to_be_visible()

    page.get_by_role("link", name="Actors").click()

    expect(page.locator("table.list")).to_be_visible()
    expect(page.get_by_text("accepted, number 1 of the log")).to_have_count(0)
    page.context.close()
