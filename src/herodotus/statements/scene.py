"""What the statements stage looks things up in: one report's text, trees, quotations and actors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from herodotus.model import Actor, Cast, Party, Reading, Span, Token
from herodotus.statements import tags
from herodotus.statements.quotations import Quotation
from herodotus.statements.quotations import find as find_quotations
from herodotus.syntax import Tree


@dataclass(frozen=True, slots=True)
class Scene:
    """One report laid out for questions; made once."""

    text: str
    trees: tuple[Tree, ...]
    quotations: tuple[Quotation, ...]
    actors: Mapping[str, Actor]
    heads: Mapping[Span, str]
    cast: Cast
    tags: tags.Tags

    def tagged(self, tree: Tree, token: Token) -> tuple[Quotation, ...]:
        """Return the quotations whose tag a token is."""
        return self.tags.get((tree.sentence.index, token.index), ())

    def actor_at(self, token: Token) -> str | None:
        """Return the id of the actor a token heads a mention of, or None."""
        return self.heads.get(token.span)

    def party(self, tree: Tree, token: Token) -> Party | None:
        """Return the actor a token heads, with the words of the phrase, or None."""
        actor = self.actor_at(token)
        if actor is None:
            return None
        return Party(actor, self.mention_span(token) or tree.noun_phrase(token.index))

    def mention_span(self, token: Token) -> Span | None:
        """Return the words of the mention a token heads, or None."""
        actor = self.actor_at(token)
        mentions = self.actors[actor].mentions if actor is not None else ()
        return next((mention.span for mention in mentions if mention.head == token.span), None)

    def parties(self, tree: Tree, token: Token) -> tuple[Party, ...]:
        """Return the actors a phrase names, those coordinated with it included."""
        found = (self.party(tree, one) for one in tree.conjuncts(token.index))
        return tuple(party for party in found if party is not None)

    def token_at(self, span: Span) -> Token | None:
        """Return the token that governs the others of a span, or None."""
        return next((tree.head_of(span) for tree in self.trees if tree.sentence.span.holds(span)), None)

    def quotation_at(self, span: Span) -> Quotation | None:
        """Return the quotation that holds a span, or None."""
        return next((q for q in self.quotations if q.span.holds(span)), None)


def laid_out(reading: Reading, cast: Cast) -> Scene:
    """Lay out a report."""
    trees, quotations = tuple(Tree(sentence) for sentence in reading.sentences), find_quotations(reading.report.text)
    return Scene(
        text=reading.report.text,
        trees=trees,
        quotations=quotations,
        tags=tags.find(reading.report.text, trees, quotations),
        actors={actor.id: actor for actor in cast.actors},
        heads={mention.head: actor.id for actor in cast.actors for mention in actor.mentions},
        cast=cast,
    )
