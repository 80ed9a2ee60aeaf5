"""From bytes to a Report: characters, title, publisher and instant, never guessed where it matters."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import io
import re
import zlib
from dataclasses import replace

from herodotus.errors import InputError
from herodotus.model import Report, Warned
from herodotus.reading import charset, language, pages
from herodotus.reading.source import Source
from herodotus.settings import Settings

_UNDATED = "no publication date: relative dates stay unresolved"
_PAGE = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]", re.IGNORECASE)


def report_from(source: Source, *, settings: Settings | None = None) -> tuple[Report, tuple[Warned, ...]]:
    """
    Return the report in a source's bytes, and what to warn of.

    Raises InputError for what is empty, too large, no text, or a page without an article.
    """
    settings = settings or Settings()
    data = _unpacked(source, settings)
    noted = tuple(Warned(code, words) for code, _, words in (note.partition(": ") for note in source.notes))
    if source.format == "html" or (source.format == "auto" and _PAGE.search(data[:4096])):
        report, warned = _page(source, data, settings)
    else:
        text, guessed = charset.of_text(source.name, data)
        report, warned = _report(source, text, data, extractor="plain"), (guessed,) if guessed else ()
    undated = () if report.published else (Warned("no-publication-date", _UNDATED),)
    return report, (*noted, *warned, *undated)


def _page(source: Source, data: bytes, settings: Settings) -> tuple[Report, tuple[Warned, ...]]:
    if len(data) > settings.largest_page:
        raise _too_large(source.name, len(data), settings.largest_page)
    page = pages.read(data)
    if page.text is None or not page.text.strip():
        raise InputError(source.name, "no article found in this page", "Save the article's text and read that.")
    said = page.declared
    known = replace(
        source, published=source.published or said.published, publisher=source.publisher or said.publisher,
        title=source.title or said.title, url=source.url or said.url,
    )  # fmt: skip
    return _report(known, page.text, data, extractor=pages.extractor(), byline=said.byline), page.warned


def _report(source: Source, text: str, data: bytes, *, extractor: str, byline: str | None = None) -> Report:
    if not text.strip():
        raise InputError(source.name, "nothing to read: it holds no words", "Give a file with text.")
    return Report(
        id=identity(text, source.publisher, source.published), text=text, title=source.title, byline=byline,
        publisher=source.publisher, url=source.url, published=source.published, language=language.of(text),
        raw_hash=hashlib.sha256(data).hexdigest(), extractor=extractor,
    )  # fmt: skip


def identity(text: str, publisher: str | None, published: dt.date | dt.datetime | None) -> str:
    """
    Return the id of a report: the sha-256 of its text, publisher and published instant.

    >>> identity("A raid.", "Harbour Gazette", None)[:12]
    'acc881ccd9ee'
    """
    parts = (text, publisher or "", published.isoformat() if published else "")
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", errors="surrogatepass")).hexdigest()


def _unpacked(source: Source, settings: Settings) -> bytes:
    """Return a source's bytes, unpacked if they are a gzip file; never more than the limit is held."""
    data, limit = source.data, settings.largest_text
    if data[:2] == b"\x1f\x8b" and len(data) <= limit:
        try:
            data = gzip.GzipFile(fileobj=io.BytesIO(data)).read(limit + 1)
        except (OSError, EOFError, zlib.error):
            raise InputError(source.name, "a gzip file that is damaged", "Unpack it by hand and see.") from None
    if len(data) > limit:
        raise _too_large(source.name, len(data), limit)
    if not data.strip():
        raise InputError(source.name, "empty", "Give a file with text.")
    return data


def _too_large(name: str, size: int, limit: int) -> InputError:
    problem = f"at least {size / 1e6:.0f} MB, more than the {limit / 1e6:.0f} MB one report may have"
    return InputError(name, problem, "Cut it into its reports.")
