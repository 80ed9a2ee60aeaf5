"""The noun the stage turns on: one reporting expression with what fills its holes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from herodotus.lexicons import Slot
from herodotus.model import Span, Token
from herodotus.syntax import Tree


@dataclass(frozen=True, slots=True)
class Cue:
    """
    One reporting expression: its governing token, its span, the rule that knows it with its fields, and its filled slots.

    ``plain`` marks a rule that is kept only if nothing better is said of the same words.
    """

    tree: Tree
    token: Token
    span: Span
    rule: str
    fields: Mapping[str, object]
    slots: Mapping[str, Slot]

    def is_marked(self, key: str) -> bool:
        """Whether the lexicon entry sets a flag."""
        return bool(self.fields.get(key))

    def slot(self, name: str) -> Token | None:
        """Return the token that heads what fills a hole, or None."""
        return self.tree.tokens[self.slots[name].head] if name in self.slots else None
