"""
Knowledge as data: cues, event frames, status signals and tables, and the machine that finds them in a sentence.

>>> from herodotus import lexicons
>>> lexicons.load("en").language
'en'
"""

from __future__ import annotations

from herodotus.lexicons.loader import Lexicons, OwnVerbs, load, load_verbs
from herodotus.lexicons.matching import best, match
from herodotus.lexicons.rules import Anchor, Case, Example, Match, Rule, RuleSet, Slot
from herodotus.lexicons.tables import Row, listed
from herodotus.lexicons.wordlists import Wordlist

__all__ = [
    "Anchor",
    "Case",
    "Example",
    "Lexicons",
    "Match",
    "OwnVerbs",
    "Row",
    "Rule",
    "RuleSet",
    "Slot",
    "Wordlist",
    "best",
    "listed",
    "load",
    "load_verbs",
    "match",
    "wordlist",
]


def wordlist(name: str) -> frozenset[str]:
    """Return the words of a list of the shipped lexicons."""
    return load().wordlist(name)
