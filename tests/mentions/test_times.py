"""Times: every pattern's example, tense, and what stays unresolved."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from herodotus import lexicons, reading
from herodotus.mentions import times
from herodotus.model import Time

PATTERNS = lexicons.load().document("times/patterns")["time"]


def found(text: str, published: dt.date | dt.datetime | None = dt.date(2026, 3, 11)) -> list[Time]:
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


@pytest.mark.parametrize(
    ("text", "earliest", "rule"),
    [
        ("ATHENS, Greece (Courier) — Shells fell at 9:30 a.m.", "2026-03-11T09:30:00+02:00", "time.zone-of-dateline"),
        ("ATHENS, Ga. (Courier) — Shells fell at 9:30 a.m.", "2026-03-11T09:30:00-04:00", "time.zone-of-dateline"),
        ("ATHENS, Greece (Courier) — Shells fell at 0730 GMT.", "2026-03-11T07:30:00+00:00", "time.zone-stated"),
        (
            "ATHENS, Greece (Courier) — The bank opens at 9 a.m. Tokyo time.",
            "2026-03-11T09:00:00+09:00",
            "time.zone-stated",
        ),
        ("Shells fell at 9 a.m. Eastern time.", "2026-03-11T09:00:00-04:00", "time.zone-stated"),
        ("Shells fell at 9 p.m. IST.", "2026-03-11T21:00:00", "time.zone-open"),
        ("MUMBAI (Courier) — Shells fell at 9 p.m. IST.", "2026-03-11T21:00:00+05:30", "time.zone-stated"),
        ("ATHENS, Greece (Courier) — Tremors were felt at 9 p.m. local time.", "2026-03-11T21:00:00", "time.zone-open"),
        ("Shells fell at 9:30 a.m.", "2026-03-11T09:30:00", "time.zone-unknown"),
        ("On Sunday the guns fell silent at noon.", "2026-03-08T12:00:00", "time.zone-unknown"),
    ],
)
def test_an_hour_has_the_zone_the_text_tells(text: str, earliest: str, rule: str) -> None:
    """A stated zone, then the date line's; where neither tells, a date-time without a zone."""
    (time,) = [time for time in found(text) if time.type == "TIME"]

    assert time.earliest is not None
    assert (time.earliest.isoformat(), time.because[0].rule) == (earliest, rule)


def test_the_zone_of_publication_never_stands_in() -> None:
    """The publisher's clock says nothing of the hour at which the shells fell."""
    published = dt.datetime(2026, 3, 11, 18, 20, tzinfo=dt.timezone(dt.timedelta(hours=5)))
    (time,) = found("Shells fell at 9:30 a.m.", published)

    assert isinstance(time.earliest, dt.datetime)
    assert time.earliest.tzinfo is None


def test_the_day_of_publication_is_that_of_the_date_line() -> None:
    """Late on Tuesday in London it is Wednesday in Tokyo: "Wednesday" there is that day, not one a week ago."""
    published = dt.datetime(2026, 3, 10, 23, 30, tzinfo=dt.UTC)

    assert found("Tremors were felt on Wednesday.", published)[0].earliest == dt.date(2026, 3, 4)
    assert found("TOKYO (Courier) — Tremors were felt on Wednesday.", published)[0].earliest == dt.date(2026, 3, 11)


def test_hours_ago_are_counted_from_the_instant_of_publication() -> None:
    """Three hours before one in the morning is the day before; of a report with a date alone the hour stays unknown."""
    (known,) = found("Shells fell three hours ago.", dt.datetime(2026, 3, 11, 1, 0, tzinfo=dt.UTC))
    (unknown,) = found("Shells fell three hours ago.")

    assert known.earliest == dt.datetime(2026, 3, 10, 22, 0, tzinfo=dt.UTC)
    assert unknown.earliest == dt.date(2026, 3, 11)
