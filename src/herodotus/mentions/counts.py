"""Counts: how many people, of whom, and what befell them, from the number's place in the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from herodotus import lexicons
from herodotus.lexicons.inflection import bases
from herodotus.mentions import effects, numbers, tables
from herodotus.mentions.asked import is_asked_for
from herodotus.mentions.numbers import Amount
from herodotus.model import Actor, Count, Reading, Span, Token
from herodotus.syntax import Tree, is_any

_MANY = frozenset({"dozens", "scores", "hundreds", "thousands", "millions", "tens"})
_VAGUE = ("several", "many", "few", "some", "both", "no")
_HARM = ("killed", "wounded", "detained", "abducted", "missing")
"""Only of these does a bare plural say how many: some."""


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
        if is_asked_for(tree, counted.noun):
            continue
        what = effects.of(tree, counted.noun) or (effects.of(tree, counted.number[0]) if counted.number else None)
        whose = heads.get(counted.noun.span)
        if what is None and (whose is None or not counted.number):
            continue
        if _are_people(tree, counted.noun, whose, what):
            yield _count(counted, what, whose, tree, text)


def _count(counted: Counted, what: str | None, whose: str | None, tree: Tree, text: str) -> Count:
    number = counted.number
    start = _with_qualifier(number[0].span.start, text, counted.amount) if number else counted.noun.span.start
    span = Span(start, number[-1].span.end) if number else counted.noun.span
    return Count(
        what, counted.amount.low, counted.amount.high, counted.amount.qualifier, whose, span, _who(counted, tree)
    )


def _who(counted: Counted, tree: Tree) -> Span:
    """Return the words that name those counted, without what qualifies the number: of "at least 12 dockers" the last two."""
    who, number = _without_states(tree, counted.noun), counted.number
    if not number or number[0].span.start > counted.noun.span.start:
        return who
    if number[0].form.lower() in _MANY:
        behind = number[-1].span.end + len(" of ")
        return Span(behind, who.end) if who.start < behind < who.end else who
    qualified = counted.amount.qualifier not in ("exact", "dozens", "several")
    return Span(number[0].span.start, who.end) if qualified or number[0].span.start < who.start else who


def _without_states(tree: Tree, noun: Token) -> Span:
    """Return a noun's phrase without the state said of it: "left *12 people* dead", "shot dead *two judges*"."""
    who = tree.noun_phrase(noun.index)
    inside = [t for t in tree.between(who) if not (t.upos in ("ADJ", "VERB") and effects.is_state(t.form))]
    before = [t for t in inside if t.index <= noun.index]
    first = next((t for n, t in enumerate(before) if before[n:][-1].index - t.index == len(before[n:]) - 1), noun)
    last = inside[-1] if inside and inside[-1].index >= noun.index else noun
    return Span(first.span.start, max(last.span.end, noun.span.end))


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
        for counted in (_many_of(tree, token, text), _numbered(tree, token, text), _bare(tree, token)):
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
    found = _amount(tree, number, text)
    of = next((t for t in tree.children(number[-1].index, "nmod") if tree.case(t.index) == "of"), None)
    return None if found is None else Counted(of or number[-1], tuple(number), found)


def _amount(tree: Tree, number: list[Token], text: str) -> Amount | None:
    """Return the range of a number with the words around it: "at least 12", "12 or more", "between 10 and 20"."""
    before = text[max(0, number[0].span.start - 25) : number[0].span.start]
    after = text[number[-1].span.end : number[-1].span.end + 12]
    return numbers.amount([t.form for t in number], before, after)


def _numbered(tree: Tree, token: Token, text: str) -> Counted | None:
    """Read "At least 12 dockers", "three of them", "12 were killed"."""
    modifiers = [t for t in tree.children(token.index, "nummod", "det", "amod") if t.index < token.index]
    for child in sorted(modifiers, key=lambda t: t.deprel != "nummod"):
        if child.deprel == "nummod" or child.lemma.lower() in _VAGUE:
            number = _run(tree, _figure_of(tree, child))
            found = _amount(tree, number, text)
            if found is not None:
                return Counted(token, tuple(number), found)
    if token.upos == "NUM" and not is_any(token.deprel, ("nummod", "compound", "flat", "det", "appos")):
        number = _run(tree, token)
        found = _amount(tree, number, text)
        return Counted(token, tuple(number), found) if found is not None and _is_party(tree, token) else None
    return None


def _figure_of(tree: Tree, token: Token) -> Token:
    """Return the figure that "as many as 60" leads to, or the word itself."""
    if token.form.lower() not in ("many", "few"):
        return token
    return next((tree.tokens[i] for i in tree.subtree(token.index) if tree.tokens[i].upos == "NUM"), token)


def _run(tree: Tree, token: Token) -> list[Token]:
    """Return the tokens of one number: "two hundred", "1.5 million", "twenty - five", "30 and 40", "30 to 40"."""
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
    return between and tree.tokens[index].form.lower() in ("-", "–", "and", "to", "or")


def _is_party(tree: Tree, token: Token) -> bool:
    """Whether a number stands for people by itself: "12 were killed", "killing 12", "a toll of 12"."""
    if effects.by_toll(tree, token) is not None:
        return True
    return is_any(token.deprel, ("nsubj", "nsubj:pass", "obj", "conj", "root", "obl")) and tree.case(
        token.index
    ) not in ("in", "at", "on", "by", "since", "of", "to")


def _bare(tree: Tree, token: Token) -> Counted | None:
    """Read "a contractor was killed" as one, "many were wounded" as some, "no one was hurt" as none."""
    form = token.form.lower()
    if form in ("nobody", "none") or (form == "one" and _is_no_one(tree, token)):
        return Counted(token, (), Amount(0, 0, "exact"))
    if form in ("many", "several", "others", "some") and is_any(token.deprel, ("nsubj", "nsubj:pass", "obj")):
        return Counted(token, (token,), Amount(2, None, "several"))
    what = effects.of(tree, token) if token.upos in ("NOUN", "PROPN") and token.deprel != "compound" else None
    if what is None:
        return None
    if token.xpos in ("NNS", "NNPS"):
        return Counted(token, (), Amount(2, None, "several")) if what in _HARM else None
    article = next((t for t in tree.children(token.index, "det") if t.lemma.lower() in ("a", "an")), None)
    single = article is not None or token.upos == "PROPN"
    return Counted(token, (), Amount(1, 1, "exact")) if single and not _is_collective(token) else None


def _is_collective(token: Token) -> bool:
    """Whether a singular names many: "a crowd", "a small group"."""
    role = tables.roles().get(token.lemma.lower())
    return role is not None and role.kind in ("crowd", "group", "armed group")


def _is_no_one(tree: Tree, token: Token) -> bool:
    return token.index > 0 and tree.tokens[token.index - 1].form.lower() == "no"


def _are_people(tree: Tree, noun: Token, whose: str | None, what: str | None) -> bool:
    """Whether those counted are people: by the word for them, else by what befell them, which befalls people only."""
    lemma = noun.lemma.lower()
    if lemma in numbers.anybody() or noun.upos in ("NUM", "PRON", "ADJ", "DET") or noun.form.lower() in _MANY:
        return what is not None
    role = next((tables.roles()[w] for w in (lemma, *bases(noun.form.lower())) if w in tables.roles()), None)
    if (role is not None and role.kind == "facility") or lemma in numbers.things():
        return False
    if role is not None or effects.is_noun(lemma):
        return True
    plural_or_named = noun.xpos in ("NNS", "NNPS") or (whose is not None and noun.upos == "PROPN")
    return plural_or_named and what is not None and effects.befalls_people(what)
