"""The figures as one table for people and one JSON for programs; both without a date, so that only values change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from evaluation.floors import Floors, holds
from evaluation.scoring import Measured
from evaluation.sets import Figure

_HEAD = """\
# What the gate measured

Made by `make gate` on the development sets; figures are per cent unless their name says otherwise,
↓ means less is better. Test halves of these sets are kept elsewhere.

| set | figure | now | floor | |
|---|---|---|---|---|
"""


def markdown(measured: Iterable[Measured], floors: Floors) -> str:
    """Return the table as Markdown: set, figure, value, floor, and what there is to say."""
    return _HEAD + "".join(line + "\n" for one in measured for line in _rows(one, floors.get(one.dev_set.name, {})))


def _rows(one: Measured, floors: dict[str, float]) -> Iterator[str]:
    for number, figure in enumerate(one.dev_set.figures):
        now, floor = one.figures.get(figure.name), floors.get(figure.name)
        name = one.dev_set.name if number == 0 else ""
        arrow = " ↓" if figure.less_is_better else ""
        notes = [*(_remarks(one) if number == 0 else ()), *_verdict(now, floor, figure)]
        yield f"| {name} | {figure.name}{arrow} | {_shown(now)} | {_shown(floor)} | {'; '.join(notes)} |"


def _verdict(now: float | None, floor: float | None, figure: Figure) -> list[str]:
    return ["**below its floor**"] if now is not None and floor is not None and not holds(now, floor, figure) else []


def _remarks(one: Measured) -> Iterator[str]:
    if one.dev_set.every > 1:
        yield f"one line in {one.dev_set.every}"
    if one.errors:
        yield f"{one.errors} lines failed"
    if one.problem:
        yield f"not measured: {one.problem}".replace("|", "/")


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def as_json(measured: Iterable[Measured]) -> str:
    """Return the figures as JSON, one object a set."""
    sets = [
        {
            "set": one.dev_set.name,
            "task": one.dev_set.task,
            "every": one.dev_set.every,
            "errors": one.errors,
            "problem": one.problem,
            "figures": one.figures,
        }
        for one in measured
    ]
    return json.dumps(sets, ensure_ascii=False, indent=1) + "\n"
