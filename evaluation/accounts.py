"""The accounts of the development reports as one tree of the project reads them, kept until its code changes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import platformdirs

from evaluation.sets import HERE, corpora

ROOT = HERE.parent
PACKAGE = Path("src") / "herodotus"
NEWS = 40
"""How many reports of the news sample are read."""
_FIELDS = ("id", "publisher", "published", "title", "url", "text")
Account = dict[str, Any]


def reports() -> list[dict[str, Any]]:
    """Return the development reports: the annotated ones, the shipped samples, the beginning of the news sample."""
    data = corpora() / "data"
    lines = [*_lines(data / "accounts_gold" / "dev.jsonl"), *_lines(data / "news_sample" / "wikinews.jsonl")[:NEWS]]
    return [{key: line.get(key) for key in _FIELDS} for line in lines] + list(_samples())


def _lines(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines if line.strip()]
    return [line.get("report", line) for line in found]


def _samples() -> Iterator[dict[str, Any]]:
    """Yield the shipped samples with what their manifest says of them."""
    folder = ROOT / PACKAGE / "samples"
    told = folder / "reports.toml"
    about = tomllib.loads(told.read_text(encoding="utf-8")).get("reports", {}) if told.exists() else {}
    for path in sorted(folder.glob("*.txt")):
        entry = {key: str(value) for key, value in about.get(path.name, {}).items() if key in _FIELDS}
        yield {**entry, "id": path.stem, "text": path.read_text(encoding="utf-8")}


def accounts_of(tree: Path) -> dict[str, Account]:
    """Return the accounts of the development reports as the code under ``tree`` reads them; kept by its bytes."""
    wanted = "".join(json.dumps(report, ensure_ascii=False) + "\n" for report in reports())
    kept = platformdirs.user_cache_path("herodotus") / "diff" / f"{_fingerprint(tree, wanted)}.jsonl"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        _replace(kept, _predicted(tree, wanted))
    with kept.open(encoding="utf-8") as lines:
        accounts = [json.loads(line) for line in lines if line.strip()]
    return {account["report"]["id"]: account for account in accounts if account.get("report")}


def _fingerprint(tree: Path, wanted: str) -> str:
    whole = hashlib.sha256(wanted.encode())
    for path in sorted((tree / PACKAGE).rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            whole.update(path.relative_to(tree).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:24]


def _predicted(tree: Path, wanted: str) -> str:
    with tempfile.TemporaryDirectory(prefix="herodotus-diff-") as folder:
        shown = Path(folder) / "reports.jsonl"
        shown.write_text(wanted, encoding="utf-8")
        command = [sys.executable, "-m", "herodotus", "predict", "accounts", str(shown)]
        env = {**os.environ, "PYTHONPATH": str(tree / "src"), "OMP_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(command, capture_output=True, check=False, env=env, cwd=folder)
    if done.returncode not in (0, 3) or not done.stdout.strip():
        raise SystemExit(f"{tree} cannot read the reports: {done.stderr.decode(errors='replace')[-800:]}")
    return done.stdout.decode("utf-8")


def _replace(path: Path, text: str) -> None:
    half = path.with_suffix(f".{os.getpid()}")
    half.write_text(text, encoding="utf-8")
    half.replace(path)
