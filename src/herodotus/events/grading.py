"""
How far the words tell a deed as having happened, from -3 (it did not) to 3 (it did): a sum of what each sign weighs.

The signs are the claim that the rules arrive at and the plain grammar around the word; what each weighs was fitted once to
readers' judgements (``python -m evaluation.grades``) and stands in ``lexicons/en/status/grades.tsv``. The claim decides what the
ledger says; the grade only how surely.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from herodotus import lexicons
from herodotus.model import NARRATOR, UNNAMED, Claim, Token
from herodotus.syntax import SUBJECTS, Tree

LEAST, MOST = -3.0, 3.0


def grade(tree: Tree, index: int, claim: Claim) -> float:
    """Return how far a word's deed is told as having happened."""
    value = weights()["always"] + sum(weights().get(sign, 0.0) for sign in set(signs(tree, index, claim)))
    return round(min(MOST, max(LEAST, value)), 2)


@cache
def weights() -> Mapping[str, float]:
    """Return what each sign weighs."""
    return {row["sign"]: float(row["weight"]) for row in lexicons.load().table("status/grades")}


def signs(tree: Tree, index: int, claim: Claim) -> Iterator[str]:
    """Yield the signs around a word, some twice."""
    yield from _of_claim(claim)
    token, head = tree.tokens[index], tree.head(index)
    yield from _of_word(tree, token)
    yield f"form {token.xpos} {token.deprel}"
    yield f"status {claim.status} {token.xpos}"
    yield from ("head none",) if head is None else _of_head(tree, head)
    yield from _of_sentence(tree)


def _of_claim(claim: Claim) -> Iterator[str]:
    yield from (f"status {claim.status}", f"stance {claim.stance}", f"polarity {claim.polarity}")
    yield f"voice {claim.voice if claim.voice in (NARRATOR, UNNAMED) else 'actor'}"
    yield from (f"rule {evidence.rule}" for evidence in claim.because)


def _of_word(tree: Tree, token: Token) -> Iterator[str]:
    yield from (f"tag {token.xpos}", f"relation {token.deprel}", f"lemma {token.lemma.lower()}")
    yield f"mark {tree.mark(token.index)}"
    yield f"subject {_subject(tree, token.index)}"
    yield f"object {getattr(tree.child(token.index, 'obj'), 'xpos', None)}"
    yield from (f"auxiliary {t.lemma.lower()}" for t in tree.auxiliaries(token.index))
    yield from (f"adverb {t.lemma.lower()}" for t in tree.children(token.index, "advmod"))


def _subject(tree: Tree, index: int) -> str | None:
    """Return the subject pronoun as it is, of others the word class."""
    subject = tree.child(index, *SUBJECTS)
    return None if subject is None else subject.lemma.lower() if subject.upos == "PRON" else subject.upos


def _of_head(tree: Tree, head: Token) -> Iterator[str]:
    yield from (f"head {head.upos}", f"head tag {head.xpos}", f"head lemma {head.lemma.lower()}", f"head {head.deprel}")
    yield f"head subject {_subject(tree, head.index)}"
    yield from (f"head auxiliary {t.lemma.lower()}" for t in tree.auxiliaries(head.index))
    above = tree.head(head.index)
    if above is not None:
        yield f"above lemma {above.lemma.lower()}"


def _of_sentence(tree: Tree) -> Iterator[str]:
    words = {token.lemma.lower() for token in tree.tokens}
    tags = {token.xpos for token in tree.tokens}
    if tree.tokens[-1].form.startswith("?"):
        yield "sentence asks"
    for name, holds in (
        ("if", bool(words & {"if", "when", "please"})), ("you", bool(words & {"you", "your"})),
        ("past", "VBD" in tags), ("modal", "MD" in tags),
    ):  # fmt: skip
        if holds:
            yield f"sentence {name}"
