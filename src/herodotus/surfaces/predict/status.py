"""Task ``status``: how given events stand, as a class, as a number from -3 to 3, and whether somebody else tells them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from herodotus import events, mentions, reading, statements
from herodotus.model import NARRATOR, Claim, Span
from herodotus.reading import Reader, Source

# Between the means of readers' judgements by status in the training parts of UDS-IH2 and UW, which differ.
FACTUALITY = {
    "happened": 2.6, "ongoing": 2.6, "planned": 0.7, "threatened": 0.4, "demanded": 0.3, "hypothetical": 0.4,
    "negated": -1.6,
}  # fmt: skip


def predict(row: Mapping[str, Any], reader: Reader, *, options: set[str], beside: Path) -> dict[str, Any]:
    """Return the status of every event of one line."""
    del options, beside
    read = reading.read(Source.of_text(str(row["text"])), reader=reader)
    cast = mentions.resolve(read)
    spans = tuple(Span(event["start"], event["end"]) for event in row["events"])
    judged = events.judge(read, cast, statements.find(read, cast), spans)
    return {"events": [_row(span, judged[span]) for span in spans if span in judged]}


def _row(span: Span, claim: Claim) -> dict[str, Any]:
    return {
        "start": span.start,
        "end": span.end,
        "factuality": factuality(claim),
        "status": claim.status,
        "attributed_to": None if claim.voice == NARRATOR else claim.statement or claim.voice,
    }


def factuality(claim: Claim) -> float:
    """
    Return a claim on the scale from -3 (did not happen) to 3 (happened).

    >>> factuality(Claim("narrator", None, "negated", "asserts"))
    -1.6
    """
    value = FACTUALITY[claim.status]
    if claim.stance == "denies":
        value = -value / 2
    return -value if claim.polarity == "-" and claim.status in ("planned", "demanded", "threatened") else value
