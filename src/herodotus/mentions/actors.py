"""Actors: every phrase that names, describes or points at somebody who can act, resolved to an entity and coded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from herodotus import lexicons
from herodotus.mentions import acting, coding, context, dialogue, entities, owners, pronouns, tables, things
from herodotus.mentions.context import Context
from herodotus.mentions.dictionaries import Dictionary
from herodotus.mentions.name import Name
from herodotus.mentions.phrases import Phrase, country_within, parse
from herodotus.mentions.register import Entity, Register, mention_of, name_keys, with_country
from herodotus.mentions.salience import Choice, best, standing
from herodotus.model import Actor, Evidence, Mention, MentionKind, Reading, Sentence, Span, Token
from herodotus.syntax import Tree, is_any


def find(reading: Reading, names: tuple[Name, ...], own: Dictionary | None = None) -> tuple[Actor, ...]:
    """Return the actors of a report in the order they appear; ``own``: the user's dictionary, which comes first."""
    return tuple(entity.done() for entity in registered(reading, names, own).entities if entity.mentions)


def registered(
    reading: Reading, names: tuple[Name, ...], own: Dictionary | None = None, *, choose: Choice = best
) -> Register:
    """
    Return the register of a report: its actors, and the things its pronouns may stand for.

    ``choose``: how an antecedent is chosen among those a pronoun may have; another way than ours teaches the weights.
    """
    found = context.of(reading, names, own, choose=choose)
    dialogue.introduce(found.floor, names, found.register, found.text)
    by_sentence: dict[int, dict[int, Name]] = {}
    for name in names:
        by_sentence.setdefault(name.sentence, {}).update(dict.fromkeys(name.tokens, name))
    for sentence in reading.sentences:
        _read(sentence, by_sentence.get(sentence.index, {}), found)
    coding.of_the_states_before(found.register)  # "we" of whoever speaks for a state is that state
    pronouns.first_person(reading, found.register)
    owners.back_fill(found.register)
    coding.back_fill(found)
    return found.register


def coded(reading: Reading, names: tuple[Name, ...], span: Span) -> Actor | None:
    """Return a phrase coded by its own words alone, whether or not it acts in its sentence; None outside any sentence."""
    for sentence in reading.sentences:
        tree = Tree(sentence)
        head = _last_head(tree, span) if sentence.span.meets(span) else None
        if head is None:
            continue
        own = {i: name for name in names if name.sentence == sentence.index for i in name.tokens}
        phrase, found = parse(tree, head, own), context.of(reading, names)
        entity = entities.entity_of(phrase, found, (tree.sentence.index, phrase.head.index))
        _add(entity, phrase, tree, quoted=False)
        with_country(entity, *country_within(tree, span, own), span)
        coding.back_fill(found)
        return entity.done()
    return None


def _last_head(tree: Tree, span: Span) -> Token | None:
    """Return the head of a stretch of words that may be cut out of a longer phrase: "*Norlandic army* trucks"."""
    inside = tree.between(span)
    indices = {token.index for token in inside}
    heads = [t for t in inside if t.head not in indices and t.upos != "PUNCT"]
    modifiers = all(is_any(t.deprel, ("amod", "compound", "nmod:poss", "det", "flat", "case", "punct")) for t in heads)
    return (heads[-1] if modifiers else heads[0]) if heads else None


def _read(sentence: Sentence, names: Mapping[int, Name], found: Context) -> None:
    """Take in the mentions of one sentence, left to right."""
    tree, used = Tree(sentence), set[int]()
    speakers, titles = acting.voices(tree), acting.titles(tree, names)
    for token in sentence.tokens:
        quoted = found.is_quoted(token.span)
        things.told(tree, token, found, quoted=quoted)
        if token.index in used or token.index in titles:
            continue
        if pronouns.is_pronoun(token) and token.lemma.lower() not in things.SOMEBODY:
            pronouns.resolve(tree, token, found, quoted=quoted)
        elif not things.is_said_to_be(tree, token, names, found, quoted=quoted):
            phrase = acting.actor_phrase(tree, token, names, speakers)
            if phrase is not None:
                used |= _actor(tree, phrase, names, found, quoted=quoted)
            else:
                _sole_trace(tree, token, names, found.register)
                things.note(tree, token, names, found, quoted=quoted)
            things.together(tree, token, found, quoted=quoted)


def _actor(tree: Tree, phrase: Phrase, names: Mapping[int, Name], found: Context, *, quoted: bool) -> set[int]:
    """Enter an actor's phrase; return the tokens that need no further look."""
    entity = entities.entity_of(phrase, found, (tree.sentence.index, phrase.head.index))
    _add(entity, phrase, tree, quoted=quoted)
    used = {t.index for t in tree.between(phrase.span) if t.index in names and names[t.index] is phrase.name}
    _apposed(tree, phrase, entity, names, used, found.register)
    _body(tree, phrase, entity, found)
    return used


def _sole_trace(tree: Tree, token: Token, names: Mapping[int, Name], register: Register) -> None:
    """Make a state of the adjective that is the only trace of an agent: "Meranian shelling"."""
    name, head = names.get(token.index), tree.head(token.index)
    things = tables.artefacts() | tables.owned()
    if name is not None and name.label == "ORG" and head is not None and head.lemma.lower() in things:
        _owner(tree, name, register)
    if name is None or name.known is None or name.known.label not in ("demonym", "state") or head is None:
        return
    events = lexicons.load().events.words("NOUN") | tables.owned()
    if is_any(token.deprel, ("amod", "compound", "nmod:poss")) and head.lemma.lower() in events and head.upos == "NOUN":
        entity = entities.state(name, register)
        mention = Mention(name.span, token.span, "description", (Evidence("actor.sole-trace", name.span),))
        entity.add(mention, standing(tree, token))


def _owner(tree: Tree, name: Name, register: Register) -> None:
    """Make an actor of the body an artefact belongs to: "a Harbour Gazette report" speaks for the Gazette."""
    words = " ".join(tree.tokens[i].form for i in name.tokens)
    keys = name_keys(name, words)
    entity = register.called(*keys)
    if entity is None:
        entity = register.new(words, "organisation")
        register.call(entity, *keys)
        coding.code_body(entity, name, words)
    mention = Mention(name.span, name.head, "name", (Evidence("actor.owner-of-artefact", name.span),))
    if all(m.span != name.span for m in entity.mentions):
        entity.add(mention, standing(tree, tree.tokens[name.tokens[0]]))


def _add(entity: Entity, phrase: Phrase, tree: Tree, *, quoted: bool) -> None:
    kind: MentionKind = "name" if phrase.name is not None else "description"
    rule = f"actor.{kind}"
    top = tree.head_of(phrase.span) or phrase.head  # the parser may hang a name on its title
    stood = standing(tree, top, quoted=quoted)._replace(place=(tree.sentence.index, phrase.head.index))
    entity.add(mention_of(phrase, kind, rule), stood)


def _apposed(
    tree: Tree, phrase: Phrase, entity: Entity, names: Mapping[int, Name], used: set[int], register: Register
) -> None:
    """Let an apposition be the same actor: "the envoy, Mara Lund"; "Mara Lund, the envoy"."""
    for token in _appositions(tree, phrase.head):
        other = parse(tree, token, names)
        if other.name is None and other.role is None:
            continue
        if other.name is not None and phrase.name is not None and other.name.label != "PER":
            continue
        mention = mention_of(other, "name" if other.name is not None else "description", "actor.apposition")
        entity.add(mention, standing(tree, token))
        coding.from_apposition(entity, other, tree)
        if other.name is not None and other.name.label == "PER":
            register.call(entity, *name_keys(other.name, " ".join(tree.tokens[i].form for i in other.name.tokens)))
        used.update(
            t.index
            for t in tree.between(other.span)
            if t.index == token.index or t.index in (other.name.tokens if other.name else ())
        )


def _appositions(tree: Tree, head: Token) -> Iterator[Token]:
    for child in tree.children(head.index, "appos"):
        if child.upos in ("NOUN", "PROPN"):
            yield child


def _are_its_people(phrase: Phrase) -> bool:
    """Whether a phrase is of those who fight for a body: "Ash Front *guerrillas*"."""
    return phrase.plural and phrase.head.lemma.lower() in lexicons.wordlist("armed-people")


def _body(tree: Tree, phrase: Phrase, entity: Entity, found: Context) -> None:
    """Register the body named in the phrase of an official or of its armed people, and let them act for it."""
    if phrase.body is None or phrase.role is None or not (phrase.role.speaks or _are_its_people(phrase)):
        return
    name, text, register = phrase.body, found.text, found.register
    if name.known is not None and name.known.label in ("state", "capital"):
        return
    keys = name_keys(name, name.span.of(text))
    body = register.called(*keys)
    if body is None:
        body = register.new(name.span.of(text), "organisation")
        register.call(body, *keys)
        coding.code_body(body, name, text)
    mention = Mention(name.span, name.head, "name", (Evidence("actor.body-of-official", name.span),))
    if all(m.span != name.span for m in body.mentions):
        body.add(mention, standing(tree, tree.tokens[name.tokens[0]]))
    entity.body = entity.body or body.id
    if _are_its_people(phrase):
        coding.armed_by(body, phrase)
