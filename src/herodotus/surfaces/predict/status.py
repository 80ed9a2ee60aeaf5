"""Task ``status``: how given events stand, as a class, as a number from -3 to 3, and whether somebody else tells them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from herodotus import events, mentions, reading, statements
from herodotus.events import Judged
from herodotus.model import NARRATOR, REAL, Span
from herodotus.reading import Reader, Source


def predict(row: Mapping[str, Any], reader: Reader, *, options: set[str], beside: Path) -> dict[str, Any]:
    """Return the status of every event of one line."""
    del options, beside
    read = reading.read(Source.of_text(str(row["text"])), reader=reader)
    cast = mentions.resolve(read)
    spans = tuple(Span(event["start"], event["end"]) for event in row["events"])
    judged = events.judge(read, cast, statements.find(read, cast), spans)
    return {"events": [_row(span, judged[span]) for span in spans if span in judged]}


def _row(span: Span, judged: Judged) -> dict[str, Any]:
    claim = judged.claim
    return {
        "start": span.start,
        "end": span.end,
        "factuality": judged.grade,
        "status": "negated" if claim.stance == "denies" and claim.status in REAL else claim.status,
        "attributed_to": None if claim.voice == NARRATOR else claim.statement or claim.voice,
    }
