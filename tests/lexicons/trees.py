"""Hand-written trees for tests: one line a word, ``form lemma upos xpos head deprel`` (head from 1; 0 root)."""

from __future__ import annotations

from herodotus.model import Sentence, Span, Token
from herodotus.syntax import Tree


def tree(lines: str) -> Tree:
    """Return the tree of lines such as ``Norland Norland PROPN NNP 2 nsubj``; words are joined by blanks."""
    rows = [line.split() for line in lines.strip().splitlines()]
    tokens, start = [], 0
    for index, (form, lemma, upos, xpos, head, deprel) in enumerate(rows):
        span = Span(start, start + len(form))
        governor = None if head == "0" else int(head) - 1
        tokens.append(Token(index, span, form, lemma, upos, xpos, governor, deprel))
        start = span.end + 1
    return Tree(Sentence(0, Span(0, start - 1), tuple(tokens)))


def text_of(tree: Tree) -> str:
    """Return the words of a tree joined by blanks: the text its spans point into."""
    return " ".join(token.form for token in tree.tokens)
