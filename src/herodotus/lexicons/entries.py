"""One entry of a TOML file made into a :class:`Rule`, or an error that names the file, the entry and the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from herodotus.errors import LexiconError
from herodotus.lexicons import notation
from herodotus.lexicons.fields import COMMON, FIELDS, REQUIRED, Allowed
from herodotus.lexicons.notation import Frame
from herodotus.lexicons.rules import Anchor, Case, Example, Kind, Rule, WordClass

CLASSES: dict[str, WordClass] = {"verbs": "VERB", "nouns": "NOUN", "adjectives": "ADJ", "phrases": "PHRASE"}
_OWN_KEYS = ("id", *CLASSES, "frame", "frames", "without", "intransitive", "example", "not")


def rule_from(entry: Mapping[str, Any], *, kind: Kind, file: str) -> Rule:
    """Return the rule an entry stands for; raise :class:`LexiconError` at the first thing wrong with it."""
    return _Entry(entry, kind=kind, file=file).rule()


class _Entry:
    def __init__(self, entry: Mapping[str, Any], *, kind: Kind, file: str) -> None:
        self.entry, self.kind, self.file = entry, kind, file
        self.id = str(entry.get("id", "")) or None

    def wrong(self, problem: str, remedy: str) -> LexiconError:
        return LexiconError(self.file, self.id, problem, remedy)

    def rule(self) -> Rule:
        if self.id is None:
            raise self.wrong(f"a [[{self.kind}]] without an id", 'Give it one: id = "blame-for".')
        frames = self._frames()
        return Rule(
            id=self.id,
            file=self.file,
            kind=self.kind,
            anchors=self._anchors(frames),
            frames=frames,
            without=frozenset(word.lower() for word in self._texts("without")),
            intransitive=self.entry.get("intransitive") is True,
            fields=MappingProxyType(self._fields()),
            examples=self._examples(frames),
            counter_examples=self._counter_examples(),
        )

    def _texts(self, key: str) -> list[str]:
        value = self.entry.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.wrong(f"{key} is not a list of words", f'Write {key} = ["blame", "fault"].')
        return value

    def _frames(self) -> tuple[Frame, ...]:
        texts = self._texts("frames")
        if "frame" in self.entry:
            texts = [str(self.entry["frame"]), *texts]
        return tuple(notation.compile(text, file=self.file, entry=self.id) for text in texts)

    def _anchors(self, frames: tuple[Frame, ...]) -> tuple[Anchor, ...]:
        anchors = tuple(
            Anchor(tuple(words.lower().split()), word_class)
            for key, word_class in CLASSES.items()
            for words in self._texts(key)
        )
        if not anchors:
            raise self.wrong("no anchor", 'Add verbs, nouns, adjectives or phrases: verbs = ["blame"].')
        missing = {frame.anchor for frame in frames} - {anchor.word_class for anchor in anchors}
        if missing:
            keys = [key for key, name in CLASSES.items() if name in missing]
            raise self.wrong(f"a frame with {min(missing)} but no {keys[0]}", f"Add {keys[0]} = [...].")
        return anchors

    def _fields(self) -> dict[str, object]:
        known = {**COMMON, **FIELDS[self.kind]}
        fields = {key: value for key, value in self.entry.items() if key not in _OWN_KEYS}
        for key, value in fields.items():
            self._check_field(key, value, known)
        for key in REQUIRED[self.kind]:
            if key not in fields:
                raise self.wrong(f"no {key}", f"Add {key} = one of {_listing(known[key])}.")
        return fields

    def _check_field(self, key: str, value: object, known: dict[str, Allowed]) -> None:
        if key not in known:
            near = get_close_matches(key, [*known, *_OWN_KEYS], n=1)
            meant = f"Did you mean '{near[0]}'?" if near else "Known keys are in lexicons/fields.py."
            raise self.wrong(f"unknown key '{key}'", meant)
        if not _fits(value, known[key]):
            raise self.wrong(f"{key} = {value!r} is not allowed", f"Write {_listing(known[key])}.")

    def _examples(self, frames: tuple[Frame, ...]) -> tuple[Example, ...]:
        found = tuple(self._example(example, frames) for example in self._tables("example"))
        if not found:
            raise self.wrong("no example", f"Add at least one [[{self.kind}.example]].")
        return found

    def _example(self, example: Mapping[str, Any], frames: tuple[Frame, ...]) -> Example:
        text, holes = self._text_of(example, "example"), {k: v for k, v in example.items() if k != "text"}
        names = {hole.name for frame in frames for hole in frame.holes}
        for name, words in holes.items():
            if name not in names:
                raise self.wrong(f"an example fills '{name}', a hole no frame has", f"Holes: {_listing(tuple(names))}.")
            if words not in text:
                raise self.wrong(f"{name} = '{words}' is not in the example's text", "Copy the exact words.")
        return Example(text, MappingProxyType(holes))

    def _counter_examples(self) -> tuple[Case, ...]:
        return tuple(
            Case(self._text_of(example, "not"), str(example.get("because", ""))) for example in self._tables("not")
        )

    def _tables(self, key: str) -> list[Mapping[str, Any]]:
        value = self.entry.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.wrong(f"{key} is not a table", f"Open it with [[{self.kind}.{key}]] on a line of its own.")
        return value

    def _text_of(self, example: Mapping[str, Any], key: str) -> str:
        text = example.get("text")
        if not isinstance(text, str) or not text.strip():
            raise self.wrong(f"a [[{self.kind}.{key}]] without text", 'Add text = "A sentence."')
        return text


def _fits(value: object, allowed: Allowed) -> bool:
    if allowed == "any":
        return isinstance(value, str | int | float)
    if allowed == "flag":
        return isinstance(value, bool)
    if allowed == "many":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return value in allowed


def _listing(allowed: Allowed) -> str:
    words = {"any": ("a text in quotes",), "flag": ("true", "false"), "many": ("a list of texts",)}
    return ", ".join(sorted(words[allowed]) if isinstance(allowed, str) else allowed)
