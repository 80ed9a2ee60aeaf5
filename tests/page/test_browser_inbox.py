"""The Inbox in a real browser: narrowing, selecting, exporting, reading anew, dating, adding files that are no good."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import herodotus
from herodotus.ledger import comparing
from tests.page.browsing import Served, needs_chromium, report_of, serious, tab

pytestmark = needs_chromium

UNDATED = "On Tuesday gunmen raided the harbour office in Port Elise, killing 12 dockers. Merania denied the raid."
LONG = " ".join(
    f"The envoy of Norland said on Monday that convoy {n} had been stopped near Port Elise." for n in range(900)
)


def _listed(page: Page, count: int) -> None:
    expect(page.locator(".shelf > li")).to_have_count(count)


def test_the_shelf_is_narrowed_and_the_address_says_how(served: Served, browser: Browser) -> None:
    """Each count is what one gets; two facets, one taken back, and the same list from the address alone."""
    watched = tab(browser, served.url)
    page = watched.open("/inbox")

    page.get_by_label("Publisher").select_option("Strait Radio")
    _listed(page, _of_option(page, "Publisher", "Strait Radio"))
    disputed = page.get_by_role("button", name="disputed")
    count = int(disputed.locator(".count").inner_text())
    disputed.click()
    _listed(page, count)
    assert page.url.endswith("/inbox?publisher=Strait+Radio&disputed=true")
    names = page.locator(".shelf h3").all_inner_texts()
    again = watched.open(page.url.removeprefix(served.url))
    assert again.locator(".shelf h3").all_inner_texts() == names
    again.get_by_label("Publisher").select_option("*")
    expect(again.locator(".head")).to_contain_text("of this kind")
    assert "publisher" not in again.url
    again.get_by_role("link", name="show all").click()
    expect(again.locator(".head")).to_contain_text("17 reports")
    assert watched.troubles == []
    page.context.close()


def _of_option(page: Page, label: str, value: str) -> int:
    words = page.get_by_label(label).locator(f"option[value='{value}']").inner_text()
    return int(words.rpartition("(")[2].rstrip(")"))


def test_some_are_selected_by_keyboard_and_exported(served: Served, browser: Browser, tmp_path: Path) -> None:
    """X selects, shift extends, e takes along what is selected; the checkbox does the same."""
    watched = tab(browser, served.url)
    page = watched.open("/inbox")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("J")
    bar = page.get_by_label("The selection")
    expect(bar).to_contain_text("3 reports selected")
    page.locator(".shelf > li").nth(8).get_by_role("checkbox").click(modifiers=["Shift"])
    expect(bar).to_contain_text("8 reports selected")
    page.keyboard.press("x")
    expect(bar).to_contain_text("7 reports selected")
    with page.expect_download() as found:
        page.keyboard.press("e")
    found.value.save_as(tmp_path / "accounts.jsonl")
    lines = (tmp_path / "accounts.jsonl").read_text(encoding="utf-8").splitlines()
    shown = page.locator(".shelf h3").all_inner_texts()
    assert sorted(json.loads(line)["report"]["title"] for line in lines) == sorted(shown[1:8])
    with page.expect_download() as found:
        bar.get_by_role("link", name="event reports").click()
    assert found.value.suggested_filename == "event-reports.csv"
    assert serious(page) == []
    page.keyboard.press("Escape")
    expect(bar).to_have_count(0)
    assert watched.troubles == []
    page.context.close()


def test_a_page_that_only_reads_selects_but_reads_nothing_anew(served: Served, browser: Browser) -> None:
    """Nothing to write is offered, by button or key."""
    page = tab(browser, served.url).open("/inbox")

    for key in ("j", "x", "R", "a", "d"):
        page.keyboard.press(key)
    expect(page.get_by_label("The selection")).to_contain_text("1 report selected")
    expect(page.get_by_role("button", name="Read anew")).to_have_count(0)
    expect(page.get_by_label("Readings", exact=True)).to_have_count(0)
    expect(page.locator("dialog")).to_have_count(0)
    page.keyboard.press("?")
    for words in ("select the report", "read the selection anew", "export the selection", "open the report"):
        expect(page.locator("dialog")).to_contain_text(words)
    page.context.close()


def test_what_is_stale_is_read_anew_and_what_changed_is_told(own: Served, browser: Browser) -> None:
    """Report by report, with a way to each; the row's run is of today again."""
    report = report_of(own.ledger, "trade blame")
    account = own.ledger.get(report, as_read=True)
    older = replace(account.made_by, herodotus="0.0.9")
    own.ledger.add(replace(account, events=account.events[:2], links=(), disputes=(), made_by=older))
    watched = tab(browser, own.url)
    page = watched.open("/inbox")

    expect(page.locator(".run", has_text="⟳")).to_have_count(1)
    page.get_by_role("button", name="Read it anew").click()
    told = page.get_by_label("Readings", exact=True)
    expect(told).to_contain_text("1 read anew, 1 changed")
    told.locator("summary").click()
    expect(told.locator("details li").first).to_contain_text("+ ")
    assert told.locator("details li").count() == len(account.events) - 2
    assert told.locator(".changed > a").get_attribute("href") == f"/r/{report}?compare=2"
    expect(page.locator(".run", has_text="⟳")).to_have_count(0)
    assert serious(page) == []
    assert watched.troubles == []
    page.context.close()


def test_a_report_is_given_a_date_from_its_row(own: Served, browser: Browser) -> None:
    """By key too; the undated one is gone, and its place says who and why."""
    own.ledger.add(herodotus.read(UNDATED, title="A raid of some Tuesday"))
    watched = tab(browser, own.url)
    page = watched.open("/inbox?undated=true")
    _listed(page, 1)

    page.get_by_role("button", name="set date").click()
    page.get_by_role("textbox", name="Published").fill("2026-03-11")
    page.get_by_label("How do you know?").fill("print edition")
    assert serious(page) == []
    page.get_by_role("button", name="Read it with this date").click()
    expect(page.get_by_label("Readings", exact=True)).to_contain_text("1 have a day now")
    expect(page.locator("main")).to_contain_text("No report is of this kind.")
    page.get_by_role("link", name="Show all reports").click()
    expect(page.locator(".head")).to_contain_text("18 reports")
    page.get_by_text("1 report taken out").click()
    expect(page.locator(".gone-out")).to_contain_text("published 2026-03-11, says hk (print edition)")
    page.get_by_label("Readings", exact=True).get_by_role("link", name="read it").click()
    expect(page.get_by_role("heading", name="A raid of some Tuesday")).to_be_visible()
    assert watched.troubles == []
    page.context.close()


def _chosen(tmp_path: Path) -> list[Path]:
    files = {
        "bomb.txt.gz": gzip.compress(b"A raid. " * 8_000_000), "good.txt": b"A raid killed 12 dockers in Port Elise.",
        "large.txt": b"x" * 50_000_000, "picture.txt": b"\x89PNG\r\n\x1a\n\x00" * 40,
        "two.jsonl": b'{"text": "Dockers walked out on Monday."}\nno JSON\n',
    }  # fmt: skip
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in files]


def test_several_files_are_added_and_the_bad_ones_say_why(own: Served, browser: Browser, tmp_path: Path) -> None:
    """A bomb, a line of 50 MB, bytes that are no text: each has its words, the others go on."""
    watched = tab(browser, own.url)
    page = watched.open("/inbox")

    page.keyboard.press("a")
    page.locator("input[type=file]").set_input_files(_chosen(tmp_path))
    expect(page.get_by_label("Files to be read")).to_contain_text("too large for the page")
    expect(page.locator("dialog .note")).to_contain_text("no date of publication")
    assert serious(page) == []
    page.get_by_label("Publisher", exact=True).fill("Gazette")
    page.get_by_role("button", name="Read 5 files").click()
    told = page.locator("dialog").get_by_label("Readings", exact=True)
    for words in (
        "bomb.txt.gz at least 50 MB", "large.txt Larger than 20 MB", "picture.txt not text", "good.txt kept", "1 kept; 1 not read",
        "line 2: not JSON",
    ):  # fmt: skip
        expect(told).to_contain_text(words)
    assert serious(page) == []
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".head")).to_contain_text("19 reports")
    page.get_by_role("button", name="Clear what has ended").click()
    expect(page.get_by_label("Readings", exact=True)).to_have_count(0)
    assert watched.troubles == []
    page.context.close()


def test_a_dropped_file_waits_for_what_is_known_of_it(own: Served, browser: Browser) -> None:
    """Dropped on the list, it is shown, and read when one says so."""
    watched = tab(browser, own.url)
    page = watched.open("/inbox")

    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(['A raid killed 12 dockers in Port Elise.'], 'dropped.txt'));
            window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true }));
        }"""
    )
    expect(page.get_by_label("Files to be read")).to_contain_text("dropped.txt")
    page.get_by_label("Published").fill("2026-03-11")
    page.get_by_role("button", name="Read 1 file").click()
    expect(page.locator("dialog").get_by_label("Readings", exact=True)).to_contain_text("dropped.txt kept")
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".head")).to_contain_text("18 reports")
    assert watched.troubles == []
    page.context.close()


def test_a_reading_is_come_back_to_after_a_reload_and_stopped(own: Served, browser: Browser) -> None:
    """The page is loaded anew while it reads: its progress is there, and so is the way to stop it."""
    watched = tab(browser, own.url)
    page = watched.open("/inbox")
    page.keyboard.press("a")
    page.get_by_label("Text", exact=True).fill(LONG)
    page.get_by_label("Title").fill("Convoys")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("dialog").get_by_label("Readings", exact=True)).to_contain_text("of 900 sentences read")

    page.reload()
    told = page.get_by_label("Readings", exact=True)
    expect(told).to_contain_text("Convoys")
    expect(told).to_contain_text("of 900 sentences read")
    told.get_by_role("button", name="Stop").click()
    expect(told).to_contain_text("Stopped; nothing was kept of it.")
    expect(page.locator(".head")).to_contain_text("17 reports")
    assert watched.troubles == []
    page.context.close()


@pytest.mark.parametrize("width", [360, 1360])
def test_a_near_copy_leads_to_its_copies(own: Served, browser: Browser, width: int) -> None:
    """And what was not compared yet is said not to be known."""
    for publisher in ("Gazette", "Post"):
        own.ledger.add(herodotus.read(f"{UNDATED} " * 5, published="2026-03-11", publisher=publisher))
    watched = tab(browser, own.url, width=width)
    page = watched.open("/inbox")
    expect(page.locator("main")).to_contain_text("2 of these are not compared with the others yet")
    comparing.bring_up_to_date(own.ledger)
    page = watched.open("/inbox")

    page.get_by_role("link", name="near-copy of 1 report").first.click()
    _listed(page, 2)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert serious(page) == []
    assert watched.troubles == []
    page.context.close()
