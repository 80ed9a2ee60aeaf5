"""
The frame notation: a sentence with holes, compiled once into places to look for in a dependency tree.

``SPEAKER VERB TARGET for CONTENT`` is the subject, the object, and what the preposition *for* brings. The passive,
relative clauses, control and coordination are not written down: :mod:`herodotus.lexicons.arguments` follows them.
The README of this folder explains the notation to people who do not program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from herodotus.errors import LexiconError
from herodotus.lexicons.words import PREPOSITIONS

Place = Literal["subject", "object", "second", "marked", "quoted", "owner", "carrier", "modified", "before", "after"]
ANCHORS = ("VERB", "NOUN", "ADJ", "PHRASE")
MARKERS = ("that", "to", "wh")
_PIECE = re.compile(r"[\[\]]|[“\"][^“”\"]*[”\"]|[^\s\[\]]+")
_HOLE = re.compile(r"[A-Z][A-Z0-9_]*")
_OWNER = re.compile(r"([A-Z][A-Z0-9_]*)['’]s")
_WORDS = re.compile(r"[^\W\d_][\w'’-]*(\|[^\W\d_][\w'’-]*)*")


@dataclass(frozen=True, slots=True)
class Hole:
    """A named hole, the place to look for its filler, and the words that may mark it (``for|over``)."""

    name: str
    place: Place
    markers: tuple[str, ...] = ()
    required: bool = True


@dataclass(frozen=True, slots=True)
class Word:
    """A literal word of a frame, with its alternatives: a dependent of the anchor, or the verb that carries a noun."""

    lemmas: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Frame:
    """A compiled frame: the text it came from, the class of its anchor, its holes and literal words."""

    text: str
    anchor: str
    holes: tuple[Hole, ...] = ()
    words: tuple[Word, ...] = ()


def compile(text: str, *, file: str = "frame", entry: str | None = None) -> Frame:  # noqa: A001 - the word of the craft
    """
    Compile one frame, or say what is wrong with it.

    >>> [(hole.name, hole.place, hole.markers) for hole in compile("SPEAKER VERB TARGET for|over CONTENT").holes]
    [('SPEAKER', 'subject', ()), ('TARGET', 'object', ()), ('CONTENT', 'marked', ('for', 'over'))]
    >>> compile("SPEAKER blames TARGET")
    Traceback (most recent call last):
    herodotus.errors.LexiconError: frame: frame 'SPEAKER blames TARGET' has 0 anchors. Write VERB, NOUN, ADJ or PHRASE \
exactly once.
    """
    try:
        return _Compiler(text).frame()
    except _WrongFrameError as wrong:
        raise LexiconError(file, entry, f"frame '{text}' {wrong.problem}", wrong.remedy) from None


class _WrongFrameError(Exception):
    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem, self.remedy = problem, remedy


class _Compiler:
    """Reads the pieces of one frame from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces = _PIECE.findall(text)
        self.anchor = self._only_anchor()
        self.holes: list[Hole] = []
        self.words: list[Word] = []
        self.markers: tuple[str, ...] = ()
        self.optional = self.past_anchor = False

    def _only_anchor(self) -> str:
        found = [piece for piece in self.pieces if piece in ANCHORS]
        if len(found) != 1:
            raise _WrongFrameError(f"has {len(found)} anchors", "Write VERB, NOUN, ADJ or PHRASE exactly once.")
        return str(found[0])

    def frame(self) -> Frame:
        for index, piece in enumerate(self.pieces):
            self._take(piece, following=self.pieces[index + 1] if index + 1 < len(self.pieces) else "")
        if self.optional:
            raise _WrongFrameError("opens [ and never closes it", "Add the missing ].")
        self._names_once()
        return Frame(self.text, self.anchor, tuple(self.holes), tuple(self.words))

    def _take(self, piece: str, *, following: str) -> None:
        if piece in "[]":
            self._bracket(piece)
        elif piece in ANCHORS:
            self.past_anchor = True
        elif piece[0] in '“"':
            self._add(piece[1:-1].strip(), "quoted")
        elif owner := _OWNER.fullmatch(piece):
            self._add(owner[1], "owner")
        elif _HOLE.fullmatch(piece):
            self._add(piece, self._place_of_bare())
        elif _WORDS.fullmatch(piece):
            self._word(tuple(piece.split("|")), following)
        else:
            raise _WrongFrameError(f"holds '{piece}', which is no hole and no word", "Holes are UPPER CASE words.")

    def _bracket(self, piece: str) -> None:
        if (piece == "[") == self.optional:
            raise _WrongFrameError(f"has a stray {piece}", "Brackets [ ] stand in pairs, not inside each other.")
        self.optional = piece == "["

    def _word(self, lemmas: tuple[str, ...], following: str) -> None:
        opens_hole = bool(_HOLE.fullmatch(following)) and following not in ANCHORS
        if opens_hole and all(lemma in MARKERS or lemma in PREPOSITIONS for lemma in lemmas):
            self.markers = tuple(lemma.replace("_", " ") for lemma in lemmas)
        else:
            self.words.append(Word(lemmas, required=not self.optional))

    def _add(self, name: str, place: Place) -> None:
        if not _HOLE.fullmatch(name):
            raise _WrongFrameError(f"has a hole named '{name}'", "Hole names are UPPER CASE words such as CONTENT.")
        required = not self.optional and place not in ("subject", "owner", "carrier")
        if self.markers and place != "owner":
            place = "marked"
        self.holes.append(Hole(name, place, self.markers, required=required))
        self.markers = ()

    def _place_of_bare(self) -> Place:
        if self.markers:
            return "marked"
        if not self.past_anchor:
            return _BEFORE[self.anchor]
        if self.anchor == "NOUN":
            raise _WrongFrameError("has a bare hole after NOUN", "Say how it hangs on: of X, that X, to X, “X”.")
        seen = sum(hole.place in ("object", "second") for hole in self.holes)
        if seen > 1:
            raise _WrongFrameError(
                "has three bare holes after VERB", "A verb has two objects at most; use a preposition."
            )
        return ("object", "second")[seen] if self.anchor == "VERB" else _AFTER[self.anchor]

    def _names_once(self) -> None:
        names = [hole.name for hole in self.holes]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise _WrongFrameError(f"has the hole {twice[0]} twice", "Give each hole its own name.")


_BEFORE: dict[str, Place] = {"VERB": "subject", "NOUN": "carrier", "ADJ": "subject", "PHRASE": "before"}
_AFTER: dict[str, Place] = {"ADJ": "modified", "PHRASE": "after"}
