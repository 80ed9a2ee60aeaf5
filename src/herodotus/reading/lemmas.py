"""
Lemmas as edits: keep or lower the case, cut so many letters off the end, add these.

Training turns each (word, lemma) into an edit and learns to choose among the common ones; reading applies the choice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from herodotus import lexicons

_SCRIPT = re.compile(r"([lk])(\d+)(.*)", re.DOTALL)


def script(word: str, lemma: str) -> str:
    """
    Return the edit that makes a lemma of a word.

    >>> script("Killed", "kill"), script("was", "be"), script("U.S.", "U.S.")
    ('l2', 'l3be', 'k0')
    """
    case, form = ("l", word.lower()) if lemma == lemma.lower() else ("k", word)
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return f"{case}{len(form) - same}{lemma[same:]}"


def apply(edit: str, word: str) -> str:
    """
    Return the lemma an edit makes of a word; an edit that does not fit leaves the word in lower case.

    >>> apply("l2", "Killed"), apply("l3be", "was"), apply("l9x", "cat")
    ('kill', 'be', 'cat')
    """
    match = _SCRIPT.fullmatch(edit)
    form = word.lower()
    if match is None:
        return form
    if match[1] == "k":
        form = word
    length = int(match[2])
    if length > len(form):
        return word.lower()
    return (form[: len(form) - length] + match[3]) or form


def mended(lemma: str, word: str, upos: str) -> str:
    """
    Return the lemma of a verb whose irregular form the lexicon lists, and any other as it is.

    The reader has seen few slew, fled or sought; the list has them all.

    >>> mended("flead", "fled", "VERB"), mended("fled", "fled", "NOUN")
    ('flee', 'fled')
    """
    return _irregular().get(word.lower(), lemma) if upos == "VERB" else lemma


@cache
def _irregular() -> Mapping[str, str]:
    """Return irregular forms that come from one base only."""
    bases: dict[str, set[str]] = {}
    for row in lexicons.load().table("words/irregular"):
        bases.setdefault(row["form"], set()).add(row["base"])
    return {form: next(iter(found)) for form, found in bases.items() if len(found) == 1}
