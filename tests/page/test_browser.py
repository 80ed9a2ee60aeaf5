"""The page in a real browser: every view in both themes, by keyboard, at 360 pixels, with hostile reports, offline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import herodotus
from herodotus.ledger import correcting, open_ledger
from tests.page.browsing import SHOTS, VIEWS, Served, needs_chromium, report_of, serious, tab, unread, views

pytestmark = needs_chromium


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_whole_quiet_and_accessible(served: Served, browser: Browser, view: str, theme: str) -> None:
    """No error, nothing from elsewhere, nothing wider than the window, and axe finds nothing serious."""
    watched = tab(browser, served.url, theme=theme)
    page = watched.open(views(served.ledger)[view])

    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{view}-{theme}.png")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1360
    assert watched.troubles == []
    page.context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_fits_a_small_telephone(served: Served, browser: Browser, view: str) -> None:
    """At 360 pixels nothing has to be scrolled sideways."""
    watched = tab(browser, served.url, width=360, height=740)
    page = watched.open(views(served.ledger)[view])

    if SHOTS and view.startswith("reader"):
        page.screenshot(path=Path(SHOTS) / f"{view}-small.png")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert watched.troubles == []
    page.context.close()


def test_a_report_is_read_by_keyboard(served: Served, browser: Browser) -> None:
    """Go to the inbox, to a report, through its sentences and back, and never touch the mouse."""
    page = tab(browser, served.url).open("/timeline")

    page.keyboard.press("g")
    page.keyboard.press("i")
    expect(page.locator("main h1")).to_have_text("Inbox")
    expect(page.locator(".shelf li").first).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("article.text")).to_be_visible()
    for _ in range(3):
        page.keyboard.press("]")
    expect(page.locator("aside h2").first).to_contain_text("Sentence 3")
    page.keyboard.press("[")
    expect(page.locator("aside h2").first).to_contain_text("Sentence 2")
    assert "at=n2" in page.url
    page.keyboard.press("Escape")
    expect(page.locator("aside")).to_contain_text("Who says what")
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_contain_text("next sentence")
    page.keyboard.press("Escape")
    page.context.close()


def test_single_letters_do_nothing_in_fields_and_can_be_switched_off(served: Served, browser: Browser) -> None:
    """WCAG 2.1.4."""
    page = tab(browser, served.url).open("/inbox")

    page.keyboard.press("/")
    page.keyboard.type("g m?")
    expect(page.locator("#search")).to_have_value("g m?")
    expect(page.locator("main h1")).to_have_text("Inbox")
    page.locator("main").focus()
    page.keyboard.press("?")
    page.get_by_label("single-letter keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("m")
    expect(page.locator("main h1")).to_have_text("Inbox")
    page.context.close()


def test_what_is_open_is_in_the_address(served: Served, browser: Browser) -> None:
    """A click on an event opens its card; its address opens it again."""
    watched = tab(browser, served.url)
    page = watched.open(f"/r/{report_of(served.ledger, 'trade blame')}")

    page.locator("aside li button em").first.click()
    card = page.locator("aside section.current")
    expect(card).to_be_visible()
    words = card.inner_text()
    again = watched.open(page.url.removeprefix(served.url))

    expect(again.locator("aside section.current")).to_have_text(re.compile(".+"))
    assert again.locator("aside section.current").inner_text() == words
    assert again.locator(".mark.lit").count() >= 1
    page.context.close()


HOSTILE = (
    "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\"> A raid killed 12 dockers in Port "
    "Elise on Monday, the mayor said. {{constructor.constructor('return 1')()}} \u202edesrever si siht\u202c \u0007 & &lt;"
)


def test_a_hostile_report_is_only_text(own: Served, browser: Browser) -> None:
    """Markup, overrides of direction and nulls are shown as they are, and change nothing around them."""
    kept = own.ledger.add(
        herodotus.read(HOSTILE, published="2026-03-11", title="<b>bold</b> <script>1</script>", publisher="<i>x</i>")
    )
    watched = tab(browser, own.url)

    page = watched.open(f"/r/{kept.report[:10]}")

    assert page.locator("article.text").inner_text().startswith("<script>document.title='taken'</script><img")
    expect(page.locator("main h1")).to_have_text("<b>bold</b> <script>1</script>")
    assert page.locator("main script, main img, main b, main i").count() == 0
    assert "taken" not in page.title()
    assert watched.open("/inbox").locator("main script, main b").count() == 0
    assert watched.troubles == []
    page.context.close()


def test_a_paragraph_of_two_million_characters_is_shown(own: Served, browser: Browser) -> None:
    """What was read is shown, what was not is counted, and the browser stays awake."""
    kept = own.ledger.add(unread("Crowds shouted. " * 125_000, sentences=12_500))
    watched = tab(browser, own.url)

    page = watched.open(f"/r/{kept.report[:10]}")

    expect(page.locator("main .note")).to_contain_text("1,700,000 more characters")
    page.keyboard.press("]")
    expect(page.locator("aside h2").first).to_contain_text("Sentence 1")
    assert watched.troubles == []
    page.context.close()


def test_five_thousand_marks_are_shown(own: Served, browser: Browser) -> None:
    """Overlapping at random, all of them in the text."""
    text = "Crowds shouted. " * 3_000
    kept = own.ledger.add(unread(text, sentences=3_000, marks=5_000))
    watched = tab(browser, own.url)

    page = watched.open(f"/r/{kept.report[:10]}")
    page.get_by_role("button", name="actors").click()

    assert page.locator("article.text").evaluate("node => node.textContent.replace(/\\s+/g, '').length") == len(
        "".join(text.split())
    )
    shown = page.evaluate(
        "new Set([...document.querySelectorAll('[data-marks]')].flatMap((n) => n.dataset.marks.split(' '))).size"
    )
    assert shown == 5_000
    assert watched.troubles == []
    page.context.close()


def test_a_ledger_of_ten_thousand_reports_is_turned_page_by_page(tmp_path: Path, browser: Browser) -> None:
    """Only what is shown is asked for, and the last page is as near as the first."""
    with open_ledger(tmp_path / "large.db") as ledger:
        for start in range(0, 10_000, 1_000):
            found = [unread(f"Crowds shouted {n:05}.", sentences=1) for n in range(start, start + 1_000)]
            ledger.add_many([(account, None) for account in found])
        server = Served(ledger)
        watched = tab(browser, server.url)

        page = watched.open("/inbox?start=9950")
        expect(page.locator("main")).to_contain_text("10,000 reports")
        expect(page.locator(".shelf li")).to_have_count(50)
        page.get_by_role("link", name="← newer").click()
        expect(page.locator("main")).to_contain_text("9901–9950 of 10,000")
        for view in ("/search?words=04711", "/timeline", "/map", "/a", "/review"):
            watched.open(view)
        assert watched.troubles == []
        page.context.close()
        server.stop()


def test_a_report_is_added_from_the_page(own: Served, browser: Browser) -> None:
    """Pasted, read with its progress told, opened."""
    watched = tab(browser, own.url)
    page = watched.open("/inbox")

    page.get_by_role("button", name="Add a report").click()
    page.get_by_label("Text", exact=True).fill("Norland blamed Merania for the raid in Port Elise. Merania denied it.")
    page.get_by_label("Published").fill("2026-03-11")
    page.get_by_label("Title").fill("A raid")
    page.get_by_role("button", name="Read it").click()

    expect(page.get_by_role("heading", name="A raid", exact=True)).to_be_visible(timeout=20_000)
    expect(page.locator("aside")).to_contain_text("Merania")
    assert watched.troubles == []
    page.context.close()


def test_twenty_things_are_reviewed_by_keyboard_alone(own: Served, browser: Browser) -> None:
    """Accept, reject, correct, undo: no mouse, and each decision stands in the log."""
    for n in range(12, 30):
        text = f"Norland blamed Merania for the raid on quay {n}. Merania denied it was behind the raid."
        own.ledger.add(herodotus.read(text, published="2026-03-11", publisher="Gazette"))
    watched = tab(browser, own.url)
    page = watched.open("/inbox")
    page.keyboard.press("g")
    page.keyboard.press("v")
    expect(page.locator("main h1")).to_have_text("Review")

    for n in range(20):
        expect(page.locator("main")).to_contain_text(f" {n} decided in this visit")
        if n % 5 == 4:
            _correct_by_keyboard(page)
        else:
            page.keyboard.press("ax"[n % 2])
    expect(page.locator("main")).to_contain_text(" 20 decided in this visit")
    page.keyboard.press("u")
    expect(page.locator("main")).to_contain_text(" 19 decided in this visit")

    with own.ledger.reading() as db:
        verbs = [one.verb for one in correcting.log(db)]
    assert len(verbs) == 21
    assert verbs[-1] == "undo"
    assert set(verbs) == {"accept", "reject", "correct", "undo"}
    assert watched.troubles == []
    page.context.close()


def _correct_by_keyboard(page: Page) -> None:
    """Say that the event is of type AID."""
    page.keyboard.press("c")
    expect(page.locator("form select").first).to_be_focused()
    page.keyboard.type("type")
    expect(page.locator("form select")).to_have_count(2)
    page.keyboard.press("Tab")
    page.keyboard.type("AID")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Write it down")).to_be_focused()
    page.keyboard.press("Enter")


def test_a_conflict_is_shown_before_it_is_settled(own: Served, browser: Browser) -> None:
    """Two tabs, two coders, one event: the second sees what the first decided."""
    other = Served(own.ledger, coder="mb")
    first, second = tab(browser, own.url).open("/review"), tab(browser, other.url).open("/review")
    expect(second.locator("article")).to_be_visible()

    first.keyboard.press("x")
    expect(first.locator("main")).to_contain_text("1 decided in this visit")
    second.keyboard.press("a")
    expect(second.get_by_role("alert")).to_contain_text("hk")
    expect(second.get_by_role("alert")).to_contain_text("rejected event")
    second.get_by_role("button", name="decide anyway").click()
    expect(second.locator("main")).to_contain_text("number 2 of the log")

    first.context.close()
    second.context.close()
    other.stop()


def test_a_page_that_may_not_write_offers_nothing_to_write(served: Served, browser: Browser) -> None:
    page = tab(browser, served.url).open("/inbox")

    expect(page.locator(".shelf li").first).to_be_visible()
    expect(page.get_by_role("button", name="Add a report")).to_have_count(0)
    page.context.close()


def test_a_report_prints_as_text(served: Served, browser: Browser) -> None:
    """On paper there is the text with its marks and the structure, and nothing to click."""
    page = tab(browser, served.url).open(f"/r/{report_of(served.ledger, 'trade blame')}")

    page.emulate_media(media="print")

    expect(page.locator("article.text")).to_be_visible()
    expect(page.locator("aside")).to_be_visible()
    expect(page.locator("header")).to_be_hidden()
    expect(page.locator(".tools")).to_be_hidden()
    page.context.close()
