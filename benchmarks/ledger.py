"""
A large ledger: ``python -m benchmarks.ledger [--accounts 100000] [--at FILE-OR-URL] [--compared 500]``.

The accounts are those of the shipped reports (about 290 words each), told anew 60 ways: names changed for others of the same
length, so that every span still holds; each under a title, day and publisher of its own. Measured are the rate of keeping them
(50 in a transaction, one process), the size of an account with all its flat rows and indexes, searches of several kinds, and the
matrix of one incident. Rates are told by the clock on the wall and by processor time, because machines are shared.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import hashlib
import json
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import herodotus
from herodotus import contract
from herodotus.ledger import Ledger, comparing, health, incidents, keeping, open_ledger, searching, tables
from herodotus.ledger.searching import Query
from herodotus.model import Account

WAYS = 60
BATCH = 50
_KEPT = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September October "
    "November December There These Those After Before While When Where What With From They Their This That Then"
)
_SYLLABLES = [f"{c}{v}" for c in "bdfgklmnprstvz" for v in "aeiou"]
QUERIES = (
    Query("harbour"), Query("raid", type="ASSAULT"), Query('"prime minister"'), Query("harbour NEAR/5 office"),
    Query("shell*", status="happened"), Query(act="deny"), Query(act="accuse", since="2024-03-01", until="2024-03-31"),
    Query("killed", since="2023-01-01", until="2023-12-31"), Query(status="alleged", publisher="Outlet 7"),
    Query("ceasefire", by="Norland"), Query("talks", type="CONSULT", status="planned"), Query(type="PROTEST"),
)  # fmt: skip


def shipped() -> list[Account]:
    """Return the accounts of the shipped reports."""
    folder = Path(str(files("herodotus") / "samples"))
    return [herodotus.read(path) for path in sorted(folder.glob("*.txt"))]


def retold(account: Account, way: int) -> Account:
    """Return an account with its names changed for others of the same length."""
    names = sorted(set(re.findall(r"\b[A-Z][a-z]{3,}\b", account.report.text)) - set(_KEPT.split()))
    if way == 0 or not names:
        return account
    new = {name: _named(name, way) for name in names}
    pattern = re.compile(r"\b(" + "|".join(names) + r")\b")
    return contract.from_json(json.loads(pattern.sub(lambda found: new[found[0]], contract.dumps(account))))


def _named(name: str, way: int) -> str:
    chance = random.Random(f"{name}{way}")
    return "".join(chance.choice(_SYLLABLES) for _ in name)[: len(name)].capitalize()


def many(count: int) -> Iterator[tuple[Account, bytes]]:
    """Yield so many accounts, each of another report, with its bytes."""
    own = shipped()
    told = [retold(account, way) for way in range(WAYS) for account in own]
    gc.freeze()  # these many thousand objects are the benchmark's, not the ledger's: nobody else would walk over them
    for n in range(count):
        account = told[n % len(told)]
        day = dt.date(2020, 1, 1) + dt.timedelta(days=(n * 7919) % 2200)
        report = replace(
            account.report, id=hashlib.sha256(f"{n}".encode()).hexdigest(), title=f"{account.report.title} {_named('Title', n)}",
            publisher=f"Outlet {n % 43}", url=f"https://outlet{n % 43}.example/{n}", published=day,
        )  # fmt: skip
        yield replace(account, report=report), f"{account.report.text}\n{n}".encode()


def fill(ledger: Ledger, count: int) -> list[tuple[float, float]]:
    """Keep so many accounts; return seconds by the wall and of the processor for each tenth of them."""
    spent, tenths = [0.0, 0.0], []
    batch: list[tuple[Account, bytes | None]] = []
    for n, pair in enumerate(many(count), 1):
        batch.append(pair)
        if len(batch) == BATCH or n == count:
            wall, own = time.perf_counter(), time.process_time()
            ledger.add_many(batch)
            spent[0] += time.perf_counter() - wall
            spent[1] += time.process_time() - own
            batch = []
        if n % max(count // 10, 1) == 0:
            tenths.append((spent[0], spent[1]))
            print(f"  {n:,} kept, {n / spent[0]:.0f}/s by the wall, {n / spent[1]:.0f}/s of the processor", flush=True)
    return tenths


def timed(work: Callable[[], object], times: int) -> list[tuple[float, float]]:
    """Return the milliseconds of so many runs, by the wall and of the processor."""
    found = []
    for _ in range(times):
        wall, own = time.perf_counter(), time.process_time()
        work()
        found.append((1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - own)))
    return found


def told(found: list[tuple[float, float]]) -> str:
    """Return the median and the 95th percentile of runs in words."""
    parts = []
    for name, column in zip(("wall", "processor"), zip(*found, strict=True), strict=True):
        parts.append(f"{name} p50 {statistics.median(column):.0f}, p95 {statistics.quantiles(column, n=20)[-1]:.0f} ms")
    return "; ".join(parts)


def searches(ledger: Ledger) -> None:
    """Ask every query some times; print each median and the 95th percentile of all."""
    every: list[tuple[float, float]] = []
    for query in QUERIES:
        with ledger.reading() as db:
            hits = len(searching.find(db, query))
            took = timed(lambda: searching.find(db, query), 10)  # noqa: B023
        every += took
        print(f"  {statistics.median(own for _, own in took):8.1f} ms  {hits:3} hits  {query.line()}")
    print(f"search: {told(every)}")


def matrix(ledger: Ledger, compared: int) -> None:
    """Add the shipped reports as they are, compare them and some others, and lay one incident's accounts side by side."""
    crisis = shipped()
    ledger.add_many([(account, None) for account in crisis])
    with ledger.writing() as db:
        own = list(keeping.numbers(db, [account.report.id for account in crisis]).values())
        began = time.perf_counter()
        for n in [*range(1, compared + 1), *own]:
            comparing.compare(db, n)
        each = (time.perf_counter() - began) / (compared + len(own))
    with ledger.reading() as db:
        largest = incidents.listed(db)[0]
        one = incidents.get(db, largest.id)
        took = timed(lambda: incidents.matrix(db, incidents.get(db, largest.id)), 10)
    print(f"comparing {1000 * each:.0f} ms a report; the matrix of {one.id} ({largest.reports} reports): {told(took)}")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--at", help="a file or URL; one that has accounts is measured as it is")
    parser.add_argument("--compared", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_ledger(options.at or f"{folder}/ledger.db") as ledger:
        if not health.status(ledger).counts[tables.account.name]:
            tenths = fill(ledger, options.accounts)
            last = [after - before for before, after in zip(tenths[-2], tenths[-1], strict=True)]
            tenth = options.accounts // 10
            print(f"kept {options.accounts / tenths[-1][0]:.0f}/s by the wall, {options.accounts / tenths[-1][1]:.0f}/s of the "
                  f"processor; the last tenth {tenth / last[0]:.0f}/s and {tenth / last[1]:.0f}/s")  # fmt: skip
        found = health.status(ledger)
        print(f"{found.bytes / found.counts['account'] / 1000:.1f} kB an account ({found.counts['account']:,} of them)")
        searches(ledger)
        matrix(ledger, options.compared)


if __name__ == "__main__":
    main()
