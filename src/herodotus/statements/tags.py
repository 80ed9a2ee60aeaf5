"""
Tags: the reporting verb that stands beside a quotation, read off the page before any grammar.

"…," *said* the envoy; the envoy *said*: "…"; and, where the reader ended the sentence at the mark: "Who is there?" Lund *asked*.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from herodotus import lexicons
from herodotus.model import Span, Token
from herodotus.statements.quotations import Quotation, is_speech
from herodotus.statements.rows import Row
from herodotus.syntax import Tree

Tags = Mapping[tuple[int, int], tuple[Quotation, ...]]
"""The quotations of each tag, by sentence and token number."""

_FINITE = ("VBD", "VBZ", "VBP")
_OPENS = ("DET", "PROPN", "PRON", "NOUN", "ADJ", "ADV", "VERB", "NUM")
_TELLS_WHEN = ("when", "where", "while")
_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?](?=\s|$)")
_NEXT = 3
"""So many characters on, what follows a quotation begins at the latest."""
_REACH = 14
"""So many words may stand between a quotation and its tag: a name with its office."""


@cache
def quoting_verbs() -> frozenset[str]:
    """Return the verbs that take a quotation by some frame of the lexicon."""
    rules = [rule for rule in lexicons.load().cues if any(h.place == "quoted" for f in rule.frames for h in f.holes)]
    return frozenset(a.calling_word for rule in rules for a in rule.anchors if a.word_class == "VERB")


def find(text: str, trees: Row[Tree], quotations: tuple[Quotation, ...]) -> Tags:
    """Return the tag of every quotation that has one: behind it first, else before it, else that of the one it goes on from."""
    found: dict[tuple[int, int], tuple[Quotation, ...]] = {}
    last: tuple[Quotation, tuple[int, int], bool] | None = None
    for quotation in quotations:
        if not is_speech(text, quotation):
            continue
        tag = _behind(text, trees, quotation) or _before(text, trees, quotation)
        own = tag is not None
        if tag is None and last is not None and _goes_on(text, last[0], quotation, tagged=last[2]):
            tag = last[1]
        last = None if tag is None else (quotation, tag, own)
        if tag is not None:
            found[tag] = (*found.get(tag, ()), quotation)
    return found


def _goes_on(text: str, before: Quotation, quotation: Quotation, *, tagged: bool) -> bool:
    """Whether a quotation takes up right after the one before, or after the tag of one ``tagged``: "…," she said. "…"."""
    between = text[before.span.end : quotation.span.start]
    ends = between.rstrip()
    if "\n" in between or (ends and not ends.endswith((".", ",", "!", "?"))):
        return False
    if not tagged:
        return not ends
    return len(_SENTENCE_END.findall(ends)) <= 1 and len(between.split()) <= _REACH + 6


def _behind(text: str, trees: Row[Tree], quotation: Quotation) -> tuple[int, int] | None:
    """Return the tag behind a quotation: "…," Lund said / said Lund."""
    if quotation.open or _closes_sentence(text, quotation):
        return None
    tree, tokens = _from(trees, quotation.span.end)
    words = [t for t in tokens if t.form != ","][:_REACH]
    if tree is None or not words or words[0].upos not in _OPENS or words[0].form.lower() in _TELLS_WHEN:
        return None
    apart = tree.sentence.span.start >= quotation.span.end
    for token in words:
        if token.upos == "PUNCT" and token.form not in ("-", "(", ")", "."):
            return None
        if token.upos in ("VERB", "AUX") and token.xpos in _FINITE and not _in_relative(tree, token):
            return (tree.sentence.index, token.index) if _is_tag(tree, token, apart=apart) else None
    return None


def _closes_sentence(text: str, quotation: Quotation) -> bool:
    """Whether a full stop ends the quotation: what follows is another sentence."""
    return (
        quotation.inner.of(text).rstrip("'’\"”")[-1:] == "." or text[quotation.span.end : quotation.span.end + 1] == "."
    )


def _from(trees: Row[Tree], place: int) -> tuple[Tree | None, list[Token]]:
    """Return the sentence whose words go on behind a place on the same line, and those words."""
    for tree in trees.meeting(Span(place, place + _NEXT)):
        tokens = [t for t in tree.tokens if t.span.start >= place]
        if tokens:
            return (tree, tokens) if tokens[0].span.start - place < _NEXT else (None, [])
    return None, []


def _in_relative(tree: Tree, token: Token) -> bool:
    subject = tree.child(token.index, "nsubj")
    return subject is not None and subject.lemma.lower() in ("who", "which", "that")


def _is_tag(tree: Tree, token: Token, *, apart: bool) -> bool:
    """Whether a verb can carry the quotation before it; in a sentence of its own it must have nothing else to say."""
    if token.lemma.lower() not in quoting_verbs():
        return False
    return not apart or not tree.children(token.index, "ccomp", "obj", "xcomp")


def _before(text: str, trees: Row[Tree], quotation: Quotation) -> tuple[int, int] | None:
    """Return the tag before a quotation: Lund told the paper, "…"; the last quoting verb with no other verb behind it."""
    tree = trees.holding(Span(quotation.span.start, quotation.span.start + 1))
    lead = text[max(quotation.span.start - _NEXT, 0) : quotation.span.start].rstrip()
    if tree is None or not lead.endswith((",", ":")):
        return None
    tokens = [t for t in tree.tokens if t.span.end <= quotation.span.start][::-1]
    for token in tokens[:_REACH]:
        if token.form in ('"', "”", "’’", "''"):
            return None
        if token.upos == "VERB" and token.lemma.lower() in quoting_verbs() and token.xpos != "VB":
            return tree.sentence.index, token.index
        if token.upos in ("VERB", "AUX") and token.xpos in _FINITE:
            return None
    return None
