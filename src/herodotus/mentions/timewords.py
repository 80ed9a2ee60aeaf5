"""Time patterns of the lexicon compiled to expressions over text, and the numbers their words stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from herodotus import lexicons
from herodotus.mentions import calendar


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


_AROUND = 40
"""Characters on either side of a word of time that its expression may reach to."""


def stretches(text: str) -> list[tuple[int, int]]:
    """
    Return the stretches of a text in which there may be an expression: those around figures and words of time.

    >>> stretches("It rained." + 90 * " " + "On Sunday it did not.")
    [(63, 121)]
    """
    found: list[tuple[int, int]] = []
    for match in _trigger().finditer(text):
        first, last = max(0, match.start() - _AROUND), min(len(text), match.end() + _AROUND)
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


@cache
def _trigger() -> re.Pattern[str]:
    """Return a pattern for what no expression is without: a figure, or a word that names a time."""
    found = words()
    named = (
        *found["weekdays"],
        *found["months"],
        *found["units"],
        *found["parts"],
        *found["seasons"],
        *found["triggers"],
    )
    return re.compile(rf"{_FIGURES}|\b(?:{_any((*named, *calendar.HOLIDAYS))})", re.IGNORECASE)


_FIGURES = r"(?:1[89]|20)\d\d|\d:\d\d|\d\s?[ap]\.?m\b|['’]\d\d|\d0['’]?s\b|[0-2]\d[0-5]\d\s"
"""Figures that may be a year, an hour, a decade; others stand with a word of time."""


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
    """Return what may be missing; an alternative that ends in a hyphen ("mid-") may stand right before the next word."""
    inner = match[1]
    if inner in (",", "-"):
        return rf"(?:{inner})?" + (r"\s*" if match[0].endswith(" ") else "")
    joined = [part.rstrip("-") for part in inner.split("|") if part.endswith("-") or part in ("early", "late")]
    apart = [part for part in inner.split("|") if not part.endswith("-") and part not in ("early", "late")]
    ways = [rf"(?:{'|'.join(apart)})\s+"] * bool(apart) + [rf"(?:{'|'.join(joined)})[\s-]+"] * bool(joined)
    return rf"(?:{'|'.join(ways)})?"


@cache
def _lists() -> Mapping[str, str]:
    found = words()
    units = found["units"]
    return {
        "ISODATE": r"(?P<iso>\d{4}-\d{2}-\d{2})",
        "WEEKDAY": rf"(?P<weekday>{_any(found['weekdays'])})(?:\b|(?=['’]s))",
        "MONTH": rf"(?P<month>{_any(found['months'])})\b\.?",
        "YEAR": rf"(?P<year>(?:1[89]|20)\d\d|{_year_words(found['numbers'])})",
        "DAY": r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?",
        "DECADE": r"(?P<decade>(?:1[89]|20)\d0)['’]?s",
        "UNITS": rf"(?P<unit>{_any(units)})s?",
        "UNIT": rf"(?P<unit>{_any(units)})",
        "NUMBER": rf"(?P<number>\d{{1,4}}|{_numbers(found['numbers'])})",
        "SORT": rf"(?:{_any(found['sorts'])})",
        "ORDINAL": r"(?:first|second|third|fourth|final)",
        "HOLIDAY": rf"(?P<holiday>{_any(calendar.HOLIDAYS).replace(chr(39), chr(91) + chr(39) + '’' + chr(93))})",
        "ZONE": rf"\(?(?P<zone>{_zones()})\)?",
        "DAYWORD": r"(?P<dayword>today|yesterday|tomorrow)",
        "NOON": r"(?P<noon>noon|midday|midnight)",
        "SHORTDECADE": r"['’]?(?P<short>[2-9]0)['’]?s",
        "SHORTYEAR": r"['’](?P<short>\d\d)",
        "MILITARY": r"(?P<hour24>[0-2]\d)(?P<minute24>[0-5]\d)",
        "VAGUE": rf"(?P<vague>{_any(found['vague'])})",
        "PART": rf"(?P<part>{_any(found['parts'])})",
        "SEASON": rf"(?P<season>{_any(found['seasons'])})",
        "CLOCK": r"(?:(?P<hour>[0-2]?\d)(?:[:.](?P<minute>[0-5]\d))?\s*(?:(?P<half>[ap])\.?m\b\.?)"
        r"|(?P<hour24>[0-2]?\d):(?P<minute24>[0-5]\d))",
    }


def _zones() -> str:
    """Return a pattern for time zones: "GMT+3", "EST", "Eastern time", "local time", "Moscow time"."""
    written = [row["written"] for row in lexicons.load().table("times/zones")]
    short, long = (_any(w for w in written if w.isupper() == upper) for upper in (True, False))
    own = rf"local\s+time|{long}|(?-i:[A-Z]\w+(?:\s[A-Z]\w+)?\stime)"
    return rf"(?:UTC|GMT)\s?[+-]\d{{1,2}}(?::?\d\d)?|(?-i:{short})\b|{own}"


def _numbers(known: Mapping[str, int]) -> str:
    """Return a pattern for numbers in letters: "three", "twenty-four", "a hundred", "two thousand"."""
    tens, units = (_any(w for w in known if low <= known[w] < high) for low, high in ((20, _HUNDRED), (1, 20)))
    large = _any(word for word in known if known[word] >= _HUNDRED)
    return rf"(?:(?:{tens})[\s-](?:{units})|{tens}|{units})(?:[\s-](?:{large}))?|{large}"


def _year_words(known: Mapping[str, int]) -> str:
    """Return a pattern for years in letters: "nineteen ninety-six", "two thousand"."""
    tens, units = (_any(w for w in known if low <= known[w] < high) for low, high in ((20, _HUNDRED), (2, 10)))
    return rf"(?:nineteen|twenty)\s(?:{tens})(?:[\s-](?:{units}))?|two\sthousand(?:\sand\s(?:{units}))?(?=\b)"


def year(written: str) -> str:
    """
    Return a year in figures.

    >>> year("1996"), year("nineteen ninety-six"), year("two thousand and three")
    ('1996', '1996', '2003')
    """
    if written.isdigit():
        return written
    first, _, rest = written.lower().partition(" ")
    if first == "two":
        return str(2000 + (number(rest.partition(" and ")[2]) if " and " in rest else 0))
    return str(number(first) * _HUNDRED + number(rest))


def _any(listed: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True))


def number(written: str) -> int:
    """
    Return a number written in figures or letters.

    >>> number("12"), number("three"), number("twenty-four"), number("a hundred")
    (12, 3, 24, 100)
    """
    if written.isdigit():
        return int(written)
    total = 0
    for word in written.lower().replace("-", " ").split():
        value = words()["numbers"][word]
        total = max(total, 1) * value if value >= _HUNDRED else total + value
    return total


_HUNDRED = 100
