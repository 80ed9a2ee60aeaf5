"""
Compare settings: ``python -m training.compare VARIATIONS --data CORPORA --backbone FOLDER --out RUNS [--jobs 2]``.

VARIATIONS is a TOML file: a table for each variation that names what differs from ``settings.toml`` (``rates.encoder = 1e-4``).
Each is trained in a folder of its own, several at a time; the table of their last figures goes to ``comparison.md``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from training import lists

FIGURES = (
    "ewt las", "gum las", "ewt upos", "gum upos", "ewt feats", "gum feats", "gum ccomp", "gum parataxis", "gum appos",
    "ewt names", "gum names", "wikigold names", "ewt org", "gum org", "wikigold org", "curly las", "ewt fact", "minutes",
)  # fmt: skip
_SETTINGS = Path(__file__).with_name("settings.toml")


def varied(changes: dict[str, Any]) -> str:
    """Return the settings with changes, as TOML; a key that is not there is an error."""
    settings = tomllib.loads(_SETTINGS.read_text(encoding="utf-8"))
    for table, value in changes.items():
        if table not in settings:
            raise SystemExit(f"{table}: no such setting in {_SETTINGS.name}")
        if isinstance(value, dict):
            unknown = set(value) - set(settings[table])
            if unknown:
                raise SystemExit(f"{table}.{min(unknown)}: no such setting in {_SETTINGS.name}")
            settings[table] |= value
        else:
            settings[table] = value
    plain = [f"{key} = {json.dumps(value)}" for key, value in settings.items() if not isinstance(value, dict)]
    tables = [
        "\n".join([f"[{key}]", *(f"{k} = {json.dumps(v)}" for k, v in value.items())])
        for key, value in settings.items()
        if isinstance(value, dict)
    ]
    return "\n".join([*plain, *tables]) + "\n"


def _trained(name: str, changes: dict[str, Any], options: argparse.Namespace) -> None:
    folder = options.out / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "varied.toml").write_text(varied(changes), encoding="utf-8")
    shutil.copy(options.out / "lists.tsv", folder)
    command = [
        sys.executable,
        "-m",
        "training.train",
        "--data",
        options.data,
        "--backbone",
        options.backbone,
        "--out",
        folder,
    ]
    with (folder / "log.txt").open("w", encoding="utf-8") as log:
        done = subprocess.run([*map(str, command), "--settings", folder / "varied.toml"], stderr=log, check=False)
    print(f"{name}: {'done' if done.returncode == 0 else f'failed, see {folder}/log.txt'}", file=sys.stderr, flush=True)


def table(runs: Path, names: list[str]) -> Iterator[str]:
    """Yield the lines of a Markdown table of the last figures of each run."""
    yield "| variation | " + " | ".join(FIGURES) + " |"
    yield "|---" * (len(FIGURES) + 1) + "|"
    for name in names:
        curve = runs / name / "curve.jsonl"
        if curve.is_file():
            last = json.loads(curve.read_text(encoding="utf-8").splitlines()[-1])
            yield f"| {name} | " + " | ".join(str(last.get(figure, "")) for figure in FIGURES) + " |"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("variations", type=Path)
    for name in ("data", "backbone", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=1, help="runs at a time")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    variations = tomllib.loads(options.variations.read_text(encoding="utf-8"))
    lists.kept(options.out / "lists.tsv")
    with ThreadPoolExecutor(options.jobs) as pool:
        list(pool.map(lambda one: _trained(one[0], one[1], options), variations.items()))
    lines = list(table(options.out, list(variations)))
    (options.out / "comparison.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
