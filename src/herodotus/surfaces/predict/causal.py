"""Task ``causal``: whether a sentence tells of cause and effect, and which words are cause, effect and signal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from herodotus import events, reading
from herodotus.model import Span
from herodotus.reading import Reader, Source


def predict(row: Mapping[str, Any], reader: Reader, *, options: set[str], beside: Path) -> dict[str, Any]:
    """Return the relations of one line; a loose tie makes it causal and is no relation."""
    del options, beside
    found = events.ties(reading.read(Source.of_text(str(row["text"])), reader=reader))
    sure = [tie for tie in found if tie.sure]
    relations = [
        [_role("cause", tie.cause_words), _role("effect", tie.effect_words), _role("signal", tie.cue)] for tie in sure
    ]
    return {"causal": int(bool(found)), "relations": relations}


def _role(name: str, span: Span) -> dict[str, Any]:
    return {"role": name, "start": span.start, "end": span.end}
