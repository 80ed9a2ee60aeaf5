"""Base forms an English word may come from: a net below the reader's lemmas, which err on words it has rarely seen."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from herodotus.lexicons.tables import read_table

_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
)  # fmt: skip
_SHORTEST = 3


@lru_cache(maxsize=20_000)
def bases(form: str) -> tuple[str, ...]:
    """
    Return what a word could be an inflected form of, itself first; most are no words, and no lexicon holds them.

    >>> bases("planned")
    ('planned', 'plann', 'plan', 'planne')
    >>> bases("denies")
    ('denies', 'deny', 'deni', 'denie')
    >>> bases("held")
    ('held', 'hold')
    """
    word = form.lower()
    found = [word, *_irregular().get(word, ())]
    for ending, base in _ENDINGS:
        stem = word.removesuffix(ending) + base
        if word.endswith(ending) and len(stem) >= _SHORTEST:
            found += [stem, *_undoubled(stem)]
    return tuple(dict.fromkeys(found))


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    path = Path(__file__).parent / "en" / "words" / "irregular.tsv"
    for row in read_table(path, file="en/words/irregular.tsv"):
        found[row["form"]] = (*found.get(row["form"], ()), row["base"])
    return found


def _undoubled(stem: str) -> tuple[str, ...]:
    return (stem[:-1],) if len(stem) > _SHORTEST and stem[-1] == stem[-2] else ()
