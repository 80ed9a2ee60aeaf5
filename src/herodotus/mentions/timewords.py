"""Time patterns of the lexicon compiled to expressions over text, and the numbers their words stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from herodotus import lexicons


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: its id, what the mechanism does with it, and its compiled form."""

    id: str
    rule: str
    expression: re.Pattern[str]


@cache
def words() -> Mapping[str, Any]:
    """Return the lists of words.toml."""
    return lexicons.load().document("times/words")


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns in the order of the file."""
    rows = lexicons.load().document("times/patterns")["time"]
    return tuple(Pattern(row["id"], row["rule"], _compiled(row["pattern"])) for row in rows)


def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern as an expression: ``[x]`` may be missing, ``(a|b)`` alternatives, capitals lists with a group each."""
    tail = ""
    while (last := re.search(r" \[([^\]]*)\]$", pattern)) is not None:
        pattern, tail = pattern[: last.start()], rf"(?:\s+(?:{last[1]}))?{tail}"
    made = re.sub(r"\[([^\]]*)\]\s?", _optional, pattern) + tail
    made = re.sub(r"[A-Z]{3,}", lambda match: _lists()[match[0]], made)
    made = re.sub(r"(?<=[\w)?.*+]) (?=[\w(\[])", r"\\s+", made)
    return re.compile(rf"(?<![\w-])(?:{made})(?![\w]|-\w)", re.IGNORECASE)


def _optional(match: re.Match[str]) -> str:
    inner = match[1]
    if inner in (",", "-"):
        return rf"(?:{inner})?" + (r"\s*" if match[0].endswith(" ") else "")
    return rf"(?:(?:{inner})[\s-]*)?" if inner.endswith("-") else rf"(?:(?:{inner})\s+)?"


@cache
def _lists() -> Mapping[str, str]:
    found = words()
    units = found["units"]
    return {
        "ISODATE": r"(?P<iso>\d{4}-\d{2}-\d{2})",
        "WEEKDAY": rf"(?P<weekday>{_any(found['weekdays'])})(?:\b|(?=['’]s))",
        "MONTH": rf"(?P<month>{_any(found['months'])})\b\.?",
        "YEAR": r"(?P<year>(?:1[89]|20)\d\d)",
        "DAY": r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?",
        "DECADE": r"(?P<decade>(?:1[89]|20)\d0)['’]?s",
        "UNITS": rf"(?P<unit>{_any(units)})s?",
        "UNIT": rf"(?P<unit>{_any(units)})",
        "NUMBER": rf"(?P<number>\d{{1,4}}|{_any(found['numbers'])})",
        "VAGUE": rf"(?P<vague>{_any(found['vague'])})",
        "PART": rf"(?P<part>{_any(found['parts'])})",
        "SEASON": rf"(?P<season>{_any(found['seasons'])})",
        "CLOCK": r"(?P<hour>[0-2]?\d)(?:[:.](?P<minute>[0-5]\d))?\s*(?:(?P<half>[ap])\.?m\b\.?)"
        r"|(?P<hour24>[0-2]?\d):(?P<minute24>[0-5]\d)",
    }


def _any(listed: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True))


def number(written: str) -> int:
    """
    Return a number written in figures or letters.

    >>> number("12"), number("three")
    (12, 3)
    """
    return int(written) if written.isdigit() else int(words()["numbers"][written.lower()])
