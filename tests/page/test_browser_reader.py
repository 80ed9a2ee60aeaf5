"""The Reader in a real browser: runs compared, cards at the marks, sentence by sentence, on paper, cited."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import herodotus
from herodotus.ledger import Ledger
from herodotus.model import Account
from tests.page.browsing import Served, Watched, needs_chromium, report_of, serious, tab, unread
from tests.page.rereading import kept_twice

pytestmark = needs_chromium
AWAY = (3, 3)
LONG = 10_000
"""Milliseconds by the page's own clock: more than any card needs to come, or to go."""


@pytest.fixture
def raid(served: Served) -> str:
    """The address of a shipped report in which voices contradict one another."""
    return f"/r/{report_of(served.ledger, 'trade blame')}"


@pytest.fixture
def opened(served: Served, browser: Browser) -> Iterator[Watched]:
    """A tab on the shipped ledger, which must have had no trouble by the end."""
    watched = tab(browser, served.url)
    yield watched
    assert watched.troubles == []
    watched.page.context.close()


def first(page: Page, kind: str, words: str) -> Locator:
    return page.locator(f"article .mark.{kind}", has_text=words).first


def meets(one: Locator, other: Locator) -> bool:
    """Whether one element lies over another; a mark may be broken over lines."""
    rects = "node => [...node.getClientRects()].map((r) => [r.left, r.top, r.right, r.bottom])"
    return any(
        a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        for a in one.evaluate(rects) for b in other.evaluate(rects)
    )  # fmt: skip


# --- runs ------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def reread(own: Served, browser: Browser) -> Iterator[tuple[Watched, Account, Account]]:
    before, after = kept_twice(own.ledger)
    watched = tab(browser, own.url)
    yield watched, before, after
    assert watched.troubles == []
    watched.page.context.close()


def test_what_changed_since_a_run_is_marked_and_leads_to_its_words(reread: tuple[Watched, Account, Account]) -> None:
    """Found, lost and told otherwise: in the text by line and sign, in the panel as a list."""
    watched, _, after = reread
    page = watched.open(f"/r/{after.report.id[:10]}")

    page.get_by_label("compare").select_option(index=1)

    listed = page.get_by_role("region", name="Since run").locator("li")
    signs = {"found": "+", "lost": "−", "otherwise": "≠"}
    for kind, sign in signs.items():
        expect(page.locator(f"article .mark.{kind}").first).to_have_attribute("data-change", sign)
        expect(listed.filter(has_text=f"{kind}:").first).to_contain_text(sign)
    assert "compare=" in page.url
    listed.filter(has_text="lost:").first.get_by_role("button").click()
    expect(page.locator("article .mark.lost.lit")).to_have_text("blamed")
    expect(page.locator("aside")).to_contain_text("lost since run")
    page.keyboard.press("Escape")
    listed.filter(has_text="otherwise:").first.get_by_role("button").click()
    expect(page.locator("aside")).to_contain_text("told otherwise")
    expect(page.locator("aside")).to_contain_text("COERCE")


def test_nothing_can_be_decided_in_an_earlier_reading(reread: tuple[Watched, Account, Account]) -> None:
    """It says what it is, shows what was read then, and leads back to the present."""
    watched, before, after = reread
    page = watched.open(f"/r/{after.report.id[:10]}?at=n1")
    expect(page.get_by_role("button", name="accept").first).to_be_visible()

    page.get_by_label("Run", exact=True).select_option(index=1)

    expect(page.locator("main")).to_contain_text("An earlier reading")
    expect(first(page, "event", "blamed")).to_be_visible()
    assert "run=" in page.url
    assert "at=n1" in page.url
    expect(page.locator("aside section").first).to_contain_text(before.events[0].id)
    expect(page.get_by_role("button", name="accept")).to_have_count(0)
    expect(page.get_by_role("link", name="beside other reports")).to_have_count(0)
    page.get_by_role("button", name="The present reading").click()
    expect(page.get_by_role("button", name="accept").first).to_be_visible()
    expect(page.locator("article .mark.lost")).to_have_text("blamed")


# --- cards -----------------------------------------------------------------------------------------------------------------


def test_resting_on_words_shows_their_card_beside_them(opened: Watched, raid: str) -> None:
    """It stays while the pointer is on it, goes when it leaves, and Escape closes it (WCAG 1.4.13)."""
    page = opened.open(raid)
    mark, card = first(page, "event", "raid"), page.locator("#card")
    page.clock.install()

    mark.hover()
    expect(card).to_contain_text("Merania denied having done it")
    assert not meets(mark, card)
    card.hover()
    page.clock.run_for(LONG)
    expect(card).to_be_visible()
    page.mouse.move(*AWAY)
    expect(card).to_have_count(0)
    mark.hover()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_a_card_never_covers_its_words(opened: Watched, raid: str) -> None:
    """At every event and statement of a report, wherever on the screen it stands."""
    page = opened.open(raid)
    marks = page.locator("article .mark.event, article .mark.statement.begins")

    for n in range(marks.count()):
        mark = marks.nth(n)
        mark.hover()
        expect(page.locator("#card")).to_be_visible()
        assert not meets(mark, page.locator("#card")), mark.inner_text()
        page.keyboard.press("Escape")
        page.mouse.move(*AWAY)


def test_all_things_at_one_word_are_on_its_card_and_a_click_pins_one(opened: Watched, raid: str) -> None:
    """An event in somebody's words: the event and the statement, each a way into the panel."""
    page = opened.open(raid)
    mark = page.locator("article .mark.event.statement").first

    mark.hover()
    heads = page.locator("#card").get_by_role("button")
    expect(heads).to_have_count(2)
    heads.nth(1).click()

    expect(page.locator("aside section.current")).to_have_attribute("aria-label", "Statement s2")
    expect(page.locator("#card")).to_have_count(0)
    mark.click()
    expect(page.locator("aside section.current")).to_be_visible()


def test_marks_are_walked_by_keyboard_with_their_cards(opened: Watched, raid: str) -> None:
    """Full stop and comma, or Tab and the arrows; Enter pins; Escape closes the card before it closes anything else."""
    page = opened.open(raid)
    focused, card = page.locator("article .mark:focus"), page.locator("#card")

    page.keyboard.press(".")
    expect(focused).to_have_text("raid")
    expect(card).to_contain_text("raid")
    page.keyboard.press(".")
    expect(focused).to_have_text("killed")
    page.keyboard.press(",")
    page.keyboard.press("ArrowRight")
    expect(focused).to_have_text("killed")
    expect(focused).to_have_attribute("aria-describedby", "card")
    page.keyboard.press("Enter")
    expect(page.locator("aside section.current h3")).to_contain_text("raid")
    expect(card).to_have_count(0)
    expect(focused).to_have_text("killed")
    page.keyboard.press("ArrowRight")
    expect(card).to_contain_text("shelled")
    page.keyboard.press("Tab")
    expect(card.get_by_role("button").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(page.locator("aside section.current")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("aside section.current")).to_have_count(0)


def test_marks_are_walked_without_single_letters(opened: Watched, raid: str) -> None:
    """Switched off, the full stop does nothing; Tab reaches one mark, and the arrows the others."""
    page = opened.open(raid)
    page.evaluate("localStorage.setItem('herodotus.keys', 'off')")
    page.reload()
    expect(page.locator("article .mark").first).to_be_visible()

    page.keyboard.press(".")
    expect(page.locator("#card")).to_have_count(0)
    assert page.locator("article [tabindex='0']").count() == 1
    page.get_by_role("link", name="Print").focus()
    page.keyboard.press("Tab")
    expect(page.locator("article .mark:focus")).to_have_text("raid")
    page.keyboard.press("ArrowRight")
    expect(page.locator("article .mark:focus")).to_have_text("killed")


def test_a_tap_opens_the_panel_and_no_card(served: Served, browser: Browser, raid: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = Watched(context, served.url).open(raid)
    page.clock.install()

    first(page, "event", "raid").tap()

    expect(page.locator("aside section.current")).to_be_visible()
    page.clock.run_for(LONG)
    expect(page.locator("#card")).to_have_count(0)
    context.close()


def test_a_long_report_is_drawn_once(own: Served, browser: Browser) -> None:
    """Stepping, resting and opening change classes; no piece of 5,000 marks is made again."""
    text = "Crowds shouted. " * 3_000
    kept = own.ledger.add(unread(text, sentences=3_000, marks=5_000))
    watched = tab(browser, own.url)
    page = watched.open(f"/r/{kept.report[:10]}")
    page.get_by_role("button", name="actors").click()
    page.evaluate("document.querySelectorAll('article .mark').forEach((one) => { one.drawn = true; })")

    for _ in range(5):
        page.keyboard.press(".")
    expect(page.locator("#card")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("]")
    page.locator("article .mark.actor").nth(9).hover()
    expect(page.locator("#card")).to_be_visible()

    assert page.evaluate("[...document.querySelectorAll('article .mark')].every((one) => one.drawn)")
    assert watched.troubles == []
    page.context.close()


# --- sentence by sentence --------------------------------------------------------------------------------------------------


def test_a_report_is_read_sentence_by_sentence(opened: Watched, raid: str, served: Served) -> None:
    """Each with its number and what is told in it; in the address, and by a key."""
    page = opened.open(raid)
    account = served.ledger.get(raid.removeprefix("/r/"))

    page.get_by_role("button", name="Sentences").click()

    lines = page.locator("article .line", has=page.locator(".number"))
    expect(lines).to_have_count(len(account.sentences))
    expect(lines.first.locator(".told")).to_have_text("●●⇄2 events")
    assert page.url.endswith("?as=sentences")
    lines.nth(2).locator(".number").click()
    expect(page.locator("aside h2").first).to_contain_text("Sentence 3")
    page.reload()
    expect(lines).to_have_count(len(account.sentences))
    page.locator("main").focus()
    page.keyboard.press("l")
    expect(page.locator("article .line")).to_have_count(0)
    expect(page.locator("aside h2").first).to_contain_text("Sentence 3")


@pytest.mark.parametrize(
    "query", ["?as=sentences", "?as=sentences&at=n4", "?compare=1", "?compare=1&at=x1", "?run=1&at=n1"]
)
def test_every_way_of_reading_is_accessible_and_fits(own: Served, browser: Browser, theme: str, query: str) -> None:
    """Axe finds nothing serious with a card open; at 360 pixels nothing is scrolled sideways."""
    _, after = kept_twice(own.ledger)
    address = f"/r/{after.report.id[:10]}{_of_runs(own.ledger, after, query)}"
    watched = tab(browser, own.url, theme=theme)

    page = watched.open(address)
    page.keyboard.press(".")
    expect(page.locator("#card")).to_be_visible()
    assert serious(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.locator("#card")).to_have_count(0)
    page.keyboard.press(".")
    expect(page.locator("#card")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert watched.troubles == []
    page.context.close()


def _of_runs(ledger: Ledger, account: Account, query: str) -> str:
    """The query with the number of the first run that read an account."""
    from herodotus.ledger import keeping, runs

    with ledger.reading() as db:
        number = runs.of(db, keeping.number_of(db, account.report.id))[0].id
    return query.replace("compare=1", f"compare={number}").replace("run=1", f"run={number}")


# --- on paper, and cited ---------------------------------------------------------------------------------------------------


def test_print_leads_to_a_page_that_needs_no_script(served: Served, browser: Browser, raid: str, theme: str) -> None:
    """Whoever has none reads the report there; axe finds nothing serious in it, and it makes a PDF."""
    watched = tab(browser, served.url, theme=theme)
    page = watched.open(raid)
    page.get_by_role("link", name="Print").click()
    page.wait_for_url("**/print?*")
    expect(page.get_by_role("heading", name="What happened, and by whose word")).to_be_visible()
    assert serious(page) == []
    assert page.pdf(format="A4").startswith(b"%PDF")
    address = page.url
    page.context.close()

    plain = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    plain.goto(address)
    expect(plain.get_by_role("heading", level=1)).to_have_text(
        "Norland and Merania trade blame after harbour raid and shelling"
    )
    expect(plain.locator("#e1")).to_contain_text("Merania denied having done it")
    assert (
        plain.locator("article .event").first.evaluate("node => getComputedStyle(node).textDecorationLine")
        == "underline"
    )
    plain.context.close()
    assert watched.troubles == []


def test_a_hostile_report_on_paper_is_only_text(own: Served, browser: Browser) -> None:
    kept = own.ledger.add(
        herodotus.read(
            "<script>document.title='taken'</script> A raid killed 12 dockers.",
            published="2026-03-11",
            title="<b>t</b>",
        )
    )
    watched = tab(browser, own.url)

    page = watched.open(f"/r/{kept.report[:10]}/print")

    assert "taken" not in page.title()
    assert page.locator("main script, main b").count() == 0
    expect(page.locator("article")).to_contain_text("<script>document.title='taken'</script>")
    assert watched.troubles == []
    page.context.close()


def test_what_is_open_is_cited(served: Served, browser: Browser, raid: str) -> None:
    """In words, and as annotations whose quotes are the text's."""
    watched = tab(browser, served.url)
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.url)
    page = watched.open(f"{raid}?at=e1")
    text = served.ledger.get(raid.removeprefix("/r/")).report.text

    copied = []
    for name in ("Copy as text", "Copy as Web Annotation (JSON)"):
        page.get_by_text("Cite e1").click()
        page.get_by_role("button", name=name).click()
        expect(page.locator("summary", has_text="Copied")).to_be_visible()
        copied.append(page.evaluate("navigator.clipboard.readText()"))
        expect(page.get_by_text("Cite e1")).to_be_visible()

    assert copied[0].startswith("Continental News Agency. Norland and Merania trade blame")
    assert "“raid” in “" in copied[0]
    selectors = [item["target"]["selector"] for item in json.loads(copied[1])["items"]]
    assert all(text[place["start"] : place["end"]] == quote["exact"] for quote, place in selectors)
    assert watched.troubles == []
    page.context.close()


def test_a_citation_can_be_copied_by_hand(opened: Watched, raid: str) -> None:
    """Where the browser does not give the clipboard the words are shown, marked."""
    page = opened.open(raid)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")

    page.get_by_text("Cite", exact=True).click()
    page.get_by_role("button", name="Copy as text").click()

    expect(page.get_by_label("Press Ctrl+C to copy it.")).to_be_focused()
    assert page.evaluate("document.activeElement.value").startswith("Continental News Agency. ")
