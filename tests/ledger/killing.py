"""
Kill a reader at random moments: ``python -m tests.ledger.killing URL [--kills 200] [--reports 2000] [--seed 1]``.

A child process keeps report after report through the ledger's own code, as ``read --resume`` does: what is there is left out. It is
killed (SIGKILL) at a random moment, again and again; then one child may finish. Everything must be there once, and whole.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import time

from herodotus.ledger import health, open_ledger
from tests.ledger.makers import many


def keep(url: str, reports: int, *, on: bool) -> None:
    """Keep what is not there yet, one report a transaction; then ``on`` with the same again, as if nobody had looked."""
    with open_ledger(url) as ledger:
        there = {one.report for one in ledger.reports()}
        for account, raw in many(reports):
            if account.report.id not in there:
                ledger.add(account, raw=raw)
        while on:
            for account, raw in many(reports):
                ledger.add(account, raw=raw)


def life(url: str, reports: int, seconds: float | None) -> bool:
    """Let a child keep reports for so many seconds, or to the end; say whether it was killed."""
    child = os.fork()
    if child == 0:
        keep(url, reports, on=seconds is not None)
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def problems(url: str, reports: int) -> list[str]:
    """Return what was lost, doubled or damaged."""
    wanted = {account.report.id: (account, raw) for account, raw in many(reports)}
    with open_ledger(url) as ledger:
        there = [one.report for one in ledger.reports()]
        found = [f"{len(set(wanted) - set(there))} lost"] if set(wanted) - set(there) else []
        found += [f"{len(there) - len(set(there))} doubled"] if len(there) > len(set(there)) else []
        found += [one for one in there if (ledger.get(one), ledger.raw(one)) != wanted[one]]
        counts = health.status(ledger).counts
        found += [f"{name}: {counts[name]}" for name in ("report", "account", "event") if counts[name] != reports]
        return found + [f"{one.name}: {one.words}" for one in health.verify(ledger) if not one.sound]


def main() -> int:
    """Run from the command line; 1 where something was lost, doubled or damaged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance, killed, counts = random.Random(options.seed), 0, []
    began = time.perf_counter()
    life(options.url, 20, None)
    longest = 0.02 + (time.perf_counter() - began) / 20 * options.reports / options.kills
    for _ in range(options.kills):
        killed += life(options.url, options.reports, chance.uniform(0, longest))
        with open_ledger(options.url) as ledger:
            counts.append(sum(1 for _ in ledger.reports()))
    life(options.url, options.reports, None)
    found = problems(options.url, options.reports)
    found += ["a report that was kept was gone later"] if counts != sorted(counts) else []
    found += [f"killed {killed} times, not {options.kills}"] if killed < options.kills else []
    told = "\n".join(found) or f"{options.reports} reports, each once and whole"
    sys.stdout.write(f"killed {killed} times, {len(set(counts))} times after new reports\n{told}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
