"""The page in a real browser: every view in both themes, by keyboard, at 360 pixels, with hostile reports, offline."""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

import herodotus
from herodotus.ledger import Ledger, correcting, open_ledger
from herodotus.model import Account, Actor, MadeBy, Mention, Report, Span
from herodotus.surfaces.page.app import make_app
from herodotus.surfaces.page.safety import Limits

CHROMIUM = os.environ.get("HERODOTUS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = Path(__file__).parents[2] / "page" / "node_modules" / "axe-core" / "axe.min.js"
SHOTS = os.environ.get("HERODOTUS_SCREENSHOTS")
"""A folder for screenshots; ``make page`` names docs/page."""

expect.set_options(timeout=30_000)  # how long one waits for what must come, on however busy a machine

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="needs Chromium: apt-get install chromium, or HERODOTUS_CHROMIUM")


class Served:
    """A page's server on a free port of loopback, in a thread of this process."""

    def __init__(self, ledger: Ledger, coder: str = "hk", **limits: Any) -> None:
        self.ledger = ledger
        sock = socket.socket()
        sock.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{sock.getsockname()[1]}"
        app = make_app(ledger, Limits(**limits), coder=coder)
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [sock]}, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        """Stop it and wait for its end."""
        self._server.should_exit = True
        self._thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield found
        found.close()


@pytest.fixture(scope="module")
def served(shipped: Path) -> Iterator[Served]:
    """The shipped ledger, only to be looked at."""
    with open_ledger(shipped) as ledger:
        server = Served(ledger, read_only=True)
        yield server
        server.stop()


@pytest.fixture
def own(ledger: Ledger) -> Iterator[Served]:
    """A ledger of one's own, to be written to."""
    server = Served(ledger)
    yield server
    server.stop()


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


class Watched:
    """A browser tab that fails the test for an error, a warning of the policy, or a request to anywhere else."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.home, self.troubles = home, list[str]()
        context.route(re.compile(".*"), self._route)
        self.page: Page = context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def _route(self, route: Route) -> None:
        if route.request.url.startswith(self.home):
            route.continue_()
        else:
            self.troubles.append(f"asked for {route.request.url}")
            route.abort()

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning") and "404" not in message.text:
            self.troubles.append(f"{message.type}: {message.text}")

    def open(self, path: str) -> Page:
        """Open a view and wait until it is there."""
        self.page.goto(self.home + path)
        expect(self.page.locator("main h1")).to_be_visible()
        self.page.wait_for_load_state("networkidle")
        return self.page


def tab(browser: Browser, home: str, *, theme: str = "light", width: int = 1360, height: int = 900) -> Watched:
    options: dict[str, Any] = {"color_scheme": theme, "reduced_motion": "reduce"}
    return Watched(browser.new_context(viewport={"width": width, "height": height}, **options), home)


def report_of(ledger: Ledger, title: str) -> str:
    return next(kept.report[:10] for kept in ledger.reports() if kept.title and title in kept.title)


def views(ledger: Ledger) -> dict[str, str]:
    raid = report_of(ledger, "trade blame")
    return {
        "inbox": "/inbox",
        "reader": f"/r/{raid}",
        "reader-sentence": f"/r/{raid}?at=n2",
        "timeline": "/timeline",
        "map": "/map",
        "review": "/review",
        "accounts": "/i",
        "accounts-matrix": f"/i/{raid}:e1",
        "actors": "/a",
        "actors-dossier": "/a/merania",
        "search": "/search?words=raid*&stance=denies",
    }


VIEWS = (
    "inbox", "reader", "reader-sentence", "timeline", "map", "review", "accounts", "accounts-matrix", "actors", "actors-dossier",
    "search",
)  # fmt: skip


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_whole_quiet_and_accessible(served: Served, browser: Browser, view: str, theme: str) -> None:
    """No error, nothing from elsewhere, nothing wider than the window, and axe finds nothing serious."""
    watched = tab(browser, served.url, theme=theme)
    page = watched.open(views(served.ledger)[view])

    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{view}-{theme}.png")
    assert _serious(page) == []
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


def _serious(page: Page) -> list[str]:
    """Return what axe finds of WCAG 2.2 AA that is serious or critical."""
    if not AXE.is_file():
        pytest.skip("needs axe-core: run 'npm ci' in page/")
    # The policy forbids scripts that are put into the page; the tester's own world is not under it.
    page.evaluate(f"() => {{ {AXE.read_text(encoding='utf-8')} }}")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("tags => axe.run(document, { runOnly: tags })", tags)
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


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


def unread(text: str, *, sentences: int, marks: int = 0) -> Account:
    """An account made by hand: sentences of 16 characters, and marks that overlap at random on the first of them."""
    chance = random.Random(8)
    spans = [Span(16 * n, 16 * n + 15) for n in range(sentences)]
    starts = [chance.randrange(len(text) - 40) for _ in range(marks)]
    actors = tuple(
        Actor(f"a{n}", "crowds", "crowd", mentions=(Mention(Span(at, at + 1 + n % 40), Span(at, at + 1), "description"),))
        for n, at in enumerate(starts, 1)
    )  # fmt: skip
    report = Report(hashlib.sha256(text.encode()).hexdigest(), text, title="Long", publisher="Gazette")
    return Account(report, actors, (), (), (), (), (), (), (), MadeBy("0", "m", "l"), tuple(spans))


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
    expect(second.get_by_role("alert")).to_contain_text("reject event")
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
