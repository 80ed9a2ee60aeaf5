"""Which reports and events are worth comparing: keys that alike ones share, so that a new report meets only its like."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from herodotus.accounts import likeness
from herodotus.accounts.profiles import Profile, profile
from herodotus.accounts.sketches import Sketch
from herodotus.accounts.wording import groups_of, weight
from herodotus.model import Likeness, Report

SHARED = 3
"""So many of their most telling words two reports share that are compared event by event."""
_TOP = 16
_DAYS = 3
"""An event that may have been on more days than this has no day as a key."""
_WHO = 4
_UNDATED, _UNKNOWN = "*", "?"


def profile_of(report: Report) -> Profile:
    """Return what a report is compared by: its title and its text."""
    return profile(f"{report.title}\n{report.text}" if report.title else report.text)


def story_keys(report: Report) -> tuple[str, ...]:
    """
    Return the keys by which reports of one story meet: telling words, each with the month, and with none.

    The one without is how a report without a date finds others.
    """
    month = _month(report)
    return tuple(f"{word}|{when}" for word in profile_of(report).top(_TOP) for when in dict.fromkeys((month, _UNDATED)))


def asked_keys(report: Report) -> tuple[str, ...]:
    """Return the keys under which a report looks for its like: those of its month and the months beside it, and of no date."""
    month = _month(report)
    months = [_UNDATED] if month == _UNKNOWN else [_beside(month, -1), month, _beside(month, 1), _UNKNOWN]
    return tuple(f"{word}|{when}" for word in profile_of(report).top(_TOP) for when in months)


def event_keys(sketch: Sketch) -> tuple[str, ...]:
    """Return the keys by which events meet that reports of other stories tell: kind of word with day, place, doers."""
    kinds = sorted({kind for word in sketch.words[:1] for kind in groups_of(word)})
    days = _days(sketch)
    who = sorted(sketch.who, key=lambda one: (-weight(one), one))[:_WHO]
    marks = [f"{day}|{sketch.place}" for day in days if sketch.place] + [f"{d}|{w}" for d, w in product(days, who)]
    if sketch.place and sketch.precise:
        marks += [f"{sketch.place}|{one}" for one in who]
    return tuple(f"{kind}|{mark}" for kind in kinds for mark in marks)


def _days(sketch: Sketch) -> list[str]:
    if sketch.when is None:
        return []
    first, last = (dt.date.fromisoformat(day) for day in sketch.when)
    long = (last - first).days
    return [str(first + dt.timedelta(days=n)) for n in range(long + 1)] if long < _DAYS else []


def _month(report: Report) -> str:
    return _UNKNOWN if report.published is None else report.published.isoformat()[:7]


def _beside(month: str, step: int) -> str:
    """
    Return the month before or after one.

    >>> _beside("2026-01", -1), _beside("2025-12", 1)
    ('2025-12', '2026-01')
    """
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + step, 12)
    return f"{year:04}-{number + 1:02}"


def pairs(sketches: Mapping[str, Sequence[Sketch]], reports: Mapping[str, Report]) -> Iterator[Likeness]:
    """Yield the pairs of events worth comparing among some reports, by id; each within one report too."""
    for one in sorted(reports):
        yield from among(sketches[one])
    for one, other in combinations(sorted(reports), 2):
        yield from between(sketches[one], sketches[other], reports[one], reports[other])


def among(sketches: Sequence[Sketch]) -> Iterator[Likeness]:
    """Yield the pairs of events of one report that are told in like words."""
    yield from (pair for a, b in combinations(sketches, 2) if (pair := likeness.compare(a, b, 0.0)) is not None)


def between(ones: Sequence[Sketch], others: Sequence[Sketch], one: Report, other: Report) -> Iterator[Likeness]:
    """Yield the pairs of events of two reports: all, where the reports meet and may tell one story; else those that meet."""
    meet = len(set(story_keys(one)) & set(asked_keys(other))) >= SHARED
    score = likeness.story(profile_of(one), profile_of(other))
    for a, b in product(ones, others):
        if (meet and score >= likeness.FAR) or not set(event_keys(a)).isdisjoint(event_keys(b)):
            pair = likeness.compare(a, b, score)
            if pair is not None:
                yield pair
