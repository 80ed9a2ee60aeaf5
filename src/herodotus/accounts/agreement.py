"""How far coders agree who decided on the same things: Krippendorff's alpha, field by field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import krippendorff
import numpy as np

from herodotus.accounts.anchors import Standing
from herodotus.accounts.fields import field_of
from herodotus.accounts.lastword import in_order, undone_of
from herodotus.accounts.values import dumps, meaning
from herodotus.model import Anchor, Correction

WHOLE = "is one"
"""The question whether a thing is one at all: accepted or corrected it is, rejected it is not."""
ALL = "all"
Unit = tuple[Anchor, str]
"""One question: a field of a thing."""


def _nowhere(_text_hash: str) -> Standing | None:
    return None


@dataclass(frozen=True, slots=True)
class Agreement:
    """
    How far coders agree on one field.

    ``units`` are the questions that two or more of them answered, ``same`` those they all answered alike. ``alpha`` is 1 where
    they always agree, 0 where no more than by chance, None where there is too little to tell by.
    """

    field: str
    coders: tuple[str, ...]
    units: int
    same: int
    alpha: float | None


def agreements(
    corrections: Iterable[Correction], standing: Callable[[str], Standing | None] = _nowhere
) -> tuple[Agreement, ...]:
    """
    Return the agreement of all who decided on the same things: on every field, then on each.

    ``standing`` gives what stands in a text of this hash, so that who names one actor by two of his names agrees with himself.
    """
    answers = _answers(corrections, standing)
    shared = {unit: by for unit, by in answers.items() if len(by) > 1}
    fields = list(dict.fromkeys(field for _, field in shared))
    return tuple(_agreement(field, shared) for field in ([ALL, *fields] if shared else []))


def _agreement(field: str, shared: Mapping[Unit, Mapping[str, str]]) -> Agreement:
    rows = [by for (_, asked), by in shared.items() if field in (ALL, asked)]
    coders = tuple(dict.fromkeys(who for by in rows for who in by))
    same = sum(len(set(by.values())) == 1 for by in rows)
    return Agreement(field, coders, len(rows), same, alpha(rows, coders))


def alpha(rows: list[Mapping[str, str]], coders: tuple[str, ...]) -> float | None:
    """
    Return Krippendorff's alpha of answers that are alike or not (a nominal scale), one row a question.

    >>> alpha([{"hk": "a", "mo": "a"}, {"hk": "b", "mo": "b"}, {"hk": "a", "mo": "b"}], ("hk", "mo"))
    0.444
    >>> alpha([{"hk": "a", "mo": "a"}], ("hk", "mo")) is None      # never anything else: nothing to tell by
    True
    """
    codes = {answer: number for number, answer in enumerate(dict.fromkeys(a for by in rows for a in by.values()))}
    if len(codes) < 2:
        return None
    data = np.array([[codes.get(by.get(who, ""), np.nan) for by in rows] for who in coders], dtype=float)
    return round(float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")), 3)


def _answers(
    corrections: Iterable[Correction], standing: Callable[[str], Standing | None]
) -> dict[Unit, dict[str, str]]:
    """Return each coder's last answer to each question."""
    taken = in_order(corrections)
    undone = undone_of(taken)
    found: dict[Unit, dict[str, str]] = {}
    for one in taken:
        if one.id not in undone:
            for (anchor, field), value in _answered(one):
                answer = _meant(field, value, standing(anchor.text_hash), anchor)
                found.setdefault((anchor, field), {})[one.who] = answer
    return found


def _meant(field: str, value: object, standing: Standing | None, anchor: Anchor) -> str:
    if field == WHOLE or standing is None:
        return dumps(value)
    return dumps(meaning(field_of(anchor.layer, field), value, standing))


def _answered(one: Correction) -> Iterator[tuple[Unit, object]]:
    """Yield what a decision answers: accepting a thing is a yes to each of its fields as it was shown."""
    if one.anchor is None or one.verb not in ("accept", "reject", "correct"):
        return
    if one.field is not None:
        yield (one.anchor, WHOLE), "yes"
        yield (one.anchor, one.field), json.loads({"accept": one.old, "correct": one.new}.get(one.verb) or "null")
        return
    yield (one.anchor, WHOLE), "yes" if one.verb == "accept" else "no"
    if one.verb == "accept":
        for field, value in json.loads(one.old or "{}").items():
            yield (one.anchor, field), value
