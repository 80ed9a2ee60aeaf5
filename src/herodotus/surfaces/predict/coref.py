"""Task ``coref``: given mentions in chains, by the actors the report's register makes of them; other things by their words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from herodotus import pipeline
from herodotus.model import Actor, Mention, Span
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
        if _is_same(mention, span)
    ]
    if found:
        return min(found)[1]
    words = span.of(text).lower().split()
    return "words:" + " ".join(words[1:] if words[0] in _ARTICLES and len(words) > 1 else words)


def _is_same(mention: Mention, given: Span) -> bool:
    """Whether two spans are one phrase: equal, one holding the other with its head, or begun together with more behind."""
    if not given.holds(mention.head):
        return False
    return mention.span.holds(given) or mention.span.start == given.start
