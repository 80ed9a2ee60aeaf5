from __future__ import annotations

import pytest

from herodotus.errors import LexiconError
from herodotus.lexicons import notation


def places(frame: str) -> dict[str, str]:
    return {hole.name: hole.place for hole in notation.compile(frame).holes}


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        ("SPEAKER VERB TARGET for CONTENT", {"SPEAKER": "subject", "TARGET": "object", "CONTENT": "marked"}),
        ("SPEAKER VERB ADDRESSEE CONTENT", {"SPEAKER": "subject", "ADDRESSEE": "object", "CONTENT": "second"}),
        ("SPEAKER VERB “CONTENT”", {"SPEAKER": "subject", "CONTENT": "quoted"}),
        ('SPEAKER VERB "CONTENT"', {"SPEAKER": "subject", "CONTENT": "quoted"}),
        ("SOURCE's NOUN on TARGET", {"SOURCE": "owner", "TARGET": "marked"}),
        ("SPEAKER issue NOUN that CONTENT", {"SPEAKER": "carrier", "CONTENT": "marked"}),
        ("ADJ EVENT", {"EVENT": "modified"}),
        ("SPEAKER ADJ that CONTENT", {"SPEAKER": "subject", "CONTENT": "marked"}),
        ("EVENT PHRASE CAUSE", {"EVENT": "before", "CAUSE": "after"}),
    ],
)
def test_a_hole_is_looked_for_where_the_frame_puts_it(frame: str, expected: dict[str, str]) -> None:
    """The place of a hole follows from what stands before it and from the anchor."""
    assert expected == places(frame)


def test_what_stands_in_brackets_may_be_missing() -> None:
    """Holes and words in [ ] are not required; the subject never is."""
    frame = notation.compile("SPEAKER VERB TARGET [responsible for CONTENT]")

    assert {hole.name: hole.required for hole in frame.holes} == {"SPEAKER": False, "TARGET": True, "CONTENT": False}
    assert [word.required for word in frame.words] == [False]


def test_alternatives_and_prepositions_of_two_words() -> None:
    """``for|over`` are two markers of one hole; ``because_of`` is one marker of two words."""
    holes = notation.compile("EVENT VERB TARGET for|over|because_of CAUSE").holes

    assert holes[-1].markers == ("for", "over", "because of")


def test_a_small_word_that_opens_no_hole_is_a_literal() -> None:
    """In “responsible” is a word the sentence must hold; “for” marks the hole behind it."""
    frame = notation.compile("SPEAKER VERB TARGET responsible|accountable for CONTENT")

    assert [word.lemmas for word in frame.words] == [("responsible", "accountable")]


@pytest.mark.parametrize(
    ("frame", "problem"),
    [
        ("SPEAKER blames TARGET", "has 0 anchors"),
        ("SPEAKER VERB VERB", "has 2 anchors"),
        ("SPEAKER VERB [for CONTENT", "never closes"),
        ("SPEAKER VERB for CONTENT]", "stray ]"),
        ("SPEAKER VERB SPEAKER", "the hole SPEAKER twice"),
        ("NOUN TARGET", "bare hole after NOUN"),
        ("A VERB B C D", "three bare holes"),
        ("SPEAKER VERB “content”", "hole named 'content'"),
        ("SPEAKER VERB Target9!", "no hole and no word"),
    ],
)
def test_a_wrong_frame_says_what_is_wrong_with_it(frame: str, problem: str) -> None:
    """The message names the file, the entry, the frame and the fault."""
    with pytest.raises(LexiconError, match=r"cues/x.toml, entry 'x': frame") as error:
        notation.compile(frame, file="cues/x.toml", entry="x")

    assert problem in str(error.value)
