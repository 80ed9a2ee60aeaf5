"""Drawn anew after a change, the Reader's text keeps its reader's place: his marking, the mark with the focus, what he sees."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.page.browsing import Served, Watched, needs_chromium, report_of, tab
from tests.page.test_browser_review import mark

pytestmark = needs_chromium
NEAR = 2
"""Pixels by which what one sees may move; a line has 35."""


@pytest.fixture
def opened(own: Served, browser: Browser) -> Iterator[Watched]:
    watched = tab(browser, own.url, height=500)
    yield watched
    assert watched.troubles == []
    watched.page.context.close()


@pytest.fixture
def raid(own: Served) -> str:
    return f"/r/{report_of(own.ledger, 'trade blame')}"


def decide(page: Page) -> None:
    """Decide on the first thing of the panel; done when the text is drawn anew: what was drawn before is signed, and gone."""
    page.locator("article p").first.evaluate("node => node.classList.add('before')")
    page.get_by_role("button", name="accept").first.evaluate("node => node.click()")  # a hand may scroll to it
    expect(page.get_by_text("accepted, number 1 of the log")).to_be_visible()
    expect(page.locator("article p.before")).to_have_count(0)


def marked(page: Page) -> str:
    found: str = page.evaluate("getSelection().toString()")
    return found


def top(page: Page, sentence: str) -> float:
    found: float = page.locator(sentence).evaluate("node => node.getBoundingClientRect().top")
    return found


def test_a_decision_leaves_the_marking_where_it_is(raid: str, opened: Watched) -> None:
    """Words are marked, another thing is decided on: what is marked is still seen, and still added on."""
    page = opened.open(f"{raid}?at=n2")
    mark(page, "#n3", 4, 20)
    words = marked(page)
    add = page.get_by_role("button", name=f"add on “{words.strip()}”")
    expect(add).to_be_visible()

    decide(page)

    assert words == marked(page) != ""
    assert page.locator("#n3").evaluate("node => node.contains(getSelection().anchorNode)")
    expect(add).to_be_visible()


def test_what_is_marked_is_let_go_when_it_was_used_or_left(raid: str, opened: Watched) -> None:
    """Else the next thing would be added on the same words, unseen or unmeant."""
    page = opened.open(f"{raid}?at=n2")
    mark(page, "#n2", 0, 12)

    page.get_by_role("button", name="add on").click()
    expect(page.get_by_role("form", name="Add what was not read")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="add what was not read")).to_be_visible()
    assert marked(page) == ""


def test_a_decision_leaves_what_is_seen_where_it_is(raid: str, opened: Watched) -> None:
    """The open sentence is far above, out of sight: nobody is taken back to it."""
    page = opened.open(f"{raid}?at=n2")
    last = page.locator("article .sentence").last
    last.scroll_into_view_if_needed()
    opened.settle()
    name = f"#{last.get_attribute('id')}"
    before = top(page, name)
    assert top(page, "#n2") < 0

    decide(page)
    opened.settle()

    assert abs(top(page, name) - before) <= NEAR


@pytest.mark.parametrize("theirs", ["Text", "Sentences"])
def test_read_otherwise_the_same_mark_has_the_focus(raid: str, opened: Watched, theirs: str) -> None:
    """From text to sentence by sentence and back one keeps one's place, and goes on with the next key."""
    page = opened.open(f"{raid}?as=sentences" if theirs == "Text" else raid)
    for _ in range(5):
        page.keyboard.press(".")
    words = page.locator("article :focus").inner_text()
    passage = page.locator("article .sentence:has(:focus)").get_attribute("id")

    page.keyboard.press("l")
    expect(page.get_by_role("button", name=theirs, exact=True)).to_have_attribute("aria-pressed", "true")

    expect(page.locator("article .sentence:has(:focus)")).to_have_id(str(passage))
    assert page.locator("article :focus").inner_text() == words
    page.keyboard.press(".")
    expect(page.locator("article :focus")).to_have_count(1)
    expect(page.locator("#card")).to_be_visible()


def test_another_report_is_read_from_its_beginning(own: Served, raid: str, opened: Watched) -> None:
    page = opened.open(f"{raid}?at=n2")
    mark(page, "#n3", 4, 20)
    page.locator("article .sentence").last.scroll_into_view_if_needed()

    other = next(kept.report[:10] for kept in own.ledger.reports() if kept.report[:10] not in raid)
    page.evaluate(
        "to => { history.pushState(null, '', to); dispatchEvent(new PopStateEvent('popstate')); }", f"/r/{other}"
    )
    expect(page.get_by_text(other, exact=True).first).to_be_visible()

    assert marked(page) == ""
