"""What a question asks for and a bare amount: "*how many people* were killed" names nobody, and neither does "*the majority*"."""

from __future__ import annotations

from herodotus import lexicons
from herodotus.model import Token
from herodotus.syntax import Tree, is_any

_ASKING = ("WDT", "WP", "WP$", "WRB")


def is_asked_for(tree: Tree, token: Token) -> bool:
    """Whether a noun is what is asked: "*how many dockers*", "*which* rebels", "knows *whose soldiers*"; not a relative's."""
    near = [
        t for t in tree.children(token.index, "det", "amod", "nummod", "nmod:poss", "advmod") if t.index < token.index
    ]
    near += [t for child in near for t in tree.children(child.index, "advmod")]
    if token.index > 0 and tree.tokens[token.index - 1].xpos == "WDT":
        near.append(tree.tokens[token.index - 1])
    relative = is_any(tree.clause(token.index).deprel, ("acl:relcl",))
    return any(t.xpos in _ASKING and t.index < token.index for t in near) and not relative


def is_bare_amount(tree: Tree, token: Token) -> bool:
    """Whether a word says how many and not of whom: "*the majority* refused"; not "the opposition majority", "half of them"."""
    amount = token.lemma.lower() in lexicons.wordlist("amounts")
    return amount and all(t.deprel in ("det", "cop", "case", "punct", "cc") for t in tree.children(token.index))
