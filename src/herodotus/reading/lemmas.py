"""
Lemmas by the word and its tags: words with one of their own by a list, the others by the regular endings of English.

Irregular verbs are in ``lexicons/en/words/irregular.tsv``, which anyone can mend. The list (``lemmas.tsv``, beside the
network) holds the words whose lemma the endings do not give: those of the treebanks, and those of lemminflect's dictionary.
On the development treebanks this is right for more words than edits learned by the network (decision 0003).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from herodotus import lexicons

Known = Mapping[tuple[str, str, str], str]
"""Lemma by (word in lower case, UPOS, XPOS); XPOS ``*`` is any inflected form."""
ANY = "*"
_ENDINGS: Mapping[str, tuple[tuple[str, str | None], ...]] = {
    "NNS": (("men", "man"), ("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("oes", "o"),
            ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", "")),
    "VBZ": (("ies", "y"), ("sses", "ss"), ("zzes", "zz"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("oes", "o"),
            ("ss", "ss"), ("s", "")),
    "VBD": (("ied", "y"), ("eed", "ee"), ("ed", None)),
    "VBG": (("ying", "y"), ("ing", None)),
    "JJR": (("ier", "y"), ("er", None)),
    "JJS": (("iest", "y"), ("est", None)),
}  # fmt: skip
"""Endings by tag and what stands in their place, the first that fits; None: what the stem needs to be whole."""
_LIKE = {"VBN": "VBD", "RBR": "JJR", "RBS": "JJS"}
INFLECTED = frozenset(_ENDINGS) | frozenset(_LIKE)
_TWICE = re.compile(r"([bdgkmnprt])\1$")
_MUTE_E = re.compile(
    r"(?:[^aeiou]|^|qu)[aeiouy][bcdgkmpsvz]$"
    r"|[aeiou]{2}[csvz]$|[lnr][csvz]$|[bcdfgkptz]l$|dg$|rg$|ps$|ur$|[^e]ir$|ar$|yr$|or$"
    r"|(?:[^aeo]|[^aeiou]e)at$|[^aeiou]ut$|[mnv]ot$|[^aeiou][io]l$|[^aeiou]in$|un$|[cpln]it$|u$"
)
_CLASSES = frozenset({"NOUN", "VERB", "AUX", "ADJ", "ADV"})
_AS_WRITTEN = frozenset({"PROPN", "X", "SYM", "PUNCT"})
_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def read(text: str) -> dict[tuple[str, str, str], str]:
    """Return the list a file's text holds: word, UPOS, XPOS and lemma on each line, tabs between."""
    rows = (line.split("\t") for line in text.splitlines())
    return {(word, upos, xpos): lemma for word, upos, xpos, lemma in rows}


def lemma(word: str, upos: str, xpos: str, known: Known) -> str:
    """
    Return the lemma of a word: an irregular verb's, the list's, else the rules'. Names keep their capitals, other words lose them.

    >>> lemma("are", "AUX", "VBP", {("are", "AUX", "VBP"): "be"}), lemma("feet", "NOUN", "NNS", {("feet", "NOUN", "*"): "foot"})
    ('be', 'foot')
    >>> lemma("fled", "VERB", "VBD", {})
    'flee'
    """
    lower = word.lower()
    if upos == "VERB" and lower in _irregular():
        return _irregular()[lower]
    listed = known.get((lower, upos, xpos)) or (known.get((lower, upos, ANY)) if xpos in INFLECTED else None)
    return listed or by_rule(word, upos, xpos)


def by_rule(word: str, upos: str, xpos: str) -> str:
    """
    Return the lemma the rules give a word.

    >>> by_rule("1,200", "NUM", "CD"), by_rule("Norland", "PROPN", "NNP"), by_rule("Injured", "VERB", "VBN")
    ('1200', 'Norland', 'injure')
    >>> by_rule("policemen", "NOUN", "NNS"), by_rule("Forces", "PROPN", "NNPS"), by_rule("planning", "VERB", "VBG")
    ('policeman', 'Force', 'plan')
    """
    lower = word.lower()
    if xpos == "NNPS":
        singular = _uninflected(lower, "NNS")
        return word[: len(singular)] if lower.startswith(singular) else singular.capitalize()
    if upos in _AS_WRITTEN or xpos == "NNP":
        return word
    if _FIGURES.fullmatch(word):
        return word.replace(",", "")
    return _uninflected(lower, xpos) if xpos in INFLECTED and upos in _CLASSES else lower


def _uninflected(word: str, xpos: str) -> str:
    """Return the base form that a word's ending and tag give."""
    for ending, instead in _ENDINGS[_LIKE.get(xpos, xpos)]:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            return _whole(stem) if instead is None else stem + instead
    return word


def _whole(stem: str) -> str:
    """
    Return a verb's or adjective's stem as it is written alone: a doubled letter once, a mute e restored.

    >>> _whole("plann"), _whole("deni"), _whole("injur"), _whole("damag"), _whole("attack"), _whole("visit")
    ('plan', 'deni', 'injure', 'damage', 'attack', 'visit')
    """
    if _TWICE.search(stem):
        return stem[:-1]
    return stem + "e" if _MUTE_E.search(stem) else stem


@cache
def _irregular() -> Mapping[str, str]:
    """Return irregular forms that come from one base only."""
    bases: dict[str, set[str]] = {}
    for row in lexicons.load().table("words/irregular"):
        bases.setdefault(row["form"], set()).add(row["base"])
    return {form: next(iter(found)) for form, found in bases.items() if len(found) == 1}
