from __future__ import annotations

import pytest

from herodotus import reading
from herodotus.events import causes, scene
from herodotus.syntax import Tree


def ties(text: str, reader: reading.Reader) -> list[causes.Tie]:
    (sentence,) = reader.read(text)
    tree = Tree(sentence)
    return list(causes.ties(tree, scene.signals_of(tree).ties))


@pytest.mark.parametrize(
    ("text", "cause", "effect", "cue", "link"),
    [
        ("Dockers blocked it, demanding higher pay.", "demanding higher pay", "Dockers blocked it", "demanding", "purpose"),
        ("The police arrested two men for burning a truck.", "burning a truck", "The police arrested two men", "for", "caused_by"),
        ("The port closed because the rebels shelled it.", "the rebels shelled it", "The port closed", "because", "caused_by"),
        ("A bomb exploded, killing six people.", "A bomb exploded", "killing six people", "killing", "caused_by"),
        ("The raid led to protests.", "The raid", "protests", "led to", "caused_by"),
    ],
)  # fmt: skip
def test_small_words_and_set_phrases_tie_cause_and_effect(
    text: str, cause: str, effect: str, cue: str, link: str, reader: reading.Reader
) -> None:
    """The words of the cause leave out those of the effect, and the other way round."""
    tie = next(tie for tie in ties(text, reader) if tie.sure)

    assert cause in tie.cause_words.of(text)
    assert effect in tie.effect_words.of(text)
    assert (tie.cue.of(text), tie.link) == (cue, link)


@pytest.mark.parametrize(
    "text",
    [
        "The crew came to the port only to find it closed.",
        "The mayor asked the police to leave the square.",
        "Marta Lind led the club to two titles.",
    ],
)
def test_what_only_looks_like_an_aim_or_a_result_is_no_sure_tie(text: str, reader: reading.Reader) -> None:
    """An outcome, a request and a person who leads somebody somewhere tie nothing."""
    assert [tie for tie in ties(text, reader) if tie.sure] == []
