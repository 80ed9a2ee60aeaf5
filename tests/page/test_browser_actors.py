"""Actors in a real browser: the network read and walked by keyboard, two merged, one split, nothing covering anything."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.page.browsing import Served, needs_chromium, serious, tab

pytestmark = needs_chromium


def boxes(page: Page, what: str) -> list[tuple[float, float, float, float]]:
    found = page.locator(what).evaluate_all(
        "all => all.map(e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] })"
    )
    return [tuple(one) for one in found]


def meet(a: tuple[float, ...], b: tuple[float, ...], by: float = 2.5) -> bool:
    """Whether two boxes share more than what the frame of a letter may stand out."""
    return a[0] + by < b[2] and b[0] + by < a[2] and a[1] + by < b[3] and b[1] + by < a[3]


@pytest.mark.parametrize("path", ["/a?as=network", "/a?as=network&most=300&described=true", "/a/merania"])
def test_no_name_covers_another_or_a_node(browser: Browser, served: Served, path: str) -> None:
    page = tab(browser, served.url).open(path)
    page.locator("figure svg[role=group] a.node").first.wait_for()

    labels, nodes = boxes(page, "figure svg[role=group] text"), boxes(page, "figure a.node circle:not(.hit)")

    assert len(labels) > 3
    assert not [(a, b) for n, a in enumerate(labels) for b in labels[:n] if meet(a, b)]
    assert not [(a, b) for a in labels for b in nodes if meet(a, b)]


def test_the_network_is_one_stop_and_walked_by_arrows(browser: Browser, served: Served) -> None:
    """What is in focus lights its edges and says them in words; Enter opens the dossier."""
    watched = tab(browser, served.url)
    page = watched.open("/a?as=network")
    nodes = page.locator("figure a.node")
    nodes.first.wait_for()

    assert page.locator("figure a.node[tabindex='0']").count() == 1
    page.locator("figure a.node[tabindex='0']").focus()
    seen = {page.evaluate("document.activeElement.dataset.key")}
    expect(page.locator("figcaption .told")).to_contain_text("→")
    assert page.locator("figure .edge.lit").count() > 0
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        seen.add(page.evaluate("document.activeElement.dataset.key"))
    page.keyboard.press("Escape")
    expect(page.locator("figure .edge.lit")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).not_to_have_text("Actors")

    assert len(seen) > 2
    assert watched.troubles == []


def test_what_is_drawn_is_in_the_address(browser: Browser, served: Served) -> None:
    watched = tab(browser, served.url)
    page = watched.open("/a?as=network")
    before = page.locator("figure a.node").count()

    page.get_by_role("combobox", name="actors").select_option("12")
    page.get_by_label("from", exact=True).fill("2026-03-08")
    expect(page).to_have_url(re.compile(r"most=12.*since=2026-03-08"))
    expect(page.locator("figure a.node")).not_to_have_count(before)
    page.get_by_label("the described, too").check()
    expect(page).to_have_url(re.compile("described=true"))
    page.get_by_role("link", name="List", exact=True).click()
    expect(page.locator("table.list")).to_contain_text("police")
    assert "as=" not in page.url

    assert watched.troubles == []


def test_two_of_the_list_are_merged_by_keyboard_and_taken_back(browser: Browser, own: Served) -> None:
    """j, x, m, a reason, Enter; and undo."""
    watched = tab(browser, own.url)
    page = watched.open("/a?words=embassy+in+port+elise")
    rows = page.locator("table.list tbody tr")
    expect(rows.first).to_be_visible()
    before = rows.count()

    for key in ("j", "x", "j", "x", "m"):
        page.keyboard.press(key)
    page.keyboard.type("one house")
    page.keyboard.press("Enter")
    expect(page.get_by_text("they are one, number 1 of the log")).to_be_visible()
    expect(rows).to_have_count(before - 1)
    page.get_by_role("button", name="undo").click()
    expect(rows).to_have_count(before)

    assert watched.troubles == []


def test_a_dossier_is_joined_with_a_name_that_is_suggested(browser: Browser, own: Served) -> None:
    """m, the arrow keys, Enter; the dossier says who joined what, and takes it back."""
    watched = tab(browser, own.url)
    page = watched.open("/a/meranias%20embassy%20in%20port%20elise")

    page.keyboard.press("m")
    expect(page.get_by_text("Perhaps the same (nobody has said so):")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type("one house")
    assert serious(page) == []
    page.keyboard.press("Enter")
    hands = page.get_by_role("list", name="Who it is, by hand")
    expect(hands).to_contain_text("is one with")
    expect(hands).to_contain_text("hk")
    expect(hands).to_contain_text("one house")
    hands.get_by_role("button", name="take back").click()
    expect(hands).to_have_count(0)

    assert watched.troubles == []


def test_one_reports_actor_is_somebody_else(browser: Browser, own: Served) -> None:
    watched = tab(browser, own.url)
    page = watched.open("/a/ama%20serwaa")

    page.keyboard.press("s")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="They are two").click()
    page.get_by_role("link", name="One report's Ama Serwaa").click()
    expect(page).to_have_url(re.compile("serwaa~"))
    expect(page.get_by_text("alone, and not")).to_be_visible()

    assert watched.troubles == []


def test_who_only_reads_is_offered_no_decision(browser: Browser, served: Served) -> None:
    page = tab(browser, served.url).open("/a/merania")

    expect(page.get_by_role("button", name="one with another")).to_have_count(0)
    page.keyboard.press("m")
    expect(page.get_by_role("combobox")).to_have_count(0)
    page = tab(browser, served.url).open("/a")
    expect(page.locator("table.list input[type=checkbox]")).to_have_count(0)


def test_a_count_leads_to_its_list_and_a_bar_to_its_timeline(browser: Browser, served: Served, theme: str) -> None:
    watched = tab(browser, served.url, theme=theme)
    page = watched.open("/a/merania")

    page.get_by_role("navigation", name="Parts of the dossier").get_by_role("link", name="alleged").first.click()
    assert page.evaluate("document.activeElement.id") == "did-as-others-say"
    page.get_by_text("as a table", exact=True).click()
    assert serious(page) == []
    page.locator("figcaption details a").first.click()
    expect(page).to_have_url(re.compile(r"/timeline\?actor=merania"))

    assert watched.troubles == []
