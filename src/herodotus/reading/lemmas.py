"""
Lemmas by the word and its tags: words that have one of their own by a list, the others by the rules of English inflection.

Irregular verbs are in ``lexicons/en/words/irregular.tsv``, which anyone can mend. The list (``lemmas.tsv``, beside the
network) holds what the treebanks say where the rules say otherwise. The rules are those of lemminflect, whose dictionary is
the SPECIALIST lexicon. On the development treebanks this is right for more words than edits learned by the network
(decision 0003).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from herodotus import lexicons

Known = Mapping[tuple[str, str, str], str]
"""Lemma by (word in lower case, UPOS, XPOS)."""
_INFLECTED = frozenset({"NNS", "VBD", "VBG", "VBN", "VBZ", "JJR", "JJS", "RBR", "RBS"})
_CLASSES = frozenset({"NOUN", "VERB", "AUX", "ADJ", "ADV", "PROPN"})
_AS_WRITTEN = frozenset({"PROPN", "X", "SYM", "PUNCT"})
_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def read(text: str) -> dict[tuple[str, str, str], str]:
    """Return the list a file's text holds: word, UPOS, XPOS and lemma on each line, tabs between."""
    rows = (line.split("\t") for line in text.splitlines())
    return {(word, upos, xpos): lemma for word, upos, xpos, lemma in rows}


def lemma(word: str, upos: str, xpos: str, known: Known) -> str:
    """
    Return the lemma of a word: an irregular verb's, the list's, else the rules'. Names keep their capitals, other words lose them.

    >>> lemma("are", "AUX", "VBP", {("are", "AUX", "VBP"): "be"}), lemma("Injured", "VERB", "VBN", {})
    ('be', 'injure')
    >>> lemma("policemen", "NOUN", "NNS", {}), lemma("fled", "VERB", "VBD", {}), lemma("Forces", "PROPN", "NNPS", {})
    ('policeman', 'flee', 'Force')
    """
    if upos == "VERB" and word.lower() in _irregular():
        return _irregular()[word.lower()]
    return known.get((word.lower(), upos, xpos)) or by_rule(word, upos, xpos)


def by_rule(word: str, upos: str, xpos: str) -> str:
    """
    Return the lemma the rules give a word.

    >>> by_rule("1,200", "NUM", "CD"), by_rule("Norland", "PROPN", "NNP"), by_rule("Shelled", "VERB", "VBD")
    ('1200', 'Norland', 'shell')
    """
    if xpos == "NNPS":
        singular = _uninflected(word.lower(), "NOUN")
        return word[: len(singular)] if word.lower().startswith(singular) else singular.capitalize()
    if upos in _AS_WRITTEN or xpos == "NNP":
        return word
    if _FIGURES.fullmatch(word):
        return word.replace(",", "")
    lower = word.lower()
    return _uninflected(lower, upos) if xpos in _INFLECTED and upos in _CLASSES else lower


@cache
def _uninflected(word: str, upos: str) -> str:
    """Return the base form of an inflected word, by the dictionary, else by rule."""
    from lemminflect import getAllLemmas, getAllLemmasOOV

    found = getAllLemmas(word, upos).get(upos) or getAllLemmasOOV(word, upos).get(upos)
    return found[0] if found else word


@cache
def _irregular() -> Mapping[str, str]:
    """Return irregular forms that come from one base only."""
    bases: dict[str, set[str]] = {}
    for row in lexicons.load().table("words/irregular"):
        bases.setdefault(row["form"], set()).add(row["base"])
    return {form: next(iter(found)) for form, found in bases.items() if len(found) == 1}
