"""Who can say or want anything: people, bodies, and the papers that carry their words; not engines, sieges or prices."""

from __future__ import annotations

import re
from functools import cache

from herodotus import lexicons
from herodotus.lexicons import listed
from herodotus.lexicons.words import PEOPLE
from herodotus.model import Token
from herodotus.statements.scene import Scene

_PEOPLE_ENDINGS = re.compile(r".{2,}(?:er|or|ist|ian|ant|ee|man|men|woman|women|people|folk|naut|crat)s?")


def is_somebody(token: Token, scene: Scene) -> bool:
    """Whether a word names somebody who can speak, want or be asked: by its actor, else by the word itself."""
    if token.upos in ("PRON", "ADJ", "DET", "NOUN", "NUM") and token.lemma.lower() in kind("pronouns"):
        return True
    actor = scene.actor_at(token)
    if actor is not None and scene.actors[actor].kind != "unnamed":
        return True
    return token.upos == "PROPN" or is_person_word(token.lemma.lower())


def is_person_word(lemma: str) -> bool:
    """
    Whether a noun is a word for people: listed, or made like one.

    >>> [is_person_word(word) for word in ("villager", "widow", "siege", "river")]
    [True, True, False, False]
    """
    return lemma in PEOPLE | kind("people") or (
        lemma not in kind("things") and _PEOPLE_ENDINGS.fullmatch(lemma) is not None
    )


def carries_words(token: Token) -> bool:
    """Whether a noun is a paper, a broadcast or a law, which speaks for whoever made it."""
    return token.lemma.lower() in kind("carriers")


@cache
def kind(name: str) -> frozenset[str]:
    """Return the nouns of one kind (``statements/nouns.tsv``)."""
    rows = lexicons.load().table("statements/nouns")
    return frozenset(word for row in rows if row["kind"] == name for word in listed(row["words"]))
