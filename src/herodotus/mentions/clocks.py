"""Hours of the day: as date-times, with the zone the text states or the date line's place keeps, else without one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from herodotus.mentions import dateline, zones
from herodotus.mentions.durations import Moment
from herodotus.model import Evidence, Reading, Span

Ends = tuple[dt.date | dt.datetime | None, dt.date | dt.datetime | None]


@dataclass(frozen=True, slots=True)
class Here:
    """The zone kept where a report was written, and the words of its date line that tell where; None where none tells."""

    zone: dt.tzinfo | None = None
    span: Span | None = None


def here(reading: Reading) -> Here:
    """Return the zone of a report's date line."""
    line = dateline.find(reading)
    zone = zones.of(line.zone) if line is not None and line.zone is not None else None
    return Here(zone, line.span) if line is not None and zone is not None else Here()


def ends(moment: Moment, span: Span, place: Here) -> tuple[Ends, tuple[Evidence, ...]]:
    """
    Return the ends of a resolved expression, date-times where it tells an hour, and why the hour has the zone it has.

    A stated zone counts first, then the date line's; the zone of the instant of publication is the publisher's clock, not the
    text's, and never stands in. An hour without a zone is a date-time without one. "Local time" is that of the place told about.
    """
    if moment.clock is None or moment.earliest is None:
        return (moment.earliest, moment.latest), ()
    at = dt.datetime.combine(moment.earliest, moment.clock)
    if at.tzinfo is not None:
        return (at, at), (Evidence("time.from-publication", span),)
    if moment.zone is not None:
        zone = zones.stated(moment.zone, at, place.zone)
        return _in(at, zone), (Evidence("time.zone-stated" if zone is not None else "time.zone-open", span),)
    if place.zone is not None:
        return _in(at, place.zone), (Evidence("time.zone-of-dateline", place.span),)
    return (at, at), (Evidence("time.zone-unknown", span),)


def _in(at: dt.datetime, zone: dt.tzinfo | None) -> Ends:
    """Return an hour in a zone, its distance from UTC written out, so that it is the same on every machine that reads it."""
    known = at.replace(tzinfo=zone)
    offset = known.utcoffset()
    fixed = known.replace(tzinfo=dt.timezone(offset)) if offset is not None else known
    return fixed, fixed
