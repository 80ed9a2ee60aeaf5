"""What each time rule makes of its words: an interval of days, a TIMEX3 type and value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from herodotus.mentions import calendar, timewords
from herodotus.model import Granularity, TimexType

Parts = Mapping[str, str]
_HALF_WEEK = dt.timedelta(days=3)
_SOON = 1
"""Months ahead in which a day without a year is meant."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A resolved expression; ``relative`` says that the day of publication was used."""

    earliest: dt.date | None
    latest: dt.date | None
    granularity: Granularity
    value: str | None
    type: TimexType = "DATE"
    relative: bool = True
    reason: str | None = None


def resolve(rule: str, parts: Parts, day: dt.date | None, *, future: bool) -> Moment | None:
    """Return what a rule makes of its parts, or None where the day of publication is needed and unknown."""
    if rule in _FREE:
        return _FREE[rule](parts)
    absolute = (rule in ("calendar", "iso", "decade", "quarter", "season") and "year" in parts) or rule in (
        "iso",
        "decade",
    )
    if day is None and not absolute:
        return None
    return _DATED[rule](parts, day or dt.date(1970, 1, 1), future)


def _of_day(day: dt.date, part: str | None = None, *, relative: bool = True) -> Moment:
    if part is None:
        return Moment(day, day, "day", day.isoformat(), relative=relative)
    code = timewords.words()["parts"][part.lower()]
    return Moment(day, day, "part of day", f"{day.isoformat()}T{code}", "TIME", relative=relative)


def _iso(parts: Parts, day: dt.date, future: bool) -> Moment | None:  # noqa: FBT001
    try:
        return _of_day(dt.date.fromisoformat(parts["iso"]), relative=False)
    except ValueError:
        return None


def _calendar(parts: Parts, day: dt.date, future: bool) -> Moment | None:  # noqa: FBT001
    if "month" not in parts:
        number = int(parts["year"])
        return Moment(*calendar.year(number), "year", str(number), relative=False)
    month = timewords.words()["months"][parts["month"].lower()]
    year = int(parts["year"]) if "year" in parts else _nearest_year(month, parts, day, future)
    if "day" in parts:
        try:
            return _of_day(dt.date(year, month, int(parts["day"])), relative="year" not in parts)
        except ValueError:
            return None
    return Moment(*calendar.month(year, month), "month", f"{year}-{month:02d}", relative="year" not in parts)


def _nearest_year(month: int, parts: Parts, day: dt.date, future: bool) -> int:  # noqa: FBT001
    """
    Return the year of a month without one: not after publication in the past tense, not before it in the future.

    A day of this month or the next is this one, whatever the tense: nobody dates a thing of eleven months ago so.
    """
    words = parts["words"]
    if words.startswith("last"):
        return day.year if month < day.month else day.year - 1
    if words.startswith("next") or future:
        return day.year if month >= day.month else day.year + 1
    if "day" in parts and (month - day.month) % 12 <= _SOON:
        return day.year + (month < day.month)
    number = int(parts.get("day", 1))
    return day.year if (month, number) <= (day.month, day.day) else day.year - 1


def _decade(parts: Parts, day: dt.date, future: bool) -> Moment:  # noqa: FBT001
    first = int(parts["decade"])
    last = calendar.year(first + 9)[1]
    return Moment(dt.date(first, 1, 1), last, "decade", str(first)[:3], relative=False)


def _weekday(parts: Parts, day: dt.date, future: bool) -> Moment:  # noqa: FBT001
    number = timewords.words()["weekdays"][parts["weekday"].lower()]
    pick = calendar.coming_weekday if future else calendar.past_weekday
    return _of_day(pick(number, day), parts.get("part"))


def _weekday_last(parts: Parts, day: dt.date, future: bool) -> Moment:  # noqa: FBT001
    number = timewords.words()["weekdays"][parts["weekday"].lower()]
    return _of_day(calendar.past_weekday(number, day - dt.timedelta(days=1)), parts.get("part"))


def _weekday_next(parts: Parts, day: dt.date, future: bool) -> Moment:  # noqa: FBT001
    if parts["words"].startswith("this"):
        return _weekday(parts, day, future)
    number = timewords.words()["weekdays"][parts["weekday"].lower()]
    return _of_day(calendar.coming_weekday(number, day + dt.timedelta(days=1)), parts.get("part"))


def _day_word(parts: Parts, day: dt.date, future: bool) -> Moment:  # noqa: FBT001
    words = parts["words"]
    offset = -1 if "yesterday" in words else 1 if "tomorrow" in words else 0
    part = parts.get("part") or ("night" if "tonight" in words else None)
    return _of_day(day + dt.timedelta(days=offset), part)


def _offset(words: str) -> int:
    return -1 if "last" in words or "previous" in words else 1 if "next" in words or "coming" in words else 0


def _unit_relative(parts: Parts, day: dt.date, future: bool) -> Moment | None:  # noqa: FBT001, PLR0911  # one return a unit
    offset, unit = _offset(parts["words"]), parts["unit"].lower()
    if unit == "week":
        first, last = calendar.week(day, offset)
        return Moment(first, last, "week", calendar.iso_week(first))
    if unit == "weekend":
        first, last = calendar.past_weekend(day)
        return Moment(first, last, "day", f"{calendar.iso_week(first)}-WE")
    if unit == "month":
        first, last = calendar.month(day.year, day.month + offset)
        return Moment(first, last, "month", first.isoformat()[:7])
    if unit == "year":
        return Moment(*calendar.year(day.year + offset), "year", str(day.year + offset))
    if unit == "quarter":
        return _quarter_of(day, offset)
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        start = (day.year // size + offset) * size
        return Moment(
            dt.date(start, 1, 1), dt.date(start + size - 1, 12, 31), "decade", str(start)[: 3 if size == 10 else 2]
        )
    return _of_day(day + dt.timedelta(days=offset)) if unit == "day" else None


def _quarter_of(day: dt.date, offset: int) -> Moment:
    index = day.year * 4 + (day.month - 1) // 3 + offset
    return _quarter_span(index // 4, index % 4 + 1)


def _quarter_span(year: int, number: int, *, relative: bool = True) -> Moment:
    first, last = calendar.month(year, number * 3 - 2)[0], calendar.month(year, number * 3)[1]
    return Moment(first, last, "quarter", f"{year}-Q{number}", relative=relative)


def _quarter(parts: Parts, day: dt.date, future: bool) -> Moment:  # noqa: FBT001
    number = next(n for n, word in enumerate(("first", "second", "third", "fourth"), 1) if word in parts["words"])
    return _quarter_span(int(parts.get("year", day.year)), number, relative="year" not in parts)


def _part_relative(parts: Parts, day: dt.date, future: bool) -> Moment:  # noqa: FBT001
    return _of_day(day - dt.timedelta(days=parts["words"].startswith("last")), parts["part"])


def _weekend(parts: Parts, day: dt.date, future: bool) -> Moment:  # noqa: FBT001
    first, last = calendar.past_weekend(day)
    if future:
        first = calendar.coming_weekday(6, day)
        last = first + dt.timedelta(days=1)
    return Moment(first, last, "day", f"{calendar.iso_week(first)}-WE")


def _the_day(parts: Parts, day: dt.date, future: bool) -> Moment | None:  # noqa: FBT001
    words = parts["words"]
    if "that" in words or "same" in words:
        return None
    if words.endswith("day"):
        return _of_day(day)
    return _unit_relative({"words": "this", "unit": words.rsplit(None, 1)[-1]}, day, future)


def _ago(parts: Parts, day: dt.date, future: bool) -> Moment:  # noqa: FBT001
    unit = parts["unit"].lower()
    if "number" not in parts:
        return Moment(None, day, "unknown", f"PX{_letter(unit)}")
    count = timewords.number(parts["number"])
    if unit in ("hour", "minute", "second"):
        return Moment(day, day, "day", day.isoformat())
    if unit in ("day", "week", "fortnight"):
        size = {"day": 1, "week": 7, "fortnight": 14}[unit]
        found = day - dt.timedelta(days=count * size)
        first, last = (found, found) if unit == "day" else (found - _HALF_WEEK, found + _HALF_WEEK)
        value = found.isoformat() if unit == "day" else calendar.iso_week(found)
        return Moment(first, last, "day" if unit == "day" else "week", value)
    if unit == "month":
        first, last = calendar.month(day.year, day.month - count)
        return Moment(first, last, "month", first.isoformat()[:7])
    years = count * {"year": 1, "decade": 10, "century": 100}.get(unit, 1)
    return Moment(*calendar.year(max(1, day.year - years)), "year", str(day.year - years))


def _clock(parts: Parts, day: dt.date, future: bool) -> Moment:  # noqa: FBT001
    hour = int(parts.get("hour") or parts["hour24"]) % 24
    minute = int(parts.get("minute") or parts.get("minute24") or 0)
    if parts.get("half", "").lower() == "p" and hour < 12:
        hour += 12
    if parts.get("half", "").lower() == "a" and hour == 12:
        hour = 0
    return Moment(day, day, "minute", f"{day.isoformat()}T{hour:02d}:{minute:02d}", "TIME")


def _season(parts: Parts, day: dt.date, future: bool) -> Moment:  # noqa: FBT001
    code = timewords.words()["seasons"][parts["season"].lower()]
    year = int(parts["year"]) if "year" in parts else day.year + _offset(parts["words"])
    return Moment(*calendar.season(code, year), "month", f"{year}-{code}", relative="year" not in parts)


def _letter(unit: str) -> str:
    code = str(timewords.words()["units"][unit])
    return {"WE": "W", "Q": "M", "E": "0Y", "C": "00Y", "2W": "W"}.get(code, code[-1])


def _length(unit: str, count: str) -> str:
    timed = "T" if str(timewords.words()["units"][unit]).startswith("T") else ""
    return f"P{timed}{count}{_letter(unit)}"


def _counted(parts: Parts) -> str:
    return str(timewords.number(parts["number"])) if "number" in parts else "X"


def _duration(parts: Parts) -> Moment:
    return _lasting(_length(parts["unit"].lower(), _counted(parts)))


def _duration_bare(parts: Parts) -> Moment:
    return _lasting(_length(parts["words"].rstrip("s"), "X"))


def _span(parts: Parts) -> Moment:
    count = (
        "1" if "number" not in parts and "vague" not in parts and not parts["words"].endswith("s") else _counted(parts)
    )
    return _lasting(_length(parts["unit"].lower(), count))


def _lasting(value: str) -> Moment:
    return Moment(None, None, "unknown", value, "DURATION", relative=False)


def _set(parts: Parts) -> Moment:
    return Moment(None, None, "unknown", _length(parts["unit"].lower(), "1"), "SET", relative=False)


def _set_adverb(parts: Parts) -> Moment:
    letter = {"d": "1D", "w": "1W", "m": "1M", "y": "1Y", "a": "1Y", "h": "T1H", "n": "1D"}[parts["words"][0]]
    return Moment(None, None, "unknown", f"P{letter}", "SET", relative=False)


def _hanging(parts: Parts) -> Moment:
    value = _length(parts["unit"].lower(), _counted(parts))
    return Moment(None, None, "unknown", value, "DURATION", relative=False, reason="hangs on another event")


def _vague(value: str) -> Callable[[Parts], Moment]:
    return lambda parts: Moment(None, None, "unknown", value, relative=False)


_FREE: Mapping[str, Callable[[Parts], Moment]] = {
    "duration": _duration, "duration_bare": _duration_bare, "span": _span, "set": _set, "set_adverb": _set_adverb,
    "hanging": _hanging, "present": _vague("PRESENT_REF"), "past": _vague("PAST_REF"), "future": _vague("FUTURE_REF"),
}  # fmt: skip
_DATED: Mapping[str, Callable[[Parts, dt.date, bool], Moment | None]] = {
    "iso": _iso, "calendar": _calendar, "decade": _decade, "weekday": _weekday, "weekday_last": _weekday_last,
    "weekday_next": _weekday_next, "day_word": _day_word, "unit_relative": _unit_relative, "quarter": _quarter,
    "part_relative": _part_relative, "weekend": _weekend, "the_day": _the_day, "ago": _ago, "clock": _clock,
    "season": _season,
}  # fmt: skip
