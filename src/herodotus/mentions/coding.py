"""Country and sector of an actor, from the strongest evidence there is: its own words, its body, its office, the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from herodotus.mentions import tables
from herodotus.mentions.names import Name
from herodotus.mentions.phrases import Phrase
from herodotus.mentions.register import Entity, Register, with_country
from herodotus.model import ActorKind, Evidence, Role
from herodotus.syntax import Tree

_FEMALE = ("woman", "girl", "queen", "princess", "actress", "congresswoman", "policewoman", "mother", "daughter", "wife", "sister", "chairwoman", "spokeswoman")
_TITLES = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "madam": "f", "lady": "f", "dame": "f"}
_MALE = ("man", "boy", "king", "prince", "father", "son", "husband", "brother", "chairman", "spokesman", "pope")


def kind_of(phrase: Phrase) -> ActorKind:
    """Return what kind of actor a phrase makes: by its name's label, else its head word, many people being a crowd."""
    name, role = phrase.name, phrase.role
    if name is not None:
        return _kind_of_name(name, phrase)
    if role is None:
        return "crowd" if phrase.country_rule == "actor.phrase-demonym" and phrase.plural else "unnamed"
    kind = tables.KINDS[role.kind]
    if kind == "person" and phrase.plural:
        return "unnamed" if role.speaks else ("armed group" if role.sector in ("REB", "UAF", "PRM") else "crowd")
    return kind


def _kind_of_name(name: Name, phrase: Phrase) -> ActorKind:
    if name.label == "PER":
        return "person"
    known = name.known
    if known is not None:
        by_label: dict[str, ActorKind] = {"group": "armed group", "seat": "government", "demonym": "crowd"}
        return by_label.get(known.label, "organisation")
    if phrase.facility is not None:
        return "facility"
    head = tables.heads().get(phrase.head.form.lower())
    return tables.KINDS[head.kind] if head is not None and head.kind != "person" else "organisation"


def code(entity: Entity, phrase: Phrase, text: str, day: dt.date | None) -> None:
    """Give an entity what a phrase says of it: country, sector, office."""
    at = phrase.country_from.span if phrase.country_from is not None else phrase.head.span
    with_country(entity, phrase.country, phrase.country_rule or "actor.phrase", at)
    if phrase.name is not None and phrase.name.label == "PER":
        _from_leaders(entity, phrase.name, text, day)
    _office(entity, phrase)
    sector = sector_of(phrase)
    if sector is not None and sector not in entity.sectors:
        entity.sectors = (*entity.sectors, sector)
    told = _gender(phrase, text)
    if told is not None and not entity.gender_told:
        entity.gender, entity.gender_told = told, True


def _office(entity: Entity, phrase: Phrase) -> None:
    if phrase.role is not None and phrase.role_span is not None and phrase.role.kind in ("person", "unnamed"):
        entity.roles.setdefault(phrase.role.word, Role(phrase.role.word, phrase.role_span))
        if phrase.role.word != phrase.head.lemma.lower() and phrase.name is None:
            entity.roles.setdefault(phrase.head.lemma.lower(), Role(phrase.role.word, phrase.role_span))


def sector_of(phrase: Phrase) -> str | None:
    """Return the PLOVER sector a phrase gives: former officials are ELI, then the role's own, its modifiers', its body's."""
    if phrase.status == "former" and phrase.role is not None and phrase.role.sector in ("GOV", "MIL", "LEG", None):
        return "ELI"
    return next((sector for sector in _sectors(phrase) if sector), None)


def _sectors(phrase: Phrase) -> Iterator[str | None]:
    """Yield what each part of a phrase says of the sector, the strongest first."""
    if phrase.name is not None and phrase.name.known is not None:
        yield phrase.name.known.sector
    if phrase.facility is not None:
        yield phrase.facility.sector
    if phrase.role is not None and phrase.role.sector is not None:
        yield _sharper(phrase)
    yield phrase.sector
    if phrase.body is not None and phrase.body.known is not None:
        yield phrase.body.known.sector
    elif phrase.role is not None and phrase.role.speaks and phrase.country is not None:
        yield "GOV"


def _sharper(phrase: Phrase) -> str | None:
    """Return the modifier's sector where the head's is broad: a "military official" is MIL, a "party official" PTY."""
    assert phrase.role is not None
    broad = phrase.role.word in ("official", "leader", "chief", "officer", "spokesman", "force", "facility")
    return phrase.sector if broad and phrase.sector is not None else phrase.role.sector


def _gender(phrase: Phrase, text: str) -> str | None:
    """Return what the title, the head word or the given name tells: "Mrs", "spokeswoman", "Anna"."""
    words = [word.rstrip(".") for word in phrase.span.of(text).lower().split()]
    for word in words:
        if word in _TITLES:
            return _TITLES[word]
    head = phrase.role.word if phrase.role is not None else phrase.head.lemma.lower()
    if head.endswith(_FEMALE):
        return "f"
    if head.endswith(_MALE):
        return "m"
    name = phrase.name.span.of(text).split() if phrase.name is not None and phrase.name.label == "PER" else []
    return tables.given_names().get(tables.folded(name[0])) if len(name) > 1 else None


def _from_leaders(entity: Entity, name: Name, text: str, day: dt.date | None) -> None:
    term = tables.term_of(name.span.of(text), day)
    if term is None or day is None:
        return
    if entity.country is None:
        with_country(entity, term.country, "actor.leader-table", name.span)
    if term.country == entity.country and not entity.sectors and (term.held_on(day) or term.ended_before(day)):
        entity.sectors = ("GOV",) if term.held_on(day) else ("ELI",)
        entity.because.append(Evidence("actor.leader-table", name.span))
    if term.country == entity.country and term.held_on(day):
        entity.roles.setdefault(term.office, Role(term.office, name.span))


def from_apposition(entity: Entity, other: Phrase, tree: Tree) -> None:
    """Give an entity what an apposition adds: its name, office, country."""
    if other.name is not None and other.name.label == "PER" and entity.kind != "person":
        entity.kind = "person"
    if other.name is not None and not any(key.startswith("person:") for key in entity.keys):
        words = " ".join(tree.tokens[i].form for i in other.name.tokens)
        entity.name = words if other.name.label == "PER" else entity.name
    at = other.country_from.span if other.country_from is not None else other.head.span
    with_country(entity, other.country, "actor.apposition", at)
    _office(entity, other)
    sector = sector_of(other)
    if sector is not None and not entity.sectors:
        entity.sectors = (sector,)


def code_body(entity: Entity, name: Name, text: str) -> None:
    """Give a body named inside an official's phrase its country and sector."""
    words = name.span.of(text).lower().split()
    known = name.known
    if known is not None:
        with_country(entity, known.country, f"actor.{known.label}", name.span)
        entity.sectors = (known.sector,) if known.sector else ()
        return
    for word in words:
        found = tables.names().get(word)
        if found and found[0].country:
            with_country(entity, found[0].country, "actor.phrase-demonym", name.span)
        sector = tables.sectors().get(word)
        if sector and not entity.sectors:
            entity.sectors = (sector,)


def back_fill(register: Register, day: dt.date | None) -> None:
    """Fill what only the whole report tells: the country of an office from its body or state, whom an official acts for."""
    by_id = {entity.id: entity for entity in register.entities}
    for entity in register.entities:
        body = by_id.get(entity.body) if entity.body else None
        if body is not None:
            with_country(entity, body.country, "actor.of-body", body.mentions[0].span)
            with_country(body, entity.country, "actor.of-official", entity.mentions[0].span)
            entity.sectors = entity.sectors or body.sectors
    for entity in register.entities:
        _acts_for_state(entity, register)


def _acts_for_state(entity: Entity, register: Register) -> None:
    """An official with a country and no body acts for that state, where the report names it as an actor."""
    official = entity.kind in ("person", "unnamed") and entity.sectors[:1] in (("GOV",), ("MIL",)) and entity.roles
    if official and entity.body is None and entity.country is not None:
        state = register.called(f"state:{entity.country}")
        if state is not None and any(tables.roles()[r].speaks for r in entity.roles if r in tables.roles()):
            entity.body = state.id
