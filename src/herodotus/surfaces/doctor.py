"""Is everything here and sound? Versions, hashes, database, threads, disk, and a report read to the end."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from herodotus._version import __version__
from herodotus.errors import HerodotusError

_SELF_TEST = (
    "Merania denied on Monday that it had shelled the harbour of Port Elise. “We fired no shot,” its envoy said."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, and whether it is as it should be."""

    name: str
    words: str
    sound: bool = True


def findings() -> Iterator[Finding]:
    """Yield what was found, one thing at a time."""
    yield Finding("version", f"herodotus {__version__}, Python {platform.python_version()}, {platform.machine()}")
    yield _reader()
    yield _lexicons()
    yield _database()
    yield Finding("threads", f"{os.cpu_count()} cores; the reader uses one unless told otherwise")
    free = shutil.disk_usage(Path.cwd()).free
    yield Finding("disk", f"{free / 1e9:.1f} GB free here", sound=free > 100_000_000)
    yield _self_test()


def _reader() -> Finding:
    from herodotus import reading

    try:
        return Finding("reader", reading.default_reader().id)
    except HerodotusError as error:
        return Finding("reader", str(error), sound=False)


def _lexicons() -> Finding:
    from herodotus import lexicons

    try:
        lex = lexicons.load()
    except HerodotusError as error:
        return Finding("lexicons", str(error), sound=False)
    return Finding(
        "lexicons", f"{lex.hash[:23]}…  {len(lex.cues)} cues, {len(lex.events)} events, {len(lex.signals)} signals"
    )


def _database() -> Finding:
    with sqlite3.connect(":memory:") as db:
        options = {row[0] for row in db.execute("PRAGMA compile_options")}
    full_text = any("FTS5" in option for option in options)
    return Finding("sqlite", f"{sqlite3.sqlite_version}{', FTS5' if full_text else ', no FTS5'}", sound=full_text)


def _self_test() -> Finding:
    import herodotus

    try:
        account = herodotus.read(_SELF_TEST, published="2026-03-11")
    except HerodotusError as error:
        return Finding("self-test", str(error), sound=False)
    acts = [statement.act for statement in account.statements]
    return Finding("self-test", f"read a denial: {', '.join(acts)}", sound="deny" in acts)
