"""Task ``actors``: country and sector of a mention, in its sentence if there is one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from herodotus import pipeline, reading
from herodotus.mentions import actors, names
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
    return {"country": "", "sector": ""} if actor is None else _written(actor)


def _written(actor: Actor) -> dict[str, str]:
    """Return codes as PLOVER writes them: a state is its country alone, a body without one its kind in the country's place."""
    sector = actor.sectors[0] if actor.sectors else ""
    if actor.kind == "state":
        return {"country": actor.country or "", "sector": ""}
    return {"country": actor.country or ("IGO" if sector in _BODIES else ""), "sector": sector}


def _meant(found: tuple[Actor, ...], span: Span) -> Actor | None:
    """Return the actor one of whose mentions has its head in the span; of several the one that fills it best."""
    best: tuple[int, Actor] | None = None
    for actor in found:
        for mention in actor.mentions:
            rank = -abs(mention.span.end - span.end) - abs(mention.span.start - span.start)
            if span.holds(mention.head) and (best is None or rank > best[0]):
                best = (rank, actor)
    return best[1] if best is not None else None
