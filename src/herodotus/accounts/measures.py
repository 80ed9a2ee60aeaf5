"""Numbers that count no people: how strong a quake was, how many shops were damaged; from the words of an event's sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from herodotus import lexicons
from herodotus.accounts.ages import sentence_of
from herodotus.accounts.effects import is_disaster
from herodotus.accounts.wording import stem
from herodotus.model import NARRATOR, Account, Event, Span

_QUALIFIERS = "at least|more than|over|about|around|almost|nearly|some|up to|as many as"
_GAP = r"[\s-]+"
_PART = re.compile(r"\s+of\s+(?:the|these|those|them)\b")
_ANYTHING = r"(?:[\s-]+[^\s.;]+){0,6}?"
_PUT = re.compile(r"\b(?:puts?|measured|estimated|recorded|gave)\b")


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of an event, whose word it is, and the words that give it. ``high`` None is open."""

    what: str
    low: float
    high: float | None
    voice: str
    span: Span


@dataclass(frozen=True, slots=True)
class Rule:
    """What is measured of which events (of any, where none is named), and the patterns that give it."""

    what: str
    of: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]

    def fits(self, event: Event) -> bool:
        """Whether an event can be measured so."""
        return stem(event.label) in self.of if self.of else event.type in ("ASSAULT", "PROTEST") or is_disaster(event)


def find(account: Account, event: Event) -> Iterator[Measure]:
    """Yield the measures told of an event: in sentences that tell it, or that follow it and tell no other of its kind."""
    for rule in rules():
        if rule.fits(event):
            for at, sentence in enumerate(account.sentences):
                if _owner(at, rule, account) == event.id:
                    yield from _in(sentence, rule, account, account.report.text)


def _owner(at: int, rule: Rule, account: Account) -> str | None:
    """Return the event a sentence measures: the first it tells of the kind, else the last told before, else the next."""
    told = [
        (sentence_of(span, account), event.id)
        for event in account.events
        if rule.fits(event)
        for span in event.triggers
    ]
    here = [event for n, event in told if n == at] or [
        max(before)[1] for before in [[t for t in told if t[0] < at]] if before
    ]
    return next(iter(here), min((t for t in told if t[0] > at), default=(0, None))[1])


def _in(sentence: Span, rule: Rule, account: Account, text: str) -> Iterator[Measure]:
    taken: list[Span] = []
    counted = [count.span for event in account.events for count in event.counts]
    for pattern in rule.patterns:
        for found in pattern.finditer(sentence.of(text)):
            span = Span(sentence.start + found.start(), sentence.start + found.end())
            ends = limits(found["number"], found["qualifier"] or found["before"])
            if (
                ends is not None
                and not any(span.meets(other) for other in (*taken, *counted))
                and not _is_part(span, text)
                and not _is_asked(span, text)
            ):
                taken.append(span)
                yield Measure(rule.what, *ends, _voice(span, sentence, account), span)


def limits(number: str, qualifier: str | None) -> tuple[float, float | None] | None:
    """
    Return the range a number and what qualifies it stand for, or None for what is no number.

    >>> limits("5.9", "at least"), limits("hundreds", None), limits("two", None), limits("quake", None)
    ((5.9, None), (200.0, None), (2.0, 2.0), None)
    """
    words = lexicons.load().document("numbers/words")
    if number.lower() in words["many"] and number.lower() not in words["digits"]:
        low, high = words["many"][number.lower()]
        return float(low), float(high) or None
    spelled = words["digits"].get(number.lower())
    if spelled is None and not number[0].isdigit():
        return None
    value = float(number.replace(",", "") if spelled is None else spelled)
    return _bounded(value, (qualifier or "").lower())


def _bounded(value: float, qualifier: str) -> tuple[float, float | None]:
    if qualifier in ("more than", "over"):
        return value + 1, None
    if qualifier in ("up to", "as many as"):
        return 0.0, value
    return value, None if qualifier == "at least" else value


def _voice(span: Span, sentence: Span, account: Account) -> str:
    """Return whose word a number is: who says the sentence, or who is told to put it so, else the narrator."""
    said = [s for s in account.statements if any(part.holds(span) for part in s.content)]
    if said:
        return min(said, key=lambda s: sum(p.end - p.start for p in s.content)).speaker.actor
    text = account.report.text
    names = [
        (m.span, a.id) for a in account.actors for m in a.mentions if m.kind != "pronoun" and sentence.holds(m.span)
    ]
    put = [
        (one, actor) for one, actor in names if one.end < span.start and _PUT.match(text[one.end : span.start].strip())
    ]
    return max(put)[1] if put else NARRATOR


def _is_part(span: Span, text: str) -> bool:
    return _PART.match(text, span.end) is not None


def _is_asked(span: Span, text: str) -> bool:
    """Whether a number is only asked for: "how *many people were killed*"."""
    return text[: span.start].lower().endswith("how ")


@cache
def rules() -> tuple[Rule, ...]:
    """Return what is measured, from the lexicon."""
    entries: list[Mapping[str, Any]] = lexicons.load().document("accounts/measures")["measure"]
    return tuple(
        Rule(entry["what"], frozenset(stem(word) for word in entry["of"]), tuple(map(compiled, entry["patterns"])))
        for entry in entries
    )


def compiled(pattern: str) -> re.Pattern[str]:
    """
    Return a pattern of words as one of characters.

    >>> compiled("magnitude [of] NUMBER").search("a magnitude of about 5.9")["number"]
    '5.9'
    """
    found = rf"(?P<before>{_QUALIFIERS})?[\s-]*"
    for n, word in enumerate(pattern.split()):
        gap = _GAP if n else ""
        if word == "NUMBER":
            found += rf"{gap}(?:the\s+)?(?P<qualifier>{_QUALIFIERS})?[\s-]*(?P<number>{_numbers()})(?:\s+of)?"
        elif word == "...":
            found += _ANYTHING
        elif word.startswith("["):
            found += f"(?:{gap}(?:{'|'.join(map(re.escape, word[1:-1].split('|')))}))?"
        else:
            found += f"{gap}(?:{'|'.join(map(re.escape, word.split('|')))})"
    return re.compile(rf"(?<!\w){found}\b", re.IGNORECASE)


@cache
def _numbers() -> str:
    words = lexicons.load().document("numbers/words")
    spelled = sorted({*words["digits"], *words["many"]}, key=lambda word: (-len(word), word))
    return r"\d+(?:[.,]\d+)*|(?:" + "|".join(map(re.escape, spelled)) + r")\b"
