"""How many: ranges, qualifiers, and what befell those counted."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus import lexicons, mentions, reading
from herodotus.mentions import numbers

FAILURES = tomllib.loads((Path(__file__).parents[1] / "cases/mentions/known-failures.toml").read_text("utf-8"))["case"]
PHRASES = lexicons.load().table("numbers/phrases")


@pytest.mark.parametrize(
    ("text", "what", "low", "high", "qualifier"),
    [
        ("The blast killed at least 12 dockers.", "killed", 12, None, "at least"),
        ("The blast killed 25 fighters.", "killed", 25, 25, "exact"),
        ("More than 200 people were wounded.", "wounded", 201, None, "more than"),
        ("Dozens of marchers were arrested.", "detained", 24, None, "dozens"),
        ("Police arrested up to 40 students.", "detained", 0, 40, "up to"),
        ("About 30 soldiers arrived.", "taking part", 30, 30, "about"),
        ("Two hundred villagers fled.", "displaced", 200, 200, "exact"),
        ("A sailor was killed.", "killed", 1, 1, "exact"),
        ("Twelve sailors died.", "killed", 12, 12, "exact"),
    ],
)
def test_a_count_is_a_range(text: str, what: str, low: int, high: int | None, qualifier: str) -> None:
    """Low, high (open where the text leaves it open), and what befell them."""
    read = reading.read(reading.Source.of_text(text), reader=reading.default_reader())
    found = [(c.what, c.low, c.high, c.qualifier) for c in mentions.resolve(read).counts]

    assert (what, low, high, qualifier) in found


@pytest.mark.parametrize("text", ["The blast killed the engine.", "He paid 12 crowns.", "Three roads meet here."])
def test_things_are_not_people(text: str) -> None:
    """Engines, money and roads are not counted."""
    read = reading.read(reading.Source.of_text(text), reader=reading.default_reader())

    assert mentions.resolve(read).counts == ()


@given(st.integers(0, 10**9))
def test_figures_are_read_with_and_without_commas(number: int) -> None:
    """Print, parse again."""
    for written in (str(number), f"{number:,}"):
        amount = numbers.amount([written])

        assert amount is not None
        assert (amount.low, amount.high) == (number, number)


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row["text"])
def test_a_phrase_of_the_lexicon_is_counted(row: lexicons.Row, reader: reading.Reader) -> None:
    """Every sentence of the lexicon holds the count beside it, or none."""
    counts = mentions.resolve(reading.read(reading.Source.of_text(row["text"]), reader=reader)).counts
    found = [
        (
            str(c.low),
            "" if c.high is None else str(c.high),
            c.qualifier,
            c.what or "",
            c.who.of(row["text"]) if c.who else "",
        )
        for c in counts
    ]
    wanted = (row["low"], row["high"], row["qualifier"], row["what"], row["who"])

    assert wanted in found if row["low"] else found == []


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("case", FAILURES, ids=lambda case: case["text"])
def test_a_count_that_is_read_wrong_today(case: dict[str, Any], reader: reading.Reader) -> None:
    """Once one is read right this says so: move it to the lexicon."""
    counts = mentions.resolve(reading.read(reading.Source.of_text(case["text"]), reader=reader)).counts

    assert (case.get("what", "killed"), case["low"], case["high"]) in [(c.what, c.low, c.high) for c in counts]
