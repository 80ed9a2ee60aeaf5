"""Country and sector of an actor, from the strongest evidence there is: its own words, its body, its office, the tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from herodotus import lexicons
from herodotus.mentions import leaders, tables
from herodotus.mentions.context import Context
from herodotus.mentions.name import USERS, Name
from herodotus.mentions.phrases import Phrase
from herodotus.mentions.register import Entity, Register, Standing, with_country
from herodotus.model import ActorKind, Evidence, Role
from herodotus.syntax import Tree

ABROAD = ((), ("IGO",), ("NGO",), ("MNC",), ("JRN",), ("REF",), ("BUS",))
"""First sectors of those who may well be foreign where they act; who has none is not guessed at either."""


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
    if is_armed(phrase):
        return "armed group"
    if known is not None:
        by_label: dict[str, ActorKind] = {"group": "armed group", "seat": "government", "demonym": "crowd"}
        return by_label.get(known.label, "organisation")
    if phrase.facility is not None:
        return "facility"
    head = tables.heads().get(phrase.head.form.lower())
    return tables.KINDS[head.kind] if head is not None and head.kind != "person" else "organisation"


def is_armed(phrase: Phrase) -> bool:
    """Whether a phrase tells that a body is an armed group: "the *rebel group* Ash Front"."""
    return phrase.role is not None and phrase.role.kind == "armed group" and not phrase.plural


def code(entity: Entity, phrase: Phrase, found: Context) -> None:
    """Give an entity what a phrase says of it: country, sector, office."""
    at = phrase.country_from.span if phrase.country_from is not None else phrase.head.span
    with_country(entity, phrase.country, phrase.country_rule or "actor.phrase", at)
    if phrase.name is not None and phrase.name.label == "PER":
        _from_leaders(entity, phrase, found)
    _office(entity, phrase)
    _arm(entity, phrase)
    users = found.own.agents_in(phrase.span.of(found.text)) if found.own is not None else ()
    if users:
        entity.because.append(Evidence("actor.dictionary-agent", phrase.span))
    sectors = tuple(dict.fromkeys((*entity.sectors, *_own_code(phrase), *users, *sectors_of(phrase))))
    if sectors and not entity.sectors:
        entity.because.append(Evidence("actor.sector", phrase.role_span or phrase.head.span))
    entity.sectors = sectors
    if not entity.sectors and entity.kind == "crowd" and phrase.definite is False:
        entity.sectors = ("CVL",)
    told = _gender(phrase, found.text)
    if told is not None and not entity.gender_told:
        entity.gender, entity.gender_told = told, True


def _arm(entity: Entity, phrase: Phrase) -> None:
    """Let a body be an armed group once a phrase for it says so, or the tables know it as one."""
    known = phrase.name.known if phrase.name is not None else None
    if entity.kind == "organisation" and (is_armed(phrase) or (known is not None and known.label == "group")):
        entity.kind = "armed group"


def armed_by(body: Entity, people: Phrase) -> None:
    """Let a body nothing is known of be armed by its people: "AKV *guerrillas*"; fighters may be of any army."""
    if people.role is not None and people.role.sector == "REB" and not body.sectors and body.kind == "organisation":
        body.kind, body.sectors = "armed group", ("REB",)
        body.because.append(Evidence("actor.of-people", people.head.span))


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


def _own_code(phrase: Phrase) -> tuple[str, ...]:
    """Return the sectors the user's dictionary gives a name."""
    known = phrase.name.known if phrase.name is not None else None
    return tuple(known.sector.split("+")) if known is not None and known.source == USERS and known.sector else ()


def sectors_of(phrase: Phrase) -> tuple[str, ...]:
    """
    Return the sectors a phrase gives, the most telling first.

    An international body comes before the function within it: UN peacekeepers are IGO and then MIL.
    """
    found = sector_of(phrase)
    own = tuple(found.split("+")) if found else ()
    body = phrase.body.known if phrase.body is not None else None
    within = phrase.sector == "IGO" or (body is not None and body.sector == "IGO" and body.country is None)
    if own == ("IGO",) and phrase.name is not None and phrase.name.known is not None:
        last = tables.roles().get(" ".join(phrase.name.known.name.lower().split()[-2:]))
        last = last or phrase.role  # "the UN refugee agency, UNHCR"
        return ("IGO", last.sector) if last is not None and last.sector not in (None, "GOV", "IGO") else own
    return ("IGO", *own) if within and own and own[0] != "IGO" else own


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
    """Return the modifier's sector where the head's is broader: a "military official" is MIL, "opposition candidates" are OPP."""
    assert phrase.role is not None
    own = phrase.role.sector or ""
    if own == "GOV" and phrase.role.word not in lexicons.wordlist("broad-offices"):
        return own
    return phrase.sector if phrase.sector is not None and own in tables.outranked(phrase.sector) else phrase.role.sector


def _gender(phrase: Phrase, text: str) -> str | None:
    """Return what the title, the head word or the given name tells: "Mrs", "spokeswoman", "Anna"."""
    words = [word.rstrip(".") for word in phrase.span.of(text).lower().split()]
    for word in words:
        if word in tables.genders("before"):
            return tables.genders("before")[word]
    head = phrase.role.word if phrase.role is not None else phrase.head.lemma.lower()
    ending = next((end for end in tables.genders("ending") if head.endswith(end)), None)
    if ending is not None:
        return tables.genders("ending")[ending]
    name = phrase.name.span.of(text).split() if phrase.name is not None and phrase.name.label == "PER" else []
    return tables.given_names().get(tables.folded(name[0])) if len(name) > 1 else None


def _from_leaders(entity: Entity, phrase: Phrase, found: Context) -> None:
    """Ask the leader table about a person: the country it gives never outranks the text's, and one it contradicts is nobody's."""
    assert phrase.name is not None
    title = phrase.role.word if phrase.role is not None else None
    day = found.day
    held = leaders.find(phrase.name.span.of(found.text), title=title, day=day, countries=found.countries)
    if held is None or (entity.country or held.term.country) != held.term.country:
        return
    term, at = held.term, phrase.name.span
    with_country(entity, term.country, held.rule, at)
    sector = term.sector or "GOV"
    if day is not None and not term.held_on(day):
        sector = "ELI" if term.ended_before(day) and sector in ("GOV", "MIL", "LEG") else ""
    if sector and not entity.sectors and phrase.role is None:
        entity.sectors = (sector,)
        entity.because.append(Evidence(held.rule, at))
    if term.office and day is not None and term.held_on(day):
        entity.roles.setdefault(term.office, Role(term.office, at))


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
    _arm(entity, other)
    entity.sectors = entity.sectors or sectors_of(other)


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


def back_fill(found: Context) -> None:
    """Fill what only the whole report tells: the country of an office from its body or state, whom an official acts for."""
    register = found.register
    by_id = {entity.id: entity for entity in register.entities}
    for entity in register.entities:
        body = by_id.get(entity.body) if entity.body else None
        if body is not None:
            with_country(entity, body.country, "actor.of-body", body.mentions[0].span)
            with_country(body, entity.country, "actor.of-official", entity.mentions[0].span)
            entity.sectors = entity.sectors or body.sectors
    for entity in register.entities:
        _acts_for_state(entity, register)
    for entity in register.entities:  # the weakest evidence last: nobody is made to speak for a state by it
        if entity.mentions:
            _from_the_scene(entity, found)


def _from_the_scene(entity: Entity, found: Context) -> None:
    """
    Give an office or force without a country that of the place of its act, the only one the report names, the publisher's.

    Not where that state acts itself: whoever accuses it is hardly its own. The publisher's only where none is named at all.
    A state's own forces and offices in a report that names no other state and no place outside it are that state's all the same.
    """
    at_home = entity.kind in _AT_HOME and (entity.roles or entity.head) and entity.sectors[:1] not in ABROAD
    if entity.country is not None or not at_home:
        return
    if found.home is not None and entity.sectors[0] in _STATE_S and not _are_many(entity):
        with_country(entity, found.home, "actor.home", entity.mentions[0].span)
        return
    candidates: set[str] = set()
    for rule, countries in _scene(entity, found):
        country = next(iter(countries)) if len(countries) == 1 else None
        candidates.update(countries)
        if country is not None and found.register.called(f"state:{country}") is None:
            with_country(entity, country, rule, entity.mentions[0].span)
            return
    if 1 < len(candidates) <= _MOST_CANDIDATES:
        entity.because.append(Evidence(f"actor.open:{'/'.join(sorted(candidates))}", entity.mentions[0].span))


def _are_many(entity: Entity) -> bool:
    """Whether several states are meant: "the nations", "military governments"."""
    return entity.plural and entity.head in lexicons.wordlist("states-at-large")


def _scene(entity: Entity, found: Context) -> Iterator[tuple[str, Collection[str]]]:
    yield "actor.place-of-act", found.scenes.get(entity.seen[0].place[0], ())
    yield "actor.only-country", found.countries
    body = entity.kind == "organisation" and entity.sectors[:1] in (("GOV",), ("COP",), ("MIL",))
    if not found.countries and found.publisher is not None and body:  # "the police", "the government"; never a person
        yield "actor.publisher", (found.publisher,)


_STATE_S = ("GOV", "MIL", "COP", "JUD", "LEG", "SPY")
_MOST_CANDIDATES = 4
"""Countries an actor may be of that are worth naming; of more nothing is told."""
_AT_HOME = ("person", "unnamed", "organisation", "armed group", "crowd")


def of_the_states_before(register: Register) -> None:
    """Give those who speak for a government left unnamed the state whose word stands just before, where one does."""
    for entity in register.entities:
        _of_the_state_before(entity, register)


def _of_the_state_before(entity: Entity, register: Register) -> None:
    """
    Give whoever speaks for a government left unnamed the state whose word stands just before.

    "Merania denied this. 'We had no role in it,' Foreign Ministry spokeswoman Ilse Varga said": of one paragraph, one party.
    Where the sentence before names two states ("Kestria threatened Velmar") either may answer: nothing is told.
    """
    speaks = any(tables.roles()[role].speaks for role in entity.roles if role in tables.roles())
    if entity.country is not None or entity.body is not None or not speaks or entity.sectors[:1] != ("GOV",):
        return
    own = entity.seen[0].standing
    before = [(state, one) for state in register.entities if state.kind == "state" for one in _just_before(state, own)]
    state = before[0][0] if before else None
    if state is not None and all(one is state for one, _ in before) and any(_speaks(one) for _, one in before):
        with_country(entity, state.country, "actor.state-before", state.seen[0].mention.span)


def _just_before(state: Entity, own: Standing) -> Iterator[Standing]:
    """Yield how a state is mentioned in the sentence before, in the same paragraph."""
    mentions = (seen.standing for seen in state.seen)
    return (one for one in mentions if one.place[0] == own.place[0] - 1 and one.paragraph == own.paragraph)


def _speaks(one: Standing) -> bool:
    """Whether a mention is the subject of a verb of saying, in the report's own words."""
    return one.part == "subject" and one.under in lexicons.load().cues.words("VERB") and not one.quoted


def _acts_for_state(entity: Entity, register: Register) -> None:
    """An official with a country and no body acts for that state, where the report names it as an actor."""
    official = entity.kind in ("person", "unnamed") and entity.sectors[:1] in (("GOV",), ("MIL",)) and entity.roles
    if official and entity.body is None and entity.country is not None:
        state = register.called(f"state:{entity.country}")
        if state is not None and any(tables.roles()[r].speaks for r in entity.roles if r in tables.roles()):
            entity.body = state.id
