"""
Which decisions stand, and in which order they count: the same in every ledger that holds them, whatever came to it first.

The later instant counts after the earlier one, and of one instant what the decisions say decides: never the numbers they have in
one log. A clock may go back, and two things are decided in one second; so a decision that its ledger would have to put before what
it held by then has a ``turn`` right after that. Whether something was taken back is no matter of order: an undo names it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby

from herodotus.model import Correction

_FIRST = dt.datetime.min.replace(tzinfo=dt.UTC)
_NEXT = dt.timedelta(microseconds=1)
Rank = tuple[dt.datetime, str]


def in_order(some: Iterable[Correction]) -> list[Correction]:
    """
    Return decisions in the order in which they count, the last word last.

    >>> one = Correction(2, "2026-03-12T09:00:00Z", "hk", "accept")
    >>> earlier, at_once = replace(one, id=9, at="2026-03-12T10:59:59+02:00"), replace(one, id=1, who="mo")
    >>> [each.id for each in in_order([at_once, one, earlier])]
    [9, 2, 1]
    """
    ordered = sorted(some, key=counts_at)
    tied = (list(those) for _, those in groupby(ordered, key=counts_at))
    return [one for those in tied for one in (sorted(those, key=_says) if len(those) > 1 else those)]


def rank(one: Correction) -> Rank:
    """Return what orders a decision among others: by it alone they stand as ``in_order`` has them."""
    return counts_at(one), _says(one)


def counts_at(one: Correction) -> dt.datetime:
    """Return the instant by which a decision counts; what has none that can be read counts first."""
    try:
        return instant(one.turn or one.at)
    except ValueError:
        return _FIRST


def _says(one: Correction) -> str:
    """Return all that a decision says but for what is its ledger's own: two that say the same are one word."""
    return repr(replace(one, id=0, at="", undoes=None, turn=None))


def after(latest: dt.datetime | None, one: Correction) -> Correction:
    """
    Return a decision as it counts after all that its ledger held until then; ``latest`` is when the last of that counts.

    >>> after(instant("2026-03-12T09:05:00Z"), Correction(0, "2026-03-12T09:00:00Z", "hk", "accept")).turn
    '2026-03-12T09:05:00.000001+00:00'
    >>> after(None, Correction(0, "2026-03-12T09:00:00Z", "hk", "accept")).turn
    """
    return one if latest is None or counts_at(one) > latest else replace(one, turn=written(latest + _NEXT))


def instant(found: str) -> dt.datetime:
    """Return the instant that somebody wrote down; without a zone it is UTC. Raises ValueError where it is none."""
    read = dt.datetime.fromisoformat(found)
    return read.replace(tzinfo=dt.UTC) if read.tzinfo is None else read.astimezone(dt.UTC)


def written(moment: dt.datetime) -> str:
    """
    Return an instant in the one form in which logs keep it, which sorts as text.

    >>> written(instant("2026-03-12T10:00:00+01:00"))
    '2026-03-12T09:00:00+00:00'
    """
    return moment.isoformat()


# --- taken back --------------------------------------------------------------------------------------------------------------


def undone_of(corrections: Iterable[Correction]) -> frozenset[int]:
    """Return the ids of corrections taken back."""
    return undone_among({one.id: one.undoes for one in corrections if one.verb == "undo"})


def undone_among(undoes: Mapping[int, int | None]) -> frozenset[int]:
    """
    Return the numbers taken back, given what each undo takes back; what took one back may itself be taken back.

    An undo comes into a log after what it takes back, so its number is the higher one, whatever clocks say.

    >>> undone_among({2: 1, 3: 2})
    frozenset({2})
    """
    undone: set[int] = set()
    for number in sorted(undoes, reverse=True):
        target = undoes[number]
        if number not in undone and target is not None:
            undone.add(target)
    return frozenset(undone)
