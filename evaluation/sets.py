"""The development sets: where they lie, which lines of them are taken, and what a prediction may see of a line."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def corpora() -> Path:
    """Return where the corpora lie: $HERODOTUS_CORPORA, else ../shared beside the project."""
    return Path(os.environ.get("HERODOTUS_CORPORA", HERE.parent / ".." / "shared")).resolve()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a scorer's answer: its name here, where it stands there, and whether more is better."""

    name: str
    path: str
    scale: float = 1.0
    less_is_better: bool = False


@dataclass(frozen=True, slots=True)
class DevSet:
    """
    One development set: the task that predicts it, its gold, what may be read of it, and how it is scored.

    One too small to hold a floor (``floored = false``) is measured and shown only. ``options`` are those of ``predict``.
    """

    name: str
    task: str
    gold: str
    score: tuple[str, ...]
    figures: tuple[Figure, ...]
    reads: tuple[str, ...] = ()
    every: int = 1
    key: str = "id"
    files: str | None = None
    floored: bool = True
    options: tuple[str, ...] = ()


def dev_sets(path: Path = HERE / "sets.toml") -> tuple[DevSet, ...]:
    """Return the sets of ``sets.toml`` in their order."""
    return tuple(_dev_set(entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["set"])


def _dev_set(entry: dict[str, Any]) -> DevSet:
    scale = float(entry.pop("scale", 1))
    figures = tuple(
        Figure(name, path.removeprefix("-"), scale, less_is_better=path.startswith("-"))
        for name, path in entry.pop("figures").items()
    )
    score, reads = tuple(entry.pop("score").split()), tuple(entry.pop("reads", ()))
    return DevSet(score=score, figures=figures, reads=reads, options=tuple(entry.pop("options", ())), **entry)


def taken(dev_set: DevSet) -> list[dict[str, Any]]:
    """Return the gold lines that count: every n-th, the first among them."""
    with (corpora() / "data" / dev_set.gold).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()][:: dev_set.every]


def visible(line: dict[str, Any], reads: Iterable[str]) -> dict[str, Any]:
    """
    Return of a gold line only what a prediction may read.

    >>> visible({"id": 1, "dct": {"value": "2019"}, "events": [{"start": 3, "is": "x"}]}, ["id", "events[].start"])
    {'id': 1, 'events': [{'start': 3}]}
    """
    seen: dict[str, Any] = {}
    for path in reads:
        _copy(line, seen, path)
    return seen


def _copy(line: dict[str, Any], seen: dict[str, Any], path: str) -> None:
    name, _, rest = path.partition(".")
    key = name.removesuffix("[]")
    if key not in line:
        return
    if not rest or line[key] is None:
        seen[key] = line[key]
    elif name.endswith("[]"):
        parts = seen.setdefault(key, [{} for _ in line[key]])
        for whole, part in zip(line[key], parts, strict=True):
            _copy(whole, part, rest)
    else:
        _copy(line[key], seen.setdefault(key, {}), rest)


def prepared(dev_set: DevSet, folder: Path) -> tuple[Path, Path]:
    """Return the gold file to score against and the file to predict from, written where lines are left out or cut."""
    gold = corpora() / "data" / dev_set.gold
    if not dev_set.reads:
        return gold, gold
    lines, sample, shown = taken(dev_set), folder / "gold.jsonl", folder / "input.jsonl"
    sample.write_text("".join(_written(lines)), encoding="utf-8")
    seen = (_found(visible(line, dev_set.reads), dev_set, gold.parent) for line in lines)
    shown.write_text("".join(_written(seen)), encoding="utf-8")
    return sample, shown


def _found(line: dict[str, Any], dev_set: DevSet, beside: Path) -> dict[str, Any]:
    return line if dev_set.files is None else {**line, dev_set.files: str(beside / line[dev_set.files])}


def _written(lines: Iterable[dict[str, Any]]) -> Iterator[str]:
    for line in lines:
        yield json.dumps(line, ensure_ascii=False) + "\n"
