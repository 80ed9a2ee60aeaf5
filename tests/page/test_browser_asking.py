"""Asking in a real browser: search with its facets, names to go to, exports and citations, accounts and what is decided by hand."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import herodotus
from tests.page.browsing import VIEWS, Served, needs_chromium, report_of, serious, tab, views

pytestmark = needs_chromium


def _count(page: Page) -> int:
    told = page.locator("main p[role=status]").inner_text()
    found = re.match(r"(\d+) sentence", told)
    assert found, told
    return int(found[1])


def test_a_search_is_narrowed_by_what_is_counted_and_widened_again(served: Served, browser: Browser) -> None:
    """A facet is a link; its count is what one gets; what is chosen is a chip that is taken off; all of it in the address."""
    watched = tab(browser, served.url)
    page = watched.open("/search?words=raid")
    facet = page.get_by_role("group", name="publisher").get_by_role("listitem").first
    expect(facet).to_be_visible()
    name, count = facet.locator("a").inner_text(), int(facet.locator(".soft").inner_text())
    whole = _count(page)

    facet.locator("a").click()
    expect(page.locator(".hits > li")).to_have_count(count)
    assert "publisher=" in page.url
    expect(page.locator(".chips")).to_contain_text(name)
    page.get_by_role("link", name=f"Ask no longer: publisher {name}").click()

    expect(page.locator(".chips")).to_have_count(0)
    expect(page.locator(".hits > li")).to_have_count(min(whole, 30))
    assert watched.troubles == []
    page.context.close()


def test_more_fields_are_folded_and_the_notation_is_explained(served: Served, browser: Browser) -> None:
    page = tab(browser, served.url).open("/search")

    expect(page.get_by_label("who speaks")).to_be_hidden()
    page.get_by_label("Words in one sentence").fill("raid")
    page.get_by_text("more fields").click()
    page.get_by_label("who speaks").fill("Ama Serwaa")
    page.keyboard.press("Enter")

    expect(page.locator(".hits > li").first).to_be_visible()
    assert "by=Ama+Serwaa" in page.url
    expect(page.locator("#notation")).to_contain_text("words one after another")
    expect(page.get_by_label("Words in one sentence")).to_have_attribute("aria-describedby", "notation")
    page.goto(f"{served.url}/search?words=NEAR")
    expect(page.get_by_role("alert")).to_contain_text("NEAR stands between")
    page.context.close()


def test_a_name_is_gone_to_from_anywhere(served: Served, browser: Browser) -> None:
    """Slash, a name, Enter: who is called so is one step away, and the heading of where one comes has the focus."""
    watched = tab(browser, served.url)
    page = watched.open("/timeline")

    page.keyboard.press("/")
    page.keyboard.type("merania")
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_have_text("Search")
    expect(page.locator("main h1")).to_be_focused()
    page.get_by_role("navigation", name="Go to what is called so").get_by_role(
        "link", name=re.compile("^Merania actor")
    ).click()

    expect(page.locator("main h1")).to_have_text("Merania")
    expect(page.locator("main h1")).to_be_focused()
    assert watched.troubles == []
    page.context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_can_be_taken_along_by_keyboard(served: Served, browser: Browser, view: str, tmp_path: Path) -> None:
    """One key opens what there is; the first file is a table; the citation names the view, the ledger and its state."""
    watched = tab(browser, served.url)
    page = watched.open(views(served.ledger)[view])
    heading = page.locator("main h1").inner_text()

    page.keyboard.press("e")
    with page.expect_download() as started:
        page.get_by_role("dialog").get_by_role("link", name="CSV").first.click()
    started.value.save_as(tmp_path / "table.csv")
    citation = page.get_by_label("Citation of this view").input_value()
    page.keyboard.press("Escape")

    rows = list(csv.reader(io.StringIO((tmp_path / "table.csv").read_bytes().decode(), newline="")))
    assert len(rows) > 1 or view == "review"
    assert {len(row) for row in rows} == {len(rows[0])}
    for words in (heading, "Herodotus ", "ledger shipped.db", "17 reports", "2026-10-14", views(served.ledger)[view]):
        assert words in citation
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert watched.troubles == []
    page.context.close()


def test_the_citation_is_copied(served: Served, browser: Browser) -> None:
    page = tab(browser, served.url).open("/timeline?actor=merania")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.url)

    page.get_by_role("button", name="export, cite").click()
    page.get_by_role("button", name="Copy citation").click()

    expect(page.get_by_role("dialog")).to_contain_text("Copied.")
    assert "(actor merania)" in page.evaluate("navigator.clipboard.readText()")
    expect(page.get_by_role("dialog")).to_contain_text("cannot be narrowed by actor")
    page.context.close()


@pytest.mark.parametrize("part", ["export", "matrix", "search"])
def test_what_opens_is_accessible(served: Served, browser: Browser, part: str, theme: str) -> None:
    """Dialog, folded parts and facets, in both themes and on a telephone."""
    for width in (1360, 360):
        watched = tab(browser, served.url, theme=theme, width=width)
        if part == "export":
            page = watched.open(f"/r/{report_of(served.ledger, 'trade blame')}")
            page.keyboard.press("e")
            expect(page.get_by_label("Citation of this view")).to_be_visible()
        elif part == "matrix":
            page = watched.open(views(served.ledger)["accounts-matrix"])
            for summary in page.locator("main summary").all():
                summary.click()
        else:
            page = watched.open("/search?words=raid&status=happened")
            for summary in page.locator("main details:not([open]) > summary").all():
                summary.click()
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert watched.troubles == []
        page.context.close()


def test_the_frame_leaves_room_on_a_telephone(served: Served, browser: Browser) -> None:
    """Views and tools are folded behind one button, which opens them by keyboard too and closes when one has gone somewhere."""
    page = tab(browser, served.url, width=360, height=740).open("/inbox")

    assert page.locator("header").evaluate("node => node.getBoundingClientRect().height") < 90
    expect(page.get_by_role("link", name="Timeline")).to_be_hidden()
    button = page.get_by_role("button", name="Views, now Inbox")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Timeline").click()
    expect(page.locator("main h1")).to_have_text("Timeline")
    expect(page.get_by_role("link", name="Map", exact=True)).to_be_hidden()
    page.context.close()


def test_what_cannot_be_shown_says_so_and_shows_a_way_on(served: Served, browser: Browser) -> None:
    """An address of nothing, a broken one, an incident that is no more."""
    page = tab(browser, served.url).page
    for path, words in {
        "/nowhere": "No view has this address", "/i/i-ffffffffffff": "no such incident", "/i/%": "no such incident",
        "/r/ffffffffff": "no report",
    }.items():  # fmt: skip
        page.goto(served.url + path)
        expect(page.locator("main")).to_contain_text(words)
        expect(page.locator("main a").first).to_be_visible()
    page.context.close()


def test_the_accounts_show_what_differs_and_every_answer_its_words(served: Served, browser: Browser) -> None:
    """What all agree on is told in a line; hover and focus show an answer's sentence; every answer opens it."""
    watched = tab(browser, served.url)
    page = watched.open(views(served.ledger)["accounts-matrix"])
    answer = page.locator("tbody td a").first

    expect(page.locator("main")).to_contain_text("All who answer agree: occurrence")
    heads = page.locator(".wide thead").first.locator("th").count()
    answer.focus()
    marked = page.locator("#quote mark").inner_text()
    assert marked in page.locator("#quote").inner_text()
    page.get_by_role("link", name="Show these columns, too").click()
    expect(page.locator(".wide thead").first.locator("th")).to_have_count(heads + 3)
    assert "show=all" in page.url
    page.get_by_role("link", name="informative", exact=True).click()
    expect(page.locator("tfoot")).to_contain_text("the highest")
    page.locator("tbody td a").first.click()
    expect(page.locator("aside section.current")).to_be_visible()
    assert watched.troubles == []
    page.context.close()


def test_an_event_is_taken_out_and_back_in_the_page(own: Served, browser: Browser) -> None:
    """With a reason, logged; the incident is found anew and shown at once."""
    watched = tab(browser, own.url)
    page = watched.open(views(own.ledger)["accounts-matrix"])
    page.get_by_text("One happening?").click()
    before = page.locator(".hand > ul").first.locator("li").count()

    page.get_by_label("why").fill("another raid")
    page.get_by_role("button", name="take out").last.click()
    expect(page.locator(".hand > ul").first.locator("li")).to_have_count(before - 1)
    expect(page.locator(".hand")).to_contain_text("another raid")
    for left in range(before - 1, 0, -1):
        expect(page.get_by_role("button", name="take back")).to_have_count(left)
        page.get_by_role("button", name="take back").first.click()
    expect(page.locator(".hand > ul").first.locator("li")).to_have_count(before)

    assert watched.troubles == []
    page.context.close()


def test_a_column_is_split_and_joined_again_in_the_page(own: Served, browser: Browser) -> None:
    """By keyboard: some answers of a column count something else; then all of the new column count as before."""
    watched = tab(browser, own.url)
    page = watched.open(views(own.ledger)["accounts-matrix"])
    heads = page.get_by_role("region", name="Who answers what").locator("thead")
    expect(heads).not_to_contain_text("casualties")
    page.get_by_text("One question?").click()
    page.get_by_role("button", name="move from killed").press("Enter")
    form = page.get_by_role("form", name="Answers of killed")
    boxes = form.get_by_role("checkbox")
    expect(boxes.first).to_be_focused()

    boxes.first.press("Space")
    form.get_by_label("count rather").select_option("casualties")
    form.get_by_label("because").fill("not all of them died")
    form.get_by_label("because").press("Enter")
    expect(heads).to_contain_text("casualties")
    expect(page.locator(".columns")).to_contain_text("not all of them died")
    page.get_by_role("button", name="move from casualties").press("Enter")
    expect(page.get_by_role("form", name="Answers of casualties").get_by_label("count rather")).to_have_value(
        "numbers: killed"
    )
    page.keyboard.press("Enter")

    expect(heads).not_to_contain_text("casualties")
    assert watched.troubles == []
    page.context.close()


def test_incidents_are_narrowed_and_sorted(served: Served, browser: Browser) -> None:
    watched = tab(browser, served.url)
    page = watched.open("/i")
    expect(page.locator(".list tbody tr").first).to_be_visible()
    whole = page.locator(".list tbody tr").count()

    page.get_by_role("button", name="disputed only").click()
    expect(page.locator(".list tbody tr").nth(whole - 1)).to_have_count(0)
    page.get_by_role("link", name="disputes").click()
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("disputes")
    assert {"disputed=true", "order=disputes"} <= set(page.url.partition("?")[2].split("&"))
    page.get_by_role("link", name="show all").click()
    expect(page.locator(".list tbody tr")).to_have_count(whole)
    assert watched.troubles == []
    page.context.close()


def test_comparing_is_shown_as_it_goes(own: Served, browser: Browser) -> None:
    """Reports that are new are compared when one looks at the accounts; meanwhile the list can be read."""
    for n in range(12, 42):
        own.ledger.add(
            herodotus.read(f"Gunmen raided the harbour office on Sunday, killing {n} dockers.", published="2026-03-09")
        )
    watched = tab(browser, own.url)
    page = watched.open("/i")

    expect(page.locator(".list tbody tr").first).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("not compared yet")
    expect(page.get_by_role("button", name="Stop")).to_have_count(0)
    page.get_by_role("link", name="raid, Port Elise").first.click()
    expect(page.locator("main h1")).to_contain_text("raid, Port Elise")
    assert watched.troubles == []
    page.context.close()
