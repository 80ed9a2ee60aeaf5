"""Where reports come from: files, folders, patterns, JSON Lines, standard input; one source a report."""

from __future__ import annotations

import datetime as dt
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from glob import glob, has_magic
from pathlib import Path
from typing import Any, Literal

from herodotus.errors import InputError

Format = Literal["auto", "txt", "html", "jsonl"]
FORMATS: tuple[Format, ...] = ("auto", "txt", "html", "jsonl")
MANIFEST = "reports.toml"
"""A folder may hold this file: ``[reports."name.txt"]`` with publisher, published, title, url of each report in it."""
_ENDINGS: Mapping[str, Format] = {
    ".txt": "txt", ".text": "txt", ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
_TEXT_KEYS = ("text", "event_text", "body", "content")
_DATE_KEYS = ("published", "date", "pub_date", "published_at")
_TITLE_KEYS = ("title", "headline")


@dataclass(frozen=True, slots=True)
class Source:
    """
    The bytes of one report and what is known of it from outside.

    ``name`` is what a person would call it ("crisis.jsonl, line 7"); what is given here outranks what the bytes say.
    """

    data: bytes
    name: str = "text"
    format: Format = "auto"
    published: dt.date | dt.datetime | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()

    @classmethod
    def of_text(cls, text: str, **known: Any) -> Source:
        """Return the source of a text at hand; ``known`` as the fields."""
        return cls(text.encode("utf-8", errors="surrogatepass"), format="txt", **known)


@dataclass(frozen=True, slots=True)
class Unread:
    """A report that could not be read, and why; the batch goes on."""

    name: str
    error: InputError


def instant(written: str, *, where: str) -> dt.date | dt.datetime:
    """
    Return the date or date-time a string writes (ISO 8601, or RFC 2822 as in feeds).

    >>> instant("2026-03-11", where="--published")
    datetime.date(2026, 3, 11)
    >>> instant("2026-03-11T18:20:00Z", where="--published").utcoffset()
    datetime.timedelta(0)
    """
    written = written.strip()
    try:
        return dt.date.fromisoformat(written) if len(written) == 10 else dt.datetime.fromisoformat(written)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(written)
    except (ValueError, TypeError):
        remedy = "Write it as 2026-03-11 or 2026-03-11T18:20:00+01:00."
        raise InputError(where, f"{written[:60]!r} is not a date", remedy) from None


def sources(
    inputs: Iterable[str | Path],
    *,
    format: Format = "auto",  # noqa: A002
    published: dt.date | dt.datetime | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Iterator[Source | Unread]:
    """
    Yield a source for every report that files, folders, patterns and ``-`` name, in a stable order.

    A file that is not there, or a line that is no report, is yielded as Unread; the rest goes on.
    """
    given = {"published": published, "publisher": publisher, "title": title, "url": url}
    known = {key: value for key, value in given.items() if value is not None}
    for name in inputs:
        for path in _paths(str(name)):
            if isinstance(path, Unread):
                yield path
            else:
                yield from _of_file(path, format, known)


def _paths(name: str) -> Iterator[Path | Unread]:
    if name == "-":
        yield Path("-")
    elif has_magic(name) and not Path(name).exists():
        found = sorted(glob(name, recursive=True))  # noqa: PTH207  # absolute patterns too
        if not found:
            yield Unread(name, InputError(name, "no file fits this pattern", "Check the pattern."))
        for one in found:
            yield from _paths(one)
    elif Path(name).is_dir():
        yield from sorted(p for p in Path(name).rglob("*") if p.is_file() and p.suffix.lower() in _ENDINGS)
    elif Path(name).is_file():
        yield Path(name)
    else:
        yield Unread(name, InputError(name, "no such file", "Check the path."))


def _of_file(path: Path, format: Format, known: Mapping[str, Any]) -> Iterator[Source | Unread]:  # noqa: A002
    name = "stdin" if str(path) == "-" else str(path)
    if format == "auto":
        format = _ENDINGS.get(path.suffix.lower(), "auto")  # noqa: A001
    if format == "jsonl":
        yield from _of_lines(path, name, known)
        return
    try:
        data = sys.stdin.buffer.read() if name == "stdin" else path.read_bytes()
        beside = _beside(path)
    except OSError as error:
        yield Unread(name, InputError(name, f"cannot be opened: {error.strerror}", "Check the path and its rights."))
    except InputError as error:
        yield Unread(name, error)
    else:
        yield Source(data, name, format, **{**beside, **known})


def _beside(path: Path) -> dict[str, Any]:
    """Return what the folder's manifest says of a file."""
    manifest = path.parent / MANIFEST
    if str(path) == "-" or not manifest.is_file():
        return {}
    try:
        row = tomllib.loads(manifest.read_text(encoding="utf-8")).get("reports", {}).get(path.name, {})
    except tomllib.TOMLDecodeError as error:
        raise InputError(str(manifest), f"not TOML: {error}", "Mend it, or take it away.") from None
    known = {key: row[key] for key in ("publisher", "title", "url") if key in row}
    if "published" in row:
        day = row["published"]
        known["published"] = instant(day, where=f"{manifest}, {path.name}") if isinstance(day, str) else day
    return known


def _of_lines(path: Path, name: str, known: Mapping[str, Any]) -> Iterator[Source | Unread]:
    """Yield the reports of a JSON Lines file: ours, NGEC's, or plain ``{text, date, url, title}``."""
    try:
        with sys.stdin.buffer if name == "stdin" else path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _of_line(line, f"{name}, line {number}", known)
    except OSError as error:
        yield Unread(name, InputError(name, f"cannot be opened: {error.strerror}", "Check the path and its rights."))


def _of_line(line: bytes, where: str, known: Mapping[str, Any]) -> Source | Unread:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", "not UTF-8")
        return Unread(where, InputError(where, f"not JSON: {reason}", "Mend the line, or leave it out."))
    text = _first(row, _TEXT_KEYS) if isinstance(row, dict) else None
    if text is None:
        problem = f"no text (looked for {', '.join(_TEXT_KEYS)})"
        return Unread(where, InputError(where, problem, "Give each line a key 'text'."))
    source = Source.of_text(text, name=where, title=_first(row, _TITLE_KEYS), publisher=_first(row, ("publisher",)),
                            url=_first(row, ("url",)))  # fmt: skip
    return replace(_dated(source, row, where), **known)


def _dated(source: Source, row: Mapping[str, Any], where: str) -> Source:
    written = _first(row, _DATE_KEYS)
    if not written:
        return source
    try:
        return replace(source, published=instant(written, where=where))
    except InputError:
        return replace(source, notes=(f"bad-date: {written[:40]!r} is not a date",))


def _first(row: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    return next((row[key] for key in keys if isinstance(row.get(key), str) and row[key]), None)
