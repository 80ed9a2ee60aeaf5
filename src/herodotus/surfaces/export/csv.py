"""The event-report table as CSV (RFC 4180, UTF-8, a header line); what is unknown is empty."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from herodotus.surfaces.export.base import Asked, LeftOut, Told
from herodotus.surfaces.export.rows import COLUMNS, rows


def write(told: Iterable[Told], to: BinaryIO, asked: Asked) -> LeftOut:
    """Write one line for each report and incident."""
    left_out = LeftOut()
    text = io.TextIOWrapper(to, encoding="utf-8", newline="", write_through=True)
    table = csv.DictWriter(text, [column.name for column in COLUMNS], lineterminator="\r\n")
    table.writeheader()
    table.writerows(rows(told, asked, left_out))
    text.detach()
    return left_out
