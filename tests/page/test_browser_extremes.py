"""The page at its edges: large letters, small windows, long and foreign names, many voices, centuries, paper, nothing at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import herodotus
from herodotus.ledger import comparing, open_ledger
from herodotus.model import Account, Place, Span
from tests.accounts import makers
from tests.page.browsing import CHROMIUM, QUIET, Served, needs_chromium, report_of, tab

pytestmark = needs_chromium

ENDLESS = "Harbourworkersassociation" * 8
ARABIC = "الجيش الملكي النورلندي"
NAMES = (
    ENDLESS,
    ARABIC,
    "ממשלת נורלנד",
    "諾蘭聯邦共和國海軍司令部",
    "🚢 Harbour Watch 👩‍👩‍👧‍👦",
    "Front \u202eEvil",
    "Dockers " * 25,
)
BAGHDAD, TAJI = ("Baghdad", 33.34, 44.4), ("Taji", 33.52, 44.25)
FAR = (("Apia", -13.83, -171.77), ("Suva", -18.14, 178.44), ("Alert", 82.5, -62.35), ("McMurdo", -77.85, 166.67))
Serve = Callable[[Sequence[Account]], Served]


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Serve a ledger of some accounts."""
    opened = []

    def made(accounts: Sequence[Account]) -> Served:
        ledger = open_ledger(tmp_path_factory.mktemp("edge") / "edge.db")
        ledger.add_many([(one, None) for one in accounts])
        comparing.bring_up_to_date(ledger)
        opened.append((Served(ledger), ledger))
        return opened[-1][0]

    yield made
    for server, ledger in opened:
        server.stop()
        ledger.close()


@pytest.fixture(scope="module")
def odd(serve: Serve) -> Served:
    """Reports of those whose names are long, without a blank, or of another script: as actors and as publishers."""
    texts = [(name, f"{name} raided the harbour office in Port Elise on Sunday. It denied that.") for name in NAMES]
    return serve(
        [
            makers.raid(
                text, publisher=name, actors=(makers.actor(text, name.strip(), kind="armed group"),), source=("a1",)
            )
            for name, text in texts
        ]
    )


@pytest.fixture(scope="module")
def voices(serve: Serve) -> Served:
    """One raid that twenty publishers tell, each with another number."""
    texts = [f"Gunmen raided the harbour office in Port Elise on Sunday, killing {n} dockers." for n in range(10, 30)]
    return serve(
        [makers.raid(text, publisher=f"Outlet {n}", counts=(makers.killed(n, n),)) for n, text in enumerate(texts)]
    )


@pytest.fixture(scope="module")
def rows(serve: Serve) -> Served:
    """A raid a month of sixty months, each of another town: nothing of it is one."""
    texts = [f"Gunmen raided the mill in Town{n:02}, one of {n} mills." for n in range(60)]
    months = [dt.date(2020 + n // 12, n % 12 + 1, 5) for n in range(60)]
    return serve(
        [makers.raid(text, place=f"Town{n:02}", day=months[n], published=months[n]) for n, text in enumerate(texts)]
    )


def _raid_at(place: tuple[str, float, float], n: int, *, state: bool = True) -> Account:
    name, lat, lon = place
    account = makers.raid(
        f"Gunmen raided the harbour office in {name}, Iraq, on Sunday, killing 12.", place=name, publisher=f"Outlet {n}"
    )
    here = replace(account.places[0], country="IRQ", lat=lat, lon=lon, gazetteer_id=name)
    iraq = Place(
        "p2", "Iraq", "IRQ", lat=33.0, lon=44.0, precision="country", gazetteer_id="Iraq", mentions=(Span(0, 1),)
    )
    return replace(account, places=(here, iraq) if state else (here,))


def _too_wide(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def _box(page: Page, selector: str) -> dict[str, float]:
    found: dict[str, float] = page.locator(selector).first.evaluate("one => one.getBoundingClientRect().toJSON()")
    return found


@pytest.mark.parametrize("width", [320, 680])
def test_nothing_needs_scrolling_both_ways(odd: Served, browser: Browser, width: int) -> None:
    """At 200 and 400 per cent, with names that have no blank: WCAG 1.4.10."""
    reports = [kept.report[:10] for kept in odd.ledger.reports()]
    watched = tab(browser, odd.url, width=width, height=500)
    views = [
        "/inbox",
        "/search?words=raided",
        "/timeline",
        "/timeline?lane=source",
        "/map",
        "/a",
        "/i",
        "/i?reports=1",
        "/review",
    ]

    wide = {view: _too_wide(watched.open(view)) for view in [*views, *(f"/r/{one}?at=e1" for one in reports)]}

    assert {view: by for view, by in wide.items() if by > 0} == {}
    assert watched.troubles == []
    watched.page.context.close()


def test_letters_are_as_large_as_the_reader_has_them(served: Served, browser: Browser) -> None:
    """Twice as large letters are laid out as on a window half as wide, not squeezed between columns."""
    large = browser.browser_type.launch(executable_path=CHROMIUM, args=[*QUIET, "--blink-settings=defaultFontSize=32"])
    page = tab(large, served.url).open("/r/" + report_of(served.ledger, "trade blame") + "?at=n2")

    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert _box(page, "article.text")["width"] > 1000
    assert _too_wide(page) <= 0
    large.close()


def test_a_name_from_right_to_left_leaves_the_day_beside_it(odd: Served, browser: Browser) -> None:
    """Next to an Arabic name "2026-03-10" read "10-03-2026", another day for whoever reads it."""
    page = tab(browser, odd.url).open("/search?words=raided")
    title = page.locator(".hits .at", has_text=ARABIC)

    day = title.evaluate(
        """one => {
          const text = one.firstChild, from = text.data.indexOf('2026-03-10');
          const left = (n) => {
            const range = document.createRange();
            range.setStart(text, n);
            range.setEnd(text, n + 1);
            return range.getBoundingClientRect().left;
          };
          return [left(text.data.indexOf('ا')), ...[...Array(10).keys()].map((n) => left(from + n))];
        }"""
    )

    assert day == sorted(day)
    page.context.close()


def test_an_incident_told_at_two_places_of_a_cluster_counts_once(serve: Serve, browser: Browser) -> None:
    server = serve([_raid_at(BAGHDAD, 1), _raid_at(TAJI, 2)])
    page = tab(browser, server.url).open("/map")

    expect(page.locator("main p").first).to_contain_text("1 incident at 2 places")
    expect(page.locator("g.cluster .count")).to_have_text("1")
    expect(page.get_by_role("button", name="2 places close together: 1 incident")).to_be_visible()
    page.context.close()


def test_a_cluster_opens_where_its_whole_circle_is_pressed(serve: Serve, browser: Browser) -> None:
    """Its button is as large as what is drawn; what it opens has no name written over another."""
    towns = [(f"Town{n}", 33.3 + n / 90, 44.3 + n / 110) for n in range(9)]
    server = serve([_raid_at(town, n) for n, town in enumerate([*towns, ("Basra", 30.5, 47.8)])])
    page = tab(browser, server.url).open("/map")
    circle = _box(page, "g.cluster circle")

    page.mouse.click(circle["right"] - 2, circle["top"] + circle["height"] / 2)

    expect(page.get_by_role("region", name="What is told of the place")).to_be_visible()
    boxes = page.locator("svg .name").evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
    assert not [
        (a, b)
        for n, a in enumerate(boxes)
        for b in boxes[:n]
        if a["left"] < b["right"]
        and b["left"] < a["right"]
        and a["top"] + 4 < b["bottom"]
        and b["top"] + 4 < a["bottom"]
    ]
    page.context.close()


@pytest.mark.parametrize("width", [360, 1360])
def test_marks_by_the_date_line_and_the_poles_are_whole(serve: Serve, browser: Browser, width: int) -> None:
    server = serve(
        [replace(_raid_at(place, n), report=makers.report(f"{n}", f"Outlet {n}")) for n, place in enumerate(FAR)]
    )
    page = tab(browser, server.url, width=width).open("/map")
    pane = _box(page, ".pane")

    circles = page.locator("svg circle").evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")

    assert circles
    for one in circles:
        assert one["left"] >= pane["left"]
        assert one["right"] <= pane["right"]
        assert one["top"] >= pane["top"]
        assert one["bottom"] <= pane["bottom"]
    page.context.close()


def test_the_axis_stays_over_many_rows(rows: Served, browser: Browser) -> None:
    """One walks from row to row by j and k; the row one is on is never behind the axis."""
    page = tab(browser, rows.url, height=700).open("/timeline")
    for _ in range(40):
        page.keyboard.press("j")
    for _ in range(25):
        page.keyboard.press("k")

    head, focus = _box(page, "thead th"), _box(page, ":focus")

    assert abs(head["top"]) < 2
    assert focus["top"] >= head["bottom"] - 1
    expect(page.locator(":focus")).to_have_count(1)
    assert "Town" in (page.locator("tr", has=page.locator(":focus")).text_content() or "")
    page.context.close()


def test_days_are_whole_on_a_small_window(served: Served, browser: Browser) -> None:
    """No day is cut to "2026-03-1…", or broken between its month and its day."""
    page = tab(browser, served.url, width=360, height=740).open("/timeline")

    lines = page.locator("tbody .day").evaluate_all(
        "all => all.map(one => [one.getClientRects().length, one.scrollWidth - one.clientWidth])"
    )

    assert len(lines) > 20
    assert {count for count, _ in lines} == {1}
    assert all(over <= 1 for _, over in lines)
    page.context.close()


def test_a_day_with_hours_is_marked_in_hours(serve: Serve, browser: Browser) -> None:
    noon = dt.datetime(2026, 3, 8, 12, tzinfo=dt.UTC)
    account = makers.raid()
    server = serve(
        [replace(account, times=(replace(account.times[0], earliest=noon, latest=noon, granularity="hour"),))]
    )
    page = tab(browser, server.url).open("/timeline")

    expect(page.locator("thead svg text", has_text="12:00")).to_have_count(1)
    expect(page.locator("main p").first).to_contain_text("1 telling.")
    page.context.close()


def test_questions_stay_over_many_voices(voices: Served, browser: Browser) -> None:
    page = tab(browser, voices.url).open("/i")
    page.locator("table.list tbody a").first.click()
    table = page.get_by_role("region", name="Who answers what")
    expect(table).to_be_visible()
    table.evaluate("one => one.scrollTo(0, 500)")

    head, around = _box(page, ".wide thead th"), _box(page, ".wide")

    assert 0 <= head["top"] - around["top"] < 3
    page.emulate_media(media="print")
    assert _box(page, ".wide")["height"] >= _box(page, ".wide table")["height"]
    page.context.close()


def test_a_readers_own_colours_show_what_is_chosen_and_marked(served: Served, browser: Browser) -> None:
    """In forced colours every kind of mark keeps its line, and what is pressed or open is not as what is not."""
    page = tab(browser, served.url).open("/r/" + report_of(served.ledger, "trade blame") + "?at=n2")
    page.emulate_media(forced_colors="active")

    def ground(selector: str) -> str:
        return str(page.locator(selector).first.evaluate("one => getComputedStyle(one).backgroundColor"))

    assert "gradient" in page.locator("article .event").first.evaluate("one => getComputedStyle(one).backgroundImage")
    assert ground("button[aria-pressed='true']") != ground("button[aria-pressed='false']")
    page.goto(f"{served.url}/map")
    expect(page.locator("nav a[aria-current]")).to_be_visible()
    assert ground("nav a[aria-current]") != ground("nav a:not([aria-current])")
    page.context.close()


def test_a_report_prints_whole_with_its_panel_after_it(served: Served, browser: Browser) -> None:
    """On A4, with a sentence open: the panel lay over the text, and half of the report was never printed."""
    page = tab(browser, served.url, width=794).open("/r/" + report_of(served.ledger, "trade blame") + "?at=e1")

    page.emulate_media(media="print")

    assert _box(page, "aside")["top"] >= _box(page, "article.text")["bottom"]
    assert page.locator("aside").evaluate("one => one.scrollHeight - one.clientHeight") <= 1
    assert page.locator("article .event").first.evaluate("one => getComputedStyle(one).printColorAdjust") == "exact"
    page.context.close()


def test_every_button_of_a_small_window_can_be_seen(own: Served, browser: Browser) -> None:
    """Nothing to be done is hidden in a row that one would have to scroll, or cut off by its dialog."""
    page = tab(browser, own.url, width=360, height=740).open("/review")
    expect(page.get_by_role("group", name="What to do with it")).to_be_visible()
    right = "all => Math.max(...all.map(one => one.getBoundingClientRect().right))"
    assert page.locator(".deeds button").evaluate_all(right) <= 360
    page.goto(f"{own.url}/timeline")
    expect(page.locator("tbody tr").first).to_be_visible()
    assert page.locator(".status button").evaluate_all(right) <= 360

    page.keyboard.press("e")

    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.locator("dialog :is(a, button)").evaluate_all(right) <= _box(page, "dialog")["right"]
    page.context.close()


@pytest.mark.parametrize("read_only", [False, True])
def test_an_empty_ledger_says_so_in_every_view_and_what_to_do(
    browser: Browser, tmp_path: Path, read_only: bool
) -> None:
    with open_ledger(tmp_path / "empty.db") as ledger:
        server = Served(ledger, read_only=read_only)
        watched = tab(browser, server.url)
        for view in ("/i", "/timeline", "/a", "/a?as=network", "/map", "/review"):
            page = watched.open(view)
            expect(page.locator("main")).to_contain_text("No report is kept in this ledger yet")
            expect(page.get_by_role("link", name="Add one in the inbox")).to_have_count(0 if read_only else 1)
        page = watched.open("/inbox")
        expect(page.locator("main")).to_contain_text("started with --read-only" if read_only else "Add one here")

        ledger.add(herodotus.read("Norland shelled a fort of Merania on Monday.", published="2026-03-10"))
        page.get_by_role("link", name="Timeline").click()

        expect(page.locator("tbody tr").first).to_be_visible()
        assert watched.troubles == []
        page.context.close()
        server.stop()
