"""
Say what a change newly finds, loses and alters over the development reports, with the sentence and the rule of each.

    python -m evaluation.diff [--base REV] [--show 10] [--kind event|statement|link]

The base is checked out into a temporary folder and read with its own code. Accounts are kept in the user's cache as
long as the code and the lexicons that made them stay the same.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from evaluation.accounts import PACKAGE, ROOT, Account, accounts_of
from evaluation.comparing import GROUPS, Change, Thing, compare, sentence_around

KINDS = ("event", "statement", "link")


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare this tree with a revision and print the differences."""
    options = _parser().parse_args(arguments)
    with checked_out(options.base) as base:
        before = accounts_of(base)
    changes = list(_changes(before, accounts_of(ROOT)))
    print(f"{len(before)} reports, this tree against {options.base}")
    for line in told(changes, kinds=options.kind or KINDS, show=options.show):
        print(line)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation.diff", description=__doc__)
    parser.add_argument("--base", default="HEAD", help="the revision to compare with")
    parser.add_argument("--show", type=int, default=10, help="how many of each to print")
    parser.add_argument("--kind", choices=KINDS, action="append", help="only these")
    return parser


@contextmanager
def checked_out(revision: str) -> Iterator[Path]:
    """Give a folder that holds a revision of the project, and take it away again."""
    with tempfile.TemporaryDirectory(prefix="herodotus-base-") as folder:
        tree = Path(folder) / "tree"
        tree.mkdir()
        packed = _git("archive", "--format=tar", revision, "src")
        subprocess.run(["tar", "-x", "-C", str(tree)], input=packed, check=True)
        _lend_weights(tree)
        yield tree


def _lend_weights(tree: Path) -> None:
    """Give a revision without the reader's weights those of this tree: they may be newer than the revision."""
    weights = PACKAGE / "reading" / "weights"
    if not any((tree / weights).glob("*.onnx")):
        shutil.copytree(ROOT / weights, tree / weights, dirs_exist_ok=True)


def _git(*words: str) -> bytes:
    done = subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"git {' '.join(words)}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def _changes(before: dict[str, Account], after: dict[str, Account]) -> Iterator[Change]:
    for report, account in after.items():
        if report in before:
            yield from compare(before[report], account)


def told(changes: Sequence[Change], *, kinds: Sequence[str], show: int) -> Iterator[str]:
    """Yield the lines that tell the changes: counts, then examples of each kind and group."""
    for kind in kinds:
        of_kind = [change for change in changes if _thing(change).kind == kind]
        for name, belongs in GROUPS:
            group = [change for change in of_kind if belongs(change)]
            yield f"\n== {kind}s {name}: {len(group)}"
            for change in _spread(group, show):
                yield from _lines(change)


def _thing(change: Change) -> Thing:
    found = change.after or change.before
    if found is None:
        raise ValueError("a change has a before or an after")
    return found


def _spread(changes: Sequence[Change], show: int) -> list[Change]:
    """Return as many changes as asked for, evenly over all of them, so that no single report fills the list."""
    if len(changes) <= show:
        return list(changes)
    return [changes[number * len(changes) // show] for number in range(show)]


def _lines(change: Change) -> Iterator[str]:
    thing = _thing(change)
    yield f"- [{change.report[:12]}] {sentence_around(change.text, thing.spans[0]) if thing.spans else ''}"
    yield f"    {', '.join(thing.rules) or 'no rule named'}: {'; '.join(_differences(change))}"


def _differences(change: Change) -> Iterator[str]:
    if change.before is None or change.after is None:
        yield from (f"{name} {value}" for name, value in _thing(change).fields if value not in ("", "–"))
        return
    before = dict(change.before.fields)
    for name, value in change.after.fields:
        if before[name] != value:
            yield f"{name} {before[name]} → {value}"


if __name__ == "__main__":
    sys.exit(main())
