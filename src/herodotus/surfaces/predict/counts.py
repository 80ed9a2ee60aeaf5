"""Task ``counts``: how many people, with the words that name them. Upper-case texts are read with their case restored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from herodotus import pipeline
from herodotus.reading import Reader, Source
from herodotus.surfaces.predict.casing import restored


def predict(row: dict[str, Any], reader: Reader, *, options: set[str], beside: Path) -> dict[str, Any]:
    """Return ``{counts: [{span, low, high, effect}]}`` for ``{text}``."""
    cast = pipeline.cast_for(Source.of_text(restored(row["text"])), reader=reader)
    return {"counts": [
        {"span": [(count.who or count.span).start, (count.who or count.span).end], "low": count.low, "high": count.high,
         "effect": count.what}
        for count in cast.counts
    ]}  # fmt: skip
