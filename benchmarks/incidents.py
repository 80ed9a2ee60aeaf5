"""
What one more report costs as a ledger grows ten times: ``python -m benchmarks.incidents [--reports 400] [--new 34] [--longer]``.

The reports are the shipped ones told anew, each crisis with names and long words of its own, as other stories have, and moved to
other days, spread over six years. The ledger is filled and compared, some new crises are added and their comparison timed; then the
same with ten times as many: ten times as many a month, or with ``--longer`` as many a month over ten times as long.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.ledger import _named as named
from benchmarks.ledger import retold, shipped
from herodotus import contract
from herodotus.ledger import Ledger, comparing, keeping, open_ledger
from herodotus.model import Account

DAYS = 2200
SHARE = 0.67
_DAY = re.compile(r"\b2026-\d\d-\d\d")


def moved(account: Account, days: int) -> Account:
    """Return an account with every day in it moved, that of its report too."""

    def later(found: re.Match[str]) -> str:
        return str(dt.date.fromisoformat(found[0]) - dt.timedelta(days=days))

    return contract.from_json(json.loads(_DAY.sub(later, contract.dumps(account))))


def reworded(account: Account, way: int) -> Account:
    """Return an account with two in three of its long words changed for others of the same length."""
    schema = set(re.findall(r"[a-z]+", json.dumps(contract.schema()).lower()))
    words = sorted(set(re.findall(r"\b[a-z]{7,}\b", account.report.text)) - schema)
    chosen = [word for word in words if random.Random(f"{word}{way}").random() < SHARE]
    if not chosen:
        return account
    pattern = re.compile(r"\b(" + "|".join(chosen) + r")\b")
    return contract.from_json(
        json.loads(pattern.sub(lambda found: named(found[0], way).lower(), contract.dumps(account)))
    )


def crises(own: list[Account], first: int, within: int = DAYS) -> Iterator[Account]:
    """Yield the reports of one crisis after another, each with names of its own and days of its own within so many."""
    way = first
    while True:
        days = random.Random(way).randrange(within)
        for account in own:
            told = moved(reworded(retold(account, way), way), days)
            report = replace(told.report, id=f"{way:08x}{account.report.id[8:]}", title=None)
            yield replace(told, report=report)
        way += 1


def grown(ledger: Ledger, own: list[Account], count: int, first: int, within: int) -> None:
    """Keep and compare so many reports."""
    found = crises(own, first, within)
    ledger.add_many([(next(found), None) for _ in range(count)])
    comparing.bring_up_to_date(ledger)


def cost(ledger: Ledger, own: list[Account], count: int, first: int, within: int) -> list[float]:
    """Return the milliseconds of processor that comparing each of so many new reports takes."""
    found = crises(own, first, within)
    new = [next(found) for _ in range(count)]
    ledger.add_many([(account, None) for account in new])
    spent = []
    for account in new:
        with ledger.writing() as db:
            n = keeping.number_of(db, account.report.id)
            began = time.process_time()
            comparing.compare(db, n)
            spent.append(1000 * (time.process_time() - began))
    return spent


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--new", type=int, default=34)
    parser.add_argument("--longer", action="store_true", help="ten times as many reports cover ten times as long")
    options = parser.parse_args()
    own, means = shipped(), []
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "l.db") as ledger:
        for count, first in ((options.reports, 1_000), (9 * options.reports, 2_000)):
            within = DAYS // 10 if options.longer and not means else DAYS
            grown(ledger, own, count, first, within)
            spent = cost(ledger, own, options.new, first + 900_000, within)
            means.append(statistics.mean(spent))
            print(f"{sum(1 for _ in ledger.reports()):6,} reports: one more costs {means[-1]:.1f} ms of processor, "
                  f"median {statistics.median(spent):.1f}, most {max(spent):.1f}", flush=True)  # fmt: skip
    print(f"growth {means[1] / means[0]:.2f} as the ledger grows ten times")


if __name__ == "__main__":
    main()
