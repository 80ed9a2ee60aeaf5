"""The register of entities of one report, filled in text order: full mentions introduce, short ones refer back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from herodotus.mentions import tables
from herodotus.mentions.names import Name
from herodotus.mentions.phrases import Phrase
from herodotus.model import Actor, ActorKind, Evidence, Mention, MentionKind, Role, Span

Place = tuple[int, int]
"""Sentence number and token number of a mention."""


class Seen(NamedTuple):
    """Where an entity was mentioned, and whether as a subject, and whether inside quotation marks."""

    place: Place
    subject: bool
    quoted: bool


@dataclass(slots=True)
class Entity:
    """An actor while the report is being read."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    roles: dict[str, Role] = field(default_factory=dict)
    body: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    because: list[Evidence] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    head: str = ""
    lemmas: frozenset[str] = frozenset()
    plural: bool = False
    gender: str | None = None
    seen: list[Seen] = field(default_factory=list)

    def add(self, mention: Mention, place: Place, *, subject: bool, quoted: bool = False) -> None:
        """Record a mention and how prominent it was; ``quoted``: inside somebody's words."""
        self.mentions.append(mention)
        self.seen.append(Seen(place, subject, quoted))

    def done(self) -> Actor:
        """Return the entity as an actor, its mentions in text order."""
        return Actor(
            self.id, self.name, self.kind, self.country, self.sectors, tuple(self.roles.values()), self.body,
            tuple(sorted(self.mentions, key=lambda m: m.span)), tuple(self.because),
        )  # fmt: skip


class Register:
    """Entities by what they may be called; ``last`` finds who a short mention refers back to."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self._by_key: dict[str, Entity] = {}

    def new(self, name: str, kind: ActorKind) -> Entity:
        """Open an entry."""
        entity = Entity(f"a{len(self.entities) + 1}", name, kind)
        self.entities.append(entity)
        return entity

    def called(self, *keys: str) -> Entity | None:
        """Return the entity one of these keys was given to."""
        return next((self._by_key[key] for key in keys if key in self._by_key), None)

    def call(self, entity: Entity, *keys: str) -> None:
        """Let an entity be found by keys; the first to have a key keeps it."""
        for key in keys:
            entity.keys.add(key)
            self._by_key.setdefault(key, entity)

    def last(
        self,
        fits: Callable[[Entity], bool],
        place: Place,
        *,
        within: int,
        subjects_first: bool = False,
        quoted: bool = True,
    ) -> Entity | None:
        """
        Return the entity that ``fits`` mentioned last before a place, at most so many sentences back.

        With ``subjects_first`` a subject of the sentence before outranks a later mention that was no subject. With ``quoted``
        false, a mention inside somebody's words counts only where there is no other: "“The envoy lied,” *she* said".
        """
        best: tuple[tuple[bool, bool, Place], Entity] | None = None
        for entity in self.entities:
            if not entity.seen or not fits(entity):
                continue
            for seen in entity.seen:
                if seen.place < place and place[0] - seen.place[0] <= within:
                    near = subjects_first and seen.subject and place[0] - seen.place[0] <= 1
                    rank = (quoted or not seen.quoted, near, seen.place)
                    if best is None or rank > best[0]:
                        best = (rank, entity)
        return best[1] if best is not None else None


def name_keys(name: Name, words: str) -> tuple[str, ...]:
    """Return the keys a name is found by: its folded form, a person's surname, a body's initials, a state's code."""
    known = name.known
    if known is not None and known.label in ("state", "capital") and known.country is not None:
        return (f"state:{known.country}",)
    whole = tables.folded(words).removesuffix("'s")
    if name.label == "PER":
        parts = whole.split()
        return (f"person:{whole}", f"surname:{parts[-1]}") if len(parts) > 1 else (f"surname:{whole}",)
    initials = "".join(part[0] for part in words.split() if part[0].isupper())
    return (f"body:{whole}", *((f"body:{initials.lower()}",) if len(initials) > 1 else ()))


def mention_of(phrase: Phrase, kind: MentionKind, rule: str) -> Mention:
    """Return a phrase as a mention."""
    return Mention(phrase.span, phrase.head.span, kind, (Evidence(rule, phrase.head.span),))


def with_country(entity: Entity, country: str | None, rule: str, span: Span) -> None:
    """Give an entity a country if it has none, and say why."""
    if country is not None and entity.country is None:
        entity.country = country
        entity.because.append(Evidence(rule, span))


def merged(first: Mention, second: Span) -> Mention:
    """Return a mention widened to hold another span."""
    return replace(first, span=Span(min(first.span.start, second.start), max(first.span.end, second.end)))
