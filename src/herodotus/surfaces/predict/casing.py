"""Case restored to texts distributed in capitals, offsets unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable

from herodotus.mentions import tables
from herodotus.model import Sentence

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORT = re.compile(r"[(\[]\s*([A-Z]{2,6})\s*[)\]]")
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

    What stands alone in brackets in the capitals of the original (an abbreviation) is in capitals throughout.
    """
    if restored_text == text:
        return text
    made, short = list(restored_text), {match[1] for match in _SHORT.finditer(text)}
    for token in (token for sentence in sentences for token in sentence.tokens):
        original = token.span.of(text)
        if original in short:
            made[token.span.start : token.span.end] = original
        elif token.upos == "PROPN" or token.entity != "O":
            made[token.span.start] = text[token.span.start]
    return "".join(made)
