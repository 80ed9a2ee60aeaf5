"""
What a web page says of itself: instant with zone, publisher, title, byline, address.

Read here from meta elements, JSON-LD and ``<time>``, because extractors keep the day only. Nothing is guessed: a date is one
the page declares as that of the article, or there is none. Scripts are data; nothing is run, nothing is fetched.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from herodotus.errors import InputError
from herodotus.reading.instants import instant

_ARTICLES = ("article", "posting", "report", "webpage")
_PUBLISHED = ("article:published_time", "datepublished", "og:published_time", "og:article:published_time", "dc.date.issued",
              "dcterms.issued", "dc.date", "date", "pubdate", "publishdate", "publish-date", "parsely-pub-date",
              "sailthru.date", "dcterms.created")  # fmt: skip
_PUBLISHER = ("og:site_name", "application-name", "dc.publisher", "publisher")
_TITLE = ("og:title", "twitter:title", "dc.title", "headline")
_BYLINE = ("author", "article:author", "parsely-author", "dc.creator", "byl", "sailthru.author")
_ADDRESS = ("og:url", "twitter:url")
_DEEPEST = 6
_LONGEST = 500
_TRAILING_COMMA = re.compile(r",(\s*[\]}])")


@dataclass(frozen=True, slots=True)
class Declared:
    """What a page says of its article; None is what it does not say."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: dt.date | dt.datetime | None = None


def by(tree: Any) -> Declared:
    """Return what a parsed page says of itself; the publisher it does not name is the host of its address."""
    meta, articles = _meta(tree), list(_linked_data(tree))
    url = _first(_addresses([*_of(meta, _ADDRESS), *tree.xpath("//link[@rel='canonical']/@href")]))
    return Declared(
        title=_first(
            _named(articles, "headline"), _named(articles, "name"), _of(meta, _TITLE), _texts(tree, "//title")
        ),
        byline=_first(_people(articles), _of(meta, _BYLINE), _texts(tree, "//*[@rel='author']")),
        publisher=_first(_publishers(articles), _of(meta, _PUBLISHER), _hosts(url)),
        url=url,
        published=_instant([*_named(articles, "datePublished"), *_of(meta, _PUBLISHED), *_times(tree)]),
    )


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.xpath("//meta | //*[@itemprop and (@content or @datetime)]"):
        content = element.get("content") or element.get("datetime") or ""
        for key in ("property", "name", "itemprop"):
            if element.get(key) and content.strip():
                found.setdefault(element.get(key).lower(), content)
    return found


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the articles of the page's JSON-LD, out of lists and ``@graph``; what is broken is passed over."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        for node in _nodes(_loaded(str(script))):
            kinds = node.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(str(kind).lower().endswith(_ARTICLES) for kind in names):
                yield node


def _loaded(script: str) -> object:
    """Return the JSON of a script; a comma too many, which many sites write, is forgiven."""
    for attempt in (script, _TRAILING_COMMA.sub(r"\1", script)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(found: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(found, list):
        for one in found:
            yield from _nodes(one, depth + 1)
    elif isinstance(found, dict):
        yield found
        for key in ("@graph", "mainEntity"):
            yield from _nodes(found.get(key), depth + 1)


def _named(articles: Iterable[dict[str, Any]], key: str) -> list[str]:
    return [article[key] for article in articles if isinstance(article.get(key), str)]


def _names(value: object, depth: int = 0) -> list[str]:
    """Return the names in a value of JSON-LD: text, a node with a name, or a list of such; an address is no name."""
    if isinstance(value, str):
        return [] if value.strip().startswith("http") else [value]
    if isinstance(value, list) and depth < _DEEPEST:
        return [name for one in value for name in _names(one, depth + 1)]
    return _names(value.get("name"), depth + 1) if isinstance(value, dict) and depth < _DEEPEST else []


def _people(articles: Iterable[dict[str, Any]]) -> list[str]:
    return [
        ", ".join(names) for article in articles if (names := [n for n in _names(article.get("author")) if n.strip()])
    ]


def _publishers(articles: Iterable[dict[str, Any]]) -> list[str]:
    return [name for article in articles for name in _names(article.get("publisher"))]


def _of(meta: dict[str, str], names: Iterable[str]) -> list[str]:
    return [value for name in names if (value := meta.get(name)) and (name not in _BYLINE or _names(value))]


def _texts(tree: Any, path: str) -> list[str]:
    return [element.text_content() for element in tree.xpath(path)]


def _times(tree: Any) -> list[str]:
    """Return the instants of ``<time>``: the first inside an article, or the only one of the page."""
    inside = tree.xpath("//article//time/@datetime | //main//time/@datetime | //time[@pubdate]/@datetime")
    every = set(tree.xpath("//time/@datetime"))
    return [str(value) for value in (inside or (every if len(every) == 1 else []))]


def _addresses(values: Iterable[str]) -> list[str]:
    """Return the web addresses among values: no ``javascript:``, no bare path."""
    return [value for value in values if _host(value)]


def _hosts(url: str | None) -> list[str]:
    host = _host(url) if url else None
    return [host.removeprefix("www.")] if host else []


def _host(url: str) -> str | None:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") else None


def _first(*lists: Iterable[str]) -> str | None:
    """Return the first value that holds words, its entities and blanks put right."""
    return next((words for values in lists for value in values if (words := _clean(value))), None)


def _clean(value: str) -> str:
    return " ".join(html.unescape(value).split())[:_LONGEST]


def _instant(written: Iterable[str]) -> dt.date | dt.datetime | None:
    for value in written:
        try:
            return instant(value, where="page")
        except InputError:
            continue
    return None
