"""
Count how often events were right, by the way they were read and by the rule that gave them their kind.

    python -m evaluation.precision [--write] [--check]

--write  put the figures into ``lexicons/en/events/measured.tsv``, from which events take their ``confidence``
--check  say whether the figures put events in order: counted on half of the documents, tried on the other half, 200 times over

``whole`` is right in every part, counted for the four ways of ``events.sureness``; ``kind`` is the PLOVER type alone, counted for
each rule that was judged ten times or more.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import mean

from evaluation.accounts import PACKAGE, ROOT
from evaluation.judging import Judged, What, judged
from herodotus import reading
from herodotus.events.sureness import ENOUGH

FILE = ROOT / PACKAGE / "lexicons" / "en" / "events" / "measured.tsv"
HEAD = """\
# How often events were right, made by `python -m evaluation.precision --write`; decision 14 says what right means.
# judged whole: kind, doer, target and who tells it how, of events read in one way.
# judged kind: the PLOVER type alone, by the rule that gave it.
"""
COLUMNS = ("rule", "judged", "right", "of", "sets")
HALVES = 200
NO_CORPORA = 2


@dataclass(slots=True)
class Tally:
    """How many of how many were right, in each set."""

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)

    def add(self, one: Judged) -> None:
        """Count one event."""
        self.of[one.set] += 1
        self.right[one.set] += one.right

    @property
    def share(self) -> float | None:
        """The share that was right in all sets together, or None where too few were judged."""
        return self.right.total() / self.of.total() if self.of.total() >= ENOUGH else None

    def cells(self) -> tuple[str, str, str]:
        """Return right, of, and both in each set, as the table has them."""
        sets = "; ".join(f"{name} {self.right[name]}/{self.of[name]}" for name in self.of)
        return str(self.right.total()), str(self.of.total()), sets


def main(arguments: Sequence[str] | None = None) -> int:
    """Count, print the table, and write it or try it where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.precision", description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    try:
        found = list(judged(reading.default_reader()))
    except FileNotFoundError as missing:
        print(f"{missing.filename}: no such set. HERODOTUS_CORPORA names the folder that holds data/ and tools/.")
        return NO_CORPORA
    table = "\n".join("\t".join(row) for row in rows(found)) + "\n"
    print(table)
    if options.write:
        FILE.write_text(HEAD + table, encoding="utf-8")
    for line in checked(found) if options.check else ():
        print(line)
    return 0


def rows(found: Sequence[Judged]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table: its header, the ways, then every rule that was judged often enough."""
    yield COLUMNS
    for what in ("whole", "kind"):
        counted = tallied(one for one in found if one.what == what)
        yield from ((name, what, *counted[name].cells()) for name in sorted(counted) if counted[name].share is not None)


def tallied(found: Iterator[Judged] | Sequence[Judged]) -> dict[str, Tally]:
    """Return the counts by way or rule."""
    counted: dict[str, Tally] = defaultdict(Tally)
    for one in found:
        for name in one.names:
            counted[name].add(one)
    return dict(counted)


# --- does it put events in order? ------------------------------------------------------------------------------------------

_TRIED: Sequence[tuple[str, What, Sequence[str], What, Sequence[str]]] = (
    ("ways, whole reports", "whole", ["accounts_gold"], "whole", ["accounts_gold"]),
    ("ways counted on whole reports, tried on sentences", "whole", ["accounts_gold"], "parties", ["plover_gsr"]),
    ("rules, kind in all sets", "kind", [], "kind", []),
    ("rules counted in all sets, tried on whole reports", "kind", [], "kind", ["accounts_gold"]),
)
"""What is counted, where (nowhere named: everywhere), and what it is tried on."""


def checked(found: Sequence[Judged]) -> Iterator[str]:
    """Yield how well each kind of figure puts events in order that it was not counted on."""
    yield "counted on half of the documents, tried on the other: right in the lowest quarter, in the highest, and the chance that"
    yield "of one that is right and one that is not, the right one stands higher"
    for words, what, counted, then, tried in _TRIED:
        first = [one for one in found if one.what == what and (not counted or one.set in counted)]
        second = [one for one in found if one.what == then and (not tried or one.set in tried)]
        apart = bool(counted) and not set(counted) & set(tried)
        yield f"  {words}: {ordering(first, second, apart=apart)}"


@dataclass(frozen=True, slots=True)
class Ordering:
    """How figures order events: shares that are right in the lowest and highest quarter, in all, and of pairs put right."""

    lowest: float
    highest: float
    all: float
    pairs: float
    without: float

    def __str__(self) -> str:
        quarters = f"{self.lowest:.2f} … {self.highest:.2f} (all {self.all:.2f})"
        return f"{quarters}, {self.pairs:.2f}; without a figure {self.without:.0%}"


def ordering(counted: Sequence[Judged], tried: Sequence[Judged], *, apart: bool = False) -> Ordering:
    """Return how figures counted on half of the documents order the events of the other half, the mean of many halves."""
    documents = sorted({(one.set, one.document) for one in tried})
    found = []
    for number in range(HALVES):
        half = set(random.Random(number).sample(documents, len(documents) // 2))
        shares = tallied([one for one in counted if apart or (one.set, one.document) not in half])
        found.append(_ordering(shares, [one for one in tried if (one.set, one.document) in half], number))
    names = ("lowest", "highest", "all", "pairs", "without")
    return Ordering(*(mean(getattr(one, name) for one in found) for name in names))


def _ordering(shares: Mapping[str, Tally], tried: list[Judged], number: int) -> Ordering:
    random.Random(number).shuffle(tried)  # of equals, any one comes first
    scored = [(_share(shares, one), one.right) for one in tried]
    known = sorted([(share, right) for share, right in scored if share is not None], key=lambda pair: pair[0])
    rights = [right for _, right in known]
    quarter = max(len(known) // 4, 1)
    return Ordering(
        mean(rights[:quarter] or [0]), mean(rights[-quarter:] or [0]), mean(rights or [0]), _pairs(known),
        1 - len(known) / len(scored),
    )  # fmt: skip


def _share(shares: Mapping[str, Tally], one: Judged) -> float | None:
    """Return the figure an event has: that of its way or rule; of a cue that was judged too seldom, of its act."""
    known = (shares[name].share for name in one.names if name in shares)
    return next((share for share in known if share is not None), None)


def _pairs(known: Sequence[tuple[float, bool]]) -> float:
    """
    Return of all pairs of a right and a wrong one the share in which the right one stands higher; of equals half.

    >>> _pairs([(0.2, False), (0.5, True), (0.5, False), (0.9, True)])
    0.875
    """
    right, wrong = (
        [share for share, is_right in known if is_right],
        [share for share, is_right in known if not is_right],
    )
    if not right or not wrong:
        return 0.5
    return sum((a > b) + 0.5 * (a == b) for a in right for b in wrong) / (len(right) * len(wrong))


if __name__ == "__main__":
    sys.exit(main())
