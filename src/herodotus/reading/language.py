"""Which language a text is in: asked once, flagged, never acted on beyond leaving the text alone."""

from __future__ import annotations

import re
from functools import cache

from herodotus import lexicons

LEAST_LETTERS = 60
ENGLISH_SHARE = 0.15
"""Share of everyday English words above which a text is English, whatever the names in it make a classifier think."""
_SAMPLE = 6_000
_WORD = re.compile(r"[^\W\d_]+")


def of(text: str) -> str | None:
    """
    Return the ISO 639-1 code of a text's language, or None if it is too short to tell.

    >>> of("Too short.") is None
    True
    >>> of("Der Sprecher der Regierung sagte am Dienstag, die Soldaten hätten den Hafen noch nicht verlassen.")
    'de'
    """
    sample = text[:_SAMPLE]
    if sum(character.isalpha() for character in sample) < LEAST_LETTERS:
        return None
    return "en" if _share_of_english(sample) >= ENGLISH_SHARE else _classified(sample)


def _share_of_english(sample: str) -> float:
    words = _WORD.findall(sample.lower())
    return sum(word in _everyday() for word in words) / max(len(words), 1)


def _classified(sample: str) -> str:
    """Return the likeliest language of ISO 639-1: with all at choice, English full of names is taken for a creole."""
    import py3langid

    return str(next(code for code, _ in py3langid.rank(sample) if len(code) == 2))


@cache
def _everyday() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicons.load().table("words/everyday"))
