"""From bytes to a Report: characters, title, publisher and instant, never guessed where it matters."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import io
import re
import zlib

from herodotus.errors import InputError
from herodotus.model import Report, Warned
from herodotus.reading import language, pages
from herodotus.reading.source import Source
from herodotus.settings import Settings

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PAGE = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]", re.IGNORECASE)


def report_from(source: Source, *, settings: Settings | None = None) -> tuple[Report, tuple[Warned, ...]]:
    """
    Return the report in a source's bytes, and what to warn of.

    Raises InputError for what is empty, too large, no text, or a page without an article.
    """
    settings = settings or Settings()
    data = _unpacked(source, settings)
    warnings = [Warned("bad-date", note.partition(": ")[2]) for note in source.notes]
    if source.format == "html" or (source.format == "auto" and _PAGE.search(data[:4096])):
        report = _page(source, data, settings)
    else:
        text, guessed = _characters(source.name, data)
        warnings += [guessed] if guessed else []
        report = _report(source, text, data, extractor="plain")
    if report.published is None:
        warnings.append(Warned("no-publication-date", "no publication date: relative dates stay unresolved"))
    return report, tuple(warnings)


def _page(source: Source, data: bytes, settings: Settings) -> Report:
    if len(data) > settings.largest_page:
        raise _too_large(source.name, len(data), settings.largest_page)
    page = pages.read(data)
    if page.text is None or not page.text.strip():
        raise InputError(source.name, "no article found in this page", "Save the article's text and read that.")
    known = Source(
        data, source.name, "html", source.published or page.published, source.publisher or page.publisher,
        source.title or page.title, source.url or page.url,
    )  # fmt: skip
    return _report(known, page.text, data, extractor=pages.extractor(), byline=page.byline)


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
    data, limit = source.data, settings.largest_text
    if data[:2] == b"\x1f\x8b":
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


def _characters(name: str, data: bytes) -> tuple[str, Warned | None]:
    """Return the text of bytes: by its mark, as UTF-8, else by detection, which is warned of."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), None
    if _CONTROLS.search(data):
        raise InputError(name, "not text: it holds control bytes", "Give text, HTML or JSON Lines.")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _detected(name, data)


def _detected(name: str, data: bytes) -> tuple[str, Warned | None]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None:
        raise InputError(name, "not text in any known charset", "Save it as UTF-8.")
    note = f"not UTF-8: read as {best.encoding}, which is a guess"
    return data.decode(best.encoding, errors="replace"), Warned("charset-guessed", note)
