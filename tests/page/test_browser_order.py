"""What comes first of the sentences found: chosen on the page, kept in the address, the same in the table."""

from __future__ import annotations

import csv
import io

from playwright.sync_api import Browser, Page, expect

from tests.page.browsing import Served, needs_chromium, tab

pytestmark = needs_chromium


def _places(page: Page) -> list[str]:
    return page.locator(".hits .at").all_inner_texts()


def test_the_order_is_a_link_and_stays_while_the_search_is_narrowed(served: Served, browser: Browser) -> None:
    """Chosen, it is in the address and said in words; a facet, and another question in the form, keep it; back undoes it."""
    watched = tab(browser, served.url)
    page = watched.open("/search?words=raid")
    orders = page.get_by_role("navigation", name="What comes first")
    expect(orders.get_by_role("link", name="kept last")).to_have_attribute("aria-current", "true")
    kept = _places(page)

    orders.get_by_role("link", name="most relevant").click()
    expect(page.locator("main p[role=status]")).to_contain_text("the most relevant first")
    assert page.url.endswith("/search?words=raid&order=relevance")
    relevant = _places(page)
    assert relevant != kept

    page.get_by_role("group", name="publisher").get_by_role("listitem").first.locator("a").click()
    expect(page.locator(".chips")).to_contain_text("publisher")
    assert "order=relevance" in page.url
    page.go_back()
    expect(page.locator(".chips")).to_have_count(0)
    page.get_by_label("Words in one sentence").fill("harbour")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served.url}/search?words=harbour&order=relevance")
    assert watched.troubles == []
    page.context.close()


def test_more_sentences_go_on_in_the_order(served: Served, browser: Browser) -> None:
    """To the end, each once, as the table has them."""
    page = tab(browser, served.url).open("/search?words=the&order=published")
    expect(page.locator(".hits > li")).to_have_count(30)
    page.get_by_role("button", name="more sentences").click()
    expect(page.locator(".hits > li")).to_have_count(60)

    table = page.request.get(f"{served.url}/search.csv?words=the&order=published").text()
    rows = list(csv.DictReader(io.StringIO(table)))[:60]
    assert [(row["short"], row["sentence"]) for row in rows] == [
        (link.split("/r/")[1].split("?")[0], link.split("at=n")[1])
        for link in page.locator(".hits .at").evaluate_all("links => links.map(one => one.getAttribute('href'))")
    ]
    page.context.close()


def test_without_words_nothing_is_more_relevant(served: Served, browser: Browser) -> None:
    """It is not offered, and an address that asks for it shows what was kept last."""
    page = tab(browser, served.url).open("/search?act=deny&order=relevance")
    orders = page.get_by_role("navigation", name="What comes first")

    expect(orders.get_by_role("link", name="kept last")).to_have_attribute("aria-current", "true")
    expect(orders.get_by_role("link", name="most relevant")).to_have_count(0)
    expect(page.locator("main p[role=status]")).to_contain_text("the last report kept first")
    page.context.close()
