"""
Verb dictionaries in PETRARCH2's format read as event rules: a block's verbs with its code, and its patterns with theirs.

What the format says of tense and of verb upon verb is left to the status signals. A line that cannot be read is told with its
number and skipped; so are patterns that ask for a word before the verb, which the tree's subject answers here. A null code, and
a code without a PLOVER type (01: saying), make no event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from herodotus.lexicons import notation
from herodotus.lexicons.notation import Frame, Word
from herodotus.lexicons.rules import Anchor, Rule

_CODE = re.compile(r"\[([^\]]*)\]\s*$")
_HEADER = re.compile(r"^---\s*(.*?)\s*(?:\[([^\]]*)\])?\s*---\s*$")
_PIECE = re.compile(r"\{[^}]*\}|\([^)]*\)|\S+")
_PLAIN = notation.compile("SOURCE VERB [TARGET]")
NULL = "---"


@dataclass(frozen=True, slots=True)
class Verbs:
    """What a dictionary gives: rules, and (line, problem) for what could not be read."""

    rules: tuple[Rule, ...]
    problems: tuple[tuple[int, str], ...]


@dataclass(slots=True)
class _Block:
    """The verbs read so far under one header, with the code they share."""

    code: str
    verbs: list[str] = field(default_factory=list)
    number: int = 0


def read_verbs(path: Path, types: Mapping[str, tuple[str, str]]) -> Verbs:
    """Return the rules of a verb dictionary; ``types`` gives PLOVER's type and mode by the start of a CAMEO code."""
    return _Reader(path, types).read()


class _Reader:
    def __init__(self, path: Path, types: Mapping[str, tuple[str, str]]) -> None:
        self.path, self.types = path, types
        self.lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        self.synsets: dict[str, list[str]] = {}
        self.rules: list[Rule] = []
        self.problems: list[tuple[int, str]] = []

    def read(self) -> Verbs:
        self._read_synsets()
        block: _Block | None = None
        listing = False
        for number, line in enumerate(self.lines, 1):
            text = line.split("#")[0].strip()
            listing = bool(text) and (listing or text.startswith("&"))
            if header := _HEADER.match(text):
                self._close(block)
                block = _Block(_first(header[2] or NULL), number=number)
            elif listing or text.startswith("~") or block is None or not text:
                continue
            elif text.startswith("- "):
                self._pattern(text[2:], block, number)
            else:
                self._verb(text, block, number)
        self._close(block)
        return Verbs(tuple(self.rules), tuple(self.problems))

    def _read_synsets(self) -> None:
        """Read the word lists: ``&NAME`` and, up to a blank line, ``+MEMBER`` a line."""
        name: str | None = None
        for line in self.lines:
            text = line.split("#")[0].strip()
            if text.startswith("&") and " " not in text:
                name = text.strip("_").upper()
                self.synsets[name] = []
            elif name is not None and text.startswith("+"):
                self.synsets[name].append(_words(text)[-1])
            elif not text:
                name = None

    def _verb(self, text: str, block: _Block, number: int) -> None:
        """Read one verb of a block; one with a code of its own makes a rule at once."""
        code = _CODE.search(text)
        words = _words(re.sub(r"\{[^}]*\}|\[[^\]]*\]", "", text))
        if not words or (text.startswith("+") and "_" not in text and " " in text):
            self.problems.append((number, f"no verb in {text!r}"))
        elif code is not None:
            self._add([" ".join(words)], _first(code[1]), _PLAIN, number)
            block.verbs.append(" ".join(words))
        else:
            block.verbs.append(" ".join(words))

    def _close(self, block: _Block | None) -> None:
        """Make the rule of a block that has ended; a block without a code has only its patterns."""
        if block is not None and block.verbs and block.code != NULL:
            self._add(block.verbs, block.code, _PLAIN, block.number)

    def _pattern(self, text: str, block: _Block, number: int) -> None:
        code = _CODE.search(text)
        before, star, after = text.partition("*")
        if code is None or not star or not block.verbs:
            self.problems.append((number, f"no pattern: {text!r}"))
        elif re.search(r"[A-Z&]", before):
            self.problems.append((number, f"asks for a word before the verb: {text!r}"))
        else:
            self._fitted(_CODE.sub("", after), block, _first(code[1]), number)

    def _fitted(self, after: str, block: _Block, code: str, number: int) -> None:
        words = [self._alternatives(word) for piece in _PIECE.findall(after) for word in _words(piece.strip("(){}"))]
        if any(not word for word in words):
            self.problems.append((number, f"an undefined word list in {after.strip()!r}"))
        else:
            wanted = tuple(Word(tuple(word)) for word in words)
            frame = Frame(f"SOURCE VERB [TARGET] {after.strip()}", "VERB", _PLAIN.holes, wanted)
            self._add(block.verbs, code, frame, number)

    def _alternatives(self, word: str) -> list[str]:
        return self.synsets.get(word.upper(), []) if word.startswith("&") else [word]

    def _add(self, verbs: list[str], code: str, frame: Frame, number: int) -> None:
        kind, mode = self._type(code)
        fields: dict[str, object] = {"discard": True} if kind is None else {"type": kind, "cameo": code}
        if mode:
            fields["mode"] = mode
        anchors = tuple(Anchor(tuple(verb.split()), "VERB") for verb in dict.fromkeys(verbs))
        rule_id = f"{self.path.name}:{number}"
        self.rules.append(Rule(rule_id, str(self.path), "event", anchors, (frame,), fields=MappingProxyType(fields)))

    def _type(self, code: str) -> tuple[str | None, str]:
        found = (self.types[code[:size]] for size in range(len(code), 1, -1) if code[:size] in self.types)
        return next(found, (None, ""))


def _first(code: str) -> str:
    """
    Return the code of the event itself: of a double code the first, or the second where the first is empty.

    >>> _first("042:043"), _first(":173"), _first("---")
    ('042', '173', '---')
    """
    return next((part.strip() for part in code.split(":") if part.strip()), NULL)


def _words(text: str) -> list[str]:
    """
    Return the words of an entry in lower case, without the marks that join and inflect them.

    >>> _words("+BEEF_UP"), _words("&WEAPON"), _words("$")
    (['beef', 'up'], ['&weapon'], [])
    """
    return [word.lower() for word in re.findall(r"&?[A-Z0-9][A-Z0-9'’.-]*", text.upper().replace("_", " "))]


def told(verbs: Verbs, *, most: int = 5) -> Iterator[str]:
    """Yield what could not be read, the first few lines of it, for a person."""
    for number, problem in verbs.problems[:most]:
        yield f"line {number}: {problem}"
    if len(verbs.problems) > most:
        yield f"… and {len(verbs.problems) - most} lines more"
