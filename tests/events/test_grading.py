from __future__ import annotations

from herodotus import events, mentions, reading, statements
from herodotus.events import grading
from herodotus.model import Span
from herodotus.reading import Source


def grades(text: str, *words: str) -> list[float]:
    read = reading.read(Source.of_text(text), reader=reading.default_reader())
    cast = mentions.resolve(read)
    spans = tuple(Span(text.index(word), text.index(word) + len(word)) for word in words)
    judged = events.judge(read, cast, statements.find(read, cast), spans)
    return [judged[span].grade for span in spans]


def test_what_was_done_stands_well_above_what_may_be_and_what_was_not() -> None:
    """The order of readers' judgements holds for plain sentences."""
    (done,) = grades("The army shelled the town.", "shelled")
    (may_be,) = grades("The army may have shelled the town.", "shelled")
    (was_not,) = grades("The army did not shell the town.", "shell")
    (to_be,) = grades("The army plans to shell the town.", "shell")

    assert done > max(may_be, was_not, to_be) + 1


def test_a_grade_never_leaves_its_scale() -> None:
    """However many signs add up, it stays between -3 and 3."""
    (grade,) = grades("Yesterday the army really attacked, shelled and burned the town.", "burned")

    assert grading.LEAST <= grade <= grading.MOST


def test_every_sign_is_listed_once_with_its_weight() -> None:
    """A sign listed twice would weigh what the last line says, unseen."""
    assert len(grading.weights()) > 500
    assert "always" in grading.weights()
