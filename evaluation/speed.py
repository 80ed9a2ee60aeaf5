"""How many words a second of processor time Herodotus reads, from text to account; printed, never kept."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from evaluation.sets import corpora

REPORTS = 60
_FIELDS = ("id", "publisher", "published", "title", "url", "text")


def words_a_second(reports: int = REPORTS) -> tuple[int, float] | None:
    """Return the words read and the words a second of one thread, starting up included; None if it cannot be run."""
    lines = _reports(reports)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    if not _read(lines):
        return None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    words = sum(len(line["text"].split()) for line in lines)
    return words, words / (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def _reports(count: int) -> list[dict[str, str]]:
    path = corpora() / "data" / "news_sample" / "wikinews.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()[:count]
    return [{key: value for key, value in json.loads(line).items() if key in _FIELDS} for line in lines]


def _read(lines: list[dict[str, str]]) -> bool:
    with tempfile.TemporaryDirectory(prefix="herodotus-speed-") as folder:
        shown = Path(folder) / "reports.jsonl"
        shown.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        command = [sys.executable, "-m", "herodotus", "predict", "accounts", str(shown)]
        env = {**os.environ, "OMP_NUM_THREADS": "1"}
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=env)
    return done.returncode == 0
