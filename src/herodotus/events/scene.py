"""What the events stage looks things up in: one report's trees, signals, actors, and who holds which words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from herodotus import lexicons
from herodotus.lexicons import Match, OwnVerbs, RuleSet
from herodotus.model import NARRATOR, UNNAMED, Actor, Cast, Party, Reading, Span, Statement, Time, Token
from herodotus.syntax import Tree

LONG_QUOTATION = 6
_QUOTATION = re.compile(r"“[^“”]*(”|$)|\"[^\"]*(\"|$)")


@dataclass(frozen=True, slots=True)
class Signals:
    """
    The status signals of one sentence, by what they bear on.

    ``governs``: (governor, governed) → the match that settles what becomes of the governed.
    ``modifies``: word → the adjectives and adverbs that mark its status. ``ties``: the links the sentence draws.
    """

    governs: Mapping[tuple[int, int], Match]
    modifies: Mapping[int, tuple[Match, ...]]
    ties: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """One report laid out for questions; made once."""

    text: str
    trees: tuple[Tree, ...]
    signals: tuple[Signals, ...]
    actors: Mapping[str, Actor]
    heads: Mapping[Span, str]
    times: Mapping[str, Time]
    cast: Cast
    statements: tuple[Statement, ...]
    rules: RuleSet
    quoted: tuple[Span, ...] = ()
    published: dt.date | None = None

    def party(self, tree: Tree, index: int) -> Party | None:
        """Return the actor a token heads, with the words that name it, or None."""
        token = tree.tokens[index]
        actor = self.heads.get(token.span)
        if actor is None:
            return None
        mention = next((m for m in self.actors[actor].mentions if m.head == token.span), None)
        return Party(actor, mention.span if mention is not None else token.span)

    def holding(self, span: Span) -> list[Statement]:
        """Return the statements whose content holds a span, the innermost last."""
        found = [(part, s) for s in self.statements for part in s.content if part.holds(span) and s.cue != span]
        return [s for _, s in sorted(found, key=lambda pair: pair[0].start - pair[0].end)]

    def holding_word(self, tree: Tree, index: int) -> list[Statement]:
        """Return the statements that hold a word, or the first of the clauses it is joined with: "…, he said, and *left*"."""
        token = tree.tokens[index]
        held = self.holding(token.span)
        if not held and token.deprel == "conj" and token.head is not None:
            return [s for s in self.holding_word(tree, token.head) if s.cue is None or s.cue.start < token.span.start]
        return held

    def is_quoted(self, span: Span) -> bool:
        """Whether words stand in a longer quotation."""
        return any(stretch.holds(span) for stretch in self.quoted)

    def quoting(self, tree: Tree, span: Span) -> Statement | None:
        """Return the last statement before these words, in the same paragraph, that quotes: its speaker likely goes on."""
        paragraph = [t.sentence.span for t in self.trees if t.sentence.paragraph == tree.sentence.paragraph]
        found = [
            s
            for s in self.statements
            if s.content
            and s.speaker.actor not in (NARRATOR, UNNAMED)
            and any(p.holds(s.content[0]) for p in paragraph)
        ]
        return next((s for s in reversed(found) if s.content[0].start < span.start), None)

    def told_by(self, span: Span) -> Statement | None:
        """Return the statement whose cue is these words, or None."""
        return next((s for s in self.statements if s.cue is not None and s.cue.meets(span)), None)


def laid_out(reading: Reading, cast: Cast, statements: tuple[Statement, ...], own: OwnVerbs | None = None) -> Scene:
    """Lay out a report; ``own``: the user's verbs, read before the shipped ones."""
    trees = tuple(Tree(sentence) for sentence in reading.sentences)
    return Scene(
        text=reading.report.text,
        trees=trees,
        signals=tuple(signals_of(tree) for tree in trees),
        actors={actor.id: actor for actor in cast.actors},
        heads={mention.head: actor.id for actor in cast.actors for mention in actor.mentions},
        times={time.id: time for time in cast.times},
        cast=cast,
        statements=statements,
        quoted=quoted(reading.report.text),
        published=reading.report.published,
        rules=lexicons.load().events if own is None else own.events,
    )


def quoted(text: str) -> tuple[Span, ...]:
    """
    Return the longer stretches between double quotation marks, paragraph by paragraph.

    >>> quoted("He said: “We shall never give up the old port.” It was a “port” once.")
    (Span(start=9, end=47),)
    """
    places = (
        Span(paragraph.start() + match.start(), paragraph.start() + match.end())
        for paragraph in re.finditer(r"[^\n]+", text)
        for match in _QUOTATION.finditer(paragraph.group())
    )
    return tuple(span for span in places if span.of(text).count(" ") >= LONG_QUOTATION)


def signals_of(tree: Tree) -> Signals:
    """Return the status signals of a sentence, sorted by what they bear on."""
    governs: dict[tuple[int, int], Match] = {}
    strayed: dict[tuple[int, int], Match] = {}
    modifies: dict[int, tuple[Match, ...]] = {}
    ties: list[Match] = []
    for match in lexicons.match(lexicons.load().signals, tree):
        slot = match.slots.get("EVENT")
        if match.rule.get("link"):
            ties.append(match)
        elif slot is not None and match.rule.get("pos"):
            governs.setdefault((match.head, slot.head), match)
            if (parent := _parent(tree, slot.head)) in {*match.anchor, *(one.head for one in match.slots.values())}:
                strayed.setdefault((parent, slot.head), match)
        elif slot is not None:
            modifies[slot.head] = (*modifies.get(slot.head, ()), match)
    return Signals(_nouns_first(tree, {**strayed, **governs}), modifies, tuple(ties))


def _parent(tree: Tree, index: int) -> int:
    """Return what a word hangs on, wherever the parser hung it: "urged the *police* to arrest …"."""
    head = tree.tokens[index].head
    return index if head is None else head


def _nouns_first(tree: Tree, governs: dict[tuple[int, int], Match]) -> dict[tuple[int, int], Match]:
    """Return the signatures, a verb's given up for that of the noun it carries: "made a *threat* to …" made nobody do it."""
    nouns = {slot: match for (head, slot), match in governs.items() if tree.tokens[head].upos == "NOUN"}
    carried = {
        (head, slot): nouns[slot] for head, slot in governs if slot in nouns and _parent(tree, nouns[slot].head) == head
    }
    return {**governs, **carried}


def is_name_part(token: Token) -> bool:
    """Whether a word is part of a name: the *Strike* of a newspaper's title is no strike."""
    return token.entity != "O"
