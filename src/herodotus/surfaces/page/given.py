"""What somebody gives to the page, as sources: a text, or a file by its bytes, whose name is no path of this machine."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from herodotus.errors import InputError
from herodotus.reading import Format, Source, Unread, lines
from herodotus.settings import Settings

_ENDINGS: dict[str, Format] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl", ".txt": "txt", ".text": "txt",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    """A file by its bytes; ``name`` tells its format, ``publisher`` and ``published`` outrank what it says of itself."""

    data: bytes
    name: str
    publisher: str | None = None
    published: dt.date | dt.datetime | None = None

    @property
    def format(self) -> Format:
        """
        What its ending tells, packed or not.

        >>> File(b"", "Crisis.JSONL.gz").format, File(b"", "../../etc/passwd").format
        ('jsonl', 'auto')
        """
        plain = self.name.lower().removesuffix(".gz")
        return next((format_ for ending, format_ in _ENDINGS.items() if plain.endswith(ending)), "auto")


def sources(file: File, settings: Settings | None = None) -> Iterator[Source | Unread]:
    """Yield the reports of a file; what is none of them is Unread. Raises InputError for one that cannot be unpacked."""
    limit = (settings or Settings()).largest_text
    given = {"publisher": file.publisher, "published": file.published}
    known: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    if file.format == "jsonl":
        yield from lines.read(io.BytesIO(_unpacked(file, limit)), file.name, known, longest=limit)
    else:
        yield Source(file.data, name=file.name, format=file.format, **known)


def _unpacked(file: File, limit: int) -> bytes:
    """Return a file's bytes, unpacked; never more than the limit is held, whatever the file would grow to."""
    if file.data[:2] != b"\x1f\x8b":
        return file.data
    try:
        data = gzip.GzipFile(fileobj=io.BytesIO(file.data)).read(limit + 1)
    except (OSError, EOFError, zlib.error):
        raise InputError(file.name, "a gzip file that is damaged", "Unpack it by hand and see.") from None
    if len(data) > limit:
        problem = f"more than {limit / 1e6:.0f} MB once it is unpacked"
        raise InputError(file.name, problem, "Read it on the command line.")
    return data
