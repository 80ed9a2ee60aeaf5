"""
The article in a saved web page. trafilatura finds the main text, behind one function; what the page says of itself
(instant with zone, publisher, title, byline, address) is read here, from meta elements and JSON-LD, because trafilatura
keeps the day only. Scripts are data: nothing is run, nothing is fetched.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from herodotus.errors import InputError
from herodotus.reading.source import instant

_ARTICLES = ("newsarticle", "article", "reportagenewsarticle", "blogposting", "webpage", "report", "liveblogposting")
_PUBLISHED = ("article:published_time", "datepublished", "og:published_time", "dc.date.issued", "dc.date", "date",
              "pubdate", "publishdate", "parsely-pub-date", "sailthru.date", "dcterms.created")  # fmt: skip
_PUBLISHER = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site")
_TITLE = ("og:title", "twitter:title", "dc.title", "headline")
_BYLINE = ("author", "article:author", "parsely-author", "dc.creator", "byl", "sailthru.author")
_ADDRESS = ("og:url", "twitter:url")


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page and what the page says of it; None is what it does not say."""

    text: str | None
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: dt.date | dt.datetime | None = None


def read(data: bytes) -> Page:
    """
    Return the article of a page.

    >>> page = read(b'<html><head><meta property="article:published_time" content="2026-03-11T09:30:00+01:00"></head></html>')
    >>> page.text, page.published.isoformat()
    (None, '2026-03-11T09:30:00+01:00')
    """
    tree = _tree(data)
    if tree is None:
        return Page(None)
    meta, articles = _meta(tree), list(_linked_data(tree))
    title = _first(_named(articles, "headline"), _named(articles, "name"), _of(meta, _TITLE), _texts(tree, "//title"))
    return Page(
        text=_without_title(main_text(data), title),
        title=title,
        byline=_first(_people(articles), _of(meta, _BYLINE), _texts(tree, "//*[@rel='author']")),
        publisher=_first(_publishers(articles), _of(meta, _PUBLISHER)),
        url=_first(_of(meta, _ADDRESS), tree.xpath("//link[@rel='canonical']/@href")),
        published=_instant([*_named(articles, "datePublished"), *_of(meta, _PUBLISHED), *_times(tree)]),
    )


def main_text(data: bytes) -> str | None:
    """Return the main text of a page, one paragraph a line, or None: the one place that knows trafilatura."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return trafilatura.extract(data, include_comments=False, include_tables=False)
        except (ValueError, RecursionError, AssertionError):
            return None


def extractor() -> str:
    """Return the extractor's name and version, as a report keeps it."""
    from importlib.metadata import version

    return f"trafilatura {version('trafilatura')}"


def _tree(data: bytes) -> Any:
    from lxml import etree, html

    try:
        return html.document_fromstring(data, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError):
        return None


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the articles of the page's JSON-LD, out of lists and ``@graph``; what is broken is passed over."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            found = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(found):
            kinds = node.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(str(kind).lower() in _ARTICLES for kind in names):
                yield node


def _nodes(found: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(found, list):
        for one in found:
            yield from _nodes(one, depth + 1)
    elif isinstance(found, dict):
        yield found
        yield from _nodes(found.get("@graph"), depth + 1)


def _named(articles: Iterable[dict[str, Any]], key: str) -> list[str]:
    return [a[key].strip() for a in articles if isinstance(a.get(key), str) and a[key].strip()]


def _names(value: object) -> list[str]:
    if isinstance(value, str):
        return [value.strip()]
    if isinstance(value, list):
        return [name for one in value for name in _names(one)]
    return _names(value.get("name")) if isinstance(value, dict) else []


def _people(articles: Iterable[dict[str, Any]]) -> list[str]:
    return [", ".join(names) for a in articles if (names := [n for n in _names(a.get("author")) if n])]


def _publishers(articles: Iterable[dict[str, Any]]) -> list[str]:
    return [name for a in articles for name in _names(a.get("publisher")) if name]


def _of(meta: dict[str, str], names: Iterable[str]) -> list[str]:
    return [meta[name] for name in names if name in meta]


def _texts(tree: Any, path: str) -> list[str]:
    return [words for element in tree.xpath(path) if (words := " ".join(element.text_content().split()))]


def _times(tree: Any) -> list[str]:
    return [str(value) for value in tree.xpath("//time/@datetime")]


def _first(*lists: Iterable[str]) -> str | None:
    return next((value for values in lists for value in values if value), None)


def _instant(written: Iterable[str]) -> dt.date | dt.datetime | None:
    for value in written:
        try:
            return instant(value, where="page")
        except InputError:
            continue
    return None


def _without_title(text: str | None, title: str | None) -> str | None:
    """Return the text without a first line that only repeats the title."""
    if text is None or title is None:
        return text
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if rest and first.strip() and title.startswith(first.strip()) else text
