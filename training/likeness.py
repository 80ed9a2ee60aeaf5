"""
Weigh what speaks for two reports telling one story, and for two events being one: logistic regression on the training part of ECB+.

Run ``python -m training.likeness --data CORPORA/data`` (two minutes on one core). Each document is read as any report is, its
validated events are sketched from the account, and every pair that the ledger would compare is a case: right where the corpus puts
both into one cluster. Rows that were set by hand stay as they are; the corpus, with few dates and places, is fitted without them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from herodotus import lexicons, reading
from herodotus.accounts import likeness, profiles
from herodotus.accounts.sketches import Sketch
from herodotus.surfaces.predict import clusters

HOME = Path(lexicons.__file__).parent / "en" / "accounts" / "likeness.tsv"
WORDS = ("one word", "kin words")
"""One of these holds of every pair of events the corpus has, so that only their difference can be told apart from "any two"."""
PENALTY = 0.1
"""Ridge on every weight: just enough that one solution is the best."""
STEPS = 30
"""Steps of Newton's method; ten are enough."""
Floats = NDArray[np.float64]
Grounds = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """Two reports or two events: how much there is of each ground, and whether they are one."""

    grounds: Grounds
    one: bool


def fitted(cases: Sequence[Case], free: Sequence[str]) -> dict[str, float]:
    """Return the weights of some grounds: ridge logistic regression by Newton's method."""
    amounts = np.array([[case.grounds.get(name, 0.0) for name in free] for case in cases])
    one = np.array([case.one for case in cases], dtype=float)
    ridge = PENALTY * np.eye(len(free))
    weights: Floats = np.zeros(len(free))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(amounts @ weights)))
        slope = amounts.T @ (chance - one) + ridge @ weights
        bend = (amounts * (chance * (1 - chance))[:, None]).T @ amounts + ridge
        weights -= np.linalg.solve(bend, slope)
    return dict(zip(free, map(float, weights), strict=True))


def levelled(weights: Grounds) -> dict[str, float]:
    """
    Return the weights with what all pairs share laid on "any two".

    >>> levelled({"any two": -8.0, "one word": 6.0, "kin words": 5.0, "one place": 1.0})
    {'any two': -2.5, 'one word': 0.5, 'kin words': -0.5, 'one place': 1.0}
    """
    shared = sum(weights.get(name, 0.0) for name in WORDS) / len(WORDS)
    moved = {name: weights[name] - shared for name in WORDS if name in weights}
    return {**weights, **moved, "any two": weights["any two"] + shared}


def of_stories(rows: Sequence[clusters.Row]) -> Iterator[Case]:
    """Yield every two documents, one where the corpus has them tell one incident."""
    known = {row["id"]: (profiles.profile(row["text"]), row["incident"]) for row in rows}
    for a, b in combinations(sorted(known), 2):
        (one, incident), (other, its) = known[a], known[b]
        yield Case({**profiles.grounds(one, other), "any two": 1.0}, incident == its)


def of_events(rows: Sequence[clusters.Row], sketches: Sequence[Sketch]) -> Iterator[Case]:
    """Yield every two events that would be compared, one where the corpus has them in one cluster."""
    chains = {mention["id"]: mention["cluster"] for row in rows for mention in row["mentions"]}
    told = {row["id"]: profiles.profile(row["text"]) for row in rows}
    stories = {(a, b): likeness.story(told[a], told[b]) for a, b in combinations(sorted(told), 2)}
    for a, b in combinations(sorted(sketches, key=lambda sketch: sketch.ref), 2):
        story = stories.get((a.ref.report, b.ref.report), 0.0)
        words = likeness.alike_words(a, b) if story >= likeness.FAR else None
        if words is not None:
            found = {name: value for name, (value, _) in likeness.grounds(a, b, story, words).items() if value}
            yield Case(found, chains[a.ref.event] == chains[b.ref.event])


def weighed(of: str, cases: Sequence[Case]) -> Iterator[str]:
    """Yield the lines of one part of the table, the fitted ones anew."""
    rows = [row for row in lexicons.load().table("accounts/likeness") if row["of"] == of]
    weights = levelled(fitted(cases, [row["ground"] for row in rows if row["source"] == "fitted"]))
    print(f"{of}: {len(cases)} pairs, {sum(case.one for case in cases)} of them one")
    for row in rows:
        points = row["points"] if row["source"] == "hand" else f"{weights[row['ground']]:.2f}"
        yield "\t".join((of, row["ground"], points, row["source"], row["note"])).rstrip("\t")


def main() -> None:
    """Print the table with its points fitted anew, or put it in place of the one that ships."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with ecbplus/")
    parser.add_argument("--write", action="store_true", help="put the new points in the table")
    asked = parser.parse_args()
    path = asked.data / "ecbplus" / "train.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    reader = reading.default_reader()
    sketches = [sketch for row in rows for sketch in clusters.read(row, reader).sketches]
    lines = [*weighed("story", list(of_stories(rows))), *weighed("event", list(of_events(rows, sketches)))]
    print("\n".join(lines))
    if asked.write:
        head = HOME.read_text(encoding="utf-8").partition("\nof\t")[0]
        table = ["of\tground\tpoints\tsource\tnote", *lines]
        HOME.write_text(head + "".join(f"\n{line}" for line in table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
