"""Things: what a report mentions that does not act. They are no actors, but a pronoun may stand for them."""

from __future__ import annotations

from collections.abc import Mapping

from herodotus.lexicons.words import TIMES
from herodotus.mentions import coding, tables
from herodotus.mentions.context import Context
from herodotus.mentions.dialogue import copula_subject
from herodotus.mentions.name import Name
from herodotus.mentions.phrases import Phrase, is_head, parse
from herodotus.mentions.register import Entity, Register, mention_of
from herodotus.mentions.salience import standing
from herodotus.model import Mention, MentionKind, Span, Token
from herodotus.syntax import CLAUSES, Tree, is_any

SOMEBODY = frozenset(
    {
        "someone",
        "somebody",
        "anyone",
        "anybody",
        "everyone",
        "everybody",
        "nobody",
        "no one",
        "something",
        "anything",
        "everything",
    }
)


def note(tree: Tree, token: Token, names: Mapping[int, Name], found: Context, *, quoted: bool) -> None:
    """Enter the noun phrase a token heads, unless it is none, as the thing it means or a new one."""
    somebody = token.upos == "PRON" and token.lemma.lower() in SOMEBODY
    if not somebody and (token.upos not in ("NOUN", "PROPN", "NUM", "X") or not is_head(tree, token)):
        return
    name = names.get(token.index)
    if name is not None and token.span != name.head:
        return
    phrase = parse(tree, token, names)
    register, text = found.register, found.text
    entity = _named(name, register, text) if name is not None else _described(phrase, register, text)
    kind: MentionKind = "name" if name is not None else "description"
    mention = Mention(phrase.span, token.span, kind)
    entity.pass_by(mention, standing(tree, token, quoted=quoted))


def is_said_to_be(tree: Tree, token: Token, names: Mapping[int, Name], found: Context, *, quoted: bool) -> bool:
    """Enter a noun that somebody or something is said to be as a mention of that: "Hale is *the envoy*"."""
    subject = copula_subject(tree, token) if token.upos in ("NOUN", "PROPN") else None
    entity = found.register.at(subject.span) if subject is not None else None
    if entity is None:
        return False
    phrase = parse(tree, token, names)
    if phrase.plural != entity.plural and entity.kind != "person":
        return False
    mention = mention_of(phrase, "description", "actor.copula")
    kept = entity.add if entity.kind is not None else entity.pass_by
    kept(mention, standing(tree, token, quoted=quoted))
    if entity.kind is not None:
        coding.from_apposition(entity, phrase, tree)
    return True


def told(tree: Tree, token: Token, found: Context, *, quoted: bool) -> None:
    """
    Enter what a clause tells, which "this", "that" and "it" may stand for: "The bridge fell. *That* cut the town off".

    It can be meant once it has been told to its end.
    """
    clausal = token.deprel == "root" or is_any(token.deprel, (*CLAUSES, "conj"))
    if not clausal or not (token.upos == "VERB" or tree.child(token.index, "nsubj", "csubj") is not None):
        return
    members = [i for i in tree.subtree(token.index) if tree.tokens[i].upos != "PUNCT"]
    span = Span(tree.tokens[members[0]].span.start, tree.tokens[members[-1]].span.end)
    entity = found.register.new(span.of(found.text), None)
    entity.sort = "deed"
    stood = standing(tree, token, quoted=quoted)
    place = (tree.sentence.index, members[-1])
    entity.pass_by(Mention(span, token.span, "description"), stood._replace(place=place, part=_level(token)))


def _level(token: Token) -> str:
    """Return which kind of clause tells a deed: the sentence itself, one beside it, one within it."""
    return (
        "sentence"
        if token.deprel == "root"
        else "clause beside"
        if is_any(token.deprel, ("conj", "parataxis"))
        else "clause within"
    )


def together(tree: Tree, token: Token, found: Context, *, quoted: bool) -> None:
    """Enter coordinated nouns as one thing more, which "they" may stand for: "Norland and Merania"."""
    others = [t for t in tree.children(token.index, "conj") if t.upos in ("NOUN", "PROPN", "PRON")]
    if not others or token.upos not in ("NOUN", "PROPN", "PRON") or is_any(token.deprel, ("conj", "compound", "amod")):
        return
    first, last = tree.noun_phrase(token.index), tree.noun_phrase(others[-1].index)
    span = Span(min(first.start, token.span.start), max(last.end, others[-1].span.end))
    register = found.register
    entity = register.new(span.of(found.text), None)
    acts = any((member := register.at(t.span)) is not None and member.kind is not None for t in (token, *others))
    entity.sort, entity.plural = "pair" if acts else "things", True
    mention = Mention(span, Span(token.span.start, others[-1].span.end), "description")
    place = (tree.sentence.index, others[-1].index)
    entity.pass_by(mention, standing(tree, token, quoted=quoted)._replace(place=place))


def _named(name: Name, register: Register, text: str) -> Entity:
    words = tables.folded(name.span.of(text))
    known = name.known
    state = known is not None and known.label in ("state", "capital") and known.country
    keys = (
        (f"state:{known.country}",) if known is not None and state and known.label == "state" else (f"place:{words}",)
    )
    entity = register.met(*keys)
    if entity is None:
        entity = register.new(name.span.of(text), None)
        entity.sort = {"LOC": "place", "PER": "person", "ORG": "body"}.get(name.label, "thing")
        register.call(entity, *keys)
    return entity


def _described(phrase: Phrase, register: Register, text: str) -> Entity:
    lemma = phrase.head.lemma.lower()
    words = _words(phrase, text)
    entity = register.met(f"words:{words}")
    if entity is None and phrase.definite:
        entity = register.last(lambda e: _same(e, phrase, lemma), (10**9, 0), within=10**9)
    if entity is None:
        entity = register.new(words, None)
        entity.sort = _sort(phrase)
        entity.head, entity.plural, entity.lemmas = lemma, phrase.plural, phrase.lemmas
        entity.definite = phrase.definite
        register.call(entity, f"words:{words}")
    return entity


def _words(phrase: Phrase, text: str) -> str:
    """Return a description as it is compared: lower case, without article."""
    words = phrase.span.of(text).lower().split()
    return " ".join(
        words[1:] if len(words) > 1 and words[0] in ("the", "a", "an", "this", "that", "these", "those") else words
    )


def _same(entity: Entity, phrase: Phrase, lemma: str) -> bool:
    if entity.kind is not None or entity.head != lemma or entity.plural != phrase.plural:
        return False
    return phrase.lemmas <= entity.lemmas | {lemma}


def _sort(phrase: Phrase) -> str:
    """Return what sort of thing a description names: a person outside the role lists, a time, a place, or just a thing."""
    form, lemma = phrase.head.form.lower(), phrase.head.lemma.lower()
    if lemma.endswith(("one", "body")) and lemma in SOMEBODY:
        return "anybody"
    if form in TIMES or lemma in TIMES:
        return "time"
    role = tables.roles().get(lemma)
    return "person" if role is not None and role.kind in ("person", "crowd") else "thing"
