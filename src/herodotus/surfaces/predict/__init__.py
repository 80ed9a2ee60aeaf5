"""
Predictions in the form of the corpora: how quality is measured, through the code ``read`` runs.

One line in, one line out. A line that fails is written with ``error`` and every key of its task, empty, and counted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from herodotus.lexicons import OwnVerbs
from herodotus.reading import Reader

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Task:
    """Where a task's code is, which key names a line, and what it writes when a line fails."""

    module: str
    key: str = "id"
    empty: Mapping[str, Any] | None = None
    takes_path: bool = False
    whole: bool = False  # predicts all lines together


MUC_ROLES = ("perp_individual", "perp_organization", "phys_target", "human_target", "instrument")
TASKS: Mapping[str, Task] = {
    "parse": Task("parse", takes_path=True),
    "parse-raw": Task("parse", takes_path=True),
    "ner": Task("ner", empty={"entities": []}),
    "attribution": Task("attribution", empty={"attributions": []}),
    "coref": Task("coref", empty={"mentions": []}),
    "timex": Task("timex", empty={"timexes": []}),
    "status": Task("status", empty={"events": []}),
    "geo": Task("geo", key="doc_id", empty={"toponyms": []}),
    "actors": Task("actors", empty={"country": "", "sector": ""}),
    "counts": Task("counts", key="doc_id", empty={"counts": []}),
    "events": Task("events", empty={"events": []}),
    "pairs": Task("pairs", empty={"plover_root": None}),
    "police": Task("police", empty={"labels": []}),
    "causal": Task("causal", empty={"causal": 0, "relations": []}),
    "muc4": Task("muc4", empty={**{role: [] for role in MUC_ROLES}, "attribution": []}),
    "accounts": Task("accounts", empty={}),
    "clusters": Task("clusters", whole=True),
    "numbers": Task("numbers", key="incident", empty={"claims": []}),
    "html": Task("html", empty={"text": "", "title": None, "published": None, "publisher": None}),
}


def run(
    task: str, path: Path, reader: Reader, options: set[str], verbs: OwnVerbs | None = None
) -> Iterator[tuple[str, str | None]]:
    """Yield the text of every prediction, and what went wrong with it or None. ``verbs``: the user's, for ``events``."""
    known = TASKS[task]
    module = import_module(f"herodotus.surfaces.predict.{known.module}")
    if known.whole:
        yield from ((json.dumps(row) + "\n", error) for row, error in module.predict_all(path, reader, options=options))
        return
    if known.takes_path:
        function = module.parse_raw if task == "parse-raw" else module.parse
        for text in function(path, reader):
            yield text, None
        return
    predict = module.predict if verbs is None else partial(module.predict, verbs=verbs)
    yield from _lines(path, known, predict, reader, options)


def _lines(
    path: Path, task: Task, predict: Callable[..., Row], reader: Reader, options: set[str]
) -> Iterator[tuple[str, str | None]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                row, error = _one(line, task, predict, reader, options, path)
                yield json.dumps(row, ensure_ascii=False) + "\n", error and f"line {number}: {error}"


def _one(
    line: str, task: Task, predict: Callable[..., Row], reader: Reader, options: set[str], path: Path
) -> tuple[Row, str | None]:
    row: Row = {}
    try:
        row = json.loads(line)
        return {task.key: row[task.key], **predict(row, reader, options=options, beside=path.parent)}, None
    except Exception as error:  # noqa: BLE001  # a corpus goes on past a line that fails, whatever the reason
        reason = f"{type(error).__name__}: {error}"
        return {task.key: row.get(task.key), **(task.empty or {}), "error": reason}, reason
