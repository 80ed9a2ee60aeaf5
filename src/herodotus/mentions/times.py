"""Time expressions: found by the lexicon's patterns, resolved against the day of publication, never against anything else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from herodotus.mentions import moments, timewords
from herodotus.mentions.moments import Moment
from herodotus.mentions.timewords import Pattern
from herodotus.model import Anchor, Reading, Sentence, Span, Time, Token
from herodotus.syntax import Tree

NO_DATE = "no publication date"
HANGS = "hangs on another event"
_BACK = 2
"""Sentences back in which an expression finds the day it hangs on."""


@dataclass(frozen=True, slots=True)
class Found:
    """One expression in the text, not yet resolved."""

    span: Span
    pattern: Pattern
    parts: dict[str, str]


def find(reading: Reading) -> tuple[Time, ...]:
    """Return the time expressions of a report in text order."""
    told = reading.report.published
    day = told.date() if isinstance(told, dt.datetime) else told
    trees = {sentence.index: Tree(sentence) for sentence in reading.sentences}
    times: list[Time] = []
    for number, one in enumerate(expressions(reading.report.text), 1):
        tense = _tense(one.span, reading, trees)
        told = moments.Told(day, tense, _told_before(times, one, reading), _quarter_of(times))
        times.append(_time(number, one, told))
    return tuple(times)


def _told_before(times: list[Time], found: Found, reading: Reading) -> dt.date | None:
    """Return the day the text told of last, in this sentence or one of the two before."""
    at = _sentence_of(found.span, reading)
    for time in reversed(times):
        near = _sentence_of(time.span, reading)
        if at is None or near is None or at.index - near.index > _BACK:
            return None
        of_day = time.granularity in ("minute", "hour", "part of day", "day")
        if isinstance(time.earliest, dt.date) and (
            of_day or found.parts.get("unit", "").lower() in ("month", "quarter", "year")
        ):
            return time.earliest
    return None


def _quarter_of(times: list[Time]) -> dt.date | None:
    """Return the first day of the quarter the text told of last: in a report on a quarter, "a year ago" is a quarter too."""
    days = (time.earliest for time in reversed(times) if time.granularity == "quarter" and time.earliest is not None)
    return next(days, None)


def _is_alone(text: str, span: Span) -> bool:
    """Whether "the day" is a day of the calendar: "by the end of the day", "ended the day", not "the day he died"."""
    words = span.of(text).lower().split()
    before = text[max(0, span.start - 30) : span.start].lower().split()
    after = text[span.end : span.end + 12].split()
    opens = bool(before) and before[-1] in timewords.words()["before_the_day"]
    goes_on = bool(after) and text[span.end] == " " and after[0].lower() not in timewords.words()["after_the_day"]
    return (opens or len(words) > 2 or words[-1] == "quarter") and not goes_on


def _sentence_of(span: Span, reading: Reading) -> Sentence | None:
    return next((s for s in reading.sentences if s.span.meets(span)), None)


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
    if pattern.id == "the-unit":
        return _is_alone(text, span)
    unit = parts.get("unit", "").lower()
    if (
        pattern.id == "unit-relative"
        and unit == "day"
        and not any(w in span.of(text).lower() for w in ("this", "current"))
    ):
        return False  # "the next day" hangs on the day before
    alone = (
        pattern.id == "span-past" and not {"number", "vague"} & set(parts) and not span.of(text).lower().endswith("s")
    )
    if alone and any(w in span.of(text).lower() for w in ("next", "previous")):
        return False  # so does "the next week"
    if span.of(text).lower().endswith((" before", " after")) and text[span.end : span.end + 2].strip(" ").isalpha():
        return False  # "two days before the raid"
    if unit == "second" and span.of(text).lower().endswith("second"):
        return False  # "a second group"
    if (
        unit == "quarter"
        and pattern.rule == "duration"
        and (not span.of(text).lower().endswith("quarters") or text[span.end : span.end + 3] == " of")
    ):
        return False  # "a quarter of the dealers"
    if "month" in parts and len(parts["month"]) <= 4 and parts["month"].lower() not in ("may", "june", "july"):
        dotted = "." in span.of(text) or any(c.isdigit() for c in span.of(text)) or text[span.end : span.end + 1] == "."
        if not dotted:
            return False  # "Jan Kavan"
    if parts.get("season") in ("spring", "fall", "Spring", "Fall") and "year" not in parts:
        return span.of(text).lower().startswith(("last", "next", "this"))
    around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    if pattern.id == "year":
        return (
            not any(c in "$£€,.-/#" for c in text[max(0, span.start - 1) : span.start])
            and text[span.end : span.end + 2][:1] not in "-/%"
        )
    return not any(c in "$£€#" for c in around)


def _tense(span: Span, reading: Reading, trees: dict[int, Tree]) -> str:
    """
    Return "future" where the clause of an expression looks ahead, "past" where it looks back, "" where it does not tell.

    Ahead: *will*, *would*; *plans to*, *agreed to*; *leaves* on Friday; *until* Friday.
    """
    sentence = next((s for s in reading.sentences if s.span.holds(span)), None)
    head = trees[sentence.index].head_of(span) if sentence is not None else None
    if sentence is None or head is None:
        return ""
    tree, words = trees[sentence.index], timewords.words()
    before_it = reading.report.text[max(0, span.start - 20) : span.start].lower().rstrip()
    if before_it.endswith(tuple(words["ahead_phrases"])):
        return "future"
    if (before := tree.case(head.index)) is not None and before.lower() in words["deadline_words"]:
        return "future"
    clause = tree.clause(head.index)
    if any(t.form.lower() in words["future_words"] for t in tree.auxiliaries(clause.index)):
        return "future"
    if _is_planned(tree, clause, head, words["planning"]):
        return "future"
    if clause.xpos in ("VBZ", "VBP") and clause.lemma.lower() in words["scheduled"]:
        return "future"
    back = clause.xpos == "VBD" or any(
        t.xpos == "VBD" or t.lemma.lower() == "have" for t in tree.auxiliaries(clause.index)
    )
    return "past" if back or (clause.xpos == "VBN" and not tree.auxiliaries(clause.index)) else ""


def _is_planned(tree: Tree, clause: Token, head: Token, planning: Sequence[str]) -> bool:
    """Whether a clause is what somebody plans ("agreed *to meet* on Friday", "is *due* on Friday", "planned to meet *on Friday*")."""
    if tree.mark(clause.index) == "to":
        governor = tree.head(clause.index)
        return governor is not None and governor.lemma.lower() in ("go", *planning)
    if clause.lemma.lower() not in planning:
        return False
    deed = next((t for t in tree.children(clause.index, "xcomp", "ccomp") if t.index < head.index), None)
    return deed is not None or clause.xpos in ("VBN", "VBG", "JJ")


def _time(number: int, found: Found, told: moments.Told) -> Time:
    moment = moments.resolve(found.pattern.rule, found.parts, told)
    if moment is None:
        return _unresolved(number, found, told.day)
    anchor: Anchor | None = "event" if moment.hangs else "report" if told.day is not None and moment.relative else None
    return Time(
        id=f"t{number}", span=found.span, earliest=moment.earliest, latest=moment.latest, granularity=moment.granularity,
        anchor=anchor, rule=found.pattern.id, type=moment.type, value=moment.value, reason=moment.reason,
    )  # fmt: skip


def _unresolved(number: int, found: Found, day: dt.date | None) -> Time:
    hangs = found.pattern.rule in ("hanging", "day_before")
    reason = HANGS if hangs or day is not None else NO_DATE
    return Time(
        f"t{number}",
        found.span,
        None,
        None,
        "unknown",
        None,
        found.pattern.id,
        value=moments.length(found.parts),
        reason=reason,
    )


__all__ = ["Moment", "expressions", "find"]
