"""Ways out of the ledger: each format a module with one function ``write``, named once, here."""

from __future__ import annotations

from collections.abc import Mapping

from herodotus.surfaces.export import accounts, brief, csv, geojson, parquet
from herodotus.surfaces.export.base import Exporter

FORMATS: Mapping[str, Exporter] = {
    "accounts": accounts.write, "event-reports": csv.write, "event-reports-parquet": parquet.write, "geojson": geojson.write,
    "brief": brief.write,
}  # fmt: skip
"""Every format by its name on the command line; the tests of exporters run over all of them."""
