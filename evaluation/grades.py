"""
Fit what each sign of factuality weighs to readers' judgements, and write lexicons/en/status/grades.tsv.

    python -m evaluation.grades [--every 1]

Ridge regression over the signs of herodotus.events.grading on the training part of UDS-IH2 (Decomp; CC BY-SA 4.0, so is the
table). Run it again when the rules of status or the reader have changed.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from evaluation.sets import corpora
from herodotus import events, lexicons, mentions, reading, statements
from herodotus.model import Span
from herodotus.reading import Source

TABLE = lexicons.loader.HOME / "en" / "status" / "grades.tsv"
LEAST_SEEN, STIFFNESS, LEAST_WEIGHT = 8, 20.0, 0.04
HEADER = """# What each sign weighs in how far a deed is told as having happened (-3 … 3). Fitted by evaluation/grades.py to UDS-IH2
# (White et al., decomp.io; readers' judgements on UD English EWT), training part. CC BY-SA 4.0.
sign\tweight
"""
Judged = tuple[float, frozenset[str]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit the weights and write the table."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.grades", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take every n-th sentence only")
    every = parser.parse_args(arguments).every
    lines = (corpora() / "data/factuality/uds_ih2.train.jsonl").read_text(encoding="utf-8").splitlines()[::every]
    seen = [one for line in lines for one in _judged(json.loads(line))]
    weights = fitted(seen)
    rows = "".join(f"{sign}\t{weight:.2f}\n" for sign, weight in sorted(weights.items()))
    TABLE.write_text(HEADER + rows, encoding="utf-8")
    print(f"{len(seen)} judgements, {len(weights)} signs")


def _judged(row: dict[str, Any]) -> Iterator[Judged]:
    """Yield the judgement of each event of a sentence with the signs around it."""
    read = reading.read(Source.of_text(row["text"]), reader=reading.default_reader())
    cast = mentions.resolve(read)
    asked = {Span(event["start"], event["end"]): float(event["factuality"]) for event in row["events"]}
    for span, signs in events.signs_of(read, cast, statements.find(read, cast), tuple(asked)).items():
        yield asked[span], signs


def fitted(seen: Sequence[Judged]) -> dict[str, float]:
    """Return the weight of each sign that is common enough and weighs enough."""
    counted = Counter(sign for _, signs in seen for sign in signs)
    names = sorted(sign for sign, count in counted.items() if count >= LEAST_SEEN)
    at = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(seen), len(names) + 1))
    table[:, -1] = 1
    for number, (_, signs) in enumerate(seen):
        table[number, [at[sign] for sign in signs if sign in at]] = 1
    stiff = np.eye(len(names) + 1) * STIFFNESS
    stiff[-1, -1] = 0
    solved = np.linalg.solve(table.T @ table + stiff, table.T @ np.array([value for value, _ in seen]))
    found = {name: float(solved[number]) for name, number in at.items() if abs(solved[number]) >= LEAST_WEIGHT}
    return {**found, "always": float(solved[-1])}


if __name__ == "__main__":
    main()
