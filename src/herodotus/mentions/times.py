"""
Time expressions: found by the lexicon's patterns, resolved against the day of publication, never against anything else.

That day is the one the calendar showed where the report was written, if its date line tells where and the instant is known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from herodotus.mentions import clocks, durations, moments, timewords
from herodotus.mentions.clocks import Here
from herodotus.mentions.durations import Moment
from herodotus.mentions.expressions import Found, expressions
from herodotus.model import Reading, Sentence, Span, Time, TimeAnchor, Token
from herodotus.syntax import Tree

NO_DATE = "no publication date"
HANGS = "hangs on another event"
_BACK = 2
"""Sentences back in which an expression finds the day it hangs on."""


def find(reading: Reading) -> tuple[Time, ...]:
    """Return the time expressions of a report in text order."""
    here = clocks.here(reading)
    told = _published(reading.report.published, here.zone)
    trees = {sentence.index: Tree(sentence) for sentence in reading.sentences}
    times: list[Time] = []
    for number, one in enumerate(expressions(reading.report.text), 1):
        reckoned = replace(
            told, tense=_tense(one.span, reading, trees), before=_told_before(times, one, reading),
            quarter=_quarter_of(times), beside=_told_beside(times, one, reading),
        )  # fmt: skip
        times.append(_time(number, one, reckoned, here))
    return tuple(times)


def _published(published: dt.date | dt.datetime | None, here: dt.tzinfo | None) -> moments.Told:
    """Return the day of publication as the calendar shows it where the report was written; its own zone's where that is unknown."""
    if not isinstance(published, dt.datetime):
        return moments.Told(published)
    if published.tzinfo is None:
        return moments.Told(published.date())
    instant = published.astimezone(here) if here is not None else published
    return moments.Told(instant.date(), instant=instant)


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
            return _day_of(time.earliest)
    return None


def _told_beside(times: list[Time], found: Found, reading: Reading) -> dt.date | None:
    """Return the day told before an hour in the same sentence: "On Sunday the guns fell silent *at noon*"."""
    at = _sentence_of(found.span, reading)
    near = [time for time in times if at is not None and at.span.holds(time.span)]
    days = [
        time.earliest for time in near if time.granularity in ("day", "part of day") and time.earliest == time.latest
    ]
    return _day_of(days[-1]) if days and days[-1] is not None else None


def _day_of(moment: dt.date | dt.datetime) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _quarter_of(times: list[Time]) -> dt.date | None:
    """Return the first day of the quarter the text told of last: in a report on a quarter, "a year ago" is a quarter too."""
    days = (time.earliest for time in reversed(times) if time.granularity == "quarter" and time.earliest is not None)
    return next(map(_day_of, days), None)


def _sentence_of(span: Span, reading: Reading) -> Sentence | None:
    return next((s for s in reading.sentences if s.span.meets(span)), None)


def _tense(span: Span, reading: Reading, trees: dict[int, Tree]) -> str:
    """
    Return "future" where the clause of an expression looks ahead, "past" where it looks back, "" where it does not tell.

    Ahead: *will*, *would*; *plans to*, *agreed to*; *leaves* on Friday; *until* Friday.
    """
    sentence = next((s for s in reading.sentences if s.span.holds(span)), None)
    head = trees[sentence.index].head_of(span) if sentence is not None else None
    if sentence is None or head is None:
        return ""
    tree, before = trees[sentence.index], reading.report.text[max(0, span.start - 20) : span.start].lower().rstrip()
    if before.endswith(tuple(timewords.words()["ahead_phrases"])) or _looks_ahead(tree, head):
        return "future"
    clause = tree.clause(head.index)
    back = clause.xpos == "VBD" or any(
        t.xpos == "VBD" or t.lemma.lower() == "have" for t in tree.auxiliaries(clause.index)
    )
    return "past" if back or (clause.xpos == "VBN" and not tree.auxiliaries(clause.index)) else ""


def _looks_ahead(tree: Tree, head: Token) -> bool:
    words, clause = timewords.words(), tree.clause(head.index)
    deadline = tree.case(head.index)
    if deadline is not None and deadline.lower() in words["deadline_words"]:
        return True
    if any(t.form.lower() in words["future_words"] for t in tree.auxiliaries(clause.index)):
        return True
    scheduled = clause.xpos in ("VBZ", "VBP") and clause.lemma.lower() in words["scheduled"]
    return scheduled or _is_planned(tree, clause, head, words["planning"])


def _is_planned(tree: Tree, clause: Token, head: Token, planning: Sequence[str]) -> bool:
    """Whether a clause is what somebody plans: "agreed *to meet* on Friday", "is *due* on Friday"."""
    if tree.mark(clause.index) == "to":
        governor = tree.head(clause.index)
        return governor is not None and governor.lemma.lower() in ("go", *planning)
    if clause.lemma.lower() not in planning:
        return False
    deed = next((t for t in tree.children(clause.index, "xcomp", "ccomp") if t.index < head.index), None)
    return deed is not None or clause.xpos in ("VBN", "VBG", "JJ")


def _time(number: int, found: Found, told: moments.Told, here: Here) -> Time:
    moment = moments.resolve(found.pattern.rule, found.parts, told)
    if moment is None:
        return _unresolved(number, found, told.day)
    anchor: TimeAnchor | None = (
        "event" if moment.hangs else "report" if told.day is not None and moment.relative else None
    )
    (earliest, latest), because = clocks.ends(moment, found.span, here)
    return Time(
        id=f"t{number}", span=found.span, earliest=earliest, latest=latest, granularity=moment.granularity,
        anchor=anchor, rule=found.pattern.id, type=moment.type, value=moment.value, reason=moment.reason, because=because,
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
        value=durations.length(found.parts),
        reason=reason,
    )


__all__ = ["Moment", "expressions", "find"]
