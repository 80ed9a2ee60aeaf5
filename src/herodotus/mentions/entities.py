"""Who a phrase means: an entity met before, by its name, office or description, or a new one."""

from __future__ import annotations

from herodotus.mentions import coding, kinds, owners, tables
from herodotus.mentions.context import Context
from herodotus.mentions.name import Name
from herodotus.mentions.phrases import Phrase
from herodotus.mentions.register import Entity, Place, Register, name_keys
from herodotus.model import Evidence


def state(name: Name, register: Register) -> Entity:
    """Return the state a name means, by itself or by its capital; a place so far becomes an actor once it acts."""
    assert name.known is not None
    assert name.known.country is not None
    key = f"state:{name.known.country}"
    entity = register.met(key)
    if entity is None or entity.kind is None:
        row = tables.states().get(name.known.country)
        shown = row["name"] if row else name.known.name
        entity = entity or register.new(shown, "state")
        entity.name, entity.kind = shown, "state"
        entity.country, entity.sectors = name.known.country, ("GOV",)
        entity.because.append(Evidence(f"actor.{name.known.label}", name.span))
        register.call(entity, key)
    return entity


def entity_of(phrase: Phrase, context: Context, where: Place) -> Entity:
    """Return who a phrase means: an entity met before, or a new one; ``where``: sentence and token of the phrase."""
    name = phrase.name
    if name is not None and name.known is not None and name.known.label in ("state", "capital") and name.known.country:
        return state(name, context.register)
    key = _government(phrase)
    met = context.register.called(key) if key is not None else None
    if met is not None:
        coding.code(met, phrase, context)
        return met
    found = _named(phrase, name, context) if name is not None else _described(phrase, context, where)
    if key is not None:
        context.register.call(found, key)
    return found


def _government(phrase: Phrase) -> str | None:
    """Return the key of the government of a state: one, however it is written ("the Government of Norland", "Norland's")."""
    plain = len(phrase.lemmas - {"government"}) == 1  # the word for the state alone: a transitional one is another
    if phrase.head.lemma.lower() != "government" or phrase.country is None or not plain or phrase.plural:
        return None
    return f"government:{phrase.country}"


def _named(phrase: Phrase, name: Name, context: Context) -> Entity:
    text, register = context.text, context.register
    words = name.span.of(text)
    keys = name_keys(name, words)
    entity = register.called(*keys) if name.label != "PER" or len(keys) == 1 else _person(keys, register)
    if entity is None:
        entity = _untitled(phrase, name, register, text)
    if entity is None:
        kind = coding.kind_of(phrase)
        entity = register.new(words, kind)
        entity.head = phrase.head.lemma.lower()
    elif name.label == "ORG" and words.startswith(entity.name):
        entity.name = words  # "*Houthi* rebels", then "the *Houthis*"
    register.call(entity, *keys)
    coding.code(entity, phrase, context)
    return entity


def _untitled(phrase: Phrase, name: Name, register: Register, text: str) -> Entity | None:
    """Return the nameless holder of an office a moment ago, whose name comes now: "a police spokesman … Joren Hale"."""
    if name.label != "PER" or phrase.role is None or not phrase.role.speaks:
        return None
    word = phrase.role.word
    place = (10**9, 0)
    found = register.last(lambda e: e.kind == "person" and word in e.roles and not e.keys, place, within=10**9)
    if found is None or (found.country and phrase.country and found.country != phrase.country):
        return None
    found.name = name.span.of(text)
    return found


def _person(keys: tuple[str, ...], register: Register) -> Entity | None:
    """Return the person of a full name; the same surname under another first name is somebody else."""
    known = register.called(keys[0])
    if known is not None:
        return known
    by_surname = register.called(keys[1])
    if by_surname is None or any(key.startswith("person:") for key in by_surname.keys):
        return None
    return by_surname


def _described(phrase: Phrase, context: Context, where: Place) -> Entity:
    text, register, place = context.text, context.register, (10**9, 0)
    lemma = phrase.head.lemma.lower()
    entity = None
    if phrase.definite is not False:
        entity = register.last(
            lambda e: _same(e, phrase, lemma) and owners.agree(e, phrase, register, where), place, within=10**9
        )
    if entity is None:
        entity = kinds.only_body(phrase, register, text, where)
    if entity is None:
        words = phrase.span.of(text)
        entity = register.new(_bare(words), coding.kind_of(phrase))
        entity.head, entity.plural, entity.definite = lemma, phrase.plural, phrase.definite
        entity.lemmas = phrase.lemmas
        kinds.side_of(phrase, entity, register, text)
    coding.code(entity, phrase, context)
    if phrase.owner is not None:
        entity.owner = entity.owner or phrase.owner.span
        owners.give(entity, register.at(phrase.owner.span), phrase.owner.span)
    return entity


def _bare(words: str) -> str:
    """
    Return a description without its article.

    >>> _bare("the harbour office")
    'harbour office'
    """
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in ("the", "a", "an", "its", "their", "his", "her", "our") else words


def _same(entity: Entity, phrase: Phrase, lemma: str) -> bool:
    """Whether a description may mean an entity: its head word or office, no clash of country, number or modifiers."""
    if phrase.country is not None and entity.country is not None and phrase.country != entity.country:
        return False
    if not phrase.plural and (lemma in entity.roles or (phrase.role is not None and phrase.role.word in entity.roles)):
        return not entity.plural
    if entity.kind is None or entity.head != lemma or entity.plural != phrase.plural:
        return False
    extra = phrase.lemmas - entity.lemmas - {lemma}
    if _is_of_one_state(entity, phrase):
        extra -= phrase.givers
    return not extra if phrase.definite else phrase.lemmas == entity.lemmas


def _is_of_one_state(entity: Entity, phrase: Phrase) -> bool:
    """Whether both are called after one state, however it is written: "the *United States* troops", "the *U.S.* troops"."""
    if phrase.country is None or entity.country != phrase.country:
        return False
    return phrase.country_rule in _STATES and any(one.rule in _STATES for one in entity.because)


_STATES = ("actor.phrase-state", "actor.phrase-demonym")
