"""Task ``coref``: given mentions in chains, by what the report's register makes of them; other things by their words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from herodotus import pipeline
from herodotus.mentions import actors, names
from herodotus.mentions.register import Entity, Seen
from herodotus.model import Mention, Reading, Span, Token
from herodotus.reading import Reader, Source
from herodotus.syntax import Tree

_ARTICLES = ("the", "a", "an", "this", "that", "these", "those")


def predict(row: dict[str, Any], reader: Reader, *, options: set[str], beside: Path) -> dict[str, Any]:
    """Return ``{mentions: [{start, end, chain}]}`` for ``{text, mentions: [{start, end}]}``."""
    read = pipeline.reading_of(Source.of_text(row["text"]), reader=reader)
    return {"mentions": chained(read, [Span(mention["start"], mention["end"]) for mention in row["mentions"]])}


def chained(read: Reading, spans: list[Span]) -> list[dict[str, Any]]:
    """Return given mentions, each with its chain."""
    trees = [Tree(sentence) for sentence in read.sentences]
    register = actors.registered(read, names.find(read))
    found = [(seen, entity) for entity in register.entities for seen in entity.seen]
    return [{"start": s.start, "end": s.end, "chain": _chain(s, read.report.text, trees, found)} for s in spans]


def _head(span: Span, trees: list[Tree]) -> Token | None:
    return next((tree.head_of(span) for tree in trees if tree.sentence.span.meets(span)), None)


def _chain(span: Span, text: str, trees: list[Tree], found: list[tuple[Seen, Entity]]) -> str:
    """Return the name of the chain a mention belongs to: its entity's id, else its words without their article."""
    head = _head(span, trees)
    if head is None:
        return _words(span, text)
    named, told = ([one for one in found if (one[1].sort == "deed") == deed] for deed in (False, True))
    near = [one for one in named if _has_head(one[0], head.span, span)]
    near = near or [one for one in named if _is_one_phrase(one[0].mention, head.span, span)]
    near = near or [one for one in told if one[0].mention.head == head.span]
    if near:
        return min(near, key=lambda one: _apart(one[0].mention.span, span))[1].id
    return _words(span, text)


def _words(span: Span, text: str) -> str:
    words = span.of(text).lower().split()
    return "words:" + " ".join(words[1:] if words[0] in _ARTICLES and len(words) > 1 else words)


def _has_head(seen: Seen, head: Span, given: Span) -> bool:
    """Whether words seen and words given have one head; coordinated nouns have all of theirs."""
    own = seen.mention.head
    return own == head or (own.start == head.start and given.holds(own))


def _is_one_phrase(mention: Mention, head: Span, given: Span) -> bool:
    """Whether two phrases hold each other's heads: the parser and the corpus differ on which word leads."""
    return given.holds(mention.head) and mention.span.holds(head)


def _apart(found: Span, given: Span) -> int:
    return abs(found.start - given.start) + abs(found.end - given.end)
