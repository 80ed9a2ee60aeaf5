"""What the statements stage looks things up in: one report's text, trees, quotations and actors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from herodotus.model import Actor, Cast, Mention, Party, Reading, Span, Time, Token
from herodotus.statements import tags
from herodotus.statements.quotations import Quotation
from herodotus.statements.quotations import find as find_quotations
from herodotus.statements.rows import Row
from herodotus.syntax import Tree


@dataclass(frozen=True, slots=True)
class Scene:
    """One report laid out for questions; made once."""

    text: str
    trees: tuple[Tree, ...]
    quotations: tuple[Quotation, ...]
    actors: Mapping[str, Actor]
    heads: Mapping[Span, tuple[str, Mention]]
    tags: tags.Tags
    _trees: Row[Tree]
    _quotations: Row[Quotation]
    _mentions: Row[tuple[str, Mention]]
    _times: Row[Time]

    def tagged(self, tree: Tree, token: Token) -> tuple[Quotation, ...]:
        """Return the quotations whose tag a token is."""
        return self.tags.get((tree.sentence.index, token.index), ())

    def actor_at(self, token: Token) -> str | None:
        """Return the id of the actor a token heads a mention of, or None."""
        found = self.heads.get(token.span)
        return None if found is None else found[0]

    def party(self, tree: Tree, token: Token) -> Party | None:
        """Return the actor a token heads, with the words of the phrase, or None."""
        actor = self.actor_at(token)
        if actor is None:
            return None
        return Party(actor, self.mention_span(token) or tree.noun_phrase(token.index))

    def mention_span(self, token: Token) -> Span | None:
        """Return the words of the mention a token heads, or None."""
        found = self.heads.get(token.span)
        return None if found is None else found[1].span

    def mentions_in(self, span: Span, actor: str) -> list[Mention]:
        """Return the mentions of an actor that lie inside a span."""
        return [m for one, m in self._mentions.meeting(span) if one == actor and span.holds(m.span)]

    def parties(self, tree: Tree, token: Token) -> tuple[Party, ...]:
        """Return the actors a phrase names, those coordinated with it included."""
        found = (self.party(tree, one) for one in tree.conjuncts(token.index))
        return tuple(party for party in found if party is not None)

    def tree_at(self, span: Span) -> Tree | None:
        """Return the sentence that holds a span, or None."""
        return self._trees.holding(span)

    def trees_over(self, span: Span) -> list[Tree]:
        """Return the sentences that share words with a span, in text order."""
        return self._trees.meeting(span)

    def times_in(self, span: Span) -> list[Time]:
        """Return the time expressions inside a span, in text order."""
        return [time for time in self._times.meeting(span) if span.holds(time.span)]

    def token_at(self, span: Span) -> Token | None:
        """Return the token that governs the others of a span, or None."""
        tree = self.tree_at(span)
        return None if tree is None else tree.head_of(span)

    def quotation_at(self, span: Span) -> Quotation | None:
        """Return the quotation that holds a span, or None."""
        return self._quotations.holding(span)

    def quotations_over(self, span: Span) -> list[Quotation]:
        """Return the quotations that share words with a span, in text order."""
        return self._quotations.meeting(span)


def _heads(cast: Cast) -> dict[Span, tuple[str, Mention]]:
    """Return whose mention each word heads; of two mentions of one actor with one head, the first."""
    found: dict[Span, tuple[str, Mention]] = {}
    for actor in cast.actors:
        for mention in actor.mentions:
            known = found.get(mention.head)
            if known is None or known[0] != actor.id:
                found[mention.head] = (actor.id, mention)
    return found


def laid_out(reading: Reading, cast: Cast) -> Scene:
    """Lay out a report."""
    trees, quotations = tuple(Tree(sentence) for sentence in reading.sentences), find_quotations(reading.report.text)
    rows = Row(trees, lambda tree: tree.sentence.span)
    heads = _heads(cast)
    return Scene(
        text=reading.report.text,
        trees=trees,
        quotations=quotations,
        tags=tags.find(reading.report.text, rows, quotations),
        actors={actor.id: actor for actor in cast.actors},
        heads=heads,
        _trees=rows,
        _quotations=Row(quotations, lambda quotation: quotation.span),
        _mentions=Row(heads.values(), lambda one: one[1].head),
        _times=Row(cast.times, lambda time: time.span),
    )
