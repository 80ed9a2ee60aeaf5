"""Whose troops: forces and officials that a pronoun gives to somebody are of that country and act for it: "*its* soldiers"."""

from __future__ import annotations

from herodotus.mentions.phrases import Phrase
from herodotus.mentions.register import Entity, Place, Register, with_country
from herodotus.model import Span

_BODIES = ("state", "government", "organisation", "armed group")
_FORCES = frozenset({"MIL", "COP", "SPY", "REB", "UAF", "PRM"})
_OFFICES = frozenset({"GOV", "LEG", "JUD"})


def agree(entity: Entity, phrase: Phrase, register: Register, place: Place) -> bool:
    """
    Whether what a pronoun says of whose somebody is leaves him who was met before: "*our* forces" are not the others'.

    Who "our" is shows at the end of the report: until then it is one in neighbouring sentences only.
    """
    if phrase.owner is None or not _serves(entity):
        return True
    owner = register.at(phrase.owner.span)
    if entity.owner is not None:
        theirs = register.at(entity.owner)
        told = max(seen.place[0] for seen in entity.seen if seen.mention.kind != "pronoun")
        return theirs is owner if owner is not None else theirs is None and place[0] - told <= 1
    return entity.country is None or (owner is not None and owner.country in (None, entity.country))


def give(entity: Entity, owner: Entity | None, at: Span) -> None:
    """Give forces and officials the country of whom they belong to, and let forces act for it; families and homes are left."""
    if owner is None or owner is entity or owner.kind is None or not _serves(entity):
        return
    public = owner.kind in _BODIES or (owner.kind == "person" and owner.sectors[:1] in (("GOV",), ("MIL",)))
    if public:
        with_country(entity, owner.country, "actor.of-owner", at)
    if owner.kind in _BODIES and entity.sectors[0] in _FORCES:
        entity.body = entity.body or owner.id


def _serves(entity: Entity) -> bool:
    return not _FORCES.union(_OFFICES).isdisjoint(entity.sectors[:1])


def back_fill(register: Register) -> None:
    """Give those of "our" and "my" to whom the whole report tells to speak."""
    for entity in register.entities:
        if entity.owner is not None:
            give(entity, register.at(entity.owner), entity.owner)
