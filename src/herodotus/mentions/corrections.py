"""Tables made from sources, with what is known to be wrong in them mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from herodotus import lexicons
from herodotus.lexicons import Row


def corrected(table: str) -> Iterator[Row]:
    """
    Yield the rows of a table of actors as ``actors/corrections.tsv`` mends them: some changed, some left out.

    >>> "Ernst Stavro Blofeld" in {row["name"] for row in corrected("armed_groups")}
    False
    """
    for row in lexicons.load().table(f"actors/{table}"):
        found: Row | None = row
        for correction in _for(table).get(_key(row), ()):
            found = _mended(row, correction) if correction["from"] in ("", row.get("from", "")) else found
        if found is not None:
            yield found


def _key(row: Row) -> tuple[str, str]:
    return row.get("name", ""), row.get("country", row.get("iso3", ""))


def _mended(row: Row, correction: Row) -> Row | None:
    """Return a row as a correction has it; None where it leaves the fact out."""
    column, value = correction["column"], correction["value"]
    return MappingProxyType({**row, column: value}) if column else None


@cache
def _for(table: str) -> Mapping[tuple[str, str], tuple[Row, ...]]:
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in lexicons.load().table("actors/corrections"):
        if row["table"] == table:
            found[row["name"], row["country"]].append(row)
    return {key: tuple(rows) for key, rows in found.items()}


@cache
def no_names(state: str) -> frozenset[str]:
    """
    Return what the states table calls another name of a state and is none.

    >>> sorted(no_names("CIV"))[-1]
    "te d'Ivoire"
    """
    rows = lexicons.load().table("actors/corrections")
    return frozenset(row["name"] for row in rows if row["column"] == "other_names" and row["country"] == state)
