"""
Words and sentences by rule, after the conventions of Universal Dependencies English.

Every word is a span of the text as it was given: nothing is normalised, curly quotes and combining marks stay what they
are. A line break always ends a sentence. Lists of abbreviations, prefixes and sentence-starters are in ``lexicons/en/words``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from herodotus import lexicons
from herodotus.model import Span

LONGEST = 400
"""Words of a sentence beyond which it is cut."""
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069"
_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff"
_MARKS += "\u20d0-\u20ff\ufe20-\ufe2f"
_LETTER = rf"(?:[^\W_]|[{_MARKS}{_INVISIBLE}])"
_TOKEN = re.compile(
    rf"""
      (?P<url> https?://[^\s<>“”"]+[^\s<>“”".,;:!?)\]’'] | www\.[^\s<>“”"]+\w
             | [\w.+-]{{1,64}}@\w[\w-]{{0,62}}(?:\.\w[\w-]{{0,62}}){{1,8}}
             | [a-z][\w-]{{0,62}}(?:\.[a-z][\w-]{{0,62}}){{0,8}}\.[a-z]\w{{1,4}}\b )
    | (?P<tag> [@\#]\w+ )
    | (?P<number> \d+(?:[.,:]\d+)+ | \d+(?:/\d+)+ | \d+(?:st|nd|rd|th|s)\b | \d+ )
    | (?P<stop> (?:[^\W\d_]\.){{2,}} | \b[A-Z]\.(?=\s+[A-Z]) )
    | (?P<word> [^\W_]{_LETTER}*(?:['’]{_LETTER}+)* )
    | (?P<dots> …|\.{{2,}} )
    | (?P<dash> [-–—―]{{2,}}|[–—―] )
    | (?P<run> (?P<mark>[!?*=_~+\#$^])(?P=mark)+ | [!?]{{2,}} | [:;=]-?[)(DPp](?!\w) )
    | (?P<emoji> [\U0001f000-\U0001faff\u2600-\u27bf](?:[\ufe0f\u200d\U0001f3fb-\U0001f3ff][\U0001f000-\U0001faff\u2600-\u27bf]?)* )
    | (?P<other> [^\s{_INVISIBLE}] )
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?P<not>.+?)(?P<nt>n['’]t)$|(?P<stem>.*?)(?P<clitic>['’](?:s|m|re|ve|ll|d))$", re.IGNORECASE)
_FUSED = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3}
_ENDS = re.compile(r"[.!?…]+|\.{3,}")
_CLOSERS = frozenset("”’\"')]}»")
_LAST = frozenset(".!?…") | _CLOSERS
"""What the last word of a sentence ends with."""
_OPENERS = frozenset("“‘\"'([{«")
_MOST_OPENERS = 8
"""Bounds here and in the pattern keep the time of reading in line with the length of the text, whatever is written."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence with their spans; ``cut`` says that the sentence went on and was too long."""

    forms: tuple[str, ...]
    spans: tuple[Span, ...]
    paragraph: int
    cut: bool = False


def split(text: str, start: int = 0) -> Iterator[Words]:
    """
    Yield the sentences of a text from ``start`` on, each as its words.

    >>> [list(words.forms) for words in split("The U.S. didn’t say. “No!” he cried.")]
    [['The', 'U.S.', 'did', 'n’t', 'say', '.'], ['“', 'No', '!', '”', 'he', 'cried', '.']]
    """
    at, paragraph = 0, 0
    for line in text.splitlines(keepends=True):
        spans = list(words_of(text, max(at, start), at + len(line)))
        for sentence in _sentences(text, spans):
            yield from _in_lengths(text, sentence, paragraph)
        paragraph += bool(spans)
        at += len(line)


def _in_lengths(text: str, spans: list[Span], paragraph: int) -> Iterator[Words]:
    for at in range(0, len(spans), LONGEST):
        part = tuple(spans[at : at + LONGEST])
        yield Words(tuple(s.of(text) for s in part), part, paragraph, cut=len(spans) > LONGEST)


def words_of(text: str, start: int, end: int) -> Iterator[Span]:
    """
    Yield the span of every word of a stretch of text.

    >>> text = "state-owned, re-elected: al-Mahdi can't pay $1,000"
    >>> " ".join(span.of(text) for span in words_of(text, 0, len(text)))
    "state - owned , re-elected : al - Mahdi ca n't pay $ 1,000"
    """
    at = start
    while (match := _TOKEN.search(text, at, end)) is not None:
        begin, at = match.span()
        if match.lastgroup == "word":
            at = _whole_word(text, begin, at, end)
            yield from _parts(text, begin, at)
        else:
            yield Span(begin, at)


def _whole_word(text: str, begin: int, at: int, end: int) -> int:
    """Return where a word ends once its own full stop, or a hyphen after a prefix, is taken in."""
    if at < end and text[at] == "." and _abbreviation(text[begin : at + 1]) is not None:
        return at + 1
    if at + 1 < end and text[at] == "-" and text[begin:at].lower() in _prefixes():
        rest = _TOKEN.match(text, at + 1, end)
        if rest is not None and rest.lastgroup == "word":
            return rest.end()
    return at


def _parts(text: str, begin: int, end: int) -> Iterator[Span]:
    word = text[begin:end]
    if word.lower() in _FUSED:
        middle = begin + _FUSED[word.lower()]
        yield from (Span(begin, middle), Span(middle, end))
        return
    match = _CLITIC.match(word)
    if match is None:
        yield Span(begin, end)
        return
    middle = begin + len(match["not"] or match["stem"] or "")
    if middle > begin:
        yield from _parts(text, begin, middle) if match["stem"] else iter((Span(begin, middle),))
    yield Span(middle, end)


def _sentences(text: str, spans: list[Span]) -> Iterator[list[Span]]:
    """Yield the words of a line sentence by sentence."""
    current: list[Span] = []
    for index, span in enumerate(spans):
        current.append(span)
        if index + 1 < len(spans) and _ends_here(text, spans, index):
            yield current
            current = []
    if current:
        yield current


def _ends_here(text: str, spans: list[Span], index: int) -> bool:
    """Whether a sentence ends after a word: at a full stop or its like, or the closing marks that hug one."""
    following = spans[index + 1]
    if text[spans[index].end - 1] not in _LAST:
        return False
    if following.start == spans[index].end or _is_reference(text, spans, index + 1):
        return False
    last = index - 3 if _is_reference(text, spans, index - 2) else index
    while last > 0 and spans[last].of(text) in _CLOSERS and spans[last - 1].end == spans[last].start:
        last -= 1
    word, after = spans[last].of(text), _opening(text, spans, index + 1)
    if word.endswith(".") and len(word) > 1 and word[0].isalnum():
        return _abbreviation_ends(word, after)
    return _ENDS.fullmatch(word) is not None and not after[:1].islower() and after != ","


def _is_reference(text: str, spans: list[Span], index: int) -> bool:
    """Whether a note's number or a cut in brackets stands here, which belongs to the sentence before: "It fell. [8] Later …"."""
    three = spans[index : index + 3] if index > 0 else []
    if len(three) < 3 or text[three[0].start] != "[" or text[three[2].start] != "]":
        return False
    inside = three[1].of(text)
    return inside.isdecimal() or _ENDS.fullmatch(inside) is not None


def _opening(text: str, spans: list[Span], index: int) -> str:
    """Return the first word at or after a place that is not an opening quote or bracket."""
    last = min(index + _MOST_OPENERS, len(spans) - 1)
    while index < last and spans[index].of(text) in _OPENERS:
        index += 1
    return spans[index].of(text)


def _abbreviation_ends(word: str, after: str) -> bool:
    return (_abbreviation(word) or ("yes" if len(word) > 2 else "no")) == "yes" and after in _starters()


def _abbreviation(word: str) -> str | None:
    """Return whether an abbreviation may end a sentence ("yes", "no"), in capitals too ("GEN."); None for any other word."""
    found = _abbreviations().get(word)
    return _abbreviations().get(word.capitalize()) if found is None and word.isupper() and len(word) > 3 else found


@cache
def _abbreviations() -> dict[str, str]:
    return {row["word"]: row["ends"] for row in lexicons.load().table("words/abbreviations")}


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(row["prefix"] for row in lexicons.load().table("words/prefixes"))


@cache
def _starters() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicons.load().table("words/starters"))
