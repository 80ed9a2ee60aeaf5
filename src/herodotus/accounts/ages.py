"""Whether an event is one of long before its report: an older quake, last year's raid, told for comparison."""

from __future__ import annotations

import datetime as dt

from herodotus.model import Account, Event, Span, Time

_RECENT = dt.timedelta(days=31)
_LONG = frozenset({"month", "quarter", "year", "decade"})
_GOES_ON = ("It ", "They ", "That ", "This ")


def is_old(event: Event, account: Account) -> bool:
    """
    Whether an event lies more than a month before its report.

    Its time tells, else the only time of its sentence; "It killed …" goes on from the sentence before. In a report without a
    date, a month or a year by itself is long ago: what is new is told by the day.
    """
    own = next((time for time in account.times if time.id == event.time), None)
    if own is not None and _says(own, account):
        return _is_past(own, account)
    told = _times_about(event.triggers[0], account)
    return len(told) == 1 and _is_past(told[0], account)


def _times_about(span: Span, account: Account) -> list[Time]:
    """Return the dates of the sentence of a span; of the one before, where it goes on from there and has none."""
    at = sentence_of(span, account)
    found = _dates(account.sentences[at], account) if 0 <= at < len(account.sentences) else []
    goes_on = at > 0 and account.sentences[at].of(account.report.text).startswith(_GOES_ON)
    return _dates(account.sentences[at - 1], account) if goes_on and not found else found


def _dates(sentence: Span, account: Account) -> list[Time]:
    return [time for time in account.times if sentence.holds(time.span) and _says(time, account)]


def _says(time: Time, account: Account) -> bool:
    """Whether a time says which day, month or year."""
    return time.type == "DATE" and (
        time.latest is not None or (account.report.published is None and time.rule == "month")
    )


def _is_past(time: Time, account: Account) -> bool:
    published = account.report.published
    if published is None:
        return time.rule == "month" or time.granularity in _LONG
    return time.latest is not None and _day(time.latest) < _day(published) - _RECENT


def _day(moment: dt.date | dt.datetime) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def sentence_of(span: Span, account: Account) -> int:
    """Return the number of the sentence a span begins in, -1 for none."""
    return next((n for n, one in enumerate(account.sentences) if one.start <= span.start < one.end), -1)
