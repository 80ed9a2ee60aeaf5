"""
The article in a saved web page. trafilatura finds the main text, behind one function; what the page says of itself is read
in ``declared``. Scripts are data: nothing is run, nothing is fetched.
"""

from __future__ import annotations

import logging
import warnings
from dataclasses import dataclass, field
from typing import Any

from herodotus.model import Warned
from herodotus.reading import charset
from herodotus.reading.declared import Declared, by


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page (None if there is none), what the page says of it, and what to warn of."""

    text: str | None
    declared: Declared = field(default_factory=Declared)
    warned: tuple[Warned, ...] = ()


def read(data: bytes) -> Page:
    """
    Return the article of a page.

    >>> page = read(b'<html><head><meta property="article:published_time" content="2026-03-11T09:30:00+01:00"></head></html>')
    >>> page.text, page.declared.published.isoformat()
    (None, '2026-03-11T09:30:00+01:00')
    """
    characters, guessed = charset.of_page(data)
    source = characters.replace("\x00", "")
    tree = _tree(source)
    if tree is None:
        return Page(None)
    declared = by(tree)
    return Page(_without_title(main_text(source), declared.title), declared, (guessed,) if guessed else ())


def main_text(source: str) -> str | None:
    """Return the main text of a page, one paragraph a line, or None: the one place that knows trafilatura."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return trafilatura.extract(source, include_comments=False, include_tables=False)
        except (ValueError, RecursionError, AssertionError):
            return None


def extractor() -> str:
    """Return the extractor's name and version, as a report keeps it."""
    from importlib.metadata import version

    return f"trafilatura {version('trafilatura')}"


def _tree(source: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        return html.document_fromstring(source.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError):
        return None


def _without_title(text: str | None, title: str | None) -> str | None:
    """Return the text without a first line that only repeats the title."""
    if text is None or title is None:
        return text
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if rest and first.strip() and title.startswith(first.strip()) else text
