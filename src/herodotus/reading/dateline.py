"""The date line at the head of a report: "PORT ELISE, 11 March (Gazette) —"."""

from __future__ import annotations

import re

from herodotus.model import Span

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?"
_CITY = r"[A-Z][A-Z.'’\-]+(?:[ /][A-Z][A-Z.'’\-]*){0,4}"
_LAND = r"(?:,\s*[A-Z][\w.'’\-]*(?:\s+[A-Z][\w.'’\-]*){0,3})?"
_SOURCE = r"\([A-Z][\w ./&’'-]{1,40}\)"
_DASH = r"(?:\s*[–—]\s*|\s+-{1,2}\s+|\s*--\s*)"
_LINE = re.compile(
    rf"\s*(?P<line>{_CITY}{_LAND}(?:,\s*{_DAY})?\s*(?:{_SOURCE})?|[A-Z][\w'’ .-]{{2,40}}(?:,\s*{_DAY})?\s*{_SOURCE}){_DASH}"
)


def find(text: str) -> Span | None:
    """
    Return the span of a report's date line, its dash left out, or None.

    >>> text = "PORT ELISE, Norland, March 11 (Harbour News) — Dockers walked out on Monday."
    >>> find(text).of(text)
    'PORT ELISE, Norland, March 11 (Harbour News)'
    >>> find("NATO said on Monday - again - that it would wait.") is None
    True
    """
    match = _LINE.match(text[:300])
    if match is None:
        return None
    return Span(match.start("line"), match.end("line"))


def end(text: str, line: Span) -> int:
    """Return where the report's own words begin: behind the date line's dash."""
    found = re.compile(_DASH).match(text, line.end)
    return found.end() if found is not None else line.end
