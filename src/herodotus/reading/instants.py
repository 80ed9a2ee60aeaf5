"""When a report was published, as people and pages write it: ISO 8601, or RFC 2822 as in feeds. Never guessed."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from herodotus.errors import InputError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}")
_FEED = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}")
_ZONE = re.compile(r"\s*(?:GMT|UTC)$")
_EARLIEST = 1400
"""Years before print are no publication dates but a program's null ("0001-01-01")."""


def instant(written: str, *, where: str) -> dt.date | dt.datetime:
    """
    Return the date or date-time a string writes (ISO 8601, or RFC 2822 as in feeds).

    >>> instant("2026-03-11", where="--published")
    datetime.date(2026, 3, 11)
    >>> instant("2026-03-11T18:20:00Z", where="--published").utcoffset()
    datetime.timedelta(0)
    >>> instant("Wed, 11 Mar 2026 18:20:00 +0100", where="--published").isoformat()
    '2026-03-11T18:20:00+01:00'
    """
    try:
        found = _parsed(written.strip())
    except (ValueError, TypeError, OverflowError):
        found = None
    if found is None or found.year < _EARLIEST:
        remedy = "Write it as 2026-03-11 or 2026-03-11T18:20:00+01:00."
        raise InputError(where, f"{written.strip()[:60]!r} is not a date", remedy)
    return found


def _parsed(written: str) -> dt.date | dt.datetime | None:
    if _DAY.fullmatch(written):
        return dt.date.fromisoformat(written)
    if _ISO.match(written):
        return dt.datetime.fromisoformat(_ZONE.sub("+00:00", written))
    return parsedate_to_datetime(written) if _FEED.match(written) else None
