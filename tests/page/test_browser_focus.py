"""Where the focus is after what had it has gone: whoever uses keys, or hears the page, goes on from where he was."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.page.browsing import VIEWS, Served, Watched, needs_chromium, report_of, tab, views

pytestmark = needs_chromium


@pytest.fixture
def opened(own: Served, browser: Browser) -> Iterator[Watched]:
    watched = tab(browser, own.url)
    yield watched
    assert watched.troubles == []
    watched.page.context.close()


@pytest.fixture
def raid(own: Served, opened: Watched) -> Page:
    return opened.open(f"/r/{report_of(own.ledger, 'trade blame')}?at=n2")


def press(button: Locator) -> None:
    """Press a button by keyboard."""
    button.focus()
    button.press("Enter")


@pytest.mark.parametrize(
    ("button", "form"), [("correct …", "Correct e1"), ("+ add what was not read …", "Add what was not read")]
)
def test_a_form_that_is_left_gives_the_focus_back(raid: Page, button: str, form: str) -> None:
    here, there = raid.get_by_role("button", name=button).first, raid.get_by_role("form", name=form)
    for leave in ("Escape", "Leave it"):
        press(here)
        expect(there).to_be_visible()
        if leave == "Escape":
            there.locator("input, select").first.press(leave)
        else:
            press(there.get_by_role("button", name=leave))

        expect(there).to_have_count(0)
        expect(here).to_be_focused()


def test_a_decision_taken_back_leaves_the_focus_at_what_is_said_of_it(raid: Page) -> None:
    """The button that takes the only decision back goes with it."""
    accept = raid.get_by_role("button", name="accept").first
    press(accept)
    undo = raid.get_by_role("button", name="undo")
    expect(undo).to_be_visible()
    expect(accept).to_be_focused()

    press(undo)

    expect(raid.locator(":focus")).to_have_text("took number 1 back")


def test_what_opens_in_the_panel_has_the_focus_at_its_heading(raid: Page) -> None:
    """From a sentence to the whole report, to one thing of it, and back with Escape."""
    press(raid.get_by_role("button", name="whole report"))
    expect(raid.get_by_role("heading", name="Where voices differ")).to_be_focused()

    press(raid.locator("aside").get_by_role("button", name="happened").first)
    expect(raid.get_by_role("heading", name="Sentence")).to_be_focused()

    raid.keyboard.press("Escape")
    expect(raid.get_by_role("heading", name="Where voices differ")).to_be_focused()


def test_what_was_copied_leaves_the_focus_at_its_menu(raid: Page) -> None:
    menu = raid.locator("summary", has_text="Cite")
    press(menu)

    press(raid.get_by_role("button", name="Copy as text"))

    expect(raid.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    expect(raid.locator("summary", has_text="Copied")).to_be_focused()


@pytest.mark.parametrize("view", [*VIEWS, "log"])
def test_headings_go_down_one_level_at_a_time_and_tables_have_names(
    served: Served, browser: Browser, view: str
) -> None:
    watched = tab(browser, served.url)
    page = watched.open({**views(served.ledger), "log": "/log"}[view])
    shown = "some => some.filter((one) => one.checkVisibility())"
    heads = page.locator("main").locator("h1, h2, h3, h4")
    levels: list[int] = heads.evaluate_all(f"some => ({shown})(some).map((one) => +one.tagName[1])")
    named = "one.caption || one.closest('[aria-label], dialog')"

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []
    assert page.locator("main table").evaluate_all(f"some => ({shown})(some).filter((one) => !({named})).length") == 0
    assert page.locator("[aria-live] [role=alert], [aria-live] [role=status]").count() == 0
    page.context.close()
