"""Lists of words that decide how a sentence is read: ``lists/*.toml``, each list with sentences it decides and some it does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from herodotus.errors import LexiconError
from herodotus.lexicons.rules import Case

KEYS = frozenset({"id", "words", "note", "source", "example", "not"})
_REMEDY = "Write id, words, note, source, and [[list.example]] and [[list.not]] with text and because."


@dataclass(frozen=True, slots=True)
class Wordlist:
    """One list: its words, lower case, sentences they decide (examples), and sentences they leave alone (counter-examples)."""

    id: str
    words: frozenset[str]
    examples: tuple[Case, ...]
    counter_examples: tuple[Case, ...]


def wordlist_from(entry: dict[str, Any], *, file: str) -> Wordlist:
    """
    Return the list of one ``[[list]]`` entry; say what it lacks.

    >>> wordlist_from({"id": "going", "words": ["go"]}, file="lists/actors.toml")
    Traceback (most recent call last):
    herodotus.errors.LexiconError: lists/actors.toml, entry 'going': no example, not, note, source. Write id, words, note, source, \
and [[list.example]] and [[list.not]] with text and because.
    """
    name = str(entry.get("id", "?"))
    missing = sorted(key for key in KEYS if not entry.get(key))
    if missing:
        raise LexiconError(file, name, f"no {', '.join(missing)}", _REMEDY)
    _refuse(entry, name, file)
    return Wordlist(name, frozenset(entry["words"]), _cases(entry["example"]), _cases(entry["not"]))


def _refuse(entry: dict[str, Any], name: str, file: str) -> None:
    if strange := sorted(set(entry) - KEYS):
        raise LexiconError(file, name, f"unknown key '{strange[0]}'", _REMEDY)
    words = list(entry["words"])
    twice = sorted({word for word in words if words.count(word) > 1 or word != word.lower()})
    if twice:
        raise LexiconError(file, name, f"'{twice[0]}' stands twice or in capitals", "Give each word once, lower case.")


def _cases(entries: Iterable[dict[str, str]]) -> tuple[Case, ...]:
    return tuple(Case(one["text"], one["because"]) for one in entries)
