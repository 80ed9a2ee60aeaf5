"""The order of one report's events: days first, then the words that put one after another, never against each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from herodotus.accounts import sequence
from herodotus.model import NARRATOR, Account, Claim, Event, Link, MadeBy, Report, Span, Time

TOLD = Claim(NARRATOR, None, "happened", "asserts")


def event(number: int, *, time: str | None = None, claim: Claim = TOLD) -> Event:
    """An event told at its place in the text."""
    return Event(f"e{number}", "raid", (Span(number, number + 1),), "ASSAULT", time=time, claims=(claim,))


def account(*events: Event, links: tuple[tuple[str, str], ...] = ()) -> Account:
    """An account of these events on two days, the first of the links of each pair after the second."""
    days = (dt.date(2026, 3, 8), dt.date(2026, 3, 9))
    times = tuple(Time(f"t{n}", Span(0, 1), day, day, "day", "report", "weekday") for n, day in enumerate(days, 1))
    ties = tuple(Link("follows", later, earlier, Span(0, 1), NARRATOR) for later, earlier in links)
    made = MadeBy("0", "m", "l")
    return Account(Report("r", "abcdefgh"), (), (), times, (), events, ties, (), (), made)


def order(told: Account) -> list[str]:
    """The ids of the events in their order."""
    return [step.event.id for step in sequence.of(told)]


def test_days_go_before_the_order_of_the_text() -> None:
    """What is told first may have happened last."""
    assert order(account(event(1, time="t2"), event(2, time="t1"))) == ["e2", "e1"]


def test_words_place_what_has_no_day() -> None:
    """An undated reprisal stands behind the raid it answers, before the next day's deed."""
    told = account(event(1, time="t2"), event(2, time="t1"), event(3), links=(("e3", "e2"),))

    assert order(told) == ["e2", "e3", "e1"]
    assert [link.to_event for link in sequence.of(told)[1].after] == ["e2"]


def test_what_nothing_places_is_left_out() -> None:
    """No day and no tie: the report does not say when."""
    assert order(account(event(1, time="t1"), event(2))) == ["e1"]


def test_a_tie_against_the_days_or_against_another_tie_is_not_believed() -> None:
    """A raid of the 8th did not follow one of the 9th; two events do not both follow each other."""
    assert order(account(event(1, time="t1"), event(2, time="t2"), links=(("e1", "e2"),))) == ["e1", "e2"]
    assert order(account(event(1), event(2), links=(("e1", "e2"), ("e2", "e1")))) == ["e2", "e1"]


def test_a_plan_has_no_place_in_what_happened() -> None:
    """Only what somebody tells as done is put in order."""
    plan = event(2, time="t2", claim=replace(TOLD, status="planned"))

    assert order(account(event(1, time="t1"), plan)) == ["e1"]
