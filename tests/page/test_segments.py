"""Segments: the text comes back whole, every mark covers its words, and a selection finds its place again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.errors import InputError
from herodotus.model import Account, MadeBy, Report, Span
from herodotus.surfaces.page.segments import Mark, cut, passages, span_from
from tests.conftest import AccountOf

ODD = st.text(alphabet="ab .\n\r🚢👩✈\u0301\u200d\ufe0f\u202e\u0000\ufeffﬁ", max_size=60)
"""Emoji, combining marks, overrides of direction, joined emoji, nulls, line ends of all kinds."""


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(ODD)
    ends = st.integers(0, len(text) + 2)
    spans = draw(st.lists(st.tuples(ends, ends), max_size=8))
    return text, [Mark(Span(min(pair), max(pair)), f"e{n % 5}") for n, pair in enumerate(spans)]


@given(marked_texts())
def test_segments_join_up_to_the_text_and_carry_the_marks_that_cover_them(found: tuple[str, list[Mark]]) -> None:
    """Whatever the text and however the marks overlap: nothing is lost, nothing is marked that should not be."""
    text, marks = found

    pieces = list(cut(text, marks))

    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        own = Span(piece.at, piece.at + len(piece.text))
        assert own.of(text) == piece.text
        assert set(piece.marks) == {m.name for m in marks if m.span.meets(own) and m.span.start < m.span.end}
        assert all(m.span.holds(own) for m in marks if m.span.meets(own) and m.span.start < m.span.end)


@given(marked_texts(), st.data())
def test_a_selection_finds_its_place_again(found: tuple[str, list[Mark]], data: st.DataObject) -> None:
    """Its segment's place and the words before it in that segment are enough, in code points."""
    text, marks = found
    pieces = [piece for piece in cut(text, marks) if piece.text]
    if not pieces:
        return
    piece = data.draw(st.sampled_from(pieces))
    inside = data.draw(st.integers(0, len(piece.text) - 1))
    words = text[piece.at + inside :][: data.draw(st.integers(1, 9))]

    assert span_from(text, piece.at, piece.text[:inside], words).of(text) == words


@given(ODD, st.lists(st.integers(0, 60), max_size=8, unique=True))
def test_passages_cover_every_character(text: str, ends: list[int]) -> None:
    """However sentences lie in a text, what stands between them is shown, too."""
    places = sorted(min(end, len(text)) for end in ends)
    sentences = tuple(Span(*pair) for pair in zip(places[::2], places[1::2], strict=False) if pair[0] < pair[1])
    account = _account(text, sentences)

    found = passages(account)

    assert "".join(piece.text for passage in found for piece in passage.segments) == text
    assert [passage.sentence for passage in found if passage.sentence is not None] == list(range(len(sentences)))
    for passage in found:
        if passage.sentence is not None:
            assert passage.segments[0].at <= sentences[passage.sentence].start


def test_a_selection_that_is_not_there_is_refused() -> None:
    """A page older than the text it shows must not put a correction in the wrong place."""
    with pytest.raises(InputError, match="Load the report again"):
        span_from("A raid.", at=2, before="", words="riot")


def test_every_mark_of_an_account_shows_its_words(account_of: AccountOf) -> None:
    """Names, dates, quotations and events of a real account, with an emoji before them."""
    account = account_of("🚢 Norland blamed Merania for the raid in Port Elise. “We deny it,” Merania said on Monday.")

    pieces = [piece for passage in passages(account) for piece in passage.segments]

    shown = {mark: "".join(p.text for p in pieces if mark in p.marks) for p in pieces for mark in p.marks}
    event = account.events[0]
    assert shown[event.id] == "".join(span.of(account.report.text) for span in event.triggers)
    assert {"a1", "s1", "s1.cue", "p1", "t1"} <= set(shown)


def _account(text: str, sentences: tuple[Span, ...]) -> Account:
    made_by = MadeBy("0", "m", "l")
    return Account(Report("0" * 64, text), (), (), (), (), (), (), (), (), made_by, sentences)
