"""Task ``ner``: the names of a text, as the reader marks them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from herodotus.model import Sentence
from herodotus.reading import Reader


def predict(row: dict[str, Any], reader: Reader, *, options: set[str], beside: Path) -> dict[str, Any]:
    """Return ``{entities: [[start, end, type]]}`` for ``{text}``."""
    return {"entities": [entity for sentence in reader.read(row["text"]) for entity in entities(sentence)]}


def entities(sentence: Sentence) -> list[list[Any]]:
    """Return the names of a sentence as ``[start, end, type]``."""
    found: list[list[Any]] = []
    for token in sentence.tokens:
        mark, _, kind = token.entity.partition("-")
        if mark == "B":
            found.append([token.span.start, token.span.end, kind])
        elif mark == "I" and found:
            found[-1][1] = token.span.end
    return found
