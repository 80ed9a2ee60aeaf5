"""Actors: every phrase that names, describes or points at somebody who can act, resolved to an entity and coded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from herodotus import lexicons
from herodotus.mentions import coding, pronouns, tables, voices
from herodotus.mentions.names import Name
from herodotus.mentions.phrases import Phrase, is_head, parse
from herodotus.mentions.register import Entity, Register, mention_of, name_keys
from herodotus.model import Actor, Evidence, Mention, Reading, Sentence, Span, Token
from herodotus.syntax import Tree, is_any

_WHERE = frozenset(
    [
        "in",
        "at",
        "near",
        "from",
        "inside",
        "outside",
        "across",
        "within",
        "into",
        "around",
        "through",
        "throughout",
        "off",
        "along",
        "beyond",
        "over",
        "of",
    ]
)
_GOING = frozenset(
    [
        "go",
        "fly",
        "travel",
        "deploy",
        "send",
        "return",
        "move",
        "come",
        "withdraw",
        "arrive",
        "head",
        "flee",
        "visit",
        "dispatch",
        "transfer",
        "escape",
        "drive",
        "march",
    ]
)
_SUBJECTS = ("nsubj", "nsubj:pass", "obl:agent")


def find(reading: Reading, names: tuple[Name, ...]) -> tuple[Actor, ...]:
    """Return the actors of a report in the order they appear."""
    register = Register()
    by_sentence: dict[int, dict[int, Name]] = {}
    for name in names:
        by_sentence.setdefault(name.sentence, {}).update(dict.fromkeys(name.tokens, name))
    day, quoted = _day(reading), voices.quoted(reading.report.text)
    for sentence in reading.sentences:
        _read(sentence, by_sentence.get(sentence.index, {}), reading, register, day=day, quoted=quoted)
    pronouns.first_person(reading, register)
    coding.back_fill(register, day)
    return tuple(entity.done() for entity in register.entities if entity.mentions)


def coded(reading: Reading, names: tuple[Name, ...], span: Span) -> Actor | None:
    """Return a phrase coded by its own words alone, whether or not it acts in its sentence; None outside any sentence."""
    for sentence in reading.sentences:
        tree = Tree(sentence)
        head = tree.head_of(span) if sentence.span.meets(span) else None
        if head is None:
            continue
        own = {i: name for name in names if name.sentence == sentence.index for i in name.tokens}
        phrase, register = parse(tree, head, own), Register()
        entity = _entity(phrase, reading.report.text, register, _day(reading))
        _add(entity, phrase, tree, quoted=False)
        coding.back_fill(register, _day(reading))
        return entity.done()
    return None


def _day(reading: Reading) -> dt.date | None:
    published = reading.report.published
    return published.date() if isinstance(published, dt.datetime) else published


def _read(
    sentence: Sentence,
    names: Mapping[int, Name],
    reading: Reading,
    register: Register,
    *,
    day: dt.date | None,
    quoted: tuple[Span, ...],
) -> None:
    """Take in the mentions of one sentence, left to right."""
    tree, used = Tree(sentence), set[int]()
    speakers, titles = _voices(tree), _titles(tree, names)
    for token in sentence.tokens:
        if token.index in used or token.index in titles:
            continue
        within = any(span.holds(token.span) for span in quoted)
        if pronouns.is_pronoun(token):
            pronouns.third_person(tree, token, register, quoted=within)
            continue
        phrase = _actor_phrase(tree, token, names, speakers)
        if phrase is None:
            _sole_trace(tree, token, names, register)
            continue
        entity = _entity(phrase, reading.report.text, register, day)
        _add(entity, phrase, tree, quoted=within)
        used |= {t.index for t in tree.between(phrase.span) if t.index in names and names[t.index] is phrase.name}
        _apposed(tree, phrase, entity, names, used, register)
        _body(tree, phrase, entity, reading.report.text, register)


def _titles(tree: Tree, names: Mapping[int, Name]) -> frozenset[int]:
    """Return the tokens of offices before people's names: they are part of the person's phrase, nobody of their own."""
    found: set[int] = set()
    for name in {name for name in names.values() if name.label == "PER"}:
        head = next(t for t in tree.tokens if t.span == name.head)
        phrase = parse(tree, head, names)
        found |= {t.index for t in tree.between(phrase.span) if t.index < name.tokens[0] and t.index not in names}
    return frozenset(found)


def _voices(tree: Tree) -> frozenset[int]:
    """Return the token numbers of subjects of reporting verbs: they speak, whatever their head word."""
    verbs = lexicons.load().cues.words("VERB")
    reporting = [
        t for t in tree.tokens if t.upos == "VERB" and t.lemma.lower() in verbs and not is_any(t.deprel, ("acl",))
    ]
    subjects = (tree.subject(t.index) for t in reporting)
    return frozenset(
        s.index
        for s in subjects
        if s is not None
        and s.lemma.lower() not in tables.artefacts()
        and s.upos in ("NOUN", "PROPN")
        and not tree.is_negated(s.index)
        and not is_any(s.deprel, ("nsubj:pass",))
    )


def _actor_phrase(tree: Tree, token: Token, names: Mapping[int, Name], voices: frozenset[int]) -> Phrase | None:
    """Return the phrase a token heads if it is an actor's."""
    name = names.get(token.index)
    if name is not None and token.span != name.head:
        return None
    if not is_head(tree, token) and not (name is not None and name.label == "PER"):
        return None
    if name is not None and _is_place(tree, token, name, voices):
        return None
    phrase = parse(tree, token, names)
    if phrase.name is not None or token.index in voices or _is_people(token, name):
        return phrase
    if phrase.role is None or token.lemma.lower() in tables.artefacts():
        return None
    return phrase if token.upos in ("NOUN", "PROPN") or phrase.role.word in tables.heads() else None


def _is_people(token: Token, name: Name | None) -> bool:
    """Whether a demonym stands for its people: "*Torvians* marched", not "the *Torvian* navy"."""
    if name is None or name.known is None or name.known.label != "demonym":
        return False
    plural = token.xpos in ("NNS", "NNPS") or (token.upos == "PROPN" and token.form.endswith("s"))
    return plural and not is_any(token.deprel, ("amod", "compound"))


def _is_place(tree: Tree, token: Token, name: Name, voices: frozenset[int]) -> bool:
    """Whether a name locates here rather than acts: a city, or a state after "in", "near", "from"."""
    if name.label in ("PER", "ORG") or token.index in voices:
        return False
    if name.label == "MISC":
        return name.known is None or token.upos != "PROPN" or is_any(token.deprel, ("amod", "compound"))
    case = tree.case(token.index)
    if name.known is None:
        words = " ".join(tree.tokens[i].form for i in name.tokens)
        return tables.facility_in(words) is None or case in _WHERE
    if name.known.label == "capital":
        return not is_any(token.deprel, (*_SUBJECTS, "obj")) and case not in ("on", "with", "against")
    return not is_any(token.deprel, ("nmod:poss",)) and _locates(tree, token, case)


def _locates(tree: Tree, token: Token, case: str | None) -> bool:
    if case is not None and case.split()[0] in _WHERE:
        return True
    head = tree.head(token.index)
    return case in ("to", "for") and head is not None and head.lemma.lower() in _GOING


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
        entity = _state(name, register)
        mention = Mention(name.span, token.span, "description", (Evidence("actor.sole-trace", name.span),))
        entity.add(mention, (tree.sentence.index, token.index), subject=False)


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
        entity.add(mention, (tree.sentence.index, name.tokens[0]), subject=False)


def _state(name: Name, register: Register) -> Entity:
    assert name.known is not None
    assert name.known.country is not None
    key = f"state:{name.known.country}"
    entity = register.called(key)
    if entity is None:
        row = tables.states().get(name.known.country)
        entity = register.new(row["name"] if row else name.known.name, "state")
        entity.country, entity.sectors = name.known.country, ("GOV",)
        entity.because.append(Evidence(f"actor.{name.known.label}", name.span))
        register.call(entity, key)
    return entity


def _entity(phrase: Phrase, text: str, register: Register, day: dt.date | None) -> Entity:
    """Return who a phrase means: an entity met before, or a new one."""
    name = phrase.name
    if name is not None and name.known is not None and name.known.label in ("state", "capital") and name.known.country:
        return _state(name, register)
    if name is not None:
        return _named(phrase, name, text, register, day)
    return _described(phrase, text, register)


def _named(phrase: Phrase, name: Name, text: str, register: Register, day: dt.date | None) -> Entity:
    keys = name_keys(name, name.span.of(text))
    entity = register.called(*keys) if name.label != "PER" or len(keys) == 1 else _person(keys, register)
    if entity is None:
        entity = _untitled(phrase, name, register, text)
    if entity is None:
        kind = coding.kind_of(phrase)
        entity = register.new(name.span.of(text), kind)
        entity.head = phrase.head.lemma.lower()
    register.call(entity, *keys)
    coding.code(entity, phrase, text, day)
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


def _described(phrase: Phrase, text: str, register: Register) -> Entity:
    place = (10**9, 0)
    lemma = phrase.head.lemma.lower()
    entity = None
    if phrase.definite is not False:
        entity = register.last(lambda e: _same(e, phrase, lemma), place, within=10**9)
    if entity is None:
        words = phrase.span.of(text)
        entity = register.new(_bare(words), coding.kind_of(phrase))
        entity.head, entity.plural = lemma, phrase.plural
        entity.lemmas = phrase.lemmas
    coding.code(entity, phrase, text, None)
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
    if entity.head != lemma or entity.plural != phrase.plural:
        return False
    extra = phrase.lemmas - entity.lemmas - {lemma}
    return not extra if phrase.definite else phrase.lemmas == entity.lemmas


def _add(entity: Entity, phrase: Phrase, tree: Tree, *, quoted: bool) -> None:
    kind = "name" if phrase.name is not None else "description"
    rule = f"actor.{kind}"
    subject = is_any(phrase.head.deprel, _SUBJECTS)
    entity.add(mention_of(phrase, kind, rule), (tree.sentence.index, phrase.head.index), subject=subject, quoted=quoted)  # type: ignore[arg-type]


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
        entity.add(mention, (tree.sentence.index, token.index), subject=False)
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


def _body(tree: Tree, phrase: Phrase, entity: Entity, text: str, register: Register) -> None:
    """Register the body named in an official's phrase, and let the official act for it."""
    if phrase.body is None or phrase.role is None or not phrase.role.speaks:
        return
    name = phrase.body
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
        body.add(mention, (tree.sentence.index, name.tokens[0]), subject=False)
    entity.body = entity.body or body.id
