"""
One row for an incident out of many reports, by a named rule; and how much the reports disagree.

The rules and the scores are those of van Baalen and Höglund ("Trials and Triangulations", ISQ 2026) and of their R package
``eventreport``: *informative* takes the most precise place and doer, the highest number and the shortest interval; *conservative*
the least precise, the lowest and the longest; *representative* what most reports say. ``docs/5-accounts.md`` explains each.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal, get_args

from herodotus.model import Answer, Cell, Matrix

Rule = Literal["informative", "conservative", "representative"]
RULES: tuple[Rule, ...] = get_args(Rule)


def disagreement(answers: Sequence[Answer]) -> float:
    """
    Return the share of answers that are not the commonest one: 0 where all agree.

    >>> disagreement([Answer(low=12, high=12), Answer(low=12, high=12), Answer(low=14, high=14)])
    0.33
    """
    counted = Counter(answers)
    return round(1 - max(counted.values()) / len(answers), 2) if answers else 0.0


def divergence(answers: Sequence[Answer]) -> int:
    """Return how many different answers there are beyond the first: the D-score of one question."""
    return max(0, len(set(answers)) - 1)


def dscore(matrix: Matrix) -> float:
    """Return the mean disagreement over the questions that at least two voices answer, 0 to 1."""
    scores = [c.disagreement for c in matrix.columns if sum(len(side.voices) for side in c.sides) > 1]
    return round(sum(scores) / len(scores), 2) if scores else 0.0


def merged(matrix: Matrix, rule: Rule) -> dict[str, Answer]:
    """Return one answer to each question, chosen by a rule among those that stand. What nobody answers has no key."""
    return {column.question: _chosen(column.question, _standing(matrix, column.question), rule) for column in matrix.columns}


def _standing(matrix: Matrix, question: str) -> list[Answer]:
    return [cell.standing.answer for cell in _cells(matrix, question)]


def _cells(matrix: Matrix, question: str) -> list[Cell]:
    return [cell for row in matrix.voices for cell in matrix.cells if cell.voice == row and cell.question == question]


def _chosen(question: str, answers: Sequence[Answer], rule: Rule) -> Answer:
    """Return the answer a rule takes; of equals the first in the order of the rows."""
    counted = Counter(answers)
    common = max(counted.values())
    if rule == "representative":
        return next(answer for answer in answers if counted[answer] == common)
    kind = question.split(":")[0]
    precise = _PRECISION.get(kind)
    if precise is None:
        return next(answer for answer in answers if counted[answer] == common)
    best: Callable[..., Answer] = max if rule == "informative" else min
    return best(answers, key=precise)


def _number(answer: Answer) -> tuple[int, int]:
    return answer.low or 0, answer.high if answer.high is not None else answer.low or 0


def _narrowness(answer: Answer) -> int:
    """The longer an interval, the less it tells."""
    days = (_ordinal(answer.latest) - _ordinal(answer.earliest)) if answer.earliest and answer.latest else 10**6
    return -days


def _ordinal(day: str | None) -> int:
    return dt.date.fromisoformat(day).toordinal() if day else 0


def _names(answer: Answer) -> int:
    """A doer that is named tells more than one that is only cleared, a longer name more than a shorter."""
    return sum(map(len, answer.source))


def _length(answer: Answer) -> int:
    return len(answer.place or answer.who or answer.words or "")


_PRECISION: dict[str, Callable[[Answer], object]] = {
    "numbers": _number, "time": _narrowness, "responsibility": _names, "place": _length, "identity": _length,
}  # fmt: skip
