"""One development set predicted and scored: the figures, the lines that failed, the seconds it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.sets import DevSet, Figure, corpora, prepared

LINES_FAILED = 3
"""The exit code of a run in which some lines failed and the rest is done."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a set gave: its figures by name, how many lines failed, or why there are no figures at all."""

    dev_set: DevSet
    figures: dict[str, float] = field(default_factory=dict)
    errors: int = 0
    problem: str | None = None
    seconds: float = 0.0


def measure(dev_set: DevSet) -> Measured:
    """Predict a set and score it; a set that cannot be measured says why instead of stopping the others."""
    started = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="herodotus-gate-") as folder:
            answer, errors = _scored(dev_set, Path(folder))
        figures = {figure.name: figure_of(answer, figure) for figure in dev_set.figures}
    except _FailedError as failed:
        return Measured(dev_set, problem=str(failed), seconds=time.monotonic() - started)
    return Measured(dev_set, figures, errors, seconds=time.monotonic() - started)


class _FailedError(Exception):
    pass


def _scored(dev_set: DevSet, folder: Path) -> tuple[dict[str, Any], int]:
    gold, shown = prepared(dev_set, folder)
    predicted = folder / "predicted"
    done = _run(
        [sys.executable, "-m", "herodotus", "predict", dev_set.task, str(shown), *dev_set.options], output=predicted
    )
    if done.returncode not in (0, LINES_FAILED):
        raise _FailedError(f"predict {dev_set.task} ended with {done.returncode}: {_last(done.stderr)}")
    words = {"GOLD": str(gold), "PRED": str(predicted)}
    scorer, *rest = dev_set.score
    program = [str(corpora() / "tools" / scorer)] if scorer.endswith(".py") else ["-m", scorer]  # a scorer of our own
    scored = _run([sys.executable, *program, *(words.get(word, word) for word in rest)])
    if scored.returncode:
        raise _FailedError(f"{scorer} ended with {scored.returncode}: {_last(scored.stderr)}")
    return json.loads(scored.stdout), _errors(predicted)


def _run(command: list[str], *, output: Path | None = None) -> subprocess.CompletedProcess[str]:
    quiet = {**os.environ, "OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=quiet, encoding="utf-8")
    if output is not None:
        output.write_text(done.stdout, encoding="utf-8")
    return done


def _last(text: str) -> str:
    return next((line for line in reversed(text.strip().splitlines()) if line.strip()), "no message")


def _errors(predicted: Path) -> int:
    with predicted.open(encoding="utf-8") as lines:
        return sum('"error"' in line and bool(json.loads(line).get("error")) for line in lines if line.startswith("{"))


def figure_of(answer: dict[str, Any], figure: Figure) -> float:
    """
    Return a figure of a scorer's answer, rounded to two places; "a / b" is a share in per cent.

    >>> figure_of({"all": {"f1": 0.51239}}, Figure("F1", "all.f1", 100))
    51.24
    >>> figure_of({"plover hit": 3, "n plover": 4}, Figure("hit", "plover hit / n plover"))
    75.0
    """
    top, _, bottom = figure.path.partition(" / ")
    value = _at(answer, top)
    return round(100 * value / (_at(answer, bottom) or 1) if bottom else value * figure.scale, 2)


def _at(answer: Any, path: str) -> float:
    for key in path.split("."):
        found = answer.get(key) if isinstance(answer, dict) else None
        answer = answer[int(key)] if isinstance(answer, list) else found
    return float(answer or 0)
