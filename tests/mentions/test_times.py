"""Times: every pattern's example, tense, and what stays unresolved."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from herodotus import lexicons, reading
from herodotus.mentions import times
from herodotus.model import Time

PATTERNS = lexicons.load().document("times/patterns")["time"]


def found(text: str, published: dt.date | None = dt.date(2026, 3, 11)) -> list[Time]:
    """The times of a text published on a Wednesday."""
    source = reading.Source.of_text(text, published=published)
    return list(times.find(reading.read(source, reader=reading.default_reader())))


@pytest.mark.parametrize("row", PATTERNS, ids=lambda row: row["id"])
def test_a_pattern_finds_its_example(row: dict[str, Any]) -> None:
    """The words, and the TIMEX3 value they have when told on 2026-03-11; and not its counter-example."""
    example = row["example"]
    values = {time.span.of(example["text"]): time.value for time in found(example["text"])}

    assert example["words"] in values
    assert not example["value"] or values[example["words"]] == example["value"]
    assert row["id"] not in [time.rule for time in found(row["not"])]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Shells fell on Sunday.", "2026-03-08", "2026-03-08"),
        ("The council will meet on Sunday.", "2026-03-15", "2026-03-15"),
        ("He fled last week.", "2026-03-02", "2026-03-08"),
        ("They fought over the weekend.", "2026-03-07", "2026-03-08"),
        ("Later Tuesday he resigned.", "2026-03-10", "2026-03-10"),
        ("He resigned earlier in the day.", "2026-03-11", "2026-03-11"),
        ("The port closed in January.", "2026-01-01", "2026-01-31"),
        ("The port closed in December.", "2025-12-01", "2025-12-31"),
        ("She was born on 29 February 2024.", "2024-02-29", "2024-02-29"),
    ],
)
def test_words_are_resolved_against_the_day_of_publication(text: str, earliest: str, latest: str) -> None:
    """In the past tense the nearest such day not after it, in the future the nearest not before."""
    (time,) = [t for t in found(text) if t.earliest is not None]

    assert (str(time.earliest), str(time.latest)) == (earliest, latest)


def test_without_a_day_of_publication_nothing_is_guessed() -> None:
    """Unresolved, with the reason; a full date needs no anchor."""
    sunday, full = found("He fled on Sunday. He was seen on 2 March 2026.", published=None)

    assert (sunday.earliest, sunday.latest, sunday.reason) == (None, None, "no publication date")
    assert full.earliest == dt.date(2026, 3, 2)


def test_a_day_that_hangs_on_another_event_stays_open() -> None:
    """The words "three days later" say how long, not when."""
    (time,) = found("Three days later the truce collapsed.")

    assert (time.earliest, time.reason) == (None, "hangs on another event")


@pytest.mark.parametrize(
    "text", ["They may march.", "A force of 2,019 men, 1950 of them sick, rose.", "The second floor burned."]
)
def test_what_is_no_time_is_none(text: str) -> None:
    """Modals, numbers and ordinals."""
    assert [time.span.of(text) for time in found(text) if time.type == "DATE" and time.span.of(text) != "1950"] == []
