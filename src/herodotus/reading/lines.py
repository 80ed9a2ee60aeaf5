"""JSON Lines: a report a line, in our own keys, NGEC's, or plain ``{text, date, url, title}``; streamed, bad lines named."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from herodotus.errors import InputError
from herodotus.reading.instants import instant
from herodotus.reading.source import Source, Unread

_TEXT_KEYS = ("text", "event_text", "body", "content")
_DATE_KEYS = ("published", "date", "pub_date", "published_at")
_TITLE_KEYS = ("title", "headline")


def read(stream: BinaryIO, name: str, known: Mapping[str, Any], *, longest: int) -> Iterator[Source | Unread]:
    r"""
    Yield the reports of a stream of JSON lines; ``known`` outranks what a line says, ``longest`` is a line's most bytes.

    >>> import io
    >>> lines = io.BytesIO(b'{"text": "A raid.", "date": "2026-03-11"}\nno JSON\n')
    >>> [type(found).__name__ for found in read(lines, "crisis.jsonl", {}, longest=1_000)]
    ['Source', 'Unread']
    """
    for number, line in enumerate(_lines(stream, longest), 1):
        where = f"{name}, line {number}"
        if line is None:
            problem = f"longer than {longest / 1e6:.0f} MB"
            yield Unread(where, InputError(where, problem, "Cut it into its reports."))
        elif line.strip():
            yield _report(line, where, known)


def _lines(stream: BinaryIO, longest: int) -> Iterator[bytes | None]:
    """Yield line after line; None for one that is too long, which is passed over without being held."""
    while line := stream.readline(longest + 1):
        if len(line) <= longest or line.endswith(b"\n"):
            yield line.removeprefix(b"\xef\xbb\xbf")
            continue
        while (rest := stream.readline(1_000_000)) and not rest.endswith(b"\n"):
            pass
        yield None


def _report(line: bytes, where: str, known: Mapping[str, Any]) -> Source | Unread:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", "not UTF-8")
        return Unread(where, InputError(where, f"not JSON: {reason}", "Mend the line, or leave it out."))
    text = _first(row, _TEXT_KEYS) if isinstance(row, dict) else None
    if text is None:
        problem = f"no text (looked for {', '.join(_TEXT_KEYS)})"
        return Unread(where, InputError(where, problem, "Give each line a key 'text'."))
    source = Source.of_text(
        text,
        name=where,
        title=_first(row, _TITLE_KEYS),
        publisher=_first(row, ("publisher",)),
        url=_first(row, ("url",)),
    )
    return replace(_dated(source, row, where), **known)


def _dated(source: Source, row: Mapping[str, Any], where: str) -> Source:
    written = next((row[key] for key in _DATE_KEYS if row.get(key)), None)
    if written is None:
        return source
    try:
        return replace(source, published=instant(str(written), where=where))
    except InputError:
        return replace(source, notes=(*source.notes, f"bad-date: {str(written)[:40]!r} is not a date"))


def _first(row: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    return next((row[key] for key in keys if isinstance(row.get(key), str) and row[key].strip()), None)
