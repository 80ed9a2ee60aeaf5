"""
A sample of each table of facts, for somebody to check against other sources: ``python -m evaluation.knowledge --seed 1 --rows 15``.

What a machine can check (sources, codes, days in order, names that two share) stands in ``tests/lexicons/test_tables.py`` and
holds for every row. A sample is drawn anew for each seed, and the same for the same seed. What is found wrong goes into
``lexicons/en/actors/corrections.tsv``, with the reason; what was looked at, into ``docs/2-mentions.md``.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping

from herodotus import lexicons
from herodotus.mentions.corrections import corrected

ACTORS = (
    "leaders",
    "officials",
    "organisations",
    "armed_groups",
    "agents",
    "legislatures",
    "metonyms",
    "national_bodies",
    "outlets",
)
PLACES = ("divisions", "regions", "wide", "shires", "counties")


def sample(table: str, *, seed: int, rows: int) -> list[Mapping[str, str]]:
    """Return rows drawn from a table as it is used, in their order there."""
    folder, _, name = table.partition("/")
    found = list(corrected(name) if folder == "actors" else lexicons.load().table(table))
    drawn = random.Random(f"{seed} {table}").sample(range(len(found)), min(rows, len(found)))
    return [found[number] for number in sorted(drawn)]


def lines(*, seed: int, rows: int) -> Iterator[str]:
    """Yield each table's name and its sample, a row a line."""
    for table in (*(f"actors/{name}" for name in ACTORS), *(f"places/{name}" for name in PLACES)):
        yield f"\n{table}"
        for row in sample(table, seed=seed, rows=rows):
            yield "  " + " | ".join(value for value in row.values())


def main() -> None:
    """Print the samples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=int, default=15)
    options = parser.parse_args()
    for line in lines(seed=options.seed, rows=options.rows):
        print(line)


if __name__ == "__main__":
    main()
