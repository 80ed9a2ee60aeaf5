"""The date line at the head of a report: "PORT ELISE, 11 March (Gazette) —". It is known, and not read as a sentence."""

from __future__ import annotations

import re
from functools import cache

from herodotus import lexicons
from herodotus.model import Span

_UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x180) if chr(code).isupper())
_MONTH = r"(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[A-Za-z]*\.?"
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+(?:\d{{4}}|\d{{2}}\b))?"
_CITY = rf"[{_UPPER}][{_UPPER}.'’\-]+(?:[ /][{_UPPER}][{_UPPER}.'’\-]*){{0,4}}"
_LAND = rf",\s*[{_UPPER}][\w.'’\-]*(?:\s+[{_UPPER}][\w.'’\-]*){{0,3}}"
_TOWN = rf"[{_UPPER}][\w'’ .-]{{2,40}}"
_SOURCE = rf"\(\s*[{_UPPER}][\w ./&’'-]{{1,40}}\)"
_DASH = r"\s*(?:[–—]|--|(?<=\s)-(?=\s))\s*"
_OPENING = rf"(?=[\"“‘'(\[]?(?:[{_UPPER}]|\d))"
_FULL = re.compile(
    rf"\s*(?P<line>{_CITY}(?:{_LAND})?(?:,?\s*{_DAY})?\s*{_SOURCE}|{_TOWN}(?:,\s*{_DAY})?\s*{_SOURCE})(?:{_DASH}|\s*_\s*)"
    rf"|\s*(?P<dated>{_CITY}(?:{_LAND})?,\s*{_DAY}){_DASH}"
    rf"|\s*(?P<undashed>{_TOWN},\s*{_DAY}\s*{_SOURCE}):?\s+{_OPENING}"
)
_BARE = re.compile(rf"\s*(?P<line>(?P<city>{_CITY})(?:{_LAND})?)(?:{_DASH}|:\s+){_OPENING}")
_LONGEST = 300
_SHORTEST_CITY = 4


def find(text: str) -> Span | None:
    """
    Return the span of a report's date line, its dash left out, or None.

    >>> text = "PORT ELISE, Norland, March 11 (Harbour News) — Dockers walked out on Monday."
    >>> find(text).of(text)
    'PORT ELISE, Norland, March 11 (Harbour News)'
    >>> find("NATO — The alliance would wait.") is None
    True
    """
    match = _match(text)
    if match is None:
        return None
    return Span(*match.span("line" if match.lastgroup in (None, "city") else str(match.lastgroup)))


def end(text: str, line: Span) -> int:
    """Return where the report's own words begin: behind the date line's dash."""
    match = _match(text)
    return match.end() if match is not None else line.end


def _match(text: str) -> re.Match[str] | None:
    """Return the match of a date line; capitals alone must look like a town and stand before a new sentence."""
    head = text[:_LONGEST]
    full = _FULL.match(head)
    if full is not None:
        return full
    bare = _BARE.match(head)
    return bare if bare is not None and _is_town(bare["city"]) else None


def _is_town(city: str) -> bool:
    return len(city) >= _SHORTEST_CITY and city not in _headings()


@cache
def _headings() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicons.load().table("words/headings"))
