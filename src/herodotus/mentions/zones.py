"""The time zone of an hour: the one the text states, else that of the date line's place; nothing else ever stands in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from herodotus import lexicons
from herodotus.mentions import gazetteer

_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?(\d\d))?", re.IGNORECASE)
LOCAL = "local time"


def stated(words: str, moment: dt.datetime, dateline: dt.tzinfo | None) -> dt.tzinfo | None:
    """
    Return the zone written behind an hour; None where it is local time, unknown, or one of several and the date line's is none.

    >>> noon = dt.datetime(2026, 3, 11, 12)
    >>> str(stated("GMT+3", noon, None)), str(stated("Eastern time", noon, None)), stated("local time", noon, None)
    ('UTC+03:00', 'America/New_York', None)
    >>> stated("IST", noon, None), str(stated("IST", noon, ZoneInfo("Asia/Kolkata")))
    (None, 'UTC+05:30')
    """
    found = [zone for name in meanings(words) if (zone := of(name)) is not None]
    if len(found) == 1:
        return found[0]
    here = dateline.utcoffset(moment) if dateline is not None else None
    return next((zone for zone in found if zone.utcoffset(moment) == here), None)


def meanings(words: str) -> tuple[str, ...]:
    """
    Return what a zone as written may mean: offsets or zones of the IANA database, a town's for its own time.

    >>> meanings("CST"), meanings("Moscow time"), meanings("local time")
    (('-06:00', '+08:00'), ('Europe/Moscow',), ())
    """
    written = " ".join(words.lower().split())
    if written in _table():
        return _table()[written]
    if _OFFSET.fullmatch(written):
        return (written,)
    town = words.removesuffix(" time").strip()
    entries = gazetteer.towns(town) if words.endswith(" time") and written != LOCAL else ()
    zone = gazetteer.zone_of(entries)
    return (zone,) if zone is not None else ()


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    rows = lexicons.load().table("times/zones")
    return {row["written"].lower(): tuple(lexicons.listed(row["zones"])) for row in rows}


@cache
def of(name: str) -> dt.tzinfo | None:
    """
    Return the zone of a name of the IANA database, or of an offset from UTC; None where the machine does not know it.

    >>> str(of("-03:30")), of("Nowhere/Land")
    ('UTC-03:30', None)
    """
    match = _OFFSET.fullmatch(name)
    if match is not None:
        apart = dt.timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return dt.timezone(-apart if match[1] == "-" else apart) if apart < dt.timedelta(days=1) else None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None
