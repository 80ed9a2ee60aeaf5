"""
The index of words: every sentence that is said, found by its words, on SQLite (FTS5) and PostgreSQL (tsvector) alike.

A token is a run of letters and digits, without case or accents, on both. The view ``sentence_text`` gives a sentence its words;
the index is ``sentence_words``, by the same id.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.ledger.dialects import is_lite

_VIEW = """CREATE VIEW sentence_text AS SELECT sentence.id, sentence.report, sentence.n,
 substr(report.text, sentence.start + 1, sentence."end" - sentence.start) AS words
 FROM sentence JOIN report ON report.n = sentence.report"""
_LITE_INDEX = """CREATE VIRTUAL TABLE sentence_words USING fts5(words, content='sentence_text', content_rowid='id',
 tokenize="unicode61 remove_diacritics 2")"""
_GREAT_INDEX = (
    "CREATE TABLE sentence_words (id integer PRIMARY KEY REFERENCES sentence (id) ON DELETE CASCADE, words tsvector NOT NULL)",
    "CREATE INDEX sentence_words_gin ON sentence_words USING gin (words)",
)
_TOKEN = re.compile(r"[^\W_]+")


def make_search(db: Connection) -> None:
    """Make the view of sentences with their words, and the index of the words."""
    db.exec_driver_sql(_VIEW)
    for line in [_LITE_INDEX] if is_lite(db) else _GREAT_INDEX:
        db.exec_driver_sql(line)


def drop_search(db: Connection) -> None:
    """Take view and index away, where they are."""
    db.exec_driver_sql("DROP TABLE IF EXISTS sentence_words")
    db.exec_driver_sql("DROP VIEW IF EXISTS sentence_text")


def index_sentences(db: Connection, reports: Sequence[int]) -> None:
    """Index the words of the sentences of some reports."""
    if is_lite(db):
        db.execute(_text("INSERT INTO sentence_words (rowid, words) SELECT id, words FROM sentence_text", reports))
        return
    found = db.execute(_text("SELECT id, words FROM sentence_text", reports)).all()
    put = sa.text("INSERT INTO sentence_words (id, words) VALUES (:id, CAST(:words AS tsvector))")
    if found:
        db.execute(put, [{"id": row.id, "words": _vector(row.words)} for row in found])


def forget_sentences(db: Connection, reports: Sequence[int]) -> None:
    """Take the words of the sentences of some reports out of the index, before the sentences go."""
    if is_lite(db):  # the index keeps no text: it is told which words go
        gone = "INSERT INTO sentence_words (sentence_words, rowid, words) SELECT 'delete', id, words FROM sentence_text"
        db.execute(_text(gone, reports))


def _text(sql: str, reports: Sequence[int]) -> Any:
    wanted: Any = sa.bindparam("reports", list(reports), expanding=True)
    return sa.text(f"{sql} WHERE report IN :reports").bindparams(wanted)


def tokens(words: str) -> list[str]:
    """
    Return the tokens of a text as both indexes hold them.

    >>> tokens("Élan’s navy, 12-year-old U.S. boats")
    ['elan', 's', 'navy', '12', 'year', 'old', 'u', 's', 'boats']
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", words) if not unicodedata.combining(c))
    return [token.lower() for token in _TOKEN.findall(plain)]


def _vector(words: str) -> str:
    """Return a tsvector in writing; PostgreSQL numbers no word beyond the 16,383rd."""
    return " ".join(f"'{token}':{min(n, 16_383)}" for n, token in enumerate(tokens(words), 1))


def faults(db: Connection) -> list[str]:
    """Return what is wrong with the index: sentences it misses, words it has too many or not."""
    if not is_lite(db):
        missed = "SELECT count(*) FROM sentence LEFT JOIN sentence_words USING (id) WHERE words IS NULL"
        count = db.exec_driver_sql(missed).scalar_one()
        return [f"{count} sentences are not in the index"] if count else []
    try:
        db.exec_driver_sql("INSERT INTO sentence_words (sentence_words, rank) VALUES ('integrity-check', 1)")
    except sa.exc.DatabaseError as error:
        if "readonly" in str(error.orig):
            raise
        return [f"the index differs from the sentences ({error.orig})"]
    return []
