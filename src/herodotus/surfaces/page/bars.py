"""Days as bars: how much stands on each stretch of days, as fine as some hundred bars allow."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

MOST = 100
"""Bars; where there would be more, each is of a longer stretch."""
_EDGE = 0.02
"""The part of all at either end that may lie outside: one war of last century must not squeeze a week into a bar."""
Counted = Sequence[tuple[str, int]]
"""Days in order, each with how much stands on it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How much stands on the days from ``first`` to ``last``."""

    first: dt.date
    last: dt.date
    count: int


def bars(counted: Counted, since: str | None = None, until: str | None = None) -> tuple[list[Bar], int, int]:
    """
    Return the bars around the days asked for, or of nearly all; and how much lies before the first and after the last.

    >>> found, before, after = bars([("1945-05-08", 1), *((f"2026-03-{day:02}", 60) for day in (8, 9, 11))])
    >>> [(str(bar.first), bar.count) for bar in found], before, after
    ([('2026-03-08', 60), ('2026-03-09', 60), ('2026-03-10', 0), ('2026-03-11', 60)], 1, 0)
    """
    frame = _frame(counted, since, until)
    if frame is None:
        return [], 0, 0
    first, last = frame
    begins = list(_begins(first, last))
    counts = [0] * len(begins)
    before = after = 0
    for written, count in counted:
        day = dt.date.fromisoformat(written)
        if day < begins[0]:
            before += count
        elif day > last:
            after += count
        else:
            counts[bisect_right(begins, day) - 1] += count
    lasts = [*(begin - dt.timedelta(days=1) for begin in begins[1:]), last]
    return [Bar(*one) for one in zip(begins, lasts, counts, strict=True)], before, after


def _frame(counted: Counted, since: str | None, until: str | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day to draw: those asked for with as many before and behind, or those of nearly all."""
    if since and until:
        first, last = dt.date.fromisoformat(since), dt.date.fromisoformat(until)
        aside = max((last - first).days, 3)
        return (_moved(first, -aside), _moved(last, aside)) if first <= last else None
    if not counted:
        return None
    total, seen = sum(count for _, count in counted), 0
    inside: list[str] = []
    for day, count in counted:
        seen += count
        if total * _EDGE <= seen and seen - count <= total * (1 - _EDGE):
            inside.append(day)
    days = inside or [day for day, _ in counted]
    return dt.date.fromisoformat(min(since or days[0], days[0])), dt.date.fromisoformat(
        max(until or days[-1], days[-1])
    )


def _begins(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield where bars begin: of a day, a week, one or three months, one, two, five, ten … or a hundred years."""
    step = next((step for most, step in _STEPS if (last - first).days < most), _years(100))
    at: dt.date | None = first if step is _day else step(first, 0)
    while at is not None and at <= last:
        yield at
        at = _stepped(step, at)


def _stepped(step: Callable[[dt.date, int], dt.date], at: dt.date) -> dt.date | None:
    """Return the next beginning; None behind the last day that the calendar has."""
    try:
        return step(at, 1)
    except (ValueError, OverflowError):
        return None


def _moved(day: dt.date, days: int) -> dt.date:
    """Return a day so many days away, within the days that the calendar has."""
    return dt.date.fromordinal(min(max(day.toordinal() + days, 1), dt.date.max.toordinal()))


def _day(day: dt.date, on: int) -> dt.date:
    return day + dt.timedelta(days=on)


def _week(day: dt.date, on: int) -> dt.date:
    return day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=on)


def _months(many: int) -> Callable[[dt.date, int], dt.date]:
    def begin(day: dt.date, on: int) -> dt.date:
        months = day.year * 12 + (day.month - 1) // many * many + many * on
        return dt.date(months // 12, months % 12 + 1, 1)

    return begin


def _years(many: int) -> Callable[[dt.date, int], dt.date]:
    return lambda day, on: dt.date(max(day.year - day.year % many, 1) + many * on, 1, 1)


_STEPS = (
    (MOST, _day), (7 * MOST, _week), (30 * MOST, _months(1)), (91 * MOST, _months(3)),
    *((365 * many * MOST, _years(many)) for many in (1, 2, 5, 10, 20, 50)),
)  # fmt: skip
