"""Timeline and map in a real browser: by keyboard, with days brushed, happenings folded, places no surer than they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import herodotus
from herodotus.ledger import comparing, open_ledger, placing
from herodotus.ledger.queries import Query
from tests.page.browsing import Served, needs_chromium, serious, tab

pytestmark = needs_chromium

TOWNS = ("Baghdad", "Mosul", "Basra", "Fallujah", "Ramadi")


@pytest.fixture(scope="module")
def iraq(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Invented reports of towns that are on the map, and one of a town that only its name puts there."""
    with open_ledger(tmp_path_factory.mktemp("iraq") / "iraq.db") as ledger:
        for n, town in enumerate((*TOWNS, "Baghdad", "Baghdad")):
            text = f"A bomb killed {n + 3} people in {town} on Monday, police in Iraq said."
            ledger.add(herodotus.read(text, published=f"2026-03-{11 + n}", publisher="Gazette"))
        text = "Norland's navy shelled Fort Casimir on Monday, Merania said."
        ledger.add(herodotus.read(text, published="2026-03-11", publisher="Gazette"))
        comparing.bring_up_to_date(ledger)
        server = Served(ledger, read_only=True)
        yield server
        server.stop()


def _query(page: Page) -> str:
    return page.url.partition("?")[2]


def test_one_happening_opens_to_its_tellings(served: Served, browser: Browser) -> None:
    """A raid that ten reports tell is one row, opened by keyboard; its tellings lead to their sentences."""
    watched = tab(browser, served.url)
    page = watched.open("/timeline?type=ASSAULT")
    fold = page.locator("button.fold").filter(has_text=re.compile(r"\d+ reports")).first
    rows = page.locator("tbody tr").count()

    fold.focus()
    page.keyboard.press("Enter")

    expect(fold).to_have_attribute("aria-expanded", "true")
    told = int((fold.text_content() or "").split()[1])
    assert page.locator("tr.inner").count() > told
    page.keyboard.press("Enter")
    expect(page.locator("tr.inner")).to_have_count(0)
    page.get_by_label("one row a happening").uncheck()
    expect(page.locator("button.fold")).to_have_count(0)
    assert page.locator("tbody tr").count() > rows
    assert "folded=false" in _query(page)
    assert watched.troubles == []
    page.context.close()


def test_days_are_brushed_by_keyboard_and_pointer(served: Served, browser: Browser) -> None:
    """The handles are sliders; what they choose is in the address, and narrows timeline and map alike."""
    watched = tab(browser, served.url)
    page = watched.open("/timeline")
    first, last = page.get_by_role("slider", name="first day"), page.get_by_role("slider", name="last day")
    total = page.locator("main p").first.text_content()

    last.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("PageDown")
    expect(page).to_have_url(re.compile("since=.*until="))
    assert last.get_attribute("aria-valuetext") == re.findall(r"until=([\d-]+)", page.url)[0]
    expect(page.locator("main p").first).not_to_have_text(total or "")
    first.focus()
    page.keyboard.press("Home")
    box = page.locator("figure.days svg").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20)
    page.mouse.up()
    brushed = _query(page)
    page.get_by_role("link", name="map", exact=True).click()
    expect(page.locator("main h1")).to_have_text("Map")
    assert _query(page) == brushed
    page.get_by_role("button", name="all days").click()
    expect(page).to_have_url(re.compile("/map$"))
    assert watched.troubles == []
    page.context.close()


def test_the_timeline_is_sorted_zoomed_and_moved_by_keyboard(served: Served, browser: Browser) -> None:
    watched = tab(browser, served.url)
    page = watched.open("/timeline")

    page.get_by_role("button", name="told by").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("told by")
    told = page.locator("tbody tr .by").first
    expect(told).to_contain_text("reports")
    page.locator("main").focus()
    page.keyboard.press("+")
    expect(page).to_have_url(re.compile("since="))
    near = _query(page)
    page.keyboard.press("ArrowRight")
    expect(page).not_to_have_url(re.compile(re.escape(near)))
    page.keyboard.press("0")
    expect(page).not_to_have_url(re.compile("since="))
    page.get_by_label("in lanes by").select_option("publisher")
    expect(page.locator("tr.lane").first).to_be_visible()
    assert watched.troubles == []
    page.context.close()


def test_what_is_asked_for_goes_along(served: Served, browser: Browser) -> None:
    """From the timeline to the map and to search, under the same names; chips take it away again."""
    watched = tab(browser, served.url)
    page = watched.open("/timeline?actor=Merania&status=alleged&status=happened")

    assert [one.get_attribute("href") for one in page.locator(".filters a").all()][:2] == [
        "/map?actor=Merania&status=alleged&status=happened",
        "/search?actor=Merania&status=alleged&status=happened",
    ]
    page.get_by_role("button", name="Ask no longer").click()
    page.get_by_role("button", name="happened", exact=False).first.click()
    expect(page).to_have_url(re.compile(r"/timeline\?status=alleged$"))
    assert watched.troubles == []
    page.context.close()


def test_a_namesake_is_no_pin(served: Served, browser: Browser) -> None:
    """It is a question mark and listed apart, says why, and can be hidden."""
    watched = tab(browser, served.url)
    page = watched.open("/map")

    unsure = page.get_by_role("button", name="Fort Casimir?")
    expect(unsure).to_have_accessible_name(re.compile("only its name puts it here"))
    assert page.locator("svg .ring, svg .dot, svg .cluster").count() == 0
    expect(page.locator("table", has_text="Unsure")).to_contain_text("Fort Casimir")
    unsure.click()
    expect(page.locator("section .note")).to_contain_text("Only its name puts Fort Casimir in Delaware")
    page.get_by_label("draw them").uncheck()
    expect(unsure).to_have_count(0)
    assert watched.troubles == []
    page.context.close()


def test_spots_come_in_order_of_count_and_open_by_keyboard(iraq: Served, browser: Browser) -> None:
    """Tab goes from the fullest on; what lies too close is one, counted by incidents, and opens apart."""
    watched = tab(browser, iraq.url, width=700)
    page = watched.open("/map")
    marks = page.locator(".mark")
    expect(marks.first).to_be_visible()
    counts = [
        int(re.findall(r"(\d+) incident", one.get_attribute("aria-label") or "")[0])
        for one in marks.all()
        if "?" not in (one.get_attribute("aria-label") or "")
    ]
    assert counts == sorted(counts, reverse=True)
    with iraq.ledger.reading() as db:
        sure = [spot for spot in placing.spots(db, Query()).spots if spot.sure]
    shared = [n for spot in sure for n in spot.shared]
    told = sum(spot.incidents for spot in sure)  # one is told at several places, two of which are drawn as one
    assert told - len(shared) + len(set(shared)) <= sum(counts) < told

    page.locator(".pane").focus()
    page.keyboard.press("Tab")
    expect(marks.first).to_be_focused()
    cluster = page.get_by_role("button", name=re.compile("places close together"))
    cluster.focus()
    page.keyboard.press("Enter")
    expect(cluster).to_have_count(0)
    expect(page.locator("section h2")).to_contain_text("places")
    assert "look=" in _query(page)
    page.keyboard.press("Escape")
    expect(page.locator("section h2")).to_have_count(0)
    assert watched.troubles == []
    page.context.close()


def test_the_map_moves_by_keyboard_and_stays_a_permalink(iraq: Served, browser: Browser) -> None:
    watched = tab(browser, iraq.url)
    page = watched.open("/map")
    expect(page.locator(".mark").first).to_be_visible()

    page.locator("main").focus()
    page.keyboard.press("+")
    expect(page).to_have_url(re.compile("look="))
    page.locator(".pane").focus()
    before = page.url
    page.keyboard.press("ArrowUp")
    expect(page).not_to_have_url(before)
    mark = page.get_by_role("button", name=re.compile("^Baghdad: "))
    spot = mark.get_attribute("style")
    again = watched.open(page.url.removeprefix(iraq.url))
    assert again.get_by_role("button", name=re.compile("^Baghdad: ")).get_attribute("style") == spot
    page.get_by_role("button", name="whole").click()
    expect(page).not_to_have_url(re.compile("look="))
    assert watched.troubles == []
    page.context.close()


def test_a_list_beside_the_map_leads_on(iraq: Served, browser: Browser, theme: str) -> None:
    """To the timeline of the place, to the place alone; accessible as it stands open."""
    watched = tab(browser, iraq.url, theme=theme)
    page = watched.open("/map")

    page.get_by_role("cell", name="Baghdad").get_by_role("button").click()
    expect(page.locator("section li").first).to_be_visible()
    assert serious(page) == []
    page.get_by_role("link", name="on the timeline").click()
    expect(page.locator("main h1")).to_have_text("Timeline")
    expect(page.locator("tbody tr")).not_to_have_count(0)
    assert "spot=" in _query(page)
    assert watched.troubles == []
    page.context.close()


def test_map_and_timeline_print(iraq: Served, browser: Browser) -> None:
    """Picture and table, and nothing to click."""
    page = tab(browser, iraq.url).open("/map")
    page.emulate_media(media="print")

    expect(page.locator(".sheet svg")).to_be_visible()
    expect(page.locator("table").first).to_be_visible()
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".mark").first).to_be_hidden()
    page.context.close()


def test_ten_thousand_events_are_turned_page_by_page(tmp_path: Path, browser: Browser) -> None:
    """A stretch of time is drawn at a time; the days say how much there is, and the last page is as near as the first."""
    from benchmarks.ledger import many

    with open_ledger(tmp_path / "large.db") as ledger:
        batch = list(many(570))
        ledger.add_many([(account, None) for account, _ in batch])
        server = Served(ledger, read_only=True)
        watched = tab(browser, server.url)
        page = watched.open("/timeline?clock=published")
        expect(page.locator("main nav")).to_contain_text(re.compile(r"1–200 of (9|10),\d\d\d tellings"))
        page.get_by_role("link", name="more →").click()
        expect(page.locator("main nav")).to_contain_text("201–400")
        page = watched.open("/map")
        expect(page.locator("main p").first).to_contain_text("not compared yet")
        assert watched.troubles == []
        page.context.close()
        server.stop()
