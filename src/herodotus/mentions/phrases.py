"""A noun phrase for an actor taken apart: determiner, status word, country, role, body, name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from herodotus import lexicons
from herodotus.lexicons.inflection import bases
from herodotus.mentions import gazetteer, tables
from herodotus.mentions.name import USERS, Name
from herodotus.mentions.tables import RoleWord
from herodotus.model import Span, Token
from herodotus.syntax import Tree, is_any

_INSIDE = ("compound", "amod", "nmod:desc", "nmod:poss", "flat", "det", "nummod", "nmod", "appos", "advmod")
_OF = ("of", "for", "in", "from", "to", "at")
_LOOSE = frozenset({"and", "or", "who", "which", "that", "said", "whose"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """
    What the words of an actor's phrase say.

    ``name`` is the proper name in it, ``role`` the head word's entry, ``role_span`` its words; ``country`` with the token
    that gives it; ``body`` the name of the organisation inside it ("White House" in "White House spokesman");
    ``status`` "former" …; ``definite`` true for the/this/its, false for a/an/number, None where bare; ``owner`` the pronoun
    that tells whose it is ("*its* troops"); ``givers`` the words that give the country.
    """

    head: Token
    span: Span
    name: Name | None = None
    role: RoleWord | None = None
    role_span: Span | None = None
    country: str | None = None
    country_from: Token | None = None
    country_rule: str | None = None
    body: Name | None = None
    sector: str | None = None
    status: str | None = None
    definite: bool | None = None
    plural: bool = False
    lemmas: frozenset[str] = frozenset()
    facility: RoleWord | None = None
    owner: Token | None = None
    givers: frozenset[str] = frozenset()


def parse(tree: Tree, head: Token, names: Mapping[int, Name]) -> Phrase:
    """Take apart the phrase a token heads. ``names`` maps the token numbers of the sentence to the name they belong to."""
    name = names.get(head.index) or _hung_on_title(tree, head, names) or _hung_on_kind(tree, head, names)
    members = _members(tree, head, name)
    span = _span(tree, members)
    if name is not None and name.label == "MISC" and name.known is not None:
        name = None  # a demonym used as a noun: "the Americans"
    role, role_tokens = _role(tree, head, members, name)
    country, giver, rule = _country(tree, head, members, names, name)
    return Phrase(
        head=head,
        span=span,
        name=name,
        role=role,
        role_span=_span(tree, role_tokens) if role_tokens else None,
        country=country,
        country_from=giver,
        country_rule=rule,
        body=_body(tree, head, members, names, name),
        sector=_sector(tree, members),
        status=_status(tree, members),
        definite=_definite(tree, head),
        facility=_facility(tree, name),
        owner=next((t for t in tree.children(head.index, "nmod:poss") if t.xpos == "PRP$"), None),
        givers=_givers(tree, giver, names),
        plural=head.xpos in ("NNS", "NNPS") or _has_number(tree, head),
        lemmas=frozenset(
            tree.tokens[i].lemma.lower() for i in members if tree.tokens[i].upos in ("NOUN", "ADJ", "PROPN")
        ),
    )


def _hung_on_title(tree: Tree, head: Token, names: Mapping[int, Name]) -> Name | None:
    """Return the person's name the parser hung on the title right before it: "spokesman" <- "Joren Hale"."""
    if head.upos not in ("NOUN", "PROPN") or head.xpos in ("NNS", "NNPS"):
        return None
    for child in tree.children(head.index, "flat", "appos", "nmod:desc", "nmod:unmarked"):
        name = names.get(child.index)
        if name is not None and name.label == "PER" and name.tokens[0] == head.index + 1:
            return name
    return None


def _hung_on_kind(tree: Tree, head: Token, names: Mapping[int, Name]) -> Name | None:
    """
    Return the body's name behind the word for what kind of body it is: "the rebel group *Ash Front*", "the airline, *Bel Air*,".

    One of several named behind it is not all that the word stands for.
    """
    if head.lemma.lower() not in lexicons.wordlist("kinds-of-bodies") or head.xpos in ("NNS", "NNPS"):
        return None
    for child in tree.children(head.index, "flat", "appos", "nmod:desc", "nmod:unmarked", "compound"):
        name = names.get(child.index)
        several = tree.child(head.index, "conj") or tree.child(child.index, "conj")
        if name is not None and name.label == "ORG" and _is_right_behind(tree, head, name) and several is None:
            return name
    return None


def _is_right_behind(tree: Tree, head: Token, name: Name) -> bool:
    """Whether nothing but a mark and an article stands between a word and a name behind it."""
    between = [token.form.lower() for token in tree.tokens[head.index + 1 : name.tokens[0]]]
    marks = [form for form in between if form != "the"]
    return (
        name.tokens[0] > head.index and len(between) < 4 and all(len(form) == 1 and form in ",\"“‘'" for form in marks)
    )


def _facility(tree: Tree, name: Name | None) -> RoleWord | None:
    """Return the facility word in a name that is not a person's ("Fort Casimir")."""
    if name is None or name.label == "PER":
        return None
    return tables.facility_in(" ".join(tree.tokens[i].form for i in name.tokens))


def _members(tree: Tree, head: Token, name: Name | None) -> list[int]:
    """Return the tokens of the phrase: the head, what modifies it closely, and the of-phrases that say who it is."""
    found = {head.index}
    if name is not None:
        found.update(name.tokens)
    for index in sorted(found):
        found.update(_close(tree, index))
    found.update(_titles_before(tree, min(found)))
    return sorted(found)


def _close(tree: Tree, index: int) -> Iterator[int]:
    for child in tree.children(index, *_INSIDE):
        if child.deprel == "appos" or (child.deprel == "nmod" and tree.case(child.index) not in _OF):
            continue
        if child.index > index and child.deprel not in ("flat", "nmod", "compound"):
            continue
        if child.deprel in ("nmod", "nmod:poss", "compound", "nmod:desc", "amod", "nummod"):
            yield from tree.subtree(child.index, "acl:relcl", "acl", "appos", "conj", "cc", "punct")
        else:
            yield child.index


def _titles_before(tree: Tree, first: int) -> Iterator[int]:
    """Yield the tokens of a title the parser left outside: "Secretary of Defense" before a name, "spokesman" before a name."""
    at = first - 1
    while at >= 0 and first - at <= 6:
        token = tree.tokens[at]
        if token.upos not in ("PROPN", "NOUN", "ADJ") and token.form.lower() not in ("of", "for", "the"):
            return
        if token.form.lower().rstrip(".") in tables.heads() and _hangs_together(tree, at, first):
            yield from range(_title_start(tree, at), first)
            return
        at -= 1


def _title_start(tree: Tree, at: int) -> int:
    """Return where a title begins that has a head word at ``at``: capitalised words before it, "Secretary of" before that."""
    tokens = tree.tokens
    while at > 0 and tokens[at - 1].upos in ("PROPN", "ADJ") and tokens[at - 1].form[0].isupper():
        at -= 1
    of_title = at > 1 and tokens[at - 1].form == "of" and tokens[at - 2].form.lower() in tables.heads()
    return _title_start(tree, at - 2) if of_title and tokens[at - 2].form[0].isupper() else at


def _hangs_together(tree: Tree, title: int, first: int) -> bool:
    """Whether a title and the name after it are one phrase: capitalised title, nothing between but its own complement."""
    if not tree.tokens[first].form[0].isupper() or tree.tokens[first].upos != "PROPN":
        return False
    between = tree.tokens[title + 1 : first]
    return tree.tokens[title].form[0].isupper() and all(
        t.form.lower() in ("of", "for", "the") or t.form[0].isupper() for t in between
    )


def _span(tree: Tree, members: list[int]) -> Span:
    return Span(tree.tokens[members[0]].span.start, tree.tokens[members[-1]].span.end)


def _role(tree: Tree, head: Token, members: list[int], name: Name | None) -> tuple[RoleWord | None, list[int]]:
    """Return the role word of a phrase: of its head, two words before one; for a name, the last title before it."""
    inside_name = set(name.tokens) if name is not None else set()
    titled = [i for i in members if i not in inside_name and not (i > head.index and tree.tokens[i].upos == "ADJ")]
    order = [head.index] if name is None else titled[::-1]
    for index in order:
        found = _role_at(tree, index)
        if found[0] is not None:
            return found
    return None, []


def _role_at(tree: Tree, index: int) -> tuple[RoleWord | None, list[int]]:
    lemma, form = tree.tokens[index].lemma.lower(), tree.tokens[index].form.lower()
    if index + 2 < len(tree) and tree.tokens[index + 1].form.lower() == "of":
        three = f"{lemma} of {tree.tokens[index + 2].form.lower()}"
        if three in tables.roles():
            return tables.roles()[three], [index, index + 1, index + 2]
    if index > 1 and tree.tokens[index - 1].form in ("-", "–"):
        three = f"{tree.tokens[index - 2].form.lower()}-{lemma}"
        if three in tables.roles():
            return tables.roles()[three], [index - 2, index - 1, index]
    if index > 0:
        before = tree.tokens[index - 1]
        two = f"{before.form.lower()} {lemma}"
        if two in tables.roles():
            return tables.roles()[two], [index - 1, index]
    for word in (lemma, form, form.rstrip("."), *bases(form)):
        if word in tables.roles():
            return tables.roles()[word], [index]
    return None, []


def _country(
    tree: Tree, head: Token, members: list[int], names: Mapping[int, Name], name: Name | None
) -> tuple[str | None, Token | None, str | None]:
    """Return the country a phrase gives: its own name's, a demonym, a state's name in it, an office of one state."""
    if name is not None and name.known is not None and name.known.country is not None:
        return (
            name.known.country,
            head,
            "actor.dictionary" if name.known.source == USERS else f"actor.{name.known.label}",
        )
    inside = sorted({names[i] for i in members if i in names}, key=lambda one: one.span)
    for other in (*inside, *_seats(tree, head, names)):
        country, rule = _given_by(tree, other, name)
        if country is not None:
            return country, tree.tokens[other.tokens[0]], rule
    if name is not None and name.inner is not None:
        return name.inner.country, head, f"actor.name-{name.inner.label}"
    words = " ".join(tree.tokens[i].lemma.lower() for i in members)
    for office, (country, _) in tables.offices().items():
        if office in words:
            return country, head, "actor.office-of-one-state"
    return None, None, None


def _givers(tree: Tree, giver: Token | None, names: Mapping[int, Name]) -> frozenset[str]:
    name = names.get(giver.index) if giver is not None else None
    return frozenset(tree.tokens[i].lemma.lower() for i in name.tokens) if name is not None else frozenset()


def country_within(tree: Tree, span: Span, names: Mapping[int, Name]) -> tuple[str | None, str]:
    """Return the country that a name inside a stretch of words gives, and the rule; words cut out of a phrase are no phrase."""
    for other in dict.fromkeys(names[t.index] for t in tree.between(span) if t.index in names):
        country, rule = _given_by(tree, other, None)
        if country is not None and rule is not None:
            return country, rule
    return None, "actor.phrase"


def _given_by(tree: Tree, other: Name, own: Name | None) -> tuple[str | None, str | None]:
    """Return the country a name inside a phrase gives it: a state's, a people's, a body's, or that of a place."""
    if sponsors(tree, other) or _is_ethnic(tree, other):
        return None, None
    known = other.known or other.inner
    if known is not None and known.country is not None and known.label != "group":
        return known.country, "actor.dictionary" if known.source == USERS else f"actor.phrase-{known.label}"
    if known is None and other.label == "LOC" and other is not own:
        words = " ".join(tree.tokens[i].form for i in other.tokens)
        return gazetteer.country_of(words), "actor.phrase-place"
    return None, None


def _is_ethnic(tree: Tree, name: Name) -> bool:
    """Whether a people is named where its state is not meant: "ethnic Velmaris"."""
    return name.tokens[0] > 0 and tree.tokens[name.tokens[0] - 1].form.lower() == "ethnic"


def _seats(tree: Tree, head: Token, names: Mapping[int, Name]) -> Iterator[Name]:
    """Yield the places a phrase is said to have its seat in: "a group *based in* Norland", "students *throughout* Norland"."""
    for child in tree.children(head.index, "acl", "nmod"):
        if child.deprel == "acl" and child.lemma.lower() in lexicons.wordlist("seated"):
            yield from (names[t.index] for t in tree.children(child.index, "obl") if t.index in names)
        elif child.deprel == "nmod" and tree.case(child.index) in lexicons.wordlist("all-over"):
            yield from (names[i] for i in tree.subtree(child.index) if i in names)


def sponsors(tree: Tree, name: Name) -> bool:
    """Whether a name is only a sponsor: "Iran-backed", "Merania-linked"."""
    after = name.tokens[-1] + 1
    if after + 1 >= len(tree):
        return False
    return tree.tokens[after].form in ("-", "–") and tree.tokens[after + 1].lemma.lower() in (
        "backed", "back", "linked", "link", "supported", "support", "aligned", "align", "sponsored",
        "sponsor", "funded", "fund", "trained", "train", "allied", "ally", "controlled", "held", "based",
    )  # fmt: skip


def is_seat(tree: Tree, name: Name) -> bool:
    """Whether a name only tells where others have their seat: "a *Merania*-based charity"."""
    after = name.tokens[-1] + 1
    return (
        after + 1 < len(tree)
        and tree.tokens[after].form in ("-", "–")
        and tree.tokens[after + 1].form.lower() == "based"
    )


def _body(tree: Tree, head: Token, members: list[int], names: Mapping[int, Name], name: Name | None) -> Name | None:
    """Return the organisation named inside the phrase of a person: whom a spokesman or minister speaks for."""
    for other in (names[i] for i in members if i in names):
        if other is not name and head.index not in other.tokens and other.label == "ORG":
            return other
    return None


def _sector(tree: Tree, members: list[int]) -> str | None:
    for index in members:
        sector = tables.sectors().get(tree.tokens[index].form.lower()) or tables.sectors().get(
            tree.tokens[index].lemma.lower()
        )
        if sector is not None:
            return sector
    return None


def _status(tree: Tree, members: list[int]) -> str | None:
    return next((s for i in members if (s := tables.status_words().get(tree.tokens[i].form.lower())) is not None), None)


def _definite(tree: Tree, head: Token) -> bool | None:
    for child in tree.children(head.index, "det", "nmod:poss"):
        if child.deprel == "nmod:poss" or child.lemma.lower() in ("the", "this", "that", "these", "those", "both"):
            return True
        if child.lemma.lower() in ("a", "an", "another", "some", "several", "many", "few"):
            return False
    return False if tree.child(head.index, "nummod") else None


def _has_number(tree: Tree, head: Token) -> bool:
    return any(t.lemma.lower() not in ("one", "1") for t in tree.children(head.index, "nummod"))


def is_head(tree: Tree, token: Token) -> bool:
    """Whether a token heads a noun phrase of its own rather than being part of another's name or title."""
    if token.upos not in ("NOUN", "PROPN", "ADJ", "NUM", "PRON", "X"):
        return False
    return not is_any(token.deprel, ("compound", "flat", "amod", "det", "nummod", "goeswith", "fixed", "case", "mark"))
