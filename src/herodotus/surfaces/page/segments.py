"""
A report's text cut for the browser: at every boundary of a mark, so that no offset is ever computed in UTF-16.

Spans are code points, JavaScript counts code units, and a page that adds them up goes wrong at the first emoji. So the server
sends *segments*: pieces of text, each with the names of the marks that cover it. A selection comes back as a segment's place and
the words before the selected ones in it, which the server adds up itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from herodotus.errors import InputError
from herodotus.model import Account, Span

SHOWN = 300_000
"""Characters of one report that are sent; what follows was not read either (``Settings.longest_report``)."""
_BREAK = re.compile(r"\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text and the name of what it shows: ``e1``, ``e1.source``, ``s2``, ``s2.cue``, ``a1``, ``p1``, ``t1``."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Text that the same marks cover throughout, from the code point ``at`` on."""

    at: int
    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence and the white space after it; ``sentence`` is None for what is no sentence (a date line, an unread rest)."""

    sentence: int | None
    paragraph: int
    segments: tuple[Segment, ...]


def marks_of(account: Account) -> Iterator[Mark]:
    """Yield a mark for every span of an account that the page shows."""
    for actor in account.actors:
        yield from _named(actor.id, (mention.span for mention in actor.mentions))
    for place in account.places:
        yield from _named(place.id, place.mentions)
    yield from (Mark(time.span, time.id) for time in account.times)
    for said in account.statements:
        yield from _named(f"{said.id}.cue", (said.cue,))
        yield from _named(said.id, said.content)
        yield from _named(f"{said.id}.speaker", (said.speaker.span,))
    for event in account.events:
        yield from _named(event.id, event.triggers)
        yield from _named(f"{event.id}.source", (party.span for party in event.source))
        yield from _named(f"{event.id}.target", (party.span for party in event.target))
        yield from _named(f"{event.id}.place", (event.place_span,))
        yield from _named(f"{event.id}.count", (count.span for count in event.counts))


def _named(name: str, spans: Iterable[Span | None]) -> Iterator[Mark]:
    return (Mark(span, name) for span in spans if span is not None)


def passages(account: Account, more: Iterable[Mark] = (), *, shown: int = SHOWN) -> tuple[Passage, ...]:
    """Return the first ``shown`` characters of a report, sentence by sentence, each cut at the boundaries of its marks."""
    text = account.report.text[:shown]
    stretches = list(_stretches(text, account.sentences))
    pieces = cut(text, chain(marks_of(account), more), at=[span.start for _, _, span in stretches])
    found: list[Passage] = []
    waiting = next(pieces, None)
    for sentence, paragraph, span in stretches:
        own: list[Segment] = []
        while waiting is not None and waiting.at < span.end:
            own.append(waiting)
            waiting = next(pieces, None)
        found.append(Passage(sentence, paragraph, tuple(own)))
    return tuple(found)


def cut(text: str, marks: Iterable[Mark], *, at: Iterable[int] = ()) -> Iterator[Segment]:
    """
    Yield the text in pieces that join up to it again, cut where a mark begins or ends and at the given places.

    >>> marks = [Mark(Span(0, 6), "a1"), Mark(Span(4, 11), "e1")]
    >>> [(piece.text, piece.marks) for piece in cut("The 🚢 raid on", marks)]
    [('The ', ('a1',)), ('🚢 ', ('a1', 'e1')), ('raid ', ('e1',)), ('on', ())]
    """
    begins: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for mark in marks:
        start, end = max(0, mark.span.start), min(mark.span.end, len(text))
        if start < end:
            begins.setdefault(start, []).append(mark.name)
            ends.setdefault(end, []).append(mark.name)
    inside = (place for place in at if 0 <= place < len(text))
    places = sorted({0, len(text), *begins, *ends, *inside})
    active: dict[str, int] = {}
    for start, end in pairwise(places):
        for name in ends.get(start, ()):
            active[name] -= 1
        for name in begins.get(start, ()):
            active[name] = active.get(name, 0) + 1
        yield Segment(start, text[start:end], tuple(sorted(name for name, many in active.items() if many)))
        active = {name: many for name, many in active.items() if many}


def _stretches(text: str, sentences: tuple[Span, ...]) -> Iterator[tuple[int | None, int, Span]]:
    """Yield (sentence, paragraph, span) that cover the text without a hole: a sentence takes the white space after it along."""
    paragraph, done = 0, 0
    for number, span in enumerate(sentences):
        if span.start >= len(text):
            break
        if text[done : span.start].strip():
            yield None, paragraph, Span(done, span.start)
            paragraph += _breaks(text, done, span.start)
            done = span.start
        start, end = done, min(span.end, len(text))
        after = sentences[number + 1].start if number + 1 < len(sentences) else len(text)
        stop = after if not text[end:after].strip() else end
        stop = min(max(stop, end), len(text))
        yield number, paragraph, Span(start, stop)
        paragraph += _breaks(text, end, stop)
        done = stop
    if done < len(text):
        yield None, paragraph, Span(done, len(text))


def _breaks(text: str, start: int, end: int) -> int:
    return 1 if _BREAK.search(text, start, end) else 0


def span_from(text: str, at: int, before: str, words: str) -> Span:
    """
    Return the span of selected words, given where their segment begins and what stands before them in it. Raises InputError.

    >>> span_from("A 🚢 raid", at=2, before="🚢 ", words="raid")
    Span(start=4, end=8)
    """
    start = at + len(before)
    span = Span(start, start + len(words))
    if at < 0 or not words or text[at:start] != before or span.of(text) != words:
        raise InputError(
            "the selection", "the report does not have these words at this place", "Load the report again."
        )
    return span
