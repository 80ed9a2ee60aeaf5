"""
One row for an incident out of many reports, by a named rule; and how much the reports disagree.

The rules and the scores are those of van Baalen and Höglund ("Trials and Triangulations", ISQ 2026) and of their R package
``eventreport``: *informative* takes the most precise place and doer, the highest number and the shortest interval; *conservative*
the least precise, the lowest and the longest; *representative* what most reports say. ``docs/5-accounts.md`` explains each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Literal, get_args

from herodotus.model import Answer, Column, Matrix

Rule = Literal["informative", "conservative", "representative"]
RULES: tuple[Rule, ...] = get_args(Rule)


def disagreement(held: Sequence[int]) -> float:
    """
    Return the share of voices that do not give the commonest answer, from how many give each: 0 where all agree.

    >>> disagreement([2, 1]), disagreement([5]), disagreement([])
    (0.33, 0.0, 0.0)
    """
    return round(1 - max(held) / sum(held), 2) if held else 0.0


def divergence(column: Column) -> int:
    """Return how many answers there are beyond the first: the D-score of one question in ``eventreport``."""
    return max(0, len(column.sides) - 1)


def dscore(matrix: Matrix) -> float:
    """Return the mean disagreement over the questions that at least two voices answer, from 0 to 1."""
    scores = [c.disagreement for c in matrix.columns if sum(len(side.voices) for side in c.sides) > 1]
    return round(sum(scores) / len(scores), 2) if scores else 0.0


def merged(matrix: Matrix, rule: Rule) -> dict[str, Answer]:
    """Return one answer to each question, chosen by a rule among those that stand. What nobody answers has no key."""
    return {column.question: _chosen(column, rule) for column in matrix.columns}


def reason(question: str, rule: Rule) -> str:
    """
    Return in words what a rule takes of the answers to a question.

    >>> reason("numbers: killed", "conservative"), reason("naming", "informative")
    ('the lowest', 'what most voices say')
    """
    kind = question.split(":", maxsplit=1)[0]
    if rule == "representative" or kind not in _PRECISION:
        return "what most voices say"
    return _TAKEN[kind][0 if rule == "informative" else 1]


_TAKEN = {
    "numbers": ("the highest", "the lowest"), "time": ("the shortest time", "the longest time"),
    "responsibility": ("the doer with the longest name", "the doer with the shortest name"),
    "place": ("the place told in most words", "the place told in fewest words"),
    "identity": ("those told in most words", "those told in fewest words"),
}  # fmt: skip
"""What each of two rules takes: the answer that tells most, the answer that tells least."""


def _chosen(column: Column, rule: Rule) -> Answer:
    """Return the answer a rule takes; of equals the one that more origins and more voices hold."""
    precise = _PRECISION.get(column.question.split(":")[0])
    sides = [side for side in column.sides if side.answer.source or not side.answer.source_not] or column.sides
    if rule == "representative" or precise is None:
        return max(sides, key=lambda side: len(side.voices)).answer
    best = max if rule == "informative" else min
    return best((side.answer for side in sides), key=precise)


def _number(answer: Answer) -> tuple[float, ...]:
    return answer.low or 0, answer.high if answer.high is not None else answer.low or 0


def _narrowness(answer: Answer) -> tuple[int]:
    """The longer an interval, the less it tells."""
    days = (_ordinal(answer.latest) - _ordinal(answer.earliest)) if answer.earliest and answer.latest else 10**6
    return (-days,)


def _ordinal(day: str | None) -> int:
    return dt.date.fromisoformat(day).toordinal() if day else 0


def _names(answer: Answer) -> tuple[int]:
    """A doer that is named tells more than one that is only cleared, a longer name more than a shorter."""
    return (sum(map(len, answer.source)),)


def _length(answer: Answer) -> tuple[int]:
    return (len(answer.place or answer.who or ""),)


_PRECISION: dict[str, Callable[[Answer], tuple[float, ...]]] = {
    "numbers": _number, "time": _narrowness, "responsibility": _names, "place": _length, "identity": _length,
}  # fmt: skip
