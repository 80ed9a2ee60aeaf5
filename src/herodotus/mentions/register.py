"""The register of entities of one report, filled in text order: full mentions introduce, short ones refer back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from herodotus.mentions import tables
from herodotus.mentions.name import Name
from herodotus.mentions.phrases import Phrase
from herodotus.model import Actor, ActorKind, Evidence, Mention, MentionKind, Role, Span

Place = tuple[int, int]
"""Sentence number and token number of a mention."""


class Standing(NamedTuple):
    """
    Where words stand and how prominently: sentence and token, paragraph, their part in the clause ("subject", "object" …),
    the lemma that governs them, and whether somebody's quotation marks hold them.
    """

    place: Place
    part: str = ""
    under: str = ""
    quoted: bool = False
    paragraph: int = 0


class Seen(NamedTuple):
    """Words that meant an entity, and how they stood."""

    mention: Mention
    standing: Standing

    @property
    def place(self) -> Place:
        """Sentence and token of its head."""
        return self.standing.place


@dataclass(slots=True)
class Entity:
    """
    An actor, or a thing a pronoun may stand for (``kind`` None), while the report is being read.

    ``owner``: the pronoun that tells whose it is ("*our* troops").
    """

    id: str
    name: str
    kind: ActorKind | None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    roles: dict[str, Role] = field(default_factory=dict)
    body: str | None = None
    owner: Span | None = None
    mentions: list[Mention] = field(default_factory=list)
    because: list[Evidence] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    head: str = ""
    lemmas: frozenset[str] = frozenset()
    plural: bool = False
    gender: str | None = None
    gender_told: bool = False
    definite: bool | None = None
    sort: str = "thing"
    seen: list[Seen] = field(default_factory=list)

    def add(self, mention: Mention, standing: Standing) -> None:
        """Record a mention and how prominent it was."""
        self.mentions.append(mention)
        self.pass_by(mention, standing)

    def pass_by(self, mention: Mention, standing: Standing) -> None:
        """Record words that mean the entity and are no mention of an actor: a state where it only locates."""
        self.seen.append(Seen(mention, standing))

    def done(self) -> Actor:
        """Return the entity as an actor, its mentions in text order."""
        assert self.kind is not None
        return Actor(
            self.id, self.name, self.kind, self.country, self.sectors, tuple(self.roles.values()), self.body,
            tuple(sorted(self.mentions, key=lambda m: m.span)), tuple(self.because),
        )  # fmt: skip


class Register:
    """Entities by what they may be called; ``last`` finds who a short mention refers back to."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self._by_key: dict[str, Entity] = {}

    def new(self, name: str, kind: ActorKind | None) -> Entity:
        """Open an entry."""
        entity = Entity(f"a{len(self.entities) + 1}", name, kind)
        self.entities.append(entity)
        return entity

    def met(self, *keys: str) -> Entity | None:
        """Return the entity, actor or thing, one of these keys was given to."""
        return next((self._by_key[key] for key in keys if key in self._by_key), None)

    def called(self, *keys: str) -> Entity | None:
        """Return the actor one of these keys was given to."""
        entity = self.met(*keys)
        return entity if entity is not None and entity.kind is not None else None

    def call(self, entity: Entity, *keys: str) -> None:
        """Let an entity be found by keys; the first to have a key keeps it."""
        for key in keys:
            entity.keys.add(key)
            self._by_key.setdefault(key, entity)

    def at(self, head: Span) -> Entity | None:
        """Return the entity that words with this head mean, or None."""
        for entity in reversed(self.entities):
            if entity.sort != "deed" and any(seen.mention.head == head for seen in entity.seen):
                return entity
        return None

    def last(
        self,
        fits: Callable[[Entity], bool],
        place: Place,
        *,
        within: int,
    ) -> Entity | None:
        """Return the entity that ``fits`` mentioned last before a place, at most so many sentences back."""
        near = [(entity.seen[-1].place, entity) for entity in self.entities if entity.seen and fits(entity)]
        inside = [one for one in near if one[0] < place and place[0] - one[0][0] <= within]
        return max(inside, key=lambda one: one[0])[1] if inside else None

    def lately(self, place: Place, *, within: int, quoted: bool) -> Iterator[tuple[Entity, Seen]]:
        """
        Yield the entities mentioned before a place, at most so many sentences back, each with its last mention there.

        With ``quoted`` false the last outside quotation marks, if there is one.
        """
        for entity in self.entities:
            near = [one for one in entity.seen[-30:] if one.place < place and place[0] - one.place[0] <= within]
            if near:
                outside = near if quoted else [one for one in near if not one.standing.quoted]
                yield entity, (outside or near)[-1]


def name_keys(name: Name, words: str) -> tuple[str, ...]:
    """
    Return the keys a name is found by: its folded form, a person's surname, a state's code.

    For a body what else the report calls it, the row of the tables, and its initials.
    """
    known = name.known
    if known is not None and known.label in ("state", "capital") and known.country is not None:
        return (f"state:{known.country}",)
    whole = tables.folded(words).removesuffix("'s")
    if name.label == "PER":
        parts = tables.spelt(whole).split() or [whole]
        return (f"person:{' '.join(parts)}", f"surname:{parts[-1]}") if len(parts) > 1 else (f"surname:{parts[0]}",)
    initials = "".join(part[0] for part in words.split() if part[0].isupper())
    short = (f"body:{initials.lower()}",) if len(initials) > 1 else ()
    also = (f"body:{name.also}",) if name.also is not None else ()
    row = (f"row:{known.first}",) if known is not None and known.first is not None else ()
    return (f"body:{whole}", *also, *row, *short)


def mention_of(phrase: Phrase, kind: MentionKind, rule: str) -> Mention:
    """Return a phrase as a mention."""
    return Mention(phrase.span, phrase.head.span, kind, (Evidence(rule, phrase.head.span),))


def with_country(entity: Entity, country: str | None, rule: str, span: Span) -> None:
    """Give an entity a country if it has none, and say why."""
    if country is not None and entity.country is None:
        entity.country = country
        entity.because.append(Evidence(rule, span))
