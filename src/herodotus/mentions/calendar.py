"""Intervals of the calendar: weekdays, weeks, weekends, months, seasons. Weeks run from Monday to Sunday."""

from __future__ import annotations

import datetime as dt

Interval = tuple[dt.date, dt.date]
_DAY = dt.timedelta(days=1)


def past_weekday(weekday: int, told: dt.date) -> dt.date:
    """
    Return the latest day of that number (Monday = 1) not after the day the report was told.

    >>> past_weekday(7, told=dt.date(2026, 3, 10))      # a Tuesday
    datetime.date(2026, 3, 8)
    >>> past_weekday(2, told=dt.date(2026, 3, 10))      # told on the day itself
    datetime.date(2026, 3, 10)
    """
    return told - dt.timedelta(days=(told.isoweekday() - weekday) % 7)


def coming_weekday(weekday: int, told: dt.date) -> dt.date:
    """
    Return the first day of that number not before the day the report was told.

    >>> coming_weekday(7, told=dt.date(2026, 3, 10))
    datetime.date(2026, 3, 15)
    """
    return told + dt.timedelta(days=(weekday - told.isoweekday()) % 7)


def week(day: dt.date, offset: int = 0) -> Interval:
    """
    Return the week of a day, or one so many weeks from it.

    >>> week(dt.date(2026, 3, 11), -1)
    (datetime.date(2026, 3, 2), datetime.date(2026, 3, 8))
    """
    monday = day - dt.timedelta(days=day.isoweekday() - 1) + dt.timedelta(weeks=offset)
    return monday, monday + dt.timedelta(days=6)


def past_weekend(told: dt.date) -> Interval:
    """
    Return the last Saturday and Sunday that had begun when the report was told.

    >>> past_weekend(dt.date(2026, 3, 11))
    (datetime.date(2026, 3, 7), datetime.date(2026, 3, 8))
    """
    saturday = past_weekday(6, told)
    return saturday, saturday + _DAY


def month(year: int, number: int) -> Interval:
    """
    Return the first and last day of a month; 13 is January of the next year, 0 December of the last.

    >>> month(2026, 0)
    (datetime.date(2025, 12, 1), datetime.date(2025, 12, 31))
    """
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    after = dt.date(year + number // 12, number % 12 + 1, 1)
    return dt.date(year, number, 1), after - _DAY


def year(number: int) -> Interval:
    """Return the first and last day of a year."""
    return dt.date(number, 1, 1), dt.date(number, 12, 31)


def season(name: str, of: int) -> Interval:
    """Return the months of a northern season (SP, SU, FA, WI) of a year; a winter begins in its December."""
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    return month(of, first)[0], month(of, first + 2)[1]


def iso_week(day: dt.date) -> str:
    """
    Return the week of a day as TIMEX3 writes it.

    >>> iso_week(dt.date(2026, 3, 5))
    '2026-W10'
    """
    found = day.isocalendar()
    return f"{found.year}-W{found.week:02d}"


_FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "new year": (1, 1),
    "new year's day": (1, 1), "new year's eve": (12, 31), "may day": (5, 1), "halloween": (10, 31), "epiphany": (1, 6),
    "valentine's day": (2, 14), "veterans day": (11, 11), "armistice day": (11, 11), "bastille day": (7, 14),
}  # fmt: skip
_FROM_EASTER = {
    "good friday": -2,
    "easter": 0,
    "easter sunday": 0,
    "easter monday": 1,
    "palm sunday": -7,
    "ash wednesday": -46,
}
HOLIDAYS = (*_FIXED, *_FROM_EASTER, "thanksgiving", "thanksgiving day")


def holiday(name: str, of: int) -> dt.date:
    """
    Return the day of a feast in a year, in the western calendar; Thanksgiving is the American one.

    >>> holiday("easter", 2026), holiday("thanksgiving", 2026)
    (datetime.date(2026, 4, 5), datetime.date(2026, 11, 26))
    """
    name = name.replace("’", "'")
    if name in _FIXED:
        return dt.date(of, *_FIXED[name])
    if name in _FROM_EASTER:
        return easter(of) + dt.timedelta(days=_FROM_EASTER[name])
    return coming_weekday(4, dt.date(of, 11, 22))


def easter(of: int) -> dt.date:
    """Return Easter Sunday of a year (Gauss, Gregorian)."""
    golden, century = of % 19, of // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    full = epact - (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    sunday = full - (of + of // 4 + full + 2 - century + century // 4) % 7
    month = 3 + (sunday + 40) // 44
    return dt.date(of, month, sunday + 28 - 31 * (month // 4))
