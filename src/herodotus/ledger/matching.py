"""Sentences found by their words: the one notation of search, put to the index of SQLite and to that of PostgreSQL."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts.wanted import Alternative, Near, Phrase
from herodotus.ledger import tables
from herodotus.ledger.dialects import is_lite
from herodotus.ledger.indexing import tokens

_INDEX = sa.table("sentence_words", sa.column("rowid"), sa.column("id"), sa.column("words"), sa.column("rank"))
_BY_LENGTH = 1
"""PostgreSQL's rank is divided by 1 + the logarithm of a sentence's length: else the longest are the most relevant."""


class Index:
    """
    The index of words asked for something: joined with the sentences it holds, the condition that a sentence has the words.

    ``newest_first`` is the order in which the index gives what it holds without looking at all of it: what was kept last is first.
    ``rank`` is how well a sentence fits the words as each database reckons it (bm25, ts_rank_cd): the best has the lowest.
    """

    def __init__(self, db: Connection, alternatives: tuple[Alternative, ...]) -> None:
        key = _INDEX.c.rowid if is_lite(db) else _INDEX.c.id
        self.joined = _INDEX.join(tables.sentence, tables.sentence.c.id == key)
        self.has_words: Any
        self.rank: Any = _INDEX.c.rank
        if is_lite(db):
            self.has_words = sa.literal_column("sentence_words").op("MATCH")(lite(alternatives))
        else:
            asked = sa.cast(great(alternatives), _TsQuery())
            self.has_words = _INDEX.c.words.op("@@")(asked)
            self.rank = -sa.func.ts_rank_cd(_INDEX.c.words, asked, _BY_LENGTH, type_=sa.Float)
        self.newest_first: Any = key.desc()
        self._key = key

    def some(self, most: int) -> sa.Select[Any]:
        """Return the selection of so many sentences that have the words, whichever."""
        return sa.select(self._key).select_from(_INDEX).where(self.has_words).limit(most)


class _TsQuery(sa.types.UserDefinedType[str]):
    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "tsquery"


def lite(alternatives: tuple[Alternative, ...]) -> str:
    """
    Return what is looked for as FTS5 has it.

    >>> from herodotus.accounts.wanted import wanted
    >>> lite(wanted('"stopped short" NEAR/5 building -drill'))
    '(NEAR("stopped short" "building", 5) NOT "drill")'
    """
    return " OR ".join(f"({_lite_all(one)})" for one in alternatives)


def _lite_all(one: Alternative) -> str:
    every = " AND ".join(_lite(item) for item in one.all)
    return " NOT ".join(
        [every if len(one.all) == 1 or not one.none else f"({every})", *(_lite(item) for item in one.none)]
    )


def _lite(item: Phrase | Near) -> str:
    if isinstance(item, Near):
        return f"NEAR({_lite(item.one)} {_lite(item.other)}, {item.distance})"
    return f'"{" ".join(_tokens(item))}"{"*" if item.begins else ""}'


def great(alternatives: tuple[Alternative, ...]) -> str:
    """
    Return what is looked for as PostgreSQL's tsquery has it.

    >>> from herodotus.accounts.wanted import wanted
    >>> great(wanted('"stopped short" build* -drill'))
    "(('stopped'<->'short')&('build':*)&!('drill'))"
    >>> great(wanted("raid NEAR/0 harbour"))
    "((('raid')<1>('harbour')|('harbour')<1>('raid')))"
    """
    return "|".join(f"({_great_all(one)})" for one in alternatives)


def _great_all(one: Alternative) -> str:
    return "&".join([*(_great(item) for item in one.all), *(f"!{_great(item)}" for item in one.none)])


def _great(item: Phrase | Near) -> str:
    if isinstance(item, Near):
        one, other = _great(item.one), _great(item.other)
        steps = range(1, item.distance + 2)
        return "(" + "|".join(f"{one}<{step}>{other}|{other}<{step}>{one}" for step in steps) + ")"
    return "(" + "<->".join(f"'{token}'" for token in _tokens(item)) + (":*)" if item.begins else ")")


def _tokens(item: Phrase) -> list[str]:
    found = tokens(item.words)
    if not found:
        raise ValueError(f"{item.words!r} holds no letter or figure to look for")
    return found
