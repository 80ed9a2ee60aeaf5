"""What a view asks of the server: once for each question, given up when another is asked, shown until the next answer is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.page.browsing import Served, Watched, needs_chromium, tab

pytestmark = needs_chromium


@pytest.fixture
def opened(served: Served, browser: Browser) -> Iterator[Watched]:
    """A tab on the shipped ledger, which must have had no trouble by the end."""
    watched = tab(browser, served.url)
    yield watched
    assert watched.troubles == []
    watched.page.context.close()


def asked_for(watched: Watched, what: str) -> list[str]:
    """Return the list that will hold every request for an answer from now on."""
    found = list[str]()
    watched.page.on("request", lambda request: found.append(request.url) if what in request.url else None)
    return found


def test_what_is_not_asked_otherwise_is_not_asked_again(opened: Watched) -> None:
    """Where one looks on the map stands in its address, and is no other question."""
    page = opened.open("/map")
    asked = asked_for(opened, ".json")

    page.get_by_role("button", name="Nearer").click()
    expect(page).to_have_url(re.compile("look="))
    page.get_by_role("button", name="Farther").click()
    opened.settle()

    assert asked == []


def test_a_view_that_is_left_asks_nothing_more(opened: Watched) -> None:
    """Its address changes a moment before it goes; the log of the queue beside Review asks for its own part alone."""
    page = opened.open("/log?verb=undo")
    asked = asked_for(opened, "/log.json")

    page.get_by_role("link", name="Review").first.click()
    expect(page.get_by_role("heading", name="Review", exact=True)).to_be_visible()
    opened.settle()

    assert [url.partition("?")[2] for url in asked] == ["limit=8"]


def test_the_old_answer_stays_until_the_new_one_is_there_and_what_comes_late_is_given_up(opened: Watched) -> None:
    """Of three questions the second is never answered: what is shown goes from the first to the third."""
    page = opened.open("/timeline")
    held = list[Route]()
    page.route("**/timeline.json?**actor=merania**", lambda route: held.extend([route]))
    rows, actor = page.locator("main tbody tr"), page.get_by_role("textbox", name="who takes part")
    before = rows.all_inner_texts()

    page.get_by_text("more fields").click()
    actor.fill("merania")
    actor.press("Enter")
    expect(page.get_by_role("button", name="Ask no longer: who takes part merania")).to_be_visible()
    assert rows.all_inner_texts() == before
    expect(page.locator("main .late")).to_have_count(0)
    actor.fill("nobody at all")
    actor.press("Enter")

    expect(page.get_by_text("Nothing that is asked for has a day.")).to_be_visible()
    assert [bool(one.request.failure) for one in held] == [True] * len(held)
    assert held


def test_a_question_that_fails_says_so_and_shows_nothing_of_another(served: Served, browser: Browser) -> None:
    """The server is gone: its words stand where the answer would; asked again, it is there."""
    watched = tab(browser, served.url)
    page = watched.open("/timeline")
    page.route("**/timeline.json?**", lambda route: route.abort())

    page.get_by_label("from", exact=True).fill("2026-03-08")
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer")
    expect(page.locator("main tbody tr")).to_have_count(0)
    page.unroute("**/timeline.json?**")
    page.get_by_label("from", exact=True).fill("2026-03-07")

    expect(page.locator("main tbody tr").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.context.close()


def test_what_may_be_done_here_is_asked_once(opened: Watched) -> None:
    """The first view, the frame around it, and the views after it share one answer."""
    asked = asked_for(opened, "/session.json")
    page = opened.open("/inbox")

    page.get_by_role("link", name="Timeline").click()
    expect(page.get_by_role("heading", name="Timeline", exact=True)).to_be_visible()
    opened.settle()

    assert len(asked) == 1
