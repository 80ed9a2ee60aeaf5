"""Task ``timex``: time expressions as TIMEX3."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from herodotus import pipeline, reading
from herodotus.reading import Reader, Source


def predict(row: dict[str, Any], reader: Reader, *, options: set[str], beside: Path) -> dict[str, Any]:
    """Return ``{timexes: [{start, end, type, value}]}`` for ``{text, dct.value}``."""
    source = Source.of_text(row["text"], published=_day((row.get("dct") or {}).get("value")))
    return {"timexes": [
        {"start": time.span.start, "end": time.span.end, "type": time.type, "value": time.value or ""}
        for time in pipeline.cast_for(source, reader=reader).times
    ]}  # fmt: skip


def _day(value: str | None) -> Any:
    return reading.instant(value[:10], where="dct") if value else None
