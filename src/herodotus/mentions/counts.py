"""Counts: how many people, of whom, and what befell them, from the number's place in the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from herodotus import lexicons
from herodotus.mentions import numbers, tables
from herodotus.mentions.numbers import Amount
from herodotus.model import Actor, Count, Reading, Span, Token
from herodotus.syntax import Tree, is_any

_MANY = frozenset({"dozens", "scores", "hundreds", "thousands", "millions", "tens"})
_HARM = ("killed", "wounded", "detained", "abducted", "missing")
"""Only of these does a bare plural say how many: some."""
_GROUPED = ("people", "person", "other", "one", "more", "man", "woman", "child")


def find(reading: Reading, actors: tuple[Actor, ...]) -> tuple[Count, ...]:
    """Return the counts of people in a report, in text order."""
    text = reading.report.text
    heads = {mention.head: actor.id for actor in actors for mention in actor.mentions}
    found = [c for sentence in reading.sentences for c in _in_sentence(Tree(sentence), text, heads)]
    return tuple(sorted(found, key=lambda count: count.span))


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun with its number: the noun's token, the number's tokens (none for "a contractor"), the range."""

    noun: Token
    number: tuple[Token, ...]
    amount: Amount


def _in_sentence(tree: Tree, text: str, heads: Mapping[Span, str]) -> Iterator[Count]:
    for counted in _counted(tree, text):
        what = _effect(tree, counted.noun) or (_effect(tree, counted.number[0]) if counted.number else None)
        whose = heads.get(counted.noun.span)
        if what is None and (whose is None or not counted.number):
            continue
        if not _are_people(counted.noun, whose, what):
            continue
        yield _count(counted, what, whose, tree, text)


def _count(counted: Counted, what: str | None, whose: str | None, tree: Tree, text: str) -> Count:
    number = counted.number
    start = _with_qualifier(number[0].span.start, text, counted.amount) if number else counted.noun.span.start
    span = Span(start, number[-1].span.end) if number else counted.noun.span
    who = tree.noun_phrase(counted.noun.index)
    return Count(what, counted.amount.low, counted.amount.high, counted.amount.qualifier, whose, span, who)


def _with_qualifier(start: int, text: str, amount: Amount) -> int:
    """Return where a number begins once its qualifier is taken in ("at least 12")."""
    if amount.qualifier in ("exact", "dozens", "several"):
        return start
    before = text[max(0, start - 20) : start]
    words = [w for w in lexicons.load().document("numbers/words")["qualifiers"] if before.lower().rstrip().endswith(w)]
    return start - len(before) + before.lower().rindex(max(words, key=len)) if words else start


def _counted(tree: Tree, text: str) -> Iterator[Counted]:
    seen: set[int] = set()
    for token in tree.tokens:
        for counted in (_many_of(tree, token, text), _numbered(tree, token, text), _bare(tree, token, text)):
            if counted is not None and counted.noun.index not in seen:
                seen.add(counted.noun.index)
                yield counted
                break


def _many_of(tree: Tree, token: Token, text: str) -> Counted | None:
    """Read "Dozens of rioters", "tens of thousands of people"; bare "dozens were wounded" counts itself."""
    if token.form.lower() not in _MANY:
        return None
    number = [token]
    while (
        inner := next((t for t in tree.children(number[-1].index, "nmod") if t.form.lower() in _MANY), None)
    ) is not None:
        number += [tree.tokens[inner.index - 1], inner] if inner.index == number[-1].index + 2 else [inner]
    found = numbers.amount([t.form for t in number], text[max(0, token.span.start - 25) : token.span.start])
    of = next((t for t in tree.children(number[-1].index, "nmod") if tree.case(t.index) == "of"), None)
    return None if found is None else Counted(of or number[-1], tuple(number), found)


def _numbered(tree: Tree, token: Token, text: str) -> Counted | None:
    """Read "At least 12 dockers", "three of them", "12 were killed"."""
    modifiers = [t for t in tree.children(token.index, "nummod", "det", "amod") if t.index < token.index]
    for child in modifiers:
        number = _run(tree, child)
        found = numbers.amount([t.form for t in number], text[max(0, number[0].span.start - 25) : number[0].span.start])
        if found is not None and (
            child.deprel == "nummod" or child.lemma.lower() in ("several", "many", "few", "some", "both", "no")
        ):
            return Counted(token, tuple(number), found)
    if token.upos == "NUM" and not is_any(token.deprel, ("nummod", "compound", "flat", "det", "appos")):
        number = _run(tree, token)
        found = numbers.amount([t.form for t in number], text[max(0, number[0].span.start - 25) : number[0].span.start])
        return Counted(token, tuple(number), found) if found is not None and _is_party(tree, token) else None
    return None


def _run(tree: Tree, token: Token) -> list[Token]:
    """Return the tokens of one number: "two hundred", "1.5 million", "twenty - five"."""
    first = last = token.index
    while first > 0 and (tree.tokens[first - 1].upos == "NUM" or _joins(tree, first - 1)):
        first -= 1
    while last + 1 < len(tree) and (tree.tokens[last + 1].upos == "NUM" or _joins(tree, last + 1)):
        last += 1
    return list(tree.tokens[first : last + 1])


def _joins(tree: Tree, index: int) -> bool:
    between = (
        0 < index < len(tree) - 1 and tree.tokens[index - 1].upos == "NUM" and tree.tokens[index + 1].upos == "NUM"
    )
    return between and tree.tokens[index].form in ("-", "and")


def _is_party(tree: Tree, token: Token) -> bool:
    """Whether a number stands for people by itself: "12 were killed", "killing 12", "many were wounded"."""
    return is_any(token.deprel, ("nsubj", "nsubj:pass", "obj", "conj", "root", "obl")) and tree.case(
        token.index
    ) not in ("in", "at", "on", "by", "since", "of", "to")


def _bare(tree: Tree, token: Token, text: str) -> Counted | None:
    """Read "a contractor was killed" as one, "many were wounded" as some, "no one was hurt" as none."""
    form = token.form.lower()
    if form in ("nobody", "none") or (form == "one" and _is_no_one(tree, token)):
        return Counted(token, (), Amount(0, 0, "exact"))
    if form in ("many", "several", "others", "some") and is_any(token.deprel, ("nsubj", "nsubj:pass", "obj")):
        return Counted(token, (token,), Amount(2, None, "several"))
    if token.upos not in ("NOUN", "PROPN") or _effect(tree, token) is None or token.deprel == "compound":
        return None
    article = next((t for t in tree.children(token.index, "det") if t.lemma.lower() in ("a", "an")), None)
    if token.xpos in ("NNS", "NNPS"):
        return Counted(token, (), Amount(2, None, "several")) if _effect(tree, token) in _HARM else None
    if _is_collective(token):
        return None
    return Counted(token, (), Amount(1, 1, "exact")) if article is not None or token.upos == "PROPN" else None


def _is_collective(token: Token) -> bool:
    """Whether a singular names many: "a crowd", "a small group"."""
    role = tables.roles().get(token.lemma.lower())
    return role is not None and role.kind in ("crowd", "group", "armed group")


def _is_no_one(tree: Tree, token: Token) -> bool:
    return token.index > 0 and tree.tokens[token.index - 1].form.lower() == "no"


def _are_people(noun: Token, whose: str | None, what: str | None) -> bool:
    lemma = noun.lemma.lower()
    if lemma in _GROUPED or noun.upos in ("NUM", "PRON", "ADJ", "DET") or lemma in _MANY or noun.form.lower() in _MANY:
        return what is not None
    role = tables.roles().get(lemma)
    if role is not None and role.kind == "facility":
        return False
    return (
        role is not None
        or lemma in _effect_nouns()
        or (whose is not None and noun.upos == "PROPN" and what is not None)
    )


@cache
def _effects() -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = lexicons.load().document("numbers/effects")["effect"]
    return found


@cache
def _effect_nouns() -> Mapping[str, str]:
    return {noun: effect["what"] for effect in _effects() for noun in effect["nouns"]}


@cache
def _by(key: str) -> Mapping[str, str]:
    return {word: effect["what"] for effect in _effects() for word in effect[key]}


def _effect(tree: Tree, noun: Token) -> str | None:
    """Return what befell the people a noun names: by the noun itself, its state, the verb over it, the noun it belongs to."""
    own = _effect_nouns().get(noun.lemma.lower())
    if own is not None:
        return own
    states = _by("states")
    near = tree.children(noun.index, "amod", "acl", "xcomp", "advcl")
    head = tree.head(noun.index)
    if is_any(noun.deprel, ("nsubj",)) and head is not None and head.lemma.lower() in states and head.upos == "ADJ":
        return states.get(head.lemma.lower())
    for token in near:
        if token.form.lower() in states:
            return states[token.form.lower()]
    if noun.form.lower() in states:
        return states[noun.form.lower()]
    following = tree.tokens[noun.index + 1] if noun.index + 1 < len(tree) else None
    if following is not None and following.form.lower() in states and following.upos == "ADJ":
        return states[following.form.lower()]
    return _of_verb(tree, noun)


def _of_verb(tree: Tree, noun: Token) -> str | None:
    first = noun
    while first.deprel == "conj" and first.head is not None:
        first = tree.tokens[first.head]
    head = tree.head(first.index)
    if head is None:
        return None
    lemma = head.lemma.lower()
    if is_any(first.deprel, ("obj", "nsubj:pass")) or (first.deprel == "nsubj" and tree.is_passive(head.index)):
        return _by("verbs").get(lemma) or _by("verbs").get(_two(tree, head))
    if is_any(first.deprel, ("nsubj",)):
        return _by("intransitive").get(lemma)
    if is_any(first.deprel, ("nmod", "nmod:poss")) and head.upos == "NOUN":
        return {"death": "killed", "killing": "killed", "murder": "killed", "arrest": "detained", "injury": "wounded",
                "abduction": "abducted", "detention": "detained", "massacre": "killed"}.get(lemma)  # fmt: skip
    return None


def _two(tree: Tree, verb: Token) -> str:
    extra = tree.child(verb.index, "compound:prt", "xcomp", "obl")
    return f"{verb.lemma.lower()} {extra.lemma.lower()}" if extra is not None else verb.lemma.lower()
