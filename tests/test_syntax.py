"""Questions asked of a tree, on small trees written by hand."""

from __future__ import annotations

from herodotus.model import Sentence, Span, Token
from herodotus.syntax import Tree


def tree(rows: str) -> Tree:
    """Build a tree from lines of "form lemma upos xpos head deprel", heads counted from 1 as in CoNLL-U."""
    tokens, start = [], 0
    for index, row in enumerate(rows.strip().splitlines()):
        form, lemma, upos, xpos, head, deprel = row.split()
        span = Span(start, start + len(form))
        tokens.append(Token(index, span, form, lemma, upos, xpos, int(head) - 1 if head != "0" else None, deprel))
        start = span.end + 1
    return Tree(Sentence(0, Span(0, start - 1), tuple(tokens)))


RELATIVE = """
The the DET DT 2 det
raid raid NOUN NN 8 nsubj
that that PRON WDT 6 obj
the the DET DT 5 det
general general NOUN NN 6 nsubj
ordered order VERB VBD 2 acl:relcl
quickly quickly ADV RB 6 advmod
failed fail VERB VBD 0 root
"""
CONTROL = """
Norland Norland PROPN NNP 2 nsubj
refused refuse VERB VBD 0 root
to to PART TO 4 mark
leave leave VERB VB 2 xcomp
and and CCONJ CC 7 cc
never never ADV RB 7 advmod
apologised apologise VERB VBD 2 conj
. . PUNCT . 2 punct
"""
PASSIVE = """
The the DET DT 2 det
harbour harbour NOUN NN 4 nsubj:pass
was be AUX VBD 4 aux:pass
shelled shell VERB VBN 0 root
by by ADP IN 7 case
the the DET DT 7 det
navy navy NOUN NN 4 obl:agent
"""


def test_a_subject_is_shared_by_control_and_coordination() -> None:
    """In "Norland refused to leave and never apologised" Norland is the one who would leave, and who did not apologise."""
    norland = tree(CONTROL)

    assert [norland.subject(i).form for i in (1, 3, 6)] == ["Norland"] * 3  # type: ignore[union-attr]


def test_negation_stays_in_its_clause() -> None:
    """*never* negates "apologised", not "refused"."""
    norland = tree(CONTROL)

    assert [norland.is_negated(i) for i in (1, 6)] == [False, True]


def test_the_object_of_a_relative_clause_is_not_its_subject() -> None:
    """The general ordered the raid: the relative pronoun is the object here."""
    raid = tree(RELATIVE)

    assert raid.subject(5).form == "general"  # type: ignore[union-attr]


def test_a_passive_names_its_agent() -> None:
    """The navy shelled the harbour, whichever way it is told."""
    shelled = tree(PASSIVE)

    assert shelled.is_passive(3)
    assert shelled.agent(3).form == "navy"  # type: ignore[union-attr]
    assert shelled.case(6) == "by"


def test_a_phrase_leaves_its_preposition_and_punctuation_outside() -> None:
    """The span of "by the navy" is "the navy"."""
    shelled = tree(PASSIVE)
    words = " ".join(token.form for token in shelled.tokens)

    assert shelled.phrase(6).of(words) == "the navy"


def test_the_root_has_no_governor() -> None:
    """Every other word leads up to it."""
    shelled = tree(PASSIVE)

    assert shelled.head(3) is None
    assert [token.form for token in shelled.ancestors(5)] == ["navy", "shelled"]
