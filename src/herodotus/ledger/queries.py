"""A query: what is asked of the ledger, in one noun and in one line."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args
from urllib.parse import parse_qsl, urlencode

Several = str | tuple[str, ...] | None
"""One word or several of which any will do; a lone one is the word itself, so that equal questions are equal."""
Clock = str
CLOCKS: tuple[Clock, ...] = ("event", "said", "published")
"""Which time is meant: when it happened, when it was said, when it was published. They are never mixed."""

Order = Literal["kept", "relevance", "published"]
ORDERS: tuple[Order, ...] = get_args(Order)
"""What stands first of the sentences found: what was kept last, what fits the words best, what was published last."""
FIRST = 10_000
"""Of more sentences than these only those found first are counted by what is told in them, or put in an order."""


@dataclass(frozen=True, slots=True)
class Query:
    """
    What is asked for; all that is given must hold of one sentence. ``words`` as :mod:`herodotus.accounts.wanted` reads them.

    ``status`` is the word a display gives an event, ``stance`` what some voice does with it; of several statuses or types any
    will do. ``actor`` acts, is acted on, speaks or is aimed at; ``by`` speaks. ``since`` and ``until`` are days of the
    ``clock``, and an interval that shares a day with them is found. ``incident`` is the id of one, ``spot`` what a place goes
    by across reports.
    """

    words: str = ""
    actor: str | None = None
    source: str | None = None
    target: str | None = None
    by: str | None = None
    act: str | None = None
    type: Several = None
    status: Several = None
    stance: str | None = None
    place: str | None = None
    country: str | None = None
    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    clock: Clock = "event"
    incident: str | None = None
    spot: Several = None

    def __post_init__(self) -> None:
        """Write one word of several as itself, none as None."""
        for name in SEVERAL:
            words = several(getattr(self, name))
            object.__setattr__(self, name, words if len(words) > 1 else next(iter(words), None))

    def line(self) -> str:
        """
        Return the query as one line, the same for the same question: what a page has behind its "?".

        >>> Query('"stopped short"', status="negated").line()
        'words=%22stopped+short%22&status=negated'
        >>> Query(status=("alleged", "denied")).line()
        'status=alleged&status=denied'
        >>> Query.of(Query('raid', actor="Merania").line()) == Query('raid', actor="Merania")
        True
        """
        given = {one.name: getattr(self, one.name) for one in fields(self)}
        told = {name: value for name, value in given.items() if value and (name, value) != ("clock", "event")}
        return urlencode(told, doseq=True)

    @classmethod
    def of(cls, line: str) -> Query:
        """Return the query of a line. Raises ValueError for what no query has."""
        given: dict[str, list[str]] = defaultdict(list)
        for name, value in parse_qsl(line):
            given[name].append(value)
        strange = sorted(set(given) - {one.name for one in fields(cls)})
        if strange:
            raise ValueError(f"no query has {strange[0]!r}: it may have {', '.join(one.name for one in fields(cls))}")
        told: dict[str, Any] = {
            name: tuple(values) if name in SEVERAL else values[-1] for name, values in given.items()
        }
        return cls(**told)


SEVERAL = ("type", "status", "spot")
"""What a query may have several of."""


def several(words: Several | Iterable[str]) -> tuple[str, ...]:
    """
    Return the words of what may be one, several or none, each once.

    >>> several("alleged"), several(("alleged", "denied", "alleged")), several(None)
    (('alleged',), ('alleged', 'denied'), ())
    """
    found = (words,) if isinstance(words, str) else tuple(words or ())
    return tuple(dict.fromkeys(word for word in found if word))


def day_after(day: str | None) -> str:
    """
    Return the day after a day: every instant of the day sorts before it; of no day, what sorts behind all.

    >>> "2026-03-08" < "2026-03-08T23:59:59+01:00" < day_after("2026-03-08")
    True
    """
    if not day or (last := dt.date.fromisoformat(day)) == dt.date.max:
        return "9999-99"
    return (last + dt.timedelta(days=1)).isoformat()


def checked(query: Query) -> Query:
    """Return the query. Raises ValueError where one of its days is none, or its clock."""
    if query.clock not in CLOCKS:
        raise ValueError(f"no time is {query.clock!r}: it is {', '.join(CLOCKS)}")
    for day in (query.since, query.until):
        try:
            dt.date.fromisoformat(day or "2026-03-08")
        except ValueError:
            raise ValueError(f"not a day: {day!r} (as 2026-03-08)") from None
    return query
