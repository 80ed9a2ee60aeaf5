"""What each time rule makes of its words: an interval of days, a TIMEX3 type and value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from herodotus.mentions import calendar, durations, timewords
from herodotus.mentions.durations import Moment, Parts

_HALF_WEEK = dt.timedelta(days=3)
_SOON = 1
"""Months ahead in which a day without a year is meant."""
_NEAR = 5
"""Months ahead in which a month without a year is meant, where no tense tells."""


@dataclass(frozen=True, slots=True)
class Told:
    """
    What an expression may be reckoned from: the day of publication; the tense of its clause ("past", "future" or "" where it
    does not tell); the day, and the first day of the quarter, that the text told of last; the day told in the same sentence; the
    instant of publication, where it is known with its zone.
    """

    day: dt.date | None
    tense: str = ""
    before: dt.date | None = None
    quarter: dt.date | None = None
    beside: dt.date | None = None
    instant: dt.datetime | None = None


def resolve(rule: str, parts: Parts, told: Told) -> Moment | None:
    """Return what a rule makes of its parts, or None where the day it is reckoned from is unknown."""
    if told.quarter is not None and rule in ("ago", "hanging", "year_ago") and _is_one_year(parts):
        number = (told.quarter.month + 2) // 3
        return replace(_quarter_span(told.quarter.year - 1, number), relative=False, hangs=True)
    if rule in _HANGING:
        return _HANGING[rule](parts, told.before)
    if rule in _FREE:
        return _FREE[rule](parts)
    return _dated(rule, parts, told)


def _dated(rule: str, parts: Parts, told: Told) -> Moment | None:
    """Return what is reckoned from a day: an hour from the day told beside it, "hours ago" from the instant of publication."""
    if rule == "clock" and told.beside is not None and not {"weekday", "month", "dayword"} & set(parts):
        found = _clock(parts, told.beside, told.tense)
        return found and replace(found, relative=False)
    if told.day is None and not _is_absolute(rule, parts):
        return None
    if rule == "ago" and told.instant is not None and parts["unit"].lower() in _HOURLY and "number" in parts:
        return _hours_ago(parts, told.instant)
    return _DATED[rule](parts, told.day or dt.date(1970, 1, 1), told.tense)


def _is_absolute(rule: str, parts: Parts) -> bool:
    """Whether an expression tells its whole date."""
    whole = rule in ("calendar", "quarter", "season", "half", "holiday", "clock") and "year" in parts
    return rule in ("iso", "decade") or whole


_HOURLY = ("hour", "minute")


def _hours_ago(parts: Parts, instant: dt.datetime) -> Moment:
    """Return "three hours ago" of a report published at a known instant: that much before it, on whatever day that is."""
    unit = parts["unit"].lower()
    found = instant - dt.timedelta(**{f"{unit}s": timewords.number(parts["number"])})
    on, value = found.date(), f"{found:%Y-%m-%dT%H:%M}"
    return Moment(on, on, "hour" if unit == "hour" else "minute", value, "TIME", clock=found.timetz())


def _is_one_year(parts: Parts) -> bool:
    """Whether a stretch is just one year back: "a year ago", "year-earlier"."""
    words = parts["words"]
    one = parts.get("number", "").lower() in ("a", "one", "1") and parts.get("unit", "").lower() == "year"
    return not words.endswith(("later", "afterwards", "after")) and (one or words.startswith("year-"))


def _of_day(day: dt.date, part: str | None = None, *, relative: bool = True) -> Moment:
    if not part:
        return Moment(day, day, "day", day.isoformat(), relative=relative)
    code = timewords.words()["parts"][part.lower()]
    return Moment(day, day, "part of day", f"{day.isoformat()}T{code}", "TIME", relative=relative)


def _iso(parts: Parts, day: dt.date, tense: str) -> Moment | None:
    try:
        return _of_day(dt.date.fromisoformat(parts["iso"]), relative=False)
    except ValueError:
        return None


def _calendar(parts: Parts, day: dt.date, tense: str) -> Moment | None:
    if "month" not in parts:
        number = int(parts["year"])
        return Moment(*calendar.year(number), "year", str(number), relative=False)
    month = timewords.words()["months"][parts["month"].lower()]
    year = int(parts["year"]) if "year" in parts else _nearest_year(month, parts, day, tense)
    if "day" in parts:
        try:
            return _of_day(dt.date(year, month, int(parts["day"])), relative="year" not in parts)
        except ValueError:
            return None
    return Moment(*calendar.month(year, month), "month", f"{year}-{month:02d}", relative="year" not in parts)


def _nearest_year(month: int, parts: Parts, day: dt.date, tense: str) -> int:
    """
    Return the year of a month without one: not after publication in the past tense, not before it in the future.

    A day of this month or the next is this one, whatever the tense: nobody dates a thing of eleven months ago so. Where the
    clause tells no tense, the nearest such month is meant.
    """
    words = parts["words"]
    if words.startswith(("last", "past", "this past")):
        return day.year if month < day.month else day.year - 1
    if words.startswith("next") or tense == "future":
        return day.year if month >= day.month else day.year + 1
    if "day" in parts and (month - day.month) % 12 <= _SOON:
        return day.year + (month < day.month)
    if tense == "":
        away = (month - day.month) % 12
        return day.year + (month < day.month) if away < _NEAR else day.year - (month > day.month)
    number = int(parts.get("day", 1))
    return day.year if (month, number) <= (day.month, day.day) else day.year - 1


def _decade(parts: Parts, day: dt.date, tense: str) -> Moment:
    if "short" in parts:
        century = day.year // 100 * 100
        first = century + int(parts["short"]) - (100 if int(parts["short"]) > day.year % 100 else 0)
    else:
        first = int(parts["decade"])
    last = calendar.year(first + 9)[1]
    return Moment(dt.date(first, 1, 1), last, "decade", str(first)[:3], relative="short" in parts)


def _short_year(parts: Parts, day: dt.date, tense: str) -> Moment:
    number = day.year // 100 * 100 + int(parts["short"])
    number -= 100 if number > day.year + 1 else 0
    return Moment(*calendar.year(number), "year", str(number))


def _holiday(parts: Parts, day: dt.date, tense: str) -> Moment:
    """Return a feast's day; without a year the last one that is over, unless one is near at hand or the tense looks ahead."""
    name = " ".join(parts["holiday"].lower().split())
    if "year" in parts:
        return _of_day(calendar.holiday(name, int(parts["year"])), relative=False)
    found = calendar.holiday(name, day.year)
    if tense == "future" and found < day:
        found = calendar.holiday(name, day.year + 1)
    elif tense != "future" and found > day and (tense == "past" or found - day > _AT_HAND):
        found = calendar.holiday(name, day.year - 1)
    return _of_day(found)


_AT_HAND = dt.timedelta(days=45)


def _weekday(parts: Parts, day: dt.date, tense: str) -> Moment:
    number = timewords.words()["weekdays"][parts["weekday"].lower()]
    pick = calendar.coming_weekday if tense == "future" else calendar.past_weekday
    return _of_day(pick(number, day), parts.get("part"))


def _weekday_last(parts: Parts, day: dt.date, tense: str) -> Moment:
    number = timewords.words()["weekdays"][parts["weekday"].lower()]
    return _of_day(calendar.past_weekday(number, day - dt.timedelta(days=1)), parts.get("part"))


def _weekday_next(parts: Parts, day: dt.date, tense: str) -> Moment:
    if parts["words"].startswith("this"):
        return _weekday(parts, day, tense)
    number = timewords.words()["weekdays"][parts["weekday"].lower()]
    return _of_day(calendar.coming_weekday(number, day + dt.timedelta(days=1)), parts.get("part"))


def _day_word(parts: Parts, day: dt.date, tense: str) -> Moment:
    words = parts["words"]
    offset = -1 if "yesterday" in words else 1 if "tomorrow" in words else 0
    part = parts.get("part") or ("night" if "tonight" in words else None)
    return _of_day(day + dt.timedelta(days=offset), part)


def _offset(words: str) -> int:
    return -1 if "last" in words or "previous" in words else 1 if "next" in words or "coming" in words else 0


def _unit_relative(parts: Parts, day: dt.date, tense: str) -> Moment | None:  # noqa: PLR0911  # one return a unit
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
        return _quarter_of(day, -1 if "latest" in parts["words"] else offset)
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


def _quarter(parts: Parts, day: dt.date, tense: str) -> Moment:
    """Return a quarter: of the year told, or the latest such quarter that has begun."""
    words = parts["words"]
    number = next(n for n, word in _ORDINALS if word in words)
    if "year" in parts:
        return _quarter_span(int(parts["year"]), number, relative=False)
    year = day.year + _offset(words.partition("of")[2] or words.partition("'s")[0])
    if "year" not in words and number > (day.month - 1) // 3 + 1 and tense != "future":
        year -= 1
    return _quarter_span(year, number)


_ORDINALS = ((4, "fourth"), (4, "final"), (1, "first"), (2, "second"), (3, "third"))


def _half(parts: Parts, day: dt.date, tense: str) -> Moment:
    second = any(word in parts["words"].split() for word in ("second", "last"))
    year = int(parts.get("year", day.year + _offset(parts["words"].partition("of")[2])))
    first, last = calendar.month(year, 7 if second else 1)[0], calendar.month(year, 12 if second else 6)[1]
    return Moment(first, last, "quarter", f"{year}-H{1 + second}", relative="year" not in parts)


def _part_relative(parts: Parts, day: dt.date, tense: str) -> Moment:
    return _of_day(day - dt.timedelta(days=parts["words"].startswith("last")), parts["part"])


def _weekend(parts: Parts, day: dt.date, tense: str) -> Moment:
    first, last = calendar.past_weekend(day)
    if tense == "future":
        first = calendar.coming_weekday(6, day)
        last = first + dt.timedelta(days=1)
    return Moment(first, last, "day", f"{calendar.iso_week(first)}-WE")


def _the_day(parts: Parts, day: dt.date, tense: str) -> Moment | None:
    words = parts["words"]
    if words.endswith("day"):
        return _of_day(day)
    return _unit_relative({"words": "this", "unit": words.rsplit(None, 1)[-1]}, day, tense)


def _the_unit(parts: Parts, day: dt.date, tense: str) -> Moment | None:
    """Return "the day", "the quarter": of publication; of a quarter the last that is over."""
    unit = parts["words"].rsplit(None, 1)[-1]
    if unit == "day":
        return _of_day(day)
    return _unit_relative({"words": "latest" if unit == "quarter" else "this", "unit": unit}, day, tense)


def _year_ago(parts: Parts, day: dt.date, tense: str) -> Moment:
    return Moment(*calendar.year(day.year - 1), "year", str(day.year - 1))


def _day_before(parts: Parts, before: dt.date | None) -> Moment | None:
    """Return "that day", "the next day", "the previous night": reckoned from the day the text told of last."""
    if before is None:
        return None
    step, unit = _step(parts["words"]), parts.get("unit", "day").lower()
    if unit == "day":
        found: Moment | None = _of_day(before + dt.timedelta(days=step), parts.get("part"))
    else:
        found = _unit_relative({"words": ("last", "this", "next")[step + 1], "unit": unit}, before, "")
    return found and replace(found, relative=False, hangs=True)


def _step(words: str) -> int:
    """Return how many days on from the day before words point: "the next", "the previous", "the same"."""
    if any(word in words for word in ("next", "following", "after")):
        return 1
    return -1 if any(word in words for word in ("previous", "before", "earlier")) else 0


def _from_before(parts: Parts, before: dt.date | None) -> Moment | None:
    """Return "three days later": so far from the day the text told of last; without one it hangs in the air."""
    if before is None or "number" not in parts:
        return None
    unit = parts["unit"].lower()
    count = timewords.number(parts["number"]) * (1 if parts["words"].endswith(("later", "afterwards", "after")) else -1)
    if unit in ("second", "minute", "hour"):
        return Moment(before, before, "day", before.isoformat(), relative=False, hangs=True)
    if unit in ("day", "week", "fortnight"):
        found = _of_day(before + dt.timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit]))
    elif unit == "month":
        first, last = calendar.month(before.year, before.month + count)
        found = Moment(first, last, "month", first.isoformat()[:7])
    else:
        year = before.year + count * {"year": 1, "decade": 10, "century": 100}.get(unit, 1)
        found = Moment(*calendar.year(max(1, year)), "year", str(year))
    return replace(found, relative=False, hangs=True)


def _ago(parts: Parts, day: dt.date, tense: str) -> Moment:
    unit = parts["unit"].lower()
    if "number" not in parts:
        return Moment(None, day, "unknown", f"PX{durations.letter(unit)}")
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


def _clock(parts: Parts, day: dt.date, tense: str) -> Moment | None:
    """Return an hour of the day told beside it, else of the day of publication; UTC and GMT are kept as Z."""
    on = _clock_day(parts, day, tense)
    if on is None:
        return None
    zone = parts.get("zone", "")
    if "noon" in parts:
        hour, minute = (0 if parts["noon"].lower() == "midnight" else 12), 0
    else:
        hour, minute = (
            int(parts.get("hour") or parts["hour24"]) % 24,
            int(parts.get("minute") or parts.get("minute24") or 0),
        )
    half = parts.get("half", "").lower()
    hour += 12 if half == "p" and hour < 12 else -12 if half == "a" and hour == 12 else 0
    if hour >= _HOURS:
        return None
    value = f"{on.isoformat()}T{hour:02d}:{minute:02d}{'Z' if zone.upper() in ('UTC', 'GMT', 'Z') else ''}"
    clock = dt.time(hour, minute)
    return Moment(on, on, "minute", value, "TIME", relative="year" not in parts, clock=clock, zone=zone or None)


_HOURS = 24


def _clock_day(parts: Parts, day: dt.date, tense: str) -> dt.date | None:
    if "weekday" in parts:
        return _weekday({**parts, "part": ""}, day, tense).earliest if "month" not in parts else None
    if "month" in parts:
        told = _calendar(parts, day, tense)
        return told.earliest if told is not None else None
    if "dayword" in parts:
        return _day_word({"words": parts["dayword"].lower()}, day, tense).earliest
    return day


def _season(parts: Parts, day: dt.date, tense: str) -> Moment:
    code = timewords.words()["seasons"][parts["season"].lower()]
    year = int(parts["year"]) if "year" in parts else day.year + _offset(parts["words"])
    return Moment(*calendar.season(code, year), "month", f"{year}-{code}", relative="year" not in parts)


_FREE: Mapping[str, Callable[[Parts], Moment]] = {
    "duration": durations.duration, "duration_bare": durations.bare, "span": durations.stretch, "set": durations.repeated,
    "set_adverb": durations.repeated_adverb, "present": durations.vague("PRESENT_REF"), "past": durations.vague("PAST_REF"),
    "future": durations.vague("FUTURE_REF"),
}  # fmt: skip
_HANGING: Mapping[str, Callable[[Parts, dt.date | None], Moment | None]] = {
    "hanging": _from_before,
    "day_before": _day_before,
}
_DATED: Mapping[str, Callable[[Parts, dt.date, str], Moment | None]] = {
    "iso": _iso, "calendar": _calendar, "decade": _decade, "weekday": _weekday, "weekday_last": _weekday_last,
    "weekday_next": _weekday_next, "day_word": _day_word, "unit_relative": _unit_relative, "quarter": _quarter,
    "part_relative": _part_relative, "weekend": _weekend, "the_day": _the_day, "ago": _ago, "clock": _clock,
    "season": _season, "half": _half, "the_unit": _the_unit, "year_ago": _year_ago, "short_year": _short_year, "holiday": _holiday,
}  # fmt: skip
