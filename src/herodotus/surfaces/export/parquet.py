"""The event-report table as Parquet, columns typed: whole numbers, degrees, text. Needs the extra ``parquet`` (DuckDB)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from herodotus.errors import InputError
from herodotus.surfaces.export import csv
from herodotus.surfaces.export.base import Asked, LeftOut, Told
from herodotus.surfaces.export.rows import COLUMNS

_TYPES = {"text": "VARCHAR", "whole": "BIGINT", "number": "DOUBLE"}


def write(told: Iterable[Told], to: BinaryIO, asked: Asked) -> LeftOut:
    """Write the rows that CSV has, by way of a CSV file beside which DuckDB makes the other."""
    try:
        import duckdb
    except ImportError:
        raise InputError(
            "export", "Parquet needs DuckDB", "Install herodotus[parquet], or export event-reports."
        ) from None
    with tempfile.TemporaryDirectory() as folder:
        table, made = Path(folder) / "table.csv", Path(folder) / "table.parquet"
        with table.open("wb") as file:
            left_out = csv.write(told, file, asked)
        columns = ", ".join(f"'{one.name}': '{_TYPES[one.kind]}'" for one in COLUMNS)
        form = "header = true, delim = ',', quote = '\"', escape = '\"', nullstr = ''"
        read = f"read_csv('{table}', {form}, columns = {{{columns}}})"
        with duckdb.connect() as db:
            db.execute(f"COPY (SELECT * FROM {read}) TO '{made}' (FORMAT parquet)")
        to.write(made.read_bytes())
    return left_out
