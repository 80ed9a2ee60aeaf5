"""Which noun phrases act: names that act rather than locate, people and bodies by their words, whoever speaks."""

from __future__ import annotations

from collections.abc import Mapping

from herodotus import lexicons
from herodotus.lexicons import Anchor, Rule
from herodotus.mentions import tables
from herodotus.mentions.asked import is_asked_for, is_bare_amount
from herodotus.mentions.name import NOBODY, Name
from herodotus.mentions.phrases import Phrase, is_head, is_seat, parse, sponsors
from herodotus.model import Token
from herodotus.syntax import Tree, is_any

_DEEDS = ("ASSAULT", "COERCE", "SANCTION", "MOBILIZE")
_SUBJECTS = ("nsubj", "nsubj:pass", "obl:agent")


def titles(tree: Tree, names: Mapping[int, Name]) -> frozenset[int]:
    """Return the tokens of offices before people's names: they are part of the person's phrase, nobody of their own."""
    found: set[int] = set()
    for name in {name for name in names.values() if name.label == "PER"}:
        head = next(t for t in tree.tokens if t.span == name.head)
        phrase = parse(tree, head, names)
        found |= {t.index for t in tree.between(phrase.span) if t.index < name.tokens[0] and t.index not in names}
    return frozenset(found)


def voices(tree: Tree) -> frozenset[int]:
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


def actor_phrase(tree: Tree, token: Token, names: Mapping[int, Name], voices: frozenset[int]) -> Phrase | None:
    """Return the phrase a token heads if it is an actor's."""
    name = names.get(token.index)
    if _is_nobody(tree, token, name, names) or (name is not None and _is_place(tree, token, name, voices)):
        return None
    phrase = parse(tree, token, names)
    if phrase.name is not None or token.index in voices or _is_people(token, name):
        return phrase
    if phrase.role is None or token.lemma.lower() in tables.artefacts():
        return None
    return phrase if token.upos in ("NOUN", "PROPN") or phrase.role.word in tables.heads() else None


def _is_nobody(tree: Tree, token: Token, name: Name | None, names: Mapping[int, Name]) -> bool:
    """Whether a token heads no phrase for somebody: part of another's, what is asked for, an amount, an address, a sponsor."""
    if name is None:
        return not is_head(tree, token) or is_asked_for(tree, token) or is_bare_amount(tree, token)
    if token.span != name.head or (name.known is not None and name.known.source == NOBODY):
        return True
    if sponsors(tree, name) or is_seat(tree, name):
        return True
    return (name.label != "PER" and not is_head(tree, token)) or _is_in_address(tree, name, names)


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
        return case in lexicons.wordlist("locating") or (tables.facility_in(words) is None and not _does(tree, token))
    if name.known.label == "capital":
        return not is_any(token.deprel, (*_SUBJECTS, "obj")) and case not in lexicons.wordlist("towards")
    return not is_any(token.deprel, ("nmod:poss",)) and _locates(tree, token, case)


def _does(tree: Tree, token: Token) -> bool:
    """
    Whether a name no table knows is the subject of a deed, and so a state or body: "*Veldora* shelled the fort".

    With an article it is a region, a sea or a building: "*the Sahel* lost its rains".
    """
    verb = tree.head(token.index)
    if verb is None or verb.upos != "VERB" or token.deprel != "nsubj" or tree.children(token.index, "det"):
        return False
    return any(_is_deed(rule, anchor) for rule, anchor in lexicons.load().events.called_by(verb.lemma.lower(), "VERB"))


def _is_deed(rule: Rule, anchor: Anchor) -> bool:
    """Whether an entry of one verb tells what somebody does to another: *shell*, *deploy* troops; not *resume* talks."""
    return rule.get("type") in _DEEDS and len(anchor.words) == 1


def _is_in_address(tree: Tree, name: Name, names: Mapping[int, Name]) -> bool:
    """Whether a place stands with its container: "Tripoli, Lebanon" hit by shells is a town, and neither is a government."""
    first, last = name.tokens[0], name.tokens[-1]
    if name.label != "LOC":
        return False
    for comma, beside in ((last + 1, last + 2), (first - 1, first - 2)):
        other = names.get(beside)
        if (
            other is not None
            and other.label == "LOC"
            and tree.tokens[comma].form == ","
            and not _is_listed(tree, name, other)
        ):
            return True
    return False


def _is_listed(tree: Tree, one: Name, other: Name) -> bool:
    """Whether two names beside each other are members of a list: "Norland, Merania and Velmar"."""
    heads = [t for t in tree.tokens if t.span in (one.head, other.head)]
    return any(is_any(t.deprel, ("conj",)) for t in heads) or any(tree.children(t.index, "conj", "cc") for t in heads)


def _locates(tree: Tree, token: Token, case: str | None) -> bool:
    if case is not None and case.split()[0] in lexicons.wordlist("locating"):
        return True
    head = tree.head(token.index)
    return case in ("to", "for") and head is not None and head.lemma.lower() in lexicons.wordlist("going")
