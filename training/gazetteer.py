"""
Derive the tables of places that ship beside the city gazetteer: ``python -m training.gazetteer --data CORPORA``.

First-level divisions are GeoNames' (CC BY 4.0); regions, waters and bases are hand-written.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

HOME = Path(__file__).parent.parent / "src" / "herodotus" / "lexicons" / "en" / "places"
Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def divisions(data: Path) -> Iterator[Row]:
    """Yield one row a first-level division that has a point."""
    for row in rows(data / "admin1.csv"):
        if row["lat"]:
            yield {
                "iso2": row["iso2"], "admin1": row["admin1"], "name": row["name"], "other_names": _other(row),
                "lat": row["lat"], "lon": row["lon"], "population": row["population"], "geonameid": row["geonameid"],
            }  # fmt: skip


def _other(row: Row) -> str:
    return row["ascii_name"] if row["ascii_name"] != row["name"] else ""


def regions(data: Path) -> Iterator[Row]:
    """Yield named regions, waters, bases and camps that the city files lack."""
    for row in rows(data / "regions.csv"):
        yield {key: row[key] for key in ("name", "aliases", "iso2", "lat", "lon", "kind", "source")}


def write(name: str, found: Iterator[Row], *, head: str) -> None:
    """Write a table."""
    listed = list(found)
    with (HOME / f"{name}.tsv").open("w", encoding="utf-8", newline="") as out:
        out.write(f"# {head} Made by training/gazetteer.py: mend that, not this.\n")
        out.write("\t".join(listed[0]) + "\n")
        out.writelines("\t".join(" ".join(value.split()) for value in row.values()) + "\n" for row in listed)


def main() -> None:
    """Write both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with knowledge/")
    data = parser.parse_args().data / "knowledge"
    write("divisions", divisions(data), head="First-level divisions (GeoNames, CC BY 4.0).")
    write("regions", regions(data), head="Regions, waters, bases and camps.")


if __name__ == "__main__":
    main()
