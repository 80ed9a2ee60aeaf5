"""Saved web pages: the article, what the page says of itself, and pages that mean harm."""

from __future__ import annotations

import datetime as dt

import pytest

from herodotus.errors import InputError
from herodotus.reading import Source, pages
from herodotus.reading.intake import report_from

BODY = (
    "<p>"
    + "</p><p>".join(
        f"The harbour office of Port Elise stayed closed on day {n}, and the dockers waited outside its gate for news of pay."
        for n in range(1, 7)
    )
    + "</p>"
)
LINKED = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"],
"headline": "Office closed", "datePublished": "2026-03-11T18:20:00Z", "author": [{"name": "Mara Lund"}, "J. Hale"],
"publisher": {"name": "Harbour Gazette"}}]}</script>"""


def page(head: str = "", body: str = BODY) -> bytes:
    """A page with an article."""
    head = f"<head><title>Office closed</title>{head}</head>"
    return f"<!doctype html><html>{head}<body><article>{body}</article></body></html>".encode()


def test_linked_data_gives_the_instant_with_its_zone() -> None:
    """Publisher, authors and the second of publication, out of a graph."""
    found = pages.read(page(LINKED)).declared

    assert found.published == dt.datetime(2026, 3, 11, 18, 20, tzinfo=dt.UTC)
    assert (found.publisher, found.byline, found.title) == ("Harbour Gazette", "Mara Lund, J. Hale", "Office closed")


def test_meta_elements_serve_where_there_is_no_linked_data() -> None:
    """Open Graph's names."""
    head = """<meta property="article:published_time" content="2026-03-11T09:00:00+02:00"><meta property="og:site_name"
    content="Averin Post"><link rel="canonical" href="https://averin.example/1">"""
    found = pages.read(page(head)).declared

    assert found.published is not None
    assert (found.published.isoformat(), found.publisher, found.url) == (
        "2026-03-11T09:00:00+02:00", "Averin Post", "https://averin.example/1",
    )  # fmt: skip


def test_broken_linked_data_is_passed_over() -> None:
    """A page's broken JSON does not lose the article."""
    found = pages.read(page('<script type="application/ld+json">{"@type": "NewsArticle", </script>'))

    assert found.text is not None
    assert "dockers waited" in found.text


def test_scripts_are_not_text() -> None:
    """What is in scripts, styles and handlers never reaches the report."""
    hostile = "<script>document.write('STOLEN')</script><style>p{content:'STYLED'}</style>"
    hostile += "<img src=x onerror=\"alert('RUN')\">"
    report, _ = report_from(Source(page(body=hostile + BODY), "evil.html"))

    assert not any(word in report.text for word in ("STOLEN", "STYLED", "alert", "<"))


def test_a_page_without_an_article_is_refused() -> None:
    """An empty page is an error with a remedy."""
    with pytest.raises(InputError, match="no article found"):
        report_from(Source(b"<html><body></body></html>", "empty.html"))


@pytest.mark.parametrize("charset", ["utf-16", "no-such-charset", "shift_jis", "utf-7"])
def test_a_forged_charset_is_survived(charset: str) -> None:
    """A page that lies about its charset is read or refused, never fatal."""
    data = page(f'<meta charset="{charset}">')
    try:
        report, _ = report_from(Source(data, "forged.html"))
    except InputError:
        return

    assert report.text.strip()


def test_deep_nesting_is_survived() -> None:
    """Ten thousand nested elements do not end the run."""
    data = b"<html><body>" + b"<div>" * 10_000 + b"deep" + b"</div>" * 10_000 + b"</body></html>"
    try:
        report, _ = report_from(Source(data, "deep.html", format="html"))
    except InputError:
        return

    assert "deep" in report.text
