"""Case restored to texts distributed in capitals, offsets unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from herodotus import lexicons
from herodotus.mentions import tables
from herodotus.model import Sentence

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORT = re.compile(r"[(\[]\s*([A-Z]{2,6})\s*[)\]]")
_BEFORE = re.compile(r"\b([A-Z]{2,6})\s*[(\[]([A-Z][^)\]]+)[)\]]")
_NOMINAL = ("PROPN", "NOUN", "X", "ADJ")
_SMALL = ("DET", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "PRON")
_START = re.compile(r"(?:^|[.!?]\s+[\"“(\[]*|\n[ \t]*\n\s*[\"“(\[]*)([a-z])")


def restored(text: str) -> str:
    """
    Return a text in capitals in lower case, with sentence starts and the names the tables know capitalised; others unchanged.

    >>> restored("GUERRILLAS KILLED TWO SOLDIERS IN EL SALVADOR.")
    'Guerrillas killed two soldiers in El Salvador.'
    >>> restored("Two soldiers died.")
    'Two soldiers died.'
    """
    letters = [c for c in text if c.isalpha()]
    if not letters or sum(c.isupper() for c in letters) < 0.8 * len(letters):
        return text
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    lowered = _START.sub(lambda match: match[0][:-1] + match[1].upper(), lowered)
    words = list(_WORD.finditer(lowered))
    made = list(lowered)
    for number in range(len(words)):
        for match in _name_at(words, number, lowered):
            made[match.start()] = lowered[match.start()].upper()
    return "".join(made)


def _name_at(words: list[re.Match[str]], number: int, text: str) -> list[re.Match[str]]:
    """Return the words of the longest known name that starts here."""
    for length in range(min(4, len(words) - number), 0, -1):
        run = words[number : number + length]
        known = tables.names().get(tables.folded(text[run[0].start() : run[-1].end()]))
        if known and (length > 1 or known[0].label in ("state", "demonym", "capital")):
            return run
    return []


def renamed(text: str, restored_text: str, sentences: Iterable[Sentence]) -> str:
    """
    Return a text whose case was restored with the names that the reader, which reads without case, saw in it capitalised too.

    Abbreviations are in capitals throughout.
    """
    if restored_text == text:
        return text
    made, short = list(restored_text), _shorts(text)
    for token in (token for sentence in sentences for token in sentence.tokens):
        original = token.span.of(text)
        if original in short or (original in _known_shorts() and token.upos in _NOMINAL):
            made[token.span.start : token.span.end] = original
        elif token.upos == "PROPN" or (token.entity != "O" and token.upos not in _SMALL):
            made[token.span.start] = text[token.span.start]
    return "".join(made)


def _shorts(text: str) -> set[str]:
    """
    Return the abbreviations of a text in capitals: what stands alone in brackets, or before what it abbreviates in brackets.

    >>> sorted(_shorts("THE ALN [ARMY OF LIBERATION OF THE NORTH] AND THE WORKERS COMMAND (COT)"))
    ['ALN', 'COT']
    """
    alone = {match[1] for match in _SHORT.finditer(text)}
    return alone | {match[1] for match in _BEFORE.finditer(text) if _abbreviates(match[1], match[2])}


def _abbreviates(short: str, words: str) -> bool:
    """Whether the letters of an abbreviation open words of what is in the brackets."""
    return set(short) <= {word[0] for word in words.split()}


@cache
def _known_shorts() -> frozenset[str]:
    """Return the abbreviations that the lists of groups and bodies know."""
    groups, bodies = (lexicons.load().table(f"actors/{name}") for name in ("armed_groups", "organisations"))
    forms = [form for row in groups for form in (row["name"], *lexicons.listed(row["aliases"]))]
    forms += [form for row in bodies for form in lexicons.listed(row["acronyms"])]
    return frozenset(form for form in forms if form.isupper() and form.isalpha() and len(form) > 2)
