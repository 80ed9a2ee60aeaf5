"""Task ``coref``: given mentions in chains, by the actors the report's register makes of them; other things by their words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from herodotus import pipeline
from herodotus.model import Actor, Span
from herodotus.reading import Reader, Source

_ARTICLES = ("the", "a", "an", "this", "that", "these", "those")


def predict(row: dict[str, Any], reader: Reader, *, options: set[str], beside: Path) -> dict[str, Any]:
    """Return ``{mentions: [{start, end, chain}]}`` for ``{text, mentions: [{start, end}]}``."""
    source = Source.of_text(row["text"])
    actors = pipeline.cast_for(source, reader=reader).actors
    spans = [Span(mention["start"], mention["end"]) for mention in row["mentions"]]
    return {"mentions": [{"start": s.start, "end": s.end, "chain": chain(s, row["text"], actors)} for s in spans]}


def chain(span: Span, text: str, actors: tuple[Actor, ...]) -> str:
    """Return the name of the chain a mention belongs to: its actor's id, else its words without their article."""
    found = [
        (abs(mention.span.start - span.start) + abs(mention.span.end - span.end), actor.id)
        for actor in actors
        for mention in actor.mentions
        if mention.span == span or (span.holds(mention.head) and mention.span.holds(span)) or _is_same(mention.span, span, mention.head)
    ]
    if found:
        return min(found)[1]
    words = span.of(text).lower().split()
    return "words:" + " ".join(words[1:] if words[0] in _ARTICLES and len(words) > 1 else words)


def _is_same(mine: Span, given: Span, head: Span) -> bool:
    """Whether two spans are one phrase with more or less behind it: they begin together and hold one head."""
    return mine.start == given.start and given.holds(head)
