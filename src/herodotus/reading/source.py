"""A source: the bytes of one report and what is known of it from outside; and a report that could not be read."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, Literal

from herodotus.errors import InputError

Format = Literal["auto", "txt", "html", "jsonl"]
FORMATS: tuple[Format, ...] = ("auto", "txt", "html", "jsonl")
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Source:
    """
    The bytes of one report and what is known of it from outside.

    ``name`` is what a person would call it ("crisis.jsonl, line 7"); what is given here outranks what the bytes say.
    ``notes`` are warnings met on the way, each ``code: words``.
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
        r"""
        Return the source of a text at hand; ``known`` as the fields. Half a surrogate pair, which no file can hold, is U+FFFD.

        >>> Source.of_text("A raid.\ud83d").data.decode()
        'A raid.�'
        """
        whole, broken = _HALVES.subn("\ufffd", text)
        if broken:
            known["notes"] = (
                *known.get("notes", ()),
                f"characters-replaced: {broken} broken characters replaced by U+FFFD",
            )
        return cls(whole.encode("utf-8"), format="txt", **known)


@dataclass(frozen=True, slots=True)
class Unread:
    """A report that could not be read, and why; the batch goes on."""

    name: str
    error: InputError
