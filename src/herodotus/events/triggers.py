"""Where a sentence tells of an event: the anchors of the event frames, less what only looks like one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from herodotus import lexicons
from herodotus.events.scene import is_name_part
from herodotus.lexicons import Match, Rule, RuleSet
from herodotus.lexicons.inflection import bases
from herodotus.model import Token
from herodotus.syntax import Tree, is_any


def find(tree: Tree, rules: RuleSet, *, holds: Callable[[Match], bool] = lambda _: True) -> Iterator[Match]:
    """Yield the event frames of a sentence, the most specific at each anchor that ``holds``; no word tells two events."""
    found = lexicons.match(rules, tree)
    dropped = {index for match in found if match.rule.is_marked("discard") for index in match.anchor}
    taken: set[int] = set()
    for match in sorted(found, key=lambda one: (-len(one.anchor), -_filled(one))):
        if match.rule.is_marked("discard") or not taken.isdisjoint(match.anchor) or dropped & set(match.anchor):
            continue
        if is_event(tree, match) and holds(match):
            taken.update(match.anchor)
            yield match


def _filled(match: Match) -> int:
    words = len(match.frame.words) if match.frame is not None else 0
    return len(match.slots) + words


def is_event(tree: Tree, match: Match) -> bool:
    """Whether an anchor stands as an event of its own, not inside a name or as the first half of a compound."""
    token = tree.tokens[match.head]
    if is_name_part(token) and token.upos == "PROPN":
        return False
    if token.upos in ("NOUN", "PROPN") and is_any(token.deprel, ("compound",)):
        return False
    return not is_any(token.deprel, ("amod",))


def label(tree: Tree, match: Match) -> str:
    """Return the word an event is called by: the anchor of its rule as a dictionary has it."""
    return called(tree.tokens[match.head], match.rule)


def called(token: Token, rule: Rule | None) -> str:
    """Return a word as the rule that found it has it: "vowed" is *vow* to a rule for vowing, whatever its lemma."""
    words = {word for anchor in rule.anchors for word in anchor.words} if rule is not None else set()
    forms = [token.lemma.lower(), *bases(token.form)]
    return next((form for form in forms if form in words), token.lemma.lower())
