"""Near-copies: reports that carry the same text, whole or cut, whoever prints them."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations

from rensa import RMinHash

from herodotus.accounts.wording import words

SHINGLE = 4
"""Words in a row that count as one piece of text."""
PERMUTATIONS, BANDS = 128, 32
COPY = 0.6
"""The share of the shorter text's pieces from which it is a copy of the longer."""
_SEED = 7


@lru_cache(maxsize=4096)
def shingles(text: str) -> frozenset[str]:
    """Return the pieces of a text: every few words in a row, without case and punctuation."""
    found = [word.lower() for word in words(text)]
    return frozenset(" ".join(found[at : at + SHINGLE]) for at in range(max(1, len(found) - SHINGLE + 1)))


@lru_cache(maxsize=4096)
def signature(text: str) -> bytes:
    """Return the MinHash of a text: the same text gives the same bytes on every machine."""
    drawn = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    drawn.update(sorted(shingles(text)))
    return struct.pack(f"<{PERMUTATIONS}I", *drawn.digest())


def bands(drawn: bytes) -> tuple[str, ...]:
    """Return the keys of a signature: texts that share one may be copies."""
    width = len(drawn) // BANDS
    return tuple(f"{n:02x}{drawn[n * width : (n + 1) * width].hex()[:20]}" for n in range(BANDS))


def likeness(one: str, other: str) -> float:
    """
    Return the share of the shorter text that the longer one holds.

    >>> likeness("Gunmen raided the harbour office on Sunday", "Gunmen raided the harbour office on Sunday, police said")
    1.0
    """
    a, b = shingles(one), shingles(other)
    return round(len(a & b) / min(len(a), len(b)), 4)


def find(texts: Mapping[str, str]) -> Iterator[tuple[str, str, float]]:
    """Yield the copies among some texts: two names in order, and how alike they are."""
    drawn = {name: frozenset(bands(signature(text))) for name, text in texts.items()}
    for one, other in combinations(sorted(texts), 2):
        if not drawn[one].isdisjoint(drawn[other]):
            alike = likeness(texts[one], texts[other])
            if alike >= COPY:
                yield one, other, alike
