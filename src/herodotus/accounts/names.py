"""Names across reports: one key for the ways one name is written."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """
    Return the key under which a name is one name across reports: no case, no accents, no article, no punctuation.

    >>> folded("The Republic of Élan"), folded("Norland's navy"), folded("Norland’s Navy")
    ('republic of elan', 'norlands navy', 'norlands navy')
    >>> folded("The The"), folded("«»")     # never empty where there are words, and never lost
    ('the', '«»')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = "".join(c if c.isalnum() else " " for c in plain.replace("'", "").replace("’", "")).split()
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words) or plain.strip()
