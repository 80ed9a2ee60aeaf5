"""Where reports come from: files, folders, patterns, JSON Lines, packed or not, standard input; one source a report."""

from __future__ import annotations

import datetime as dt
import gzip
import sys
import tomllib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from glob import glob, has_magic
from pathlib import Path
from typing import Any, BinaryIO, cast

from herodotus.errors import InputError
from herodotus.reading import lines
from herodotus.reading.instants import instant
from herodotus.reading.source import Format, Source, Unread
from herodotus.settings import Settings

MANIFEST = "reports.toml"
"""A folder may hold this file: ``[reports."name.txt"]`` with publisher, published, title, url of each report in it."""
_ENDINGS: Mapping[str, Format] = {
    ".txt": "txt", ".text": "txt", ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip


def sources(
    inputs: Iterable[str | Path],
    *,
    format: Format = "auto",  # noqa: A002
    published: dt.date | dt.datetime | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    settings: Settings | None = None,
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
                yield from _of_file(path, format, known, settings or Settings())


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
        yield from sorted(path for path in Path(name).rglob("*") if path.is_file() and _format(path) != "auto")
    elif Path(name).exists():
        yield Path(name)
    else:
        yield Unread(name, InputError(name, "no such file", "Check the path."))


def _format(path: Path) -> Format:
    """
    Return the format a file's ending tells, packed or not.

    >>> _format(Path("crisis.JSONL.gz")), _format(Path("crisis.dat"))
    ('jsonl', 'auto')
    """
    plain = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return _ENDINGS.get(plain.suffix.lower(), "auto")


def _of_file(path: Path, format: Format, known: Mapping[str, Any], settings: Settings) -> Iterator[Source | Unread]:  # noqa: A002
    name = "stdin" if str(path) == "-" else str(path)
    format = _format(path) if format == "auto" else format  # noqa: A001
    try:
        beside = _beside(path)
        with _opened(path) as stream:
            if format == "jsonl":
                yield from lines.read(_unpacked(stream, path), name, known, longest=settings.largest_text)
            else:
                yield Source(stream.read(settings.largest_text + 1), name, format, **{**beside, **known})
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        yield Unread(name, InputError(name, reason, "Check the path and its rights."))
    except (EOFError, zlib.error) as error:
        yield Unread(name, InputError(name, f"a gzip file that is damaged ({error})", "Unpack it by hand and see."))
    except InputError as error:
        yield Unread(name, error)


def _opened(path: Path) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if str(path) == "-" else path.open("rb")


def _unpacked(stream: BinaryIO, path: Path) -> BinaryIO:
    return cast("BinaryIO", gzip.GzipFile(fileobj=stream)) if path.suffix.lower() == ".gz" else stream


def _beside(path: Path) -> dict[str, Any]:
    """Return what the folder's manifest says of a file. Raises InputError for a manifest that is wrong."""
    manifest = path.parent / MANIFEST
    if str(path) == "-" or not manifest.is_file():
        return {}
    try:
        rows = tomllib.loads(manifest.read_text(encoding="utf-8")).get("reports", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(str(manifest), f"not TOML: {error}", "Mend it, or take it away.") from None
    row = rows.get(path.name, {}) if isinstance(rows, dict) else {}
    known = {key: str(row[key]) for key in ("publisher", "title", "url") if key in row}
    if "published" in row:
        return {**known, "published": instant(str(row["published"]), where=f"{manifest}, {path.name}")}
    return known
