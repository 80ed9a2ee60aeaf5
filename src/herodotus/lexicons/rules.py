"""The nouns of the lexicons: a rule, its anchors and examples, the rules of one kind, and what a match found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from herodotus.lexicons.notation import Frame
from herodotus.lexicons.words import PREPOSITIONS
from herodotus.model import Span

Kind = Literal["cue", "event", "signal"]
WordClass = Literal["VERB", "NOUN", "ADJ", "PHRASE"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The word or words that call a rule up: lemmas, and the class the first of them must have."""

    words: tuple[str, ...]
    word_class: WordClass

    @property
    def is_compound(self) -> bool:
        """Whether this is a noun with words before it ("joint exercise"): then its last word governs the others."""
        return self.word_class == "NOUN" and len(self.words) > 1 and PREPOSITIONS.isdisjoint(self.words)

    @property
    def calling_word(self) -> str:
        """The word by which the rule is called up: the first, or the last of a compound noun."""
        return self.words[-1 if self.is_compound else 0]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence a rule must match, with the words that must fill each hole."""

    text: str
    holes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, and why it is read as it is: one that a rule must not match; one that a list of words decides, or does not."""

    text: str
    because: str


@dataclass(frozen=True, slots=True)
class Rule:
    """
    One entry of a lexicon file.

    ``id`` is what ``because`` prints; ``file`` the path under ``lexicons/`` (or as given); ``without`` the words that
    must not hang on the anchor; ``intransitive``: nor may an object; ``fields`` all further keys (act, stance, type,
    mode …) as the file has them.
    """

    id: str
    file: str
    kind: Kind
    anchors: tuple[Anchor, ...]
    frames: tuple[Frame, ...]
    without: frozenset[str] = frozenset()
    intransitive: bool = False
    fields: Mapping[str, object] = field(default_factory=dict, hash=False)
    examples: tuple[Example, ...] = field(default=(), hash=False)
    counter_examples: tuple[Case, ...] = ()

    def get(self, key: str, default: str | None = None) -> str | None:
        """Return a further key of the entry as text, or the default where the entry is silent."""
        value = self.fields.get(key, default)
        return value if value is None or isinstance(value, str) else str(value)

    def is_marked(self, key: str) -> bool:
        """Whether the entry says ``key = true``."""
        return self.fields.get(key) is True


class RuleSet:
    """
    The rules of one kind, found by the lemma and word class of their calling word; in the order of files and entries.

    >>> len(RuleSet(())), RuleSet(()).words("VERB")
    (0, frozenset())
    """

    __slots__ = ("_by_id", "_by_word", "_words", "rules")

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        self._by_id = {rule.id: rule for rule in rules}
        self._by_word: dict[tuple[str, str], list[tuple[Rule, Anchor]]] = {}
        for rule in rules:
            for anchor in rule.anchors:
                self._by_word.setdefault((anchor.calling_word, anchor.word_class), []).append((rule, anchor))
        classes = {word_class for _, word_class in self._by_word}
        self._words = {c: frozenset(word for word, found in self._by_word if found == c) for c in classes}

    def __len__(self) -> int:
        return len(self.rules)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __getitem__(self, rule_id: str) -> Rule:
        return self._by_id[rule_id]

    def __contains__(self, rule_id: object) -> bool:
        return rule_id in self._by_id

    def called_by(self, word: str, word_class: str) -> list[tuple[Rule, Anchor]]:
        """Return the rules, with the anchor that calls each, whose calling word is this lemma of this class."""
        return self._by_word.get((word, word_class), [])

    def words(self, word_class: WordClass) -> frozenset[str]:
        """Return the words all anchors of a class are called up by: the reporting verbs, the event nouns."""
        return self._words.get(word_class, frozenset())

    def having(self, **fields: object) -> tuple[Rule, ...]:
        """Return the rules whose further keys have these values: ``cues.having(act="accuse")``."""
        return tuple(rule for rule in self.rules if all(rule.fields.get(k) == v for k, v in fields.items()))


@dataclass(frozen=True, slots=True)
class Slot:
    """What fills a hole: the index of its head token in the sentence, and the words of the whole phrase."""

    head: int
    span: Span


@dataclass(frozen=True, slots=True)
class Match:
    """
    One rule found in one sentence.

    ``anchor`` holds the indices of the anchor's tokens, the governing one first; ``span`` the anchor's words;
    ``frame`` the frame that matched best (None: the rule has none); ``slots`` the filled holes by name.
    """

    rule: Rule
    anchor: tuple[int, ...]
    span: Span
    slots: Mapping[str, Slot] = field(default_factory=dict, hash=False)
    frame: Frame | None = None

    @property
    def head(self) -> int:
        """The index of the anchor's governing token."""
        return self.anchor[0]
