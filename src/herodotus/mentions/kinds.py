"""A description that tells no more than a kind means the one named body of that kind the report told of: "the group"."""

from __future__ import annotations

from collections.abc import Iterator

from herodotus import lexicons
from herodotus.mentions import tables
from herodotus.mentions.phrases import Phrase
from herodotus.mentions.register import Entity, Place, Register
from herodotus.model import Evidence, Span

ARMED = frozenset({"REB", "UAF", "PRM", "SEP", "INS"})
_OTHERS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "JRN", "BUS", "MNC", "EDU", "MED"})
"""First sectors of bodies that nobody calls "the group"."""
_WITHIN = 5
"""Sentences back in which "the group" finds the body it means."""


def only_body(phrase: Phrase, register: Register, text: str, place: Place) -> Entity | None:
    """
    Return the body "the group", "this organisation", "the militia" means: the only named one of its kind; None where two stand.

    Nor where many people were told of since: they may be the group.
    """
    if phrase.plural or phrase.name is not None or not _points(phrase, text) or not _tells_a_kind(phrase):
        return None
    fitting = [entity for entity in named(register) if _is_of_kind(entity, phrase) and _agrees(entity, phrase)]
    only = fitting[0] if len(fitting) == 1 else None
    if only is None or place[0] - only.seen[-1].place[0] > _WITHIN:
        return None
    return None if any(one.plural and one.seen[-1].place > only.seen[-1].place for one in _people(register)) else only


def side_of(phrase: Phrase, entity: Entity, register: Register, text: str) -> None:
    """
    Let "the rebels" act for the only armed group named before; where several are, tell which.

    They are not that group: who they are stays open, whose they are does not.
    """
    word = phrase.head.lemma.lower()
    if not phrase.plural or word not in lexicons.wordlist("armed-people") or not _points(phrase, text):
        return
    if phrase.body is not None or not _extra(phrase) <= lexicons.wordlist("armed-kinds"):
        return
    groups = [one for one in named(register) if (_is_armed(one) or _may_be_armed(one)) and _agrees(one, phrase)]
    if len(groups) == 1 and _is_armed(groups[0]):
        entity.body = groups[0].id
        entity.because.append(Evidence("actor.of-only-group", groups[0].seen[-1].mention.head))
    elif len(groups) > 1:
        entity.because.append(Evidence(f"actor.open:{'/'.join(one.name for one in groups)}", phrase.head.span))


def named(register: Register) -> Iterator[Entity]:
    """Yield the bodies a report has named so far."""
    for entity in register.entities:
        if entity.kind in ("armed group", "organisation") and any(m.kind == "name" for m in entity.mentions):
            yield entity


def _people(register: Register) -> Iterator[Entity]:
    return (
        entity for entity in register.entities if entity.kind in ("crowd", "unnamed", "armed group") and entity.seen
    )


def _points(phrase: Phrase, text: str) -> bool:
    """Whether a phrase points at what was told: *the*, *this*, *that* before it; whose it is makes it another."""
    opening = Span(phrase.span.start, phrase.head.span.end).of(text).split()[0].lower()
    return phrase.definite is True and opening in ("the", "this", "that", "these", "those")


def _tells_a_kind(phrase: Phrase) -> bool:
    known = lexicons.wordlist("kinds-of-bodies") | lexicons.wordlist("armed-kinds")
    return (
        phrase.head.lemma.lower() in lexicons.wordlist("armed-groups") | lexicons.wordlist("any-bodies")
        and _extra(phrase) <= known
    )


def _extra(phrase: Phrase) -> frozenset[str]:
    """Return the words of a phrase beside its head and its country."""
    return phrase.lemmas - {phrase.head.lemma.lower()} - phrase.givers


def _is_of_kind(entity: Entity, phrase: Phrase) -> bool:
    """Whether a body is of the kind a phrase tells: armed, where its words say so."""
    armed = _is_armed(entity)
    words = {phrase.head.lemma.lower(), *phrase.lemmas}
    if not words.isdisjoint(lexicons.wordlist("armed-groups") | lexicons.wordlist("armed-kinds")):
        return armed
    return armed or entity.sectors[:1] == () or entity.sectors[0] not in _OTHERS


def _is_armed(entity: Entity) -> bool:
    return entity.kind == "armed group" or not ARMED.isdisjoint(entity.sectors)


def _may_be_armed(entity: Entity) -> bool:
    """Whether a body nothing else is known of is called as armed groups are: "Ash *Front*"."""
    role = tables.heads().get(entity.name.split()[-1].lower())
    return not entity.sectors and role is not None and role.sector in ARMED | {"MIL"}


def _agrees(entity: Entity, phrase: Phrase) -> bool:
    """Whether no country speaks against it."""
    return phrase.country is None or entity.country in (None, phrase.country)
