"""
Measure on every development set, write the table, compare with the floors.

    python -m evaluation.gate [NAME…] [--update [--allow-regression]] [--jobs 2]

NAME is the beginning of a set's name, or a task ("events", "parse gum"); without one all sets are measured. Exit codes:
0 all floors hold, 6 a figure fell below its floor or a set could not be measured, 2 there are no corpora.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from evaluation import floors, table
from evaluation.scoring import Measured, measure
from evaluation.sets import HERE, DevSet, corpora, dev_sets
from evaluation.speed import words_a_second

BELOW, NO_CORPORA = 6, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate and return its exit code."""
    options = _parser().parse_args(arguments)
    if not (corpora() / "data").is_dir():
        print(f"No corpora at {corpora()}: set HERODOTUS_CORPORA to the folder that holds data/ and tools/.")
        return NO_CORPORA
    chosen = list(_chosen(dev_sets(), options.names))
    measured = list(_measured(chosen, jobs=options.jobs))
    if not options.names:
        _write(measured)
        _tell_speed()
    return _judged(measured, options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation.gate", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured now")
    parser.add_argument(
        "--allow-regression", action="store_true", help="with --update: lower floors too, and say which"
    )
    parser.add_argument("--jobs", type=int, default=2, help="sets measured at a time")
    return parser


def _chosen(sets: Iterable[DevSet], names: Sequence[str]) -> Iterator[DevSet]:
    for dev_set in sets:
        if not names or any(dev_set.name.startswith(name) or dev_set.task == name for name in names):
            yield dev_set


def _measured(sets: Sequence[DevSet], *, jobs: int) -> Iterator[Measured]:
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        for one in pool.map(measure, sets):
            figures = "  ".join(f"{name} {value}" for name, value in one.figures.items())
            print(f"{one.dev_set.name:22} {one.seconds:5.0f} s  {one.problem or figures}", flush=True)
            yield one


def _write(measured: Sequence[Measured], folder: Path = HERE) -> None:
    (folder / "report.md").write_text(table.markdown(measured, floors.read()), encoding="utf-8")
    (folder / "report.json").write_text(table.as_json(measured), encoding="utf-8")


def _tell_speed() -> None:
    found = words_a_second()
    if found is not None:
        print(f"{found[0]} words of news from text to account: {found[1]:.0f} words a second of one thread")


def _judged(measured: Sequence[Measured], options: argparse.Namespace) -> int:
    below = floors.fallen(measured, floors.read())
    for one in below:
        print(f"below its floor: {one.told()}")
    if options.update:
        floors.write(floors.raised(measured, floors.read(), allow_regression=options.allow_regression))
        if not options.names:
            _write(measured)
        below = [] if options.allow_regression else below
    return BELOW if below or any(one.problem for one in measured) else 0


if __name__ == "__main__":
    sys.exit(main())
