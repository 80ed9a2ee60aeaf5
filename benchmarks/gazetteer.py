"""
What the gazetteer costs: ``python -m benchmarks.gazetteer [--lookups 20000]``.

Printed are the size of its file, the seconds to build it anew, to open it and answer once (the median of ``--times`` fresh
processes), the memory a process has resident more after opening and after so many look-ups of different names, and look-ups a
second. Wanted: open in under 0.3 s, under 60 MB.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from herodotus.mentions import gazetteer, tables

_PAGE = 4096


def resident() -> float:
    """Return the megabytes this process has resident (Linux)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE / 1e6


def measure(lookups: int) -> dict[str, float]:
    """Return what opening and looking up cost in this process, which has not opened it yet; the names' tables are loaded before."""
    tables.states()
    before, began = resident(), time.perf_counter()
    gazetteer.lookup("Marseille")
    opened, after = time.perf_counter() - began, resident()
    database = gazetteer._database()
    names = [row[0] for row in database.execute("SELECT DISTINCT key FROM place ORDER BY key LIMIT ?", (lookups,))]
    began = time.perf_counter()
    for name in names:
        gazetteer.lookup(name)
    took = time.perf_counter() - began
    return {"open": opened, "after opening": after - before, "after": resident() - before, "rate": len(names) / took}


def build() -> float:
    """Return the seconds it takes to build the file anew, in a scratch folder."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        gazetteer._build(Path(folder) / "gazetteer.sqlite")
        return time.perf_counter() - began


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lookups", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.lookups)))
        return
    gazetteer.lookup("Marseille")  # built now, if it never was
    command = [sys.executable, "-m", "benchmarks.gazetteer", "--measure", "--lookups", str(options.lookups)]
    runs = [
        json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        for _ in range(options.times)
    ]
    median = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
    print(f"the file                             {gazetteer._path().stat().st_size / 1e6:8.1f} MB")
    print(f"built anew in                        {build():8.1f} s")
    print(f"opened and asked once in             {median['open']:8.3f} s")
    print(f"resident more after opening          {median['after opening']:8.1f} MB")
    print(f"resident more after {options.lookups} look-ups   {median['after']:8.1f} MB")
    print(f"look-ups a second                    {median['rate']:8.0f}")


if __name__ == "__main__":
    main()
