"""Task ``geo``: toponyms with coordinates; with ``given``, the toponyms of the input resolved."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from herodotus import pipeline
from herodotus.mentions import names, places, tables
from herodotus.mentions.name import Name
from herodotus.model import Place, Reading, Span
from herodotus.reading import Reader, Source

Row = dict[str, Any]


def predict(row: Row, reader: Reader, *, options: set[str], beside: Path) -> Row:
    """Return ``{toponyms: [{start, end, lat, lon, country}]}`` for ``{text}``; country is alpha-2."""
    read = pipeline.reading_of(Source.of_text(row["text"], publisher=publisher_of(row)), reader=reader)
    return predicted(row, read, options)


def publisher_of(row: Row) -> str | None:
    """Return the host that published a report."""
    host = re.sub(r"^https?://|/.*$", "", row.get("domain") or "")
    return host or None


def predicted(row: Row, read: Reading, options: set[str]) -> Row:
    """Return the toponyms of a report as read."""
    named = names.find(read)
    if "given" in options:
        named = tuple(_given(span, named, row["text"]) for span in row["toponyms"])
    found = [_row(span, place) for place in places.find(read, named) for span in place.mentions]
    if "given" in options:
        wanted = {name.span for name in named}
        found = [one for one in found if Span(one["start"], one["end"]) in wanted]
    if "demonyms" in options:
        found += [one for name in named if (one := _demonym(name)) is not None]
    return {"toponyms": sorted(found, key=lambda one: one["start"])}


def _given(toponym: Row, named: tuple[Name, ...], text: str) -> Name:
    span = Span(toponym["start"], toponym["end"])
    own = next((name for name in named if name.span == span), None)
    known = tables.names().get(tables.folded(span.of(text)), ())
    state = next((one for one in known if one.label in ("state", "capital", "demonym")), None)
    return Name(span, span, "LOC", -1, (), own.known if own is not None and own.known is not None else state)


def _row(span: Span, place: Place) -> Row:
    found: Row = {"start": span.start, "end": span.end}
    if place.lat is not None:
        found |= {"lat": place.lat, "lon": place.lon}
    if place.country is not None and place.country in tables.states():
        found["country"] = tables.states()[place.country]["iso2"]
    return found


def _demonym(name: Name) -> Row | None:
    known = name.known
    state = tables.states().get(known.country or "") if known is not None and known.label == "demonym" else None
    if state is None:
        return None
    found: Row = {"start": name.span.start, "end": name.span.end, "country": state["iso2"]}
    return {**found, "lat": float(state["lat"]), "lon": float(state["lon"])} if state["lat"] else found
