"""Whatever tree the parser gives, the engine answers, and its answers point into the sentence."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from herodotus.lexicons import RuleSet, match
from herodotus.lexicons.entries import rule_from
from tests.lexicons.trees import tree

FRAMES = {
    "verbs": [
        "A VERB B for|on C",
        "A VERB that C",
        "A VERB “C”",
        "A VERB B C",
        "A VERB [B] to|wh C",
        "A not VERB TIME",
    ],
    "nouns": ["A's NOUN of B", "A make NOUN that B", "A NOUN “B”"],
    "adjectives": ["ADJ A", "A ADJ that|of B"],
    "phrases": ["A PHRASE B", "PHRASE B"],
}
WORDS = ("say", "raid", "alleged", "make", "in", "that", "to", "Norland", "Sunday", "“", "”", ",", "'s", "which", "by")
TAGS = (
    "VERB VBD",
    "VERB VBN",
    "VERB VBG",
    "VERB VB",
    "NOUN NN",
    "PROPN NNP",
    "ADJ JJ",
    "ADP IN",
    "PRON WDT",
    "AUX MD",
    "PUNCT .",
)
RELATIONS = (
    "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "amod", "compound", "conj",
    "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "mark", "case", "aux", "aux:pass", "cop", "punct",
    "flat", "fixed",
)  # fmt: skip


def ruleset() -> RuleSet:
    """Return rules of every kind of frame, called up by half the words."""
    anchors = {
        "verbs": ["say", "make", "say to"],
        "nouns": ["raid"],
        "adjectives": ["alleged"],
        "phrases": ["in", "by that"],
    }
    return RuleSet(
        tuple(
            rule_from(
                {"id": f"{key}-{n}", key: anchors[key], "frame": frame, "example": [{"text": "x"}]},
                kind="event",
                file="made",
            )
            for key, frames in FRAMES.items()
            for n, frame in enumerate(frames)
        )
    )


RULES = ruleset()


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Draw a sentence with any tree over its words: every word hangs on one that was placed before it."""
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: 0} | {order[n]: order[draw(st.integers(0, n - 1))] + 1 for n in range(1, size)}
    lines = []
    for index in range(size):
        word, tag = draw(st.sampled_from(WORDS)), draw(st.sampled_from(TAGS))
        relation = "root" if heads[index] == 0 else draw(st.sampled_from(RELATIONS))
        lines.append(f"{word} {word} {tag} {heads[index]} {relation}")
    return "\n".join(lines)


@settings(max_examples=300, deadline=None)
@given(sentences())
def test_every_slot_lies_in_the_sentence_around_its_head(lines: str) -> None:
    """No tree makes the engine fail; no token fills two holes, and the anchor fills none."""
    sentence = tree(lines)

    for one in match(RULES, sentence):
        heads = [slot.head for slot in one.slots.values()]
        assert len(heads) == len(set(heads))
        assert not set(heads) & set(one.anchor)
        assert sentence.sentence.span.holds(one.span)
        for slot in one.slots.values():
            assert sentence.sentence.span.holds(slot.span)
            assert slot.span.holds(sentence.tokens[slot.head].span)
