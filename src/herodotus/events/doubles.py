"""
One deed that a clause tells twice: "*levied sanctions*", "*hit* by strikes in a *raid*", "*injured* after being *attacked*".

Two words of which one carries the other, or tells what was done with or by it, are one happening where nothing that they
say keeps them apart.
"""

from __future__ import annotations

from collections.abc import Mapping

from herodotus import lexicons
from herodotus.events import outcomes, sameness
from herodotus.events.cluster import Cluster
from herodotus.events.drafts import Draft
from herodotus.events.scene import Scene
from herodotus.model import Party
from herodotus.syntax import Tree, is_any

OF_WORDS = ("CONSULT", "SANCTION", "AGREE", "AID", "MOBILIZE", "RETREAT", "ACCUSE", "PROTEST", "ASSAULT")
"""Deeds whose verb and noun may stand side by side: "imposed a ban", "hosted her for talks"."""
JOINED = ("CONSULT", "PROTEST")
"""Deeds that people come together for: "met *for* talks", "gathered *for* a rally"."""


def told_with(scene: Scene, draft: Draft, by_word: Mapping[tuple[int, int], Cluster]) -> Cluster | None:
    """Return the happening that another word of a mention's own clause told already, or None."""
    if draft.verbal or draft.echo or draft.given or draft.anaphor:
        return None
    tree = scene.trees[draft.at[0]]
    for at in ((draft.at[0], index) for index in range(len(tree)) if (draft.at[0], index) in by_word):
        mate, home = next(one for one in by_word[at].drafts if one.at == at), by_word[at]
        if not mate.verbal and (_is_twice(scene, draft, mate, home) or _is_by_way(scene, draft, mate, home)):
            return home
    return None


def _is_twice(scene: Scene, draft: Draft, mate: Draft, home: Cluster) -> bool:
    """Whether one of two words tells the other's deed over again, whichever stands first."""
    tree = scene.trees[draft.at[0]]
    told = _is_told_by(tree, draft, mate) or _is_told_by(tree, mate, draft)
    return told and sameness.is_compatible(scene, draft, home)


def _is_by_way(scene: Scene, draft: Draft, mate: Draft, home: Cluster) -> bool:
    """Whether a mention says what a hurt told before came of, or what a protest was for."""
    tree = scene.trees[draft.at[0]]
    tied = _is_cause(tree, draft, mate) or _is_what_for(tree, draft, mate)
    return tied and _is_of_one(scene, draft, home)


def _is_told_by(tree: Tree, inner: Draft, outer: Draft) -> bool:
    """Whether a word tells the deed of the verb above it over again."""
    if outer.noun:
        return False
    if inner.noun:
        return _is_carried(tree, inner, outer) or _is_means(tree, inner, outer)
    return _is_aim(tree, inner, outer)


def _is_what_for(tree: Tree, inner: Draft, outer: Draft) -> bool:
    """Whether a verb says what a protest was for: "marched *to protest* …", "began a strike *to protest* …"."""
    token, other = tree.tokens[inner.at[1]], tree.tokens[outer.at[1]]
    above = outer.at[1] if not outer.noun else other.head if is_any(other.deprel, ("obj",)) else None
    protest = inner.type == outer.type == "PROTEST" and inner.label == "protest"
    return protest and token.deprel == "advcl" and tree.mark(token.index) == "to" and token.head == above


def _is_carried(tree: Tree, inner: Draft, outer: Draft) -> bool:
    """Whether a noun is what its verb does, with nobody of its own: "*levied* sanctions", "*hosted* the envoy for talks"."""
    token = tree.conjuncts(inner.at[1])[0]
    if inner.given or inner.type != outer.type or inner.type not in OF_WORDS or token.head != outer.at[1]:
        return False
    if inner.mode != outer.mode and (inner.type == "ASSAULT" or (inner.mode and outer.mode)):
        return False
    meets = inner.type in JOINED and is_any(token.deprel, ("obl",)) and tree.case(token.index) in ("for", "in", "at")
    named = _actors((*inner.source, *inner.target)) <= _actors((*outer.source, *outer.target))
    return named and (meets or is_any(token.deprel, ("obj", "nsubj:pass")))


def _is_means(tree: Tree, inner: Draft, outer: Draft) -> bool:
    """Whether a noun says by what deed a verb's was done: "*hit* by strikes", "*shot* in a raid"; not "in a *war*"."""
    token = tree.tokens[inner.at[1]]
    violent = inner.type == outer.type == "ASSAULT" and not inner.reciprocal and not inner.given
    under = token.head == outer.at[1] and is_any(token.deprel, ("obl",)) and tree.case(token.index) in ("by", "in")
    return violent and under and inner.label not in lexicons.wordlist("long-doings")


def _is_aim(tree: Tree, inner: Draft, outer: Draft) -> bool:
    """Whether a participle says where what a verb sent off went: "*fired* rockets hitting the port"."""
    token = tree.tokens[inner.at[1]]
    thing = tree.head(token.index)
    return (
        inner.type == outer.type == "ASSAULT"
        and token.deprel == "acl"
        and token.xpos == "VBG"
        and thing is not None
        and thing.head == outer.at[1]
        and is_any(thing.deprel, ("obj", "nsubj:pass"))
    )


def _is_cause(tree: Tree, inner: Draft, outer: Draft) -> bool:
    """Whether a verb says what somebody was hurt by: "*died* after being *shot*"."""
    hurt = bool(outer.effect) and not outer.source and inner.type == "ASSAULT"
    return hurt and inner.at[1] in outcomes.causes_beside(tree, outer.at[1])


def _is_of_one(scene: Scene, draft: Draft, home: Cluster) -> bool:
    """Whether two words tell of the same somebody, in one sort of reality and at one time."""
    parties = [(draft.target, home.parties("target")), (draft.source, home.parties("source"))]
    same = any(sameness.shared(scene, one, two) for one, two in parties) and sameness.same_world(draft, home)
    return same and (draft.time is None or all(sameness.meet(scene, draft.time, time) for time in home.times()))


def _actors(parties: tuple[Party, ...]) -> set[str]:
    return {party.actor for party in parties}
