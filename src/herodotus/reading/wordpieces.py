"""
Words as the network sees them: subword pieces and shapes. Training and reading share this module.

Curly quotes are rare in the treebanks, so they are straightened for the network's eyes; the text itself is never changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SHAPES = ("lower", "Title", "UPPER", "mixed", "number", "mixed-digits", "punctuation", "other")
NO_SHAPE = SHAPES.index("other")
LONGEST_WORD = 12
"""A word keeps at most so many pieces: a URL should not push the sentence out of the network's window."""
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one sentence, [CLS] and [SEP] included; ``first`` and ``last`` hold the place of each word's pieces."""

    ids: list[int]
    owners: list[int]
    first: list[int]
    last: list[int]


def cut(words: Sequence[str], tokenizer: Tokenizer, *, straight: bool = True) -> Pieces:
    """Cut the words of one sentence into the network's pieces, as :func:`cut_all` does many."""
    return next(cut_all([words], tokenizer, straight=straight))


def cut_all(sentences: Sequence[Sequence[str]], tokenizer: Tokenizer, *, straight: bool = True) -> Iterator[Pieces]:
    """Yield the pieces of each sentence, quotes made ``straight``; a word the network has no piece for becomes [UNK]."""
    seen = (
        [[word.translate(_STRAIGHT) for word in words] for words in sentences]
        if straight
        else list(map(list, sentences))
    )
    special = tuple(int(tokenizer.token_to_id(name) or 0) for name in ("[UNK]", "[CLS]", "[SEP]"))
    encoded = tokenizer.encode_batch(seen, is_pretokenized=True, add_special_tokens=False)
    for one, words in zip(encoded, sentences, strict=True):
        yield _pieces(one.ids, one.word_ids, len(words), special)


def _pieces(found: list[int], word_ids: list[int | None], words: int, special: tuple[int, ...]) -> Pieces:
    unknown, begin, end = special
    by_word: list[list[int]] = [[] for _ in range(words)]
    for piece, word in zip(found, word_ids, strict=True):
        if word is not None:
            by_word[word].append(piece)
    ids, owners = [begin], [-1]
    first: list[int] = []
    last: list[int] = []
    for index, parts in enumerate(by_word):
        own = parts[:LONGEST_WORD] or [unknown]
        first.append(len(ids))
        ids.extend(own)
        owners.extend([index] * len(own))
        last.append(len(ids) - 1)
    return Pieces([*ids, end], [*owners, -1], first, last)


@lru_cache(maxsize=50_000)
def shape(word: str) -> int:
    """
    Return the index in ``SHAPES`` of how a word is written; the backbone itself is uncased.

    >>> [SHAPES[shape(w)] for w in ("raid", "Norland", "U.S.", "McRae", "25", "B-52", "“")]
    ['lower', 'Title', 'UPPER', 'mixed', 'number', 'mixed-digits', 'punctuation']
    """
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isdigit() for c in word)
    if not letters:
        return 4 if digits else 6
    if digits:
        return 5
    if all(c.islower() for c in letters):
        return 0
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return 2
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return 1
    return 3 if any(c.isupper() for c in letters) else NO_SHAPE
