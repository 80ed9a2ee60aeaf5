"""Task ``actors``: country and sector of a mention, in its sentence if there is one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from herodotus import pipeline, reading
from herodotus.mentions import actors, names, tables
from herodotus.model import Actor, Span
from herodotus.reading import Reader, Source

_BODIES = ("IGO", "NGO", "MNC", "UNO", "EUR")


def predict(row: dict[str, Any], reader: Reader, *, options: set[str], beside: Path) -> dict[str, Any]:
    """Return ``{country, sector}`` for ``{mention, context, start, end, date}``; "" where there is none."""
    text = row.get("context") or row["mention"]
    span = Span(row["start"], row["end"]) if row.get("context") and row.get("end") else Span(0, len(text))
    published = reading.instant(row["date"][:10], where="date") if row.get("date") else None
    source = Source.of_text(text, published=published)
    actor = _meant(pipeline.cast_for(source, reader=reader).actors, span)
    if actor is None:
        read = pipeline.reading_of(source, reader=reader)
        actor = actors.coded(read, names.find(read), span)
    return {"country": "", "sector": ""} if actor is None else _written(actor, span.of(text))


def _written(actor: Actor, words: str) -> dict[str, str]:
    """
    Return codes as PLOVER writes them: a state is its country alone, a body without one its kind in the country's place.

    A capital or a seat that stands for its state is the government.
    """
    sector = actor.sectors[0] if actor.sectors else ""
    if actor.kind == "state":
        known = tables.names().get(tables.folded(words), ())
        seat = bool(known) and known[0].label in ("capital", "seat")
        return {"country": actor.country or "", "sector": "GOV" if seat else ""}
    if actor.country is None and sector in _BODIES:
        return {"country": "IGO", "sector": actor.sectors[1] if len(actor.sectors) > 1 else sector}
    return {"country": actor.country or "", "sector": sector}


def _meant(found: tuple[Actor, ...], span: Span) -> Actor | None:
    """Return the actor one of whose mentions the span is; of several the one that fills it best; None if only a part of it is."""
    best: tuple[int, Actor] | None = None
    for actor in found:
        for mention in actor.mentions:
            rank = -abs(mention.span.end - span.end) - abs(mention.span.start - span.start)
            whole = mention.span.end >= span.end - 3 and span.holds(mention.head)
            if whole and (best is None or rank > best[0]):
                best = (rank, actor)
    return best[1] if best is not None else None
