"""What a statement makes of the head of its content before the content's own words are read: its cue and stance say so."""

from __future__ import annotations

import itertools
from collections import deque
from functools import cache
from typing import cast

from herodotus import lexicons
from herodotus.events import grammar
from herodotus.events.doers import DEEDS
from herodotus.lexicons import Rule
from herodotus.model import Span, Statement, Status, Token
from herodotus.syntax import Tree, is_any

SAYING = ("say", "report", "explain", "claim", "confirm")
_BASE: dict[str, Status] = {"directs": "demanded", "predicts": "hypothetical", "withholds": "hypothetical"}


def start(statement: Statement, tree: Tree, index: int, part: Span) -> Status:
    """Return what the speaker's stance makes of the head of the content, unless its own words say it is past."""
    if statement.negated_cue and statement.act not in ("deny", "reject"):
        known = _is_left_unanswered(statement, tree, index) or is_presupposed(statement, tree, part)
        return "happened" if known else "hypothetical"
    made = base(statement)
    if statement.act == "reject" and tree.tokens[index].upos == "NOUN":
        return "hypothetical" if _keeps_off(statement, tree, index) else "happened"
    if statement.act == "want":
        made = "hypothetical"
    head = _head(tree, index, part)
    quoted = (
        statement.form == "direct" and tree.mark(head.index) != "to"
    )  # "ordered them “*to fire*”" is none of its own
    joined = tree.tokens[index].deprel == "conj" and tree.tokens[index].xpos == "VBD"
    fact = statement.stance != "directs" and _is_told_as_fact(tree, head)
    return "happened" if quoted or joined or fact else made


def _keeps_off(statement: Statement, tree: Tree, index: int) -> bool:
    """Whether a deed is ruled out that none has told of: "ruled out *an attack*"; *the raid*, or *an offer*, is known of."""
    rule = rule_of(statement)
    refused = rule is not None and rule.get("polarity") == "-"
    return refused and not grammar.is_given(tree, index) and _is_deed(tree.tokens[index].lemma.lower())


@cache
def _is_deed(noun: str) -> bool:
    """Whether a noun is for something done, not for something said."""
    return any(rule.get("type") in DEEDS for rule, _ in lexicons.load().events.called_by(noun, "NOUN"))


def base(statement: Statement) -> Status:
    """
    Return what an act makes of its content: what its cue says it does, else what its stance does.

    Where the act was read off the content itself ("said it *would close* the port unless …"), the content's own words
    say how it stands, and are not counted twice.
    """
    if _is_lifted(statement):
        return "happened"
    rule = rule_of(statement)
    if rule is not None and rule.get("act") == statement.act and (status := rule.get("content_status")) is not None:
        return cast("Status", status)
    if statement.stance == "commits":
        return "threatened" if statement.act == "threaten" else "planned"
    return _BASE.get(statement.stance, "happened")


def _is_lifted(statement: Statement) -> bool:
    """Whether what the words say makes the act, not the cue: a *said* whose content promises."""
    rule = rule_of(statement)
    return rule is not None and rule.get("act") in SAYING and statement.act not in SAYING


def _is_left_unanswered(statement: Statement, tree: Tree, index: int) -> bool:
    """Whether a deed is one that got no answer, and so was done: "did not respond to *its offer*"."""
    rule = rule_of(statement)
    return rule is not None and rule.get("content_status") == "happened" and grammar.is_given(tree, index)


def _head(tree: Tree, index: int, part: Span) -> Token:
    """Return the word of a content that governs a word of it."""
    within = itertools.takewhile(lambda token: part.holds(token.span), tree.ancestors(index))
    return next(iter(deque(within, maxlen=1)), tree.tokens[index])


def _is_told_as_fact(tree: Tree, top: Token) -> bool:
    """Whether the head of a content is a finite verb without a modal: "warned that the rebels *had attacked*"."""
    helpers = tree.auxiliaries(top.index)
    finite = top.xpos in ("VBD", "VBZ", "VBP") or any(t.xpos in ("VBD", "VBZ", "VBP") for t in helpers)
    modal = any(t.xpos == "MD" for t in helpers) or tree.mark(top.index) == "to"
    return finite and not modal and is_any(top.deprel, ("ccomp", "parataxis", "root", "conj", "advcl"))


def is_presupposed(statement: Statement, tree: Tree, part: Span) -> bool:
    """Whether it is open who did a deed or why, not whether: who asks "*who had killed* them" says they were killed."""
    head = tree.head_of(part)
    if statement.stance not in ("doubts", "withholds") or head is None:
        return False
    return grammar.asks_about(tree, head.index) and grammar.is_past(tree, head.index)


def is_against(statement: Statement) -> bool:
    """Whether a statement speaks against what its content names: refused to, ruled out, warned against."""
    if negates_itself(statement):
        return False
    rule = rule_of(statement)
    return statement.act == "reject" or (rule is not None and rule.get("polarity") == "-")


def negates_itself(statement: Statement) -> bool:
    """Whether a statement denies or refuses by a *not* in its own words ("we never fired"), not by its cue ("denied firing")."""
    return statement.act in ("deny", "reject") and any(e.rule.startswith("force-") for e in statement.because[1:])


def rule_of(statement: Statement) -> Rule | None:
    """Return the entry of a statement's cue, or None."""
    return lexicons.load().rule(statement.because[0].rule) if statement.because else None


def owns(statement: Statement) -> bool:
    """Whether who makes a statement says that the deed is theirs: "claimed responsibility for the raid"."""
    rule = rule_of(statement)
    return rule is not None and rule.is_marked("owns") and not statement.negated_cue
