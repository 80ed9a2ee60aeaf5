from __future__ import annotations

from herodotus import events, mentions, reading, statements
from herodotus.events import grading
from herodotus.model import Claim, Span, Token
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


def test_without_the_readers_judgement_the_claim_grades() -> None:
    """A CoNLL-U file has no factuality: the rules' number stands alone."""
    token = Token(0, Span(0, 4), "raid", "raid", "NOUN", "NN", None, "root")

    assert grading.grade(token, Claim("narrator", None, "happened", "asserts")) == grading.OF_STATUS["happened"]
