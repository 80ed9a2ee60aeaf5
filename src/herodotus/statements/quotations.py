"""Quotations, found by paragraph before any grammar: where quotation marks open and close, and which hold speech."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from herodotus.model import Span

_PAIRS = {"“": "”", "„": "”", "«": "»", '"': '"'}
_SINGLE = "‘"
_STRAIGHT_END = re.compile(r"(?<=[\w.,!?])'(?!\w)")
_WORD = 40
"""No word is longer."""
_STOPS = ".,!?…—–-"


@dataclass(frozen=True, slots=True)
class Quotation:
    """
    One stretch between quotation marks, the marks in ``span`` and without them in ``inner``.

    ``open`` says that no mark closes it in its paragraph: it goes on in the next. ``leads`` that it opens its paragraph.
    """

    span: Span
    inner: Span
    paragraph: int
    open: bool = False
    leads: bool = False


def find(text: str) -> tuple[Quotation, ...]:
    """
    Return the quotations of a text in order. An apostrophe opens nothing; a mark inside other marks is part of them.

    >>> text = "“We left,” she said. “The ‘others’ stayed.”"
    >>> [quotation.span.of(text) for quotation in find(text)]
    ['“We left,”', '“The ‘others’ stayed.”']
    """
    found: list[Quotation] = []
    start, paragraph = 0, 0
    for line in text.splitlines(keepends=True):
        found.extend(_in_line(text, start, start + len(line.rstrip()), paragraph))
        paragraph += bool(line.strip())
        start += len(line)
    return tuple(found)


def _in_line(text: str, start: int, end: int, paragraph: int) -> Iterator[Quotation]:
    at = start
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    while at < end:
        close = _closing(text, at, start)
        if close is None:
            at += 1
            continue
        stop = _end(text, at, end, close)
        width = len(close)
        span = Span(at, end if stop is None else stop + width)
        inner = Span(at + width, end if stop is None else stop)
        if inner.start < inner.end:
            yield Quotation(span, inner, paragraph, open=stop is None, leads=at == first)
        at = span.end


def _closing(text: str, at: int, start: int) -> str | None:
    """Return the mark that closes what opens here, or None if nothing opens."""
    mark = text[at]
    if text.startswith("''", at) or text.startswith("``", at):
        return "''"
    if mark == "”" and at == start and text[at + 1 : at + 2].isalpha():
        return "”"  # a mark set the wrong way round at the head of a paragraph
    if mark in _PAIRS:
        after = text[at + 1 : at + 2]
        return _PAIRS[mark] if mark != '"' or (after and not after.isspace()) else None
    if mark == _SINGLE and (at == start or not text[at - 1].isalnum()):
        return "’"
    return "'" if mark == "'" and _opens_straight(text, at, start) else None


def _opens_straight(text: str, at: int, start: int) -> bool:
    """
    Whether a straight single mark opens a quotation: at the head of a word, with a mark that ends another word later on the line.

    >>> _opens_straight("the 'heightened alert' of troops", 4, 0), _opens_straight("in the '90s and 'til noon", 7, 0)
    (True, False)
    """
    before = text[at - 1] if at > start else " "
    stop = text.find("\n", at)
    line = text[at + 1 : stop if stop >= 0 else len(text)]
    return before in ' (—–-“"' and line[:1].isalpha() and _STRAIGHT_END.search(line) is not None


def _end(text: str, at: int, end: int, close: str) -> int | None:
    """Return where a quotation closes; a single mark followed by a letter is an apostrophe."""
    stop = text.find(close, at + len(close), end)
    while stop >= 0 and close in ("’", "'") and stop + 1 < end and text[stop + 1].isalnum():
        stop = text.find(close, stop + 1, end)
    if stop < 0:
        return None if close not in ("’", "'") else at
    return stop


def is_speech(text: str, quotation: Quotation) -> bool:
    """
    Whether a quotation holds words somebody said rather than a word held at arm's length.

    >>> text = "The “ceasefire” held, and “nobody will leave,” he said."
    >>> [is_speech(text, quotation) for quotation in find(text)]
    [False, True]
    """
    words = quotation.inner.of(text).split()
    if _is_title(text, quotation, words):
        return False
    return len(words) >= 5 or (bool(words) and words[-1][-1] in _STOPS and len(words) > 1) or quotation.open


def _is_title(text: str, quotation: Quotation, words: list[str]) -> bool:
    """Whether a quotation names a work or broadcast: capitals on every longer word, behind a small word ("on “Face the Coast”")."""
    before = text[max(quotation.span.start - _WORD, 0) : quotation.span.start].split()[-1:]
    longer = [word for word in words if len(word) > 3]
    lower = bool(before) and before[0].isalpha() and before[0].islower()
    return 1 < len(words) <= 6 and lower and bool(longer) and all(word.lstrip("“‘'\"")[:1].isupper() for word in longer)
