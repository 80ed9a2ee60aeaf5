"""The floors: what each figure must reach. They rise on request and never lower themselves."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.scoring import Measured
from evaluation.sets import Figure

PATH = Path(__file__).parent / "floors.toml"
SLACK, SLACK_OF_ERRORS = 0.005, 0.03
"""Another processor may round another way: a new floor stands half a per cent below what was measured; a figure where
less is better counts few things, and has three."""
Floors = dict[str, dict[str, float]]
_HEAD = """\
# What each figure must reach (or, where less is better, must not pass). `python -m evaluation.gate --update` writes it
# and only ever makes a floor stricter; --allow-regression besides loosens one on purpose.
"""


@dataclass(frozen=True, slots=True)
class Fallen:
    """A figure that does not reach its floor; ``now`` is None where the set could not be measured."""

    name: str
    figure: str
    floor: float
    now: float | None

    def told(self) -> str:
        """Return the fall in words."""
        return f"{self.name}, {self.figure}: {'not measured' if self.now is None else self.now} (floor {self.floor})"


def read(path: Path = PATH) -> Floors:
    """Return the floors of a file; none where there is none yet."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def write(floors: Floors, path: Path = PATH) -> None:
    """Write floors in the order of their names."""
    path.write_text(_HEAD + "".join(_lines(floors)), encoding="utf-8")


def _lines(floors: Floors) -> Iterator[str]:
    for name in sorted(floors):
        yield f"\n[{json.dumps(name)}]\n"
        yield from (f"{json.dumps(figure)} = {value}\n" for figure, value in floors[name].items())


def holds(now: float, floor: float, figure: Figure) -> bool:
    """
    Whether a figure keeps to its floor.

    >>> holds(50.0, 49.0, Figure("F1", "f1")), holds(50.0, 49.0, Figure("errors", "n", less_is_better=True))
    (True, False)
    """
    return now <= floor if figure.less_is_better else now >= floor


def floor_for(now: float, figure: Figure) -> float:
    """
    Return the floor a measured figure gives.

    >>> floor_for(51.24, Figure("F1", "f1")), floor_for(8.0, Figure("errors", "n", less_is_better=True))
    (50.98, 8.24)
    """
    if figure.less_is_better:
        return math.ceil(100 * now * (1 + SLACK_OF_ERRORS)) / 100
    return math.floor(100 * now * (1 - SLACK)) / 100


def fallen(measured: Iterable[Measured], floors: Floors) -> list[Fallen]:
    """Return every figure below its floor; a set that could not be measured has fallen with all its figures."""
    found = []
    for one in measured:
        for figure in one.dev_set.figures:
            floor, now = floors.get(one.dev_set.name, {}).get(figure.name), one.figures.get(figure.name)
            if floor is not None and (now is None or not holds(now, floor, figure)):
                found.append(Fallen(one.dev_set.name, figure.name, floor, now))
    return found


def raised(measured: Iterable[Measured], floors: Floors, *, allow_regression: bool = False) -> Floors:
    """Return floors as strict as what was measured, never looser than they were, unless that is allowed."""
    new = {name: dict(figures) for name, figures in floors.items()}
    for one in measured:
        own = new.setdefault(one.dev_set.name, {}) if one.figures and one.dev_set.floored else {}
        for figure in one.dev_set.figures:
            if figure.name in one.figures:
                floor, old = floor_for(one.figures[figure.name], figure), own.get(figure.name)
                looser = old is not None and not holds(floor, old, figure)
                own[figure.name] = old if old is not None and looser and not allow_regression else floor
    return new
