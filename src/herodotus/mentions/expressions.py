"""Time expressions as they stand in a text: where a pattern of the lexicon fits and a time is meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from herodotus.mentions import timewords
from herodotus.mentions.timewords import Pattern
from herodotus.model import Span


@dataclass(frozen=True, slots=True)
class Found:
    """One expression in the text, not yet resolved."""

    span: Span
    pattern: Pattern
    parts: dict[str, str]


def expressions(text: str) -> list[Found]:
    """
    Return the expressions of a text; of two that overlap the longer, then the earlier in the lexicon.

    >>> text = "Three days ago, on Sunday night, it rained."
    >>> [found.span.of(text) for found in expressions(text)]
    ['Three days ago', 'Sunday night']
    """
    candidates = sorted(_candidates(text), key=lambda f: (f.span.start - f.span.end, f.span.start))
    kept: list[Found] = []
    for one in candidates:
        if not any(one.span.meets(other.span) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.span)


def _candidates(text: str) -> Iterator[Found]:
    stretches = timewords.stretches(text)
    for pattern in timewords.patterns():
        for match in (m for first, last in stretches for m in pattern.expression.finditer(text, first, last)):
            parts = {name: value for name, value in match.groupdict().items() if value is not None}
            if "year" in parts:
                parts["year"] = timewords.year(parts["year"])
            span = _trimmed(text, Span(*match.span()))
            if _is_one(text, span, parts, pattern):
                since = "since" if text[: span.start].rstrip().lower().endswith(" since") else ""
                yield Found(span, pattern, {**parts, "words": span.of(text).lower(), "since": since})


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    for opening in ("on ", "On "):
        if words.startswith(opening):
            return Span(span.start + 3, span.end)
    return Span(span.start, span.start + len(words.rstrip(" -.,")) if not words.endswith("m.") else span.end)


def _is_one(text: str, span: Span, parts: dict[str, str], pattern: Pattern) -> bool:
    """Whether words that fit a pattern are a time, and not a name, a fraction, a sum of money, or bound to what follows."""
    if pattern.id == "the-unit":
        return _is_alone(text, span)
    if pattern.id == "year":
        return _is_year(text, span)
    around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    if any(sign in around for sign in "$£€#"):
        return False
    words = span.of(text).lower()
    return (
        _is_calendar_word(text, span, parts)
        and _is_measure_of_time(text, span, parts, pattern)
        and not _is_bound(text, span, words)
    )


def _is_year(text: str, span: Span) -> bool:
    """Whether four figures are a year: not a part of a number, a sum, a range or a code."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    return not (before and before in "$£€,.-/#") and not (after and after in "-/%")


def _is_calendar_word(text: str, span: Span, parts: dict[str, str]) -> bool:
    """Whether names of days, months and seasons are meant: capitalised, no modal ("may"), no first name ("Jan Kavan")."""
    if any(not parts[name][0].isupper() for name in ("month", "weekday") if name in parts):
        return False
    month, alone = parts.get("month", "").lower(), set(parts) <= {"month"}
    if month in ("may", "march", "mar") and alone:
        before = text[: span.start].rstrip().rsplit(None, 1)[-1:]
        return bool(before) and before[0].lower() in timewords.words()["before_a_month"]
    if month and len(month) <= _SHORT and month not in ("may", "june", "july"):
        words = span.of(text)
        return "." in words or any(c.isdigit() for c in words) or text[span.end : span.end + 1] == "."
    if parts.get("season", "").lower() in ("spring", "fall") and "year" not in parts:
        return span.of(text).lower().startswith(("last", "next", "this"))
    return True


_SHORT = 4
"""Letters of a shortened month, which stands with a point or a day."""


def _is_measure_of_time(text: str, span: Span, parts: dict[str, str], pattern: Pattern) -> bool:
    """Whether a unit measures time: not "a second group", "a quarter of the dealers"."""
    unit, words = parts.get("unit", "").lower(), span.of(text).lower()
    if unit == "second":
        return not words.endswith("second")
    if unit == "quarter" and pattern.rule == "duration":
        return words.endswith("quarters") and text[span.end : span.end + 3] != " of"
    if pattern.id == "unit-relative" and unit == "day":
        return "this" in words or "current" in words  # "the next day" hangs on the day before
    counted = {"number", "vague"} & set(parts) or words.endswith("s")
    return not (pattern.id == "span-past" and not counted and ("next" in words or "previous" in words))


def _is_bound(text: str, span: Span, words: str) -> bool:
    """Whether what follows tells from what it is reckoned: "two days before the raid"."""
    return words.endswith((" before", " after")) and text[span.end : span.end + 2].strip(" ").isalpha()


def _is_alone(text: str, span: Span) -> bool:
    """Whether "the day" is a day of the calendar: "by the end of the day", "ended the day", not "the day he died"."""
    words = span.of(text).lower().split()
    before = text[max(0, span.start - 30) : span.start].lower().split()
    after = text[span.end : span.end + 12].split()
    opens = bool(before) and before[-1] in timewords.words()["before_the_day"]
    goes_on = bool(after) and text[span.end] == " " and after[0].lower() not in timewords.words()["after_the_day"]
    return (opens or len(words) > 2 or words[-1] == "quarter") and not goes_on
