"""What the events stage looks things up in: one report's trees, signals, actors, and who holds which words."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from herodotus import lexicons
from herodotus.lexicons import Match, OwnVerbs, RuleSet
from herodotus.model import NARRATOR, UNNAMED, Actor, Cast, Party, Place, Reading, Span, Statement, Time, Token
from herodotus.syntax import Tree, is_any

LONG_QUOTATION = 6
Thing = TypeVar("Thing")
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
    heads: Mapping[Span, Party]
    times: Mapping[str, Time]
    cast: Cast
    statements: tuple[Statement, ...]
    rules: RuleSet
    starts: tuple[int, ...]
    said: Mapping[str, Statement]
    contents: Mapping[int, Sequence[tuple[Span, Statement]]]
    cues: Mapping[int, Sequence[Statement]]
    places: Mapping[int, Sequence[tuple[Place, Span]]]
    days: Mapping[int, Sequence[Time]]
    quoted: tuple[Span, ...] = ()
    published: dt.date | None = None

    def party(self, tree: Tree, index: int) -> Party | None:
        """Return the actor a token heads, with the words that name it, or None."""
        return self.heads.get(tree.tokens[index].span)

    def sentence_of(self, span: Span) -> int | None:
        """Return the number of the sentence that holds a span, or None."""
        number = bisect_right(self.starts, span.start) - 1
        return number if number >= 0 and self.trees[number].sentence.span.holds(span) else None

    def tokens_in(self, span: Span) -> Iterator[Token]:
        """Yield the words that lie within a span, over however many sentences it goes."""
        for number in self.sentences_of(span):
            yield from (token for token in self.trees[number].tokens if span.holds(token.span))

    def sentences_of(self, span: Span) -> range:
        """Return the numbers of the sentences that a span reaches into."""
        return range(max(bisect_right(self.starts, span.start) - 1, 0), bisect_left(self.starts, span.end))

    def statement(self, statement_id: str | None) -> Statement | None:
        """Return the statement of this id, or None."""
        return self.said.get(statement_id or "")

    def holding(self, span: Span) -> list[Statement]:
        """Return the statements whose content holds a span, the innermost last."""
        number = bisect_right(self.starts, span.start) - 1
        found = [(part, s) for part, s in self.contents.get(number, ()) if part.holds(span) and s.cue != span]
        return [s for _, s in sorted(found, key=lambda pair: pair[0].start - pair[0].end)]

    def holding_word(self, tree: Tree, index: int) -> list[Statement]:
        """Return the statements that hold a word, or the first of the clauses it is joined with: "…, he said, and *left*"."""
        token = tree.tokens[index]
        held = self.holding(token.span) or self._naming(tree, index)
        if not held and token.deprel == "conj" and token.head is not None:
            return [s for s in self.holding_word(tree, token.head) if s.cue is None or s.cue.start < token.span.start]
        return held

    def _naming(self, tree: Tree, index: int) -> list[Statement]:
        """Return the statement that calls its content by this word: "pointed to the raid *as an example of attacks* on us"."""
        for token in (tree.tokens[index], *tree.ancestors(index)):
            head = tree.head(token.index)
            if head is None or token.upos in ("VERB", "AUX"):
                return []
            if is_any(token.deprel, ("obl", "advcl")) and tree.case(token.index) == "as":
                said = self.told_by(head.span)
                return [said] if said is not None and said.content and head.upos == "VERB" else []
        return []

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
        number = bisect_right(self.starts, span.start) - 1
        return next((s for s in self.cues.get(number, ()) if s.cue is not None and s.cue.meets(span)), None)


def laid_out(reading: Reading, cast: Cast, statements: tuple[Statement, ...], own: OwnVerbs | None = None) -> Scene:
    """Lay out a report; ``own``: the user's verbs, read before the shipped ones."""
    trees = tuple(Tree(sentence) for sentence in reading.sentences)
    starts = tuple(tree.sentence.span.start for tree in trees)
    return Scene(
        text=reading.report.text,
        trees=trees,
        signals=tuple(signals_of(tree) for tree in trees),
        actors={actor.id: actor for actor in cast.actors},
        heads=_heads(cast),
        times={time.id: time for time in cast.times},
        cast=cast,
        statements=statements,
        quoted=quoted(reading.report.text),
        published=reading.report.published,
        starts=starts,
        said={statement.id: statement for statement in statements},
        contents=_by_sentence(starts, ((part, (part, s)) for s in statements for part in s.content)),
        cues=_by_sentence(starts, ((s.cue, s) for s in statements if s.cue is not None)),
        places=_by_sentence(starts, ((span, (place, span)) for place in cast.places for span in place.mentions)),
        days=_by_sentence(starts, ((time.span, time) for time in cast.times)),
        rules=lexicons.load().events if own is None else own.events,
    )


def _heads(cast: Cast) -> dict[Span, Party]:
    """Return the actor and the words that name it by the head of each mention."""
    found: dict[Span, Party] = {}
    for actor in cast.actors:
        first = {mention.head: Party(actor.id, mention.span) for mention in reversed(actor.mentions)}
        found.update(first)
    return found


def _by_sentence(starts: tuple[int, ...], things: Iterable[tuple[Span, Thing]]) -> dict[int, list[Thing]]:
    """Return things by the number of every sentence they reach into, so that none is looked for in the whole report."""
    found: dict[int, list[Thing]] = {}
    for span, thing in things:
        for number in range(bisect_right(starts, span.start) - 1, bisect_left(starts, span.end)):
            found.setdefault(number, []).append(thing)
    return found


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
