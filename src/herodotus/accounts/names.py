"""Names across reports: one key for the ways one name is written."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from herodotus import lexicons


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


def is_named(name: str) -> bool:
    """
    Whether words name somebody, so that they are one across reports; a description is of one report alone.

    >>> [is_named(name) for name in ("Ama Serwaa", "Merania's foreign ministry", "BBC", "Open Hands", "Torvian navy")]
    [True, True, True, True, True]
    >>> [is_named(name) for name in ("foreign ministry", "Police", "Two barracks", "90 Meranian soldiers", "both sides")]
    [False, False, False, False, False]
    """
    words = name.split()
    if words and words[0].casefold() in ("the", "a", "an"):
        words = words[1:]
    if not words or words[0][0].isdigit() or words[0].casefold().split("-")[0] in _quantities():
        return False
    if not any(word[0].isupper() for word in words):
        return not any(letter.islower() for letter in name)  # a script without capitals
    return not _is_kind_of(words)


def _is_kind_of(words: list[str]) -> bool:
    """Whether words only begin with a capital, as at the head of a sentence, and are a kind of people or bodies."""
    phrase = " ".join(words)
    small = phrase[0].casefold() + phrase[1:]
    return small == small.casefold() and small in _kinds()


@cache
def _quantities() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicons.load().table("accounts/quantities"))


@cache
def _kinds() -> frozenset[str]:
    """Words for people and bodies by what they are, one and many."""
    words = {row["word"] for row in lexicons.load().table("actors/roles")}
    words |= {row["phrase"] for row in lexicons.load().table("actors/agents")}
    return frozenset(words | {f"{word}s" for word in words})
