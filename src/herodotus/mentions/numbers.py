"""Numbers as ranges: figures, letters, words for many, and the qualifiers before them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from herodotus import lexicons
from herodotus.model import Qualifier

_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A range of whole numbers; ``high`` None is open."""

    low: int
    high: int | None
    qualifier: Qualifier


@cache
def _words() -> Mapping[str, Any]:
    return lexicons.load().document("numbers/words")


@cache
def things() -> frozenset[str]:
    """Return words for what is counted and is no people."""
    return frozenset(_words()["things"])


@cache
def anybody() -> frozenset[str]:
    """Return words for anybody: a number of them counts only with what befell them."""
    return frozenset(_words()["anybody"])


def amount(forms: Sequence[str], before: str = "", after: str = "") -> Amount | None:
    """
    Return the range words stand for, or None if they are no number; ``before`` and ``after`` are the text around them.

    >>> amount(["12"], "killed at least ")
    Amount(low=12, high=None, qualifier='at least')
    >>> amount(["two", "hundred"], "over "), amount(["dozens"])
    (Amount(low=201, high=None, qualifier='more than'), Amount(low=24, high=None, qualifier='dozens'))
    >>> amount(["tens", "of", "thousands"]).low, amount(["30", "to", "40"]), amount(["ten"], after=" or more")
    (20000, Amount(low=30, high=40, qualifier='about'), Amount(low=10, high=None, qualifier='at least'))
    """
    found = [form.lower() for form in forms]
    vague = _vague(found)
    if vague is not None:
        return vague
    between = _between(found, before)
    if between is not None:
        return between
    value = _value(found)
    if value is None:
        return None
    if after.lower().lstrip().startswith(("or more", "and more", "or so")):
        return Amount(value, None, "at least") if "more" in after.lower() else Amount(value, value, "about")
    return _qualified(value, qualifier(before))


def _between(forms: Sequence[str], before: str) -> Amount | None:
    """Return the range of two numbers: "30 to 40", "between 30 and 40", "three or four"."""
    joined = "and" if before.lower().rstrip().endswith("between") else None
    at = next((n for n, form in enumerate(forms) if form in ("to", "or", "–", joined)), 0)
    if not 0 < at < len(forms) - 1:
        return None
    low, high = _value(forms[:at]), _value(forms[at + 1 :])
    return Amount(low, high, "about") if low is not None and high is not None and low < high else None


def _vague(forms: Sequence[str]) -> Amount | None:
    many = _words()["many"]
    scale = {"thousands": 1000, "hundreds": 100, "millions": 1_000_000}
    if len(forms) == 3 and forms[:2] in (["tens", "of"], ["hundreds", "of"], ["dozens", "of"]) and forms[2] in scale:
        size = scale[forms[2]] * {"tens": 10, "hundreds": 100, "dozens": 12}[forms[0]]
        return Amount(2 * size, 10 * size - 1, "several")
    if forms and forms[-1] == "dozen" and len(forms) > 1 and _value(forms[:-1]):
        low = 12 * int(_value(forms[:-1]) or 1)
        return Amount(low, low, "exact")
    if len(forms) == 1 and forms[0] in many:
        low, high = many[forms[0]]
        word: Qualifier = "dozens" if forms[0] in ("dozens", "scores", "hundreds", "thousands") else "several"
        return Amount(low, high or None, "exact" if high else word)
    return None


def _value(forms: Sequence[str]) -> int | None:
    """
    Return a number in figures or letters.

    >>> _value(["twenty-five"]), _value(["1.5", "million"]), _value(["three", "hundred", "and", "four"])
    (25, 1500000, 304)
    """
    digits, scales = _words()["digits"], _words()["scales"]
    total, current, seen = 0.0, 0.0, False
    for form in (part for word in forms for part in (word.split("-") if not _FIGURES.fullmatch(word) else [word])):
        if form in ("and", "-", "a", "an", ""):
            continue
        if _FIGURES.fullmatch(form):
            current += float(form.replace(",", ""))
        elif form in digits:
            current += digits[form]
        elif form in scales:
            size = scales[form]
            current = (current or 1) * size
            if size > 100:
                total, current = total + current, 0.0
        else:
            return None
        seen = True
    return int(total + current) if seen else None


def qualifier(before: str) -> str:
    """
    Return what the words before a number do to it.

    >>> qualifier("a raid that killed more than "), qualifier("the ")
    ('more than', 'exact')
    """
    tail = " ".join(before.lower().split()[-3:])
    found = [
        (words, kind) for words, kind in _words()["qualifiers"].items() if tail == words or tail.endswith(f" {words}")
    ]
    return max(found, key=lambda one: len(one[0]))[1] if found else "exact"


def _qualified(value: int, kind: str) -> Amount:
    ranges: Mapping[str, Amount] = {
        "at least": Amount(value, None, "at least"), "more than": Amount(value + 1, None, "more than"),
        "about": Amount(value, value, "about"), "up to": Amount(0, value, "up to"),
        "less than": Amount(0, max(0, value - 1), "less than"),
    }  # fmt: skip
    return ranges.get(kind, Amount(value, value, "exact"))
