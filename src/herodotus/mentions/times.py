"""Time expressions: found by the lexicon's patterns, resolved against the day of publication, never against anything else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from herodotus.mentions import moments, timewords
from herodotus.mentions.moments import Moment
from herodotus.mentions.timewords import Pattern
from herodotus.model import Reading, Span, Time
from herodotus.syntax import Tree

NO_DATE = "no publication date"


@dataclass(frozen=True, slots=True)
class Found:
    """One expression in the text, not yet resolved."""

    span: Span
    pattern: Pattern
    parts: dict[str, str]


def find(reading: Reading) -> tuple[Time, ...]:
    """Return the time expressions of a report in text order; the date line's own is left out."""
    told = reading.report.published
    day = told.date() if isinstance(told, dt.datetime) else told
    trees = {sentence.index: Tree(sentence) for sentence in reading.sentences}
    found = [f for f in expressions(reading.report.text) if not _in_dateline(f.span, reading)]
    return tuple(
        _time(number, one, day, future=_is_future(one.span, reading, trees)) for number, one in enumerate(found, 1)
    )


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
    for pattern in timewords.patterns():
        for match in pattern.expression.finditer(text):
            parts = {name: value for name, value in match.groupdict().items() if value is not None}
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
    """Whether words that fit are a time: names of months and days are capitalised, figures are not parts of numbers."""
    for name in ("month", "weekday"):
        if name in parts and not parts[name][0].isupper():
            return False
    if parts.get("month", "").lower() in ("may", "march", "mar") and set(parts) <= {"month"}:
        before = text[: span.start].rstrip().rsplit(None, 1)[-1:]
        return bool(before) and before[0].lower() in (
            "in",
            "since",
            "by",
            "until",
            "last",
            "next",
            "this",
            "of",
            "during",
            "early",
            "late",
        )
    if parts.get("season") in ("spring", "fall", "Spring", "Fall") and "year" not in parts:
        return span.of(text).lower().startswith(("last", "next", "this"))
    around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    if pattern.id == "year":
        return (
            not any(c in "$£€,.-/#" for c in text[max(0, span.start - 1) : span.start])
            and text[span.end : span.end + 2][:1] not in "-/%"
        )
    return not any(c in "$£€#" for c in around)


def _in_dateline(span: Span, reading: Reading) -> bool:
    return reading.dateline is not None and reading.dateline.holds(span)


def _is_future(span: Span, reading: Reading, trees: dict[int, Tree]) -> bool:
    """Whether the clause an expression stands in looks ahead: *will*, *would*; *plans to*, *agreed to*; *leaves* on Friday."""
    sentence = next((s for s in reading.sentences if s.span.holds(span)), None)
    if sentence is None:
        return False
    tree = trees[sentence.index]
    head = tree.head_of(span)
    if head is None:
        return False
    words = timewords.words()
    if (before := tree.case(head.index)) is not None and before.lower() in words["deadline_words"]:
        return True
    clause = tree.clause(head.index)
    if any(t.form.lower() in words["future_words"] for t in tree.auxiliaries(clause.index)):
        return True
    to = tree.mark(clause.index) == "to"
    governor = tree.head(clause.index) if to else clause
    if governor is not None and governor.lemma.lower() in ("go", *words["planning"])[0 if to else 1 :]:
        return True
    return clause.xpos in ("VBZ", "VBP") and clause.lemma.lower() in words["scheduled"]


def _time(number: int, found: Found, day: dt.date | None, *, future: bool) -> Time:
    moment = moments.resolve(found.pattern.rule, found.parts, day, future=future)
    if moment is None:
        return _unresolved(number, found, day)
    return Time(
        id=f"t{number}", span=found.span, earliest=moment.earliest, latest=moment.latest, granularity=moment.granularity,
        anchor="report" if day is not None and moment.relative else None, rule=found.pattern.id, type=moment.type,
        value=moment.value, reason=moment.reason,
    )  # fmt: skip


def _unresolved(number: int, found: Found, day: dt.date | None) -> Time:
    reason = NO_DATE if day is None else "hangs on another event"
    return Time(f"t{number}", found.span, None, None, "unknown", None, found.pattern.id, reason=reason)


__all__ = ["Moment", "expressions", "find"]
