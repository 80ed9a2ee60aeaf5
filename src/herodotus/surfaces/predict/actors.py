"""Task ``actors``: country and sector of a mention, in its sentence if there is one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from herodotus import pipeline, reading
from herodotus.model import Actor, Span
from herodotus.reading import Reader, Source

_BODIES = ("IGO", "NGO", "MNC", "UNO", "EUR")


def predict(row: dict[str, Any], reader: Reader, *, options: set[str], beside: Path) -> dict[str, Any]:  # noqa: ARG001
    """Return ``{country, sector}`` for ``{mention, context, start, end, date}``; "" where there is none."""
    text = row.get("context") or row["mention"]
    span = Span(row["start"], row["end"]) if row.get("context") and row.get("end") else Span(0, len(text))
    published = reading.instant(row["date"][:10], where="date") if row.get("date") else None
    cast = pipeline.cast_for(Source.of_text(text, published=published), reader=reader)
    actor = _meant(cast.actors, span)
    if actor is None:
        return {"country": "", "sector": ""}
    sector = actor.sectors[0] if actor.sectors else ""
    return {"country": actor.country or ("IGO" if sector in _BODIES else ""), "sector": sector}


def _meant(actors: tuple[Actor, ...], span: Span) -> Actor | None:
    """Return the actor whose mention shares most of a span; the one whose head lies in it before others."""
    best: tuple[tuple[bool, int], Actor] | None = None
    for actor in actors:
        for mention in actor.mentions:
            shared = min(mention.span.end, span.end) - max(mention.span.start, span.start)
            rank = (span.holds(mention.head), shared - abs(mention.span.end - span.end))
            if shared > 0 and (best is None or rank > best[0]):
                best = (rank, actor)
    return best[1] if best is not None else None
