"""
Events on a map (GeoJSON, RFC 7946): points with what they stand for, a city or a whole country; never a pin without a place.

A place that only its name speaks for has no geometry: an analyst would find the raid of two invented states in Delaware. Where its
namesake lies stands in the properties.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from herodotus.surfaces.export.base import Asked, LeftOut, Told
from herodotus.surfaces.export.rows import Row, rows

_PROPERTIES = (
    "event_id", "source", "published", "title", "type", "mode", "cameo", "status", "status_voice", "claims", "disputed",
    "date_start", "date_end", "date_precision", "location", "location_precision", "location_support", "country", "actor1",
    "actor1_alleged", "actor1_denied", "actor2", "deaths_low", "deaths_high", "deaths_voice", "deaths_others", "sentence", "review",
)  # fmt: skip


def write(told: Iterable[Told], to: BinaryIO, asked: Asked) -> LeftOut:
    """Write one feature for each report and incident whose place a gazetteer holds; the others are counted."""
    left_out = LeftOut()
    to.write(b'{"type": "FeatureCollection", "features": [')
    first = True
    for row in rows(told, asked, left_out):
        if row["latitude"] is None or row["longitude"] is None:
            left_out["without coordinates"] += 1
            continue
        to.write((b"\n" if first else b",\n") + json.dumps(_feature(row), ensure_ascii=False).encode())
        first = False
    to.write(b"\n]}\n")
    return left_out


def _feature(row: Row) -> dict[str, Any]:
    known = {name: row[name] for name in _PROPERTIES if row[name] is not None}
    point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
    if row["location_support"] is None:
        known |= {"location_unsure": True, "namesake": point["coordinates"]}
    return {
        "type": "Feature", "id": row["id"], "geometry": point if row["location_support"] else None, "properties": known,
    }  # fmt: skip
