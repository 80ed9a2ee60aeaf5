"""Review in a real browser: a key for each question, adding by hand, two people at one ledger, the log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from herodotus.ledger import Ledger, correcting, open_ledger
from herodotus.model import Correction
from tests.page.browsing import Served, needs_chromium, report_of, serious, tab
from tests.page.test_review_together import filled

pytestmark = needs_chromium


def log_of(ledger: Ledger) -> list[Correction]:
    with ledger.reading() as db:
        return list(correcting.log(db))


def decided(page: Page, count: int) -> None:
    """Wait until so many things are decided."""
    expect(page.locator("main")).to_contain_text(f" {count} decided in this visit")


def test_each_question_has_its_key_and_its_small_form(own: Served, browser: Browser) -> None:
    """The present value is chosen, Enter writes down, Esc leaves everything as it was; names are shown, never ids."""
    watched = tab(browser, own.url)
    page = watched.open("/review?queue=audit")
    expect(page.locator("article section")).to_be_visible()
    for key, title in (("t", "What kind of event"), ("w", "Who did it"), ("h", "To whom it was done"), ("l", "Where it was"),
                       ("s", "Whose word it is"), ("d", "When it was"), ("n", "Note")):  # fmt: skip
        page.keyboard.press(key)
        form = page.get_by_role("form", name=title)
        expect(form.locator("select, input").first).to_be_focused()
        if key not in "dn":
            expect(form.locator("select").last.locator("option:checked")).to_have_count(1)
            assert not re.search(r"\ba\d+\b", form.inner_text())
        page.keyboard.press("Escape")
        expect(form).to_have_count(0)
    assert log_of(own.ledger) == []
    now = page.locator("article section .code").inner_text()

    page.keyboard.press("n")
    page.keyboard.type("the codebook, 4.2")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("The next decision says why: the codebook, 4.2")
    page.keyboard.press("t")
    expect(page.locator("form select")).to_be_focused()
    page.keyboard.type("RET" if "RETREAT" not in now else "AID")
    page.keyboard.press("Enter")

    decided(page, 1)
    [one] = log_of(own.ledger)
    assert (one.verb, one.field, one.why) == ("correct", "type", "the codebook, 4.2")
    assert one.new in ('"RETREAT"', '"AID"')
    page.keyboard.press("u")
    decided(page, 0)
    assert watched.troubles == []
    page.context.close()


def test_the_place_in_a_queue_is_in_the_address(own: Served, browser: Browser) -> None:
    """Going on does not decide; a queue is narrowed by its address; counts go down with each decision."""
    watched = tab(browser, own.url)
    page = watched.open("/review?queue=pairs")
    link = page.get_by_role("navigation", name="Queues").locator("[aria-current]")
    before = int(link.inner_text().split()[-1])
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(f"2 of {before} left")
    assert "at=" in page.url
    page.keyboard.press("k")
    expect(page.locator("main")).to_contain_text(f"1 of {before} left")
    page.keyboard.press("m")
    decided(page, 1)
    expect(link).to_have_text(f"pairs {before - 1}")
    page.keyboard.press("s")
    expect(link).to_have_text(f"pairs {before - 2}")
    assert [one.verb for one in log_of(own.ledger)] == ["merge", "split"]

    page = watched.open("/review?queue=disputes")
    whole = int(link.inner_text().split()[-1])
    page.get_by_role("combobox", name="type").select_option(index=1)
    expect(page.locator(".progress")).not_to_contain_text(f"of {whole} left")
    assert "type=" in page.url
    assert watched.troubles == []
    page.context.close()


def test_what_was_missed_is_added_by_keyboard_alone(own: Served, browser: Browser) -> None:
    """A sentence, its words, kind and status: it is in the report, and can be taken back."""
    watched = tab(browser, own.url)
    report = report_of(own.ledger, "trade blame")
    page = watched.open(f"/r/{report}?at=n2")
    words = plain_word(page, "#n2")

    page.keyboard.press("+")
    expect(page.get_by_role("radio", name="event")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type(words)
    page.keyboard.press("Tab")
    page.keyboard.type("CONS")
    page.keyboard.press("Tab")
    page.keyboard.type("plan")
    page.keyboard.press("Enter")

    expect(page.get_by_text("added, number 1 of the log")).to_be_visible()
    card = page.locator("aside section", has=page.get_by_role("heading", name=words))
    expect(card).to_contain_text("planned")
    expect(card).to_contain_text("CONSULT")
    card.get_by_text("why?").first.click()
    expect(card).to_contain_text("decision 1 of hk")
    [one] = log_of(own.ledger)
    assert (one.verb, one.anchor and one.anchor.quote) == ("add", words)
    page.get_by_role("button", name="undo").click()
    expect(card).to_have_count(0)
    assert watched.troubles == []
    page.context.close()


def plain_word(page: Page, sentence: str) -> str:
    """A word of a sentence in which nothing is read."""
    found = page.evaluate(
        "(at) => [...document.querySelector(at).childNodes].filter((n) => n.nodeType === 3)"
        ".flatMap((n) => n.textContent.match(/[a-z]{5,}/g) ?? [])[0]",
        sentence,
    )
    assert found
    return str(found)


def test_marked_words_are_added_and_fill_a_field(own: Served, browser: Browser) -> None:
    """What is marked first is what it stands on, what is marked then who it is: no offset is the browser's."""
    watched = tab(browser, own.url)
    report = report_of(own.ledger, "trade blame")
    page = watched.open(f"/r/{report}")
    mark(page, "#n3", 0, 20)
    page.get_by_role("button", name="+ add on “").click()
    page.get_by_role("radio", name="statement").check()
    mark(page, "#n4", 0, 12)
    row = page.get_by_text("is speaker")
    page.get_by_role("button", name="speaker", exact=True).click()
    expect(row).to_have_count(1)
    page.get_by_role("combobox", name="act").select_option("warn")
    page.get_by_role("button", name="Add it").click()

    expect(page.get_by_text("added, number 1 of the log")).to_be_visible()
    [one] = log_of(own.ledger)
    text = own.ledger.get(report).report.text
    assert one.anchor is not None
    assert one.anchor.layer == "statement"
    assert one.anchor.quote == one.anchor.span.of(text)
    assert '"act": "warn"' in (one.new or "")
    assert watched.troubles == []
    page.context.close()


def mark(page: Page, sentence: str, start: int, end: int) -> None:
    """Mark characters of a sentence as a mouse would; done when the page has heard of it.

    What is drawn anew meanwhile takes the marking with it: after a change, let the tab settle first.
    """
    page.evaluate(
        """([at, start, end]) => {
        const walker = document.createTreeWalker(document.querySelector(at), NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        let seen = 0, begun = false;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const next = seen + node.textContent.length;
            if (!begun && start < next) { range.setStart(node, start - seen); begun = true; }
            if (begun && end <= next) { range.setEnd(node, end - seen); break; }
            seen = next;
        }
        const heard = new Promise(done => document.addEventListener('selectionchange', () => done(), { once: true }));
        const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range);
        return heard;
    }""",
        [sentence, start, end],
    )


@pytest.fixture
def two(ledger_url: str, shipped: Path) -> Iterator[tuple[Served, Served]]:
    """Two coders, each with a server of his own, at one ledger of either kind."""
    filled(ledger_url, shipped)
    with open_ledger(ledger_url) as mine, open_ledger(ledger_url) as theirs:
        servers = Served(mine, coder="hk"), Served(theirs, coder="mb")
        yield servers
        for one in servers:
            one.stop()


def test_what_is_decided_elsewhere_is_seen_here_and_the_queue_moves_on(
    two: tuple[Served, Served], browser: Browser
) -> None:
    """Nobody has to load anything anew; who decided what is said."""
    here, there = (tab(browser, one.url).open("/review") for one in two)
    first = here.locator("article .text").inner_text()
    assert there.locator("article .text").inner_text() == first

    there.keyboard.press("x")
    decided(there, 1)

    expect(here.get_by_role("status")).to_contain_text("mb rejected event")
    expect(here.locator("article .text")).not_to_have_text(first)
    expect(here.get_by_role("region", name="Log")).to_contain_text("mb rejected event")
    assert here.locator("article .text").inner_text() == there.locator("article .text").inner_text()
    for page in (here, there):
        page.context.close()


def test_two_tabs_decide_on_one_thing(two: tuple[Served, Served], browser: Browser) -> None:
    """While one of them writes, the other decides: he is told who, what and when, and decides anyway if he means to."""
    here, there = (tab(browser, one.url).open("/review") for one in two)
    expect(here.locator("article section")).to_be_visible()
    here.keyboard.press("c")  # a form is open: nothing moves away under it
    there.keyboard.press("x")
    decided(there, 1)

    here.locator("form select").first.select_option("type")
    here.locator("form select").last.select_option("AID")
    here.get_by_role("button", name="Write it down").click()

    alert = here.get_by_role("alert")
    expect(alert).to_contain_text("mb rejected event")
    expect(alert).to_contain_text(re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d"))
    assert len(log_of(two[0].ledger)) == 1
    alert.get_by_role("button", name="decide anyway").click()
    expect(here.locator("main")).to_contain_text("number 2 of the log")
    assert [(one.who, one.verb) for one in log_of(two[0].ledger)] == [("mb", "reject"), ("hk", "correct")]
    for page in (here, there):
        page.context.close()


def test_who_codes_twice_does_not_see_the_first_until_he_has_decided(own: Served, browser: Browser) -> None:
    """Neither in the card nor in the log beside it; then both, and how far they agree."""
    other = Served(own.ledger, coder="mb")
    first = tab(browser, other.url).open("/review")
    first.keyboard.press("x")
    decided(first, 1)
    watched = tab(browser, own.url)

    page = watched.open("/review?queue=second")
    expect(page.locator("article section")).to_be_visible()
    assert "rejected" not in page.locator("main").inner_text()
    page.keyboard.press("a")

    expect(page.locator("main")).to_contain_text("Before you, mb rejected event")
    page.get_by_text("Agreement").click()
    expect(page.get_by_role("table")).to_contain_text("is one")
    assert serious(page) == []
    assert watched.troubles == []
    for one in (first, page):
        one.context.close()
    other.stop()


def test_the_log_is_a_view_of_its_own(own: Served, browser: Browser, theme: str) -> None:
    """Narrowed by its address; an entry leads to its place; another's is taken back only after a second word."""
    other = Served(own.ledger, coder="mb")
    first = tab(browser, other.url).open("/review")
    first.keyboard.press("x")
    decided(first, 1)
    first.keyboard.press("a")
    decided(first, 2)
    watched = tab(browser, own.url, theme=theme)

    page = watched.open("/log")
    page.get_by_label("what").select_option("reject")
    expect(page.locator("main ol > li")).to_have_count(1)
    assert "verb=reject" in page.url
    expect(page.locator("main ol")).to_contain_text("mb rejected event")
    page.get_by_role("button", name="take it back").click()
    expect(page.get_by_role("alert")).to_contain_text("mb took this decision")
    assert len(log_of(own.ledger)) == 2
    page.get_by_role("button", name="decide anyway").click()
    expect(page.get_by_text("took number 1 back")).to_be_visible()
    assert log_of(own.ledger)[-1].who == "hk"
    assert serious(page) == []
    page = watched.open("/log?verb=accept")
    page.locator("main ol a", has_text="accepted event").click()
    expect(page.locator("aside section.current")).to_be_visible()
    assert [one for one in watched.troubles if "409" not in one] == []  # the browser itself tells of the refusal
    for one in (first, page):
        one.context.close()
    other.stop()


@pytest.mark.parametrize("address", ["/log", "/review?queue=second", "/review?queue=pairs"])
def test_it_fits_a_small_telephone(served: Served, browser: Browser, address: str) -> None:
    watched = tab(browser, served.url, width=360, height=740)
    page = watched.open(address)

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert watched.troubles == []
    page.context.close()
