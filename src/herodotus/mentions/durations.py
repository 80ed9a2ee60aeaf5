"""What a time expression comes to, and those that need no day: stretches of time, what is repeated, "now"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from herodotus.mentions import timewords
from herodotus.model import Granularity, TimexType

Parts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Moment:
    """
    A resolved expression; ``relative``: the day of publication was used; ``hangs``: the day of another event was.

    ``clock`` is the hour told, with its zone if that is known; ``zone`` the words behind it that tell one.
    """

    earliest: dt.date | None
    latest: dt.date | None
    granularity: Granularity
    value: str | None
    type: TimexType = "DATE"
    relative: bool = True
    reason: str | None = None
    hangs: bool = False
    clock: dt.time | None = None
    zone: str | None = None


def letter(unit: str) -> str:
    """Return the letter TIMEX3 has for a unit."""
    code = str(timewords.words()["units"][unit])
    return {"WE": "W", "E": "0Y", "C": "00Y", "2W": "W"}.get(code, code[-1])


def _length(unit: str, count: str) -> str:
    timed = "T" if str(timewords.words()["units"][unit]).startswith("T") else ""
    return f"P{timed}{count}{letter(unit)}"


def length(parts: Parts) -> str | None:
    """Return the stretch an expression names ("P3D" of "three days later"), or None."""
    return _length(parts["unit"].lower(), _counted(parts)) if "unit" in parts and "number" in parts else None


def _counted(parts: Parts) -> str:
    return str(timewords.number(parts["number"])) if "number" in parts else "X"


def duration(parts: Parts) -> Moment:
    """Return "three weeks"."""
    return _lasting(_length(parts["unit"].lower(), _counted(parts)))


def bare(parts: Parts) -> Moment:
    """Return "weeks": so many are not told."""
    return _lasting(_length(parts["words"].rstrip("s"), "X"))


def stretch(parts: Parts) -> Moment:
    """Return "the past three weeks", "the past week"."""
    count = (
        "1" if "number" not in parts and "vague" not in parts and not parts["words"].endswith("s") else _counted(parts)
    )
    return _lasting(_length(parts["unit"].lower(), count))


def _lasting(value: str) -> Moment:
    return Moment(None, None, "unknown", value, "DURATION", relative=False)


def repeated(parts: Parts) -> Moment:
    """Return "every day"."""
    return Moment(None, None, "unknown", _length(parts["unit"].lower(), "1"), "SET", relative=False)


def repeated_adverb(parts: Parts) -> Moment:
    """Return "daily"."""
    letter = {"d": "1D", "w": "1W", "m": "1M", "y": "1Y", "a": "1Y", "h": "T1H", "n": "1D"}[parts["words"][0]]
    return Moment(None, None, "unknown", f"P{letter}", "SET", relative=False)


def vague(value: str) -> Callable[[Parts], Moment]:
    """Return a rule for words that point without a date: "now", "recently"."""
    return lambda parts: Moment(None, None, "unknown", value, relative=False)
