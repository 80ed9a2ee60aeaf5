"""Things in text order that do not overlap, asked what lies at a place without going through all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from herodotus.model import Span

T = TypeVar("T")


class Row(Generic[T]):
    """
    Things with their spans, in text order.

    >>> row = Row(["first", "second"], lambda word: {"first": Span(0, 5), "second": Span(6, 12)}[word])
    >>> row.meeting(Span(4, 7)), row.holding(Span(7, 9)), row.holding(Span(4, 7))
    (['first', 'second'], 'second', None)
    """

    __slots__ = ("_spans", "_starts", "_things")

    def __init__(self, things: Iterable[T], span_of: Callable[[T], Span]) -> None:
        self._things = sorted(things, key=span_of)
        self._spans = [span_of(thing) for thing in self._things]
        self._starts = [span.start for span in self._spans]

    def meeting(self, span: Span) -> list[T]:
        """Return the things that share some text with a span."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = bisect_right(self._starts, max(span.end - 1, span.start))
        return [self._things[i] for i in range(first, last) if self._spans[i].meets(span)]

    def holding(self, span: Span) -> T | None:
        """Return the thing a span lies wholly inside, or None."""
        at = bisect_right(self._starts, span.start) - 1
        return self._things[at] if at >= 0 and self._spans[at].holds(span) else None
