"""Who says "I" and "we": stretches inside quotation marks, and the subject of the reporting verb nearest to them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from herodotus import lexicons
from herodotus.model import Reading, Sentence, Span, Token
from herodotus.syntax import Tree

_OPEN, _CLOSE = "“„«", "”»"


def quoted(text: str) -> tuple[Span, ...]:
    """
    Return the stretches inside double quotation marks, paragraph by paragraph; one left open runs to the paragraph's end.

    >>> [span.of("“We left,” she said.") for span in quoted("“We left,” she said.")]
    ['“We left,”']
    """
    found, start, opened = [], 0, -1
    for at, character in enumerate(text):
        if character == "\n":
            if opened >= 0:
                found.append(Span(opened, at))
            opened = -1
        elif character in _OPEN or (character == '"' and opened < 0):
            opened = at if opened < 0 else opened
        elif (character in _CLOSE or character == '"') and opened >= 0:
            found.append(Span(opened, at + 1))
            opened = -1
        start = at
    if opened >= 0:
        found.append(Span(opened, start + 1))
    return tuple(found)


def is_inside(span: Span, inside: Sequence[Span]) -> bool:
    """
    Whether a span lies in one of the stretches, which are in text order and do not overlap.

    >>> is_inside(Span(4, 6), (Span(0, 3), Span(4, 9))), is_inside(Span(3, 6), (Span(0, 3), Span(4, 9)))
    (True, False)
    """
    at = bisect_right(inside, span.start, key=lambda one: one.start) - 1
    return at >= 0 and inside[at].holds(span)


def reporting_subjects(reading: Reading, inside: tuple[Span, ...]) -> dict[int, list[Token]]:
    """Return, by paragraph, the subjects of reporting verbs that stand outside quotation marks."""
    found: dict[int, list[Token]] = {}
    for sentence in reading.sentences:
        tree = Tree(sentence)
        for token in _reporting(sentence):
            subject = tree.subject(token.index)
            if subject is not None and not is_inside(subject.span, inside):
                found.setdefault(sentence.paragraph, []).append(subject)
    return found


def _reporting(sentence: Sentence) -> list[Token]:
    verbs = lexicons.load().cues.words("VERB")
    return [t for t in sentence.tokens if t.upos == "VERB" and t.lemma.lower() in verbs]
