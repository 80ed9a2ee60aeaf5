"""In what order one report tells its events to have happened: by their days, and by the words that put one after another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from herodotus.model import Account, Event, Link

AFTER = ("follows", "retaliation_for", "response_to", "caused_by")
"""Links whose first event came after their second."""
TOLD = ("happened", "ongoing")


@dataclass(frozen=True, slots=True)
class Step:
    """One event in its place; ``after`` are the links that put it behind others."""

    event: Event
    after: tuple[Link, ...] = ()


def of(account: Account) -> tuple[Step, ...]:
    """
    Return the events that somebody tells as done, in the order the report gives them; those it does not place are left out.

    Days decide first. A link that contradicts the days, or another link before it, is left out rather than believed.
    """
    real = {event.id: event for event in account.events if any(c.status in TOLD for c in event.claims)}
    days = {id_: day for id_, event in real.items() if (day := _day(event, account)) is not None}
    links = tuple(_kept(account, real, days))
    placed = [e for e in real.values() if e.id in days or any(e.id in (k.from_event, k.to_event) for k in links)]
    return tuple(_sorted(placed, links, days))


def _kept(account: Account, real: Mapping[str, Event], days: Mapping[str, tuple[int, int]]) -> Iterator[Link]:
    """Yield the links that put one event after another, without those that days or earlier links contradict."""
    before: dict[str, set[str]] = {}
    for link in account.links:
        later, earlier = link.from_event, link.to_event
        if link.kind not in AFTER or later not in real or earlier not in real or later == earlier:
            continue
        against = later in days and earlier in days and days[later][1] < days[earlier][0]
        if not against and later not in _all_before(earlier, before):
            before.setdefault(later, set()).add(earlier)
            yield link


def _all_before(event: str, before: Mapping[str, set[str]]) -> set[str]:
    found, open_ = set[str](), [event]
    while open_:
        new = before.get(open_.pop(), set()) - found
        found |= new
        open_.extend(new)
    return found


def _sorted(events: list[Event], links: tuple[Link, ...], days: Mapping[str, tuple[int, int]]) -> Iterator[Step]:
    """Yield the events, each when all it comes after are told; of those that may come, the earliest day, then the text's order."""
    waiting = {event.id: [k for k in links if k.from_event == event.id] for event in events}
    told: dict[str, float] = {}
    left = list(events)
    while left:
        free = [e for e in left if all(link.to_event in told for link in waiting[e.id])]
        nearest = min(free, key=lambda e: (_rank(e.id, waiting, links, told, days), e.triggers))
        told[nearest.id] = _rank(nearest.id, waiting, links, told, days)
        left.remove(nearest)
        yield Step(nearest, tuple(waiting[nearest.id]))


def _rank(
    event: str,
    waiting: Mapping[str, list[Link]],
    links: tuple[Link, ...],
    told: Mapping[str, float],
    days: Mapping[str, tuple[int, int]],
) -> float:
    """Return the day an event is put at: its own, else that of what it comes after, else of what comes after it."""
    if event in days:
        return days[event][0]
    behind = [told[link.to_event] for link in waiting[event]]
    ahead = [days[link.from_event][0] for link in links if link.to_event == event and link.from_event in days]
    return max(behind) if behind else min(ahead, default=float("inf"))


def _day(event: Event, account: Account) -> tuple[int, int] | None:
    """Return the first and last day of an event's time, or None where either is open."""
    time = next((t for t in account.times if t.id == event.time), None)
    if time is None or time.earliest is None or time.latest is None:
        return None
    return _ordinal(time.earliest), _ordinal(time.latest)


def _ordinal(moment: dt.date | dt.datetime) -> int:
    return moment.toordinal()
