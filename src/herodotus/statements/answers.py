"""Answers: a denial of "the accusation" is aimed at whoever made it."""

from __future__ import annotations

from dataclasses import replace

from herodotus import lexicons
from herodotus.model import Party, Statement
from herodotus.statements import sides
from herodotus.statements.scene import Scene

_POINTS = frozenset({"the", "that", "this", "these", "those"})
_FAR = 8
"""So many statements back an accusation is still the one that is answered."""


def aimed(statements: list[Statement], scene: Scene) -> list[Statement]:
    """Return the statements, in text order, each denial of an accusation told before aimed at the accuser."""
    found: list[Statement] = []
    for statement in statements:
        accuser = _accuser(statement, found[-_FAR:], scene) if _denies_a_charge(statement, scene) else None
        found.append(statement if accuser is None else replace(statement, target=(accuser,)))
    return found


def _denies_a_charge(statement: Statement, scene: Scene) -> bool:
    """Whether what is denied is only pointed at: "denied *the accusation*", "rejected *those charges*"."""
    if statement.act != "deny" or statement.target or not statement.content:
        return False
    words = statement.content[0].of(scene.text).lower().split()
    head = scene.token_at(statement.content[0])
    return head is not None and head.lemma.lower() in lexicons.wordlist("charges") and words[0] in _POINTS


def _accuser(denial: Statement, before: list[Statement], scene: Scene) -> Party | None:
    """Return who last accused the denier or his side."""
    for other in reversed(before):
        if other.act == "accuse" and any(sides.is_same_side(t.actor, denial.speaker, scene) for t in other.target):
            return Party(other.speaker.actor)
    return None
