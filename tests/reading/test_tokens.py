"""Words and sentences: exact spans on any text, UD conventions on news."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.reading.tokens import LONGEST, split, words_of

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "reading" / "tokens.toml").read_text(encoding="utf-8"))[
    "case"
]
INVISIBLE = set(
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
ODD = st.text(
    alphabet=st.sampled_from(list("aB1 .,!?“”‘’'\"…—–-\r\n\t\u200b\u0301é😀👩\u200d🚒()[]@#$%&İß中\u202e")), max_size=60
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_text_is_cut_as_the_case_says(case: dict[str, Any]) -> None:
    """Each sentence of the case, its words joined by blanks."""
    assert [" ".join(words.forms) for words in split(case["text"])] == case["sentences"]


@given(st.one_of(ODD, st.text(max_size=60)))
def test_every_word_is_its_span(text: str) -> None:
    """Words are in order, do not overlap, are never empty, and each form is the very words of its span."""
    spans = [span for words in split(text) for span in words.spans]
    forms = [form for words in split(text) for form in words.forms]

    assert forms == [span.of(text) for span in spans]
    assert all(span.start < span.end for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(st.one_of(ODD, st.text(max_size=60)))
def test_nothing_one_can_see_is_lost(text: str) -> None:
    """Every character that is neither blank nor invisible belongs to a word."""
    covered = {at for words in split(text) for span in words.spans for at in range(span.start, span.end)}
    seen = {at for at, c in enumerate(text) if not c.isspace() and c not in INVISIBLE and c.isprintable()}

    assert seen - covered == set()


def test_a_sentence_without_end_is_cut_and_says_so() -> None:
    """A thousand words without a stop are given in parts that are marked."""
    parts = list(split("word " * 1000))

    assert [len(part.forms) for part in parts] == [LONGEST, LONGEST, 1000 - 2 * LONGEST]
    assert all(part.cut for part in parts)


def test_words_start_where_they_are_asked_to() -> None:
    """What stands before the start is left out, and offsets still count from the text's beginning."""
    text = "PORT ELISE — Dockers left."
    first = next(split(text, start=13))

    assert first.forms == ("Dockers", "left", ".")
    assert first.spans[0].of(text) == "Dockers"


def test_words_of_a_stretch_stay_in_it() -> None:
    """A stretch that ends inside a word gives the part inside."""
    assert [span.of("harbour office") for span in words_of("harbour office", 0, 10)] == ["harbour", "of"]
