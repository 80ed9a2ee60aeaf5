"""Whom a verbal act is aimed at where its own words name nobody: who made the offer it rejects, whom it promises a deed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from herodotus import lexicons
from herodotus.events import arguments, sameness
from herodotus.events.cluster import Cluster
from herodotus.events.drafts import Draft, first_of_each
from herodotus.events.scene import Scene
from herodotus.lexicons.inflection import bases
from herodotus.model import Actor, Evidence, Party, Token
from herodotus.syntax import Tree

VERBAL = ("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
_ROLES = {"REQUEST": ("source",), "ACCUSE": ("source",), "REJECT": ("source", "target")}
CURBING = ("COERCE", "ASSAULT")
JUDGING = ("condemn", "praise")
NAMING = ("AGREE", "REQUEST", "REJECT", "THREATEN")
POLITICAL = ("state", "government", "organisation", "armed group")
INTERNATIONAL = "IGO"
BESIDE = ("nsubj", "conj", "parataxis", "advcl")


def aimed(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, the verbal acts without a target with the one that what they are about gives."""
    return [_aimed(scene, draft, drafts) for draft in drafts]


def _aimed(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    if draft.type == "PROTEST" and not draft.target:
        return _against(scene, draft) or (_protested(scene, draft) if draft.source else draft)
    if draft.type in CURBING and not draft.target:
        return _curbed(scene, draft, drafts)
    if draft.type not in VERBAL or draft.target or not draft.source or draft.reciprocal or draft.noun:
        return draft
    side = _side(scene, draft)
    for rule, parties in _ways(scene, draft, drafts):
        others = first_of_each(tuple(p for p in parties if p.actor in scene.actors and not _side_of(scene, p) & side))
        if others:
            return draft.with_(target=others, because=(*draft.because, Evidence(rule, draft.trigger)))
    return draft


def _curbed(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """Return a deed that stops a protest with those who protest as its target: "banned a rally *by the opposition*"."""
    tree = scene.trees[draft.at[0]]
    things = {(draft.at[0], t.index) for t in tree.children(draft.at[1], "obj", "nsubj:pass")}
    crowd = next((d.source for d in drafts if d.at in things and d.type == "PROTEST"), ())
    others = tuple(p for p in crowd if p.actor not in {s.actor for s in draft.source})
    evidence = (*draft.because, Evidence("aimed-crowd", draft.trigger))
    return draft.with_(target=others, because=evidence) if others else draft


def _against(scene: Scene, draft: Draft) -> Draft | None:
    """Return an "*anti-government* protest" with the one government that the report names as its target, or None."""
    tree = scene.trees[draft.at[0]]
    nouns = [draft.at[1], *([] if draft.source_at is None else [draft.source_at])]
    words = [t for noun in nouns for t in tree.children(noun, "amod", "compound")]
    mark = next((t for t in words if t.form.lower() in lexicons.wordlist("against-rulers")), None)
    named = [actor for actor in scene.actors.values() if actor.name.lower().split()[-1] == "government"]
    if mark is None or len(named) != 1:
        return None
    party = Party(named[0].id, mark.span)
    return draft.with_(target=(party,), because=(*draft.because, Evidence("aimed-rulers", mark.span)))


def _protested(scene: Scene, draft: Draft) -> Draft:
    """Return a protest with whom it is against: who holds power in what it is said to be for, against or over."""
    tree, side = scene.trees[draft.at[0]], _side(scene, draft)
    verb = tree.clause(draft.at[1])
    for clause in [
        t for t in tree.children(verb.index, "advcl", "obl") if t.index > draft.at[1] and _is_cause(tree, t)
    ]:
        for index in tree.subtree(clause.index, "parataxis"):
            party = scene.party(tree, index)
            if party is not None and _holds_power(scene, party) and not _side_of(scene, party) & side:
                return draft.with_(target=(party,), because=(*draft.because, Evidence("aimed-protest", draft.trigger)))
    return draft


def _is_cause(tree: Tree, token: Token) -> bool:
    """Whether a clause or phrase says what a protest is about: "to demand …", "demanding …", "over …", "in protest at …"."""
    word = bool(lexicons.wordlist("protesting") & {token.lemma.lower(), *bases(token.form)})
    return word or tree.case(token.index) in lexicons.wordlist("protest-about")


def _holds_power(scene: Scene, party: Party) -> bool:
    actor = scene.actors[party.actor]
    if actor.kind == "facility":
        return False  # "rioted *at a jail*": that is where
    return actor.kind in ("state", "government") or not {"GOV", "MIL", "LEG", "JUD", "COP"}.isdisjoint(actor.sectors)


def answered(scene: Scene, homes: list[Cluster]) -> list[Cluster]:
    """Return the happenings, a condemnation or praise without a target aimed at whoever is known to have done the deed."""
    for home in homes:
        if not home.parties("target"):
            home.drafts[:] = [_answered(scene, draft, home, homes) for draft in home.drafts]
    return homes


def _answered(scene: Scene, draft: Draft, home: Cluster, homes: list[Cluster]) -> Draft:
    statement = next((s for s in scene.statements if s.cue == draft.trigger and s.act in JUDGING), None)
    if not draft.verbal or statement is None:
        return draft
    side = _side(scene, draft)
    for other in homes:
        held = any(part.holds(d.trigger) for part in statement.content for d in other.drafts)
        doers = [
            p for p in sameness.doers(scene, other.drafts) if p.actor in scene.actors and not _side_of(scene, p) & side
        ]
        if held and other is not home and doers:
            return draft.with_(
                target=first_of_each(tuple(doers)), because=(*draft.because, Evidence("aimed-doer", draft.trigger))
            )
    return draft


def _ways(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> Iterator[tuple[str, tuple[Party, ...]]]:
    """Yield the parties that may be meant, likeliest first, with the rule that says so."""
    tree, inside = scene.trees[draft.at[0]], _inside(scene.trees[draft.at[0]], draft.at[1])
    if draft.type == "REJECT":
        yield "aimed-author", authors(scene, tree, draft.at[1])
    inner = [d for d in drafts if d is not draft and d.at[0] == draft.at[0] and d.at[1] in inside]
    for role in _ROLES.get(draft.type or "", ("target", "source")):
        yield f"aimed-{role}", tuple(p for d in inner for p in getattr(d, role))
    if draft.type in NAMING:
        yield "aimed-named", tuple(_named(scene, tree, inside, draft))


def _inside(tree: Tree, index: int) -> set[int]:
    """Return the words of what an act is about, or for: under its word, without its subject and what is told beside it."""
    found = set(tree.subtree(index, *BESIDE))
    own = tree.subtree(index, *BESIDE, "acl")  # not what men "deployed *to oversee* a truce" are for
    aims = [t.index for i in own for t in tree.children(i, "advcl") if tree.mark(t.index) == "to"]
    return found.union(*(tree.subtree(aim, *BESIDE) for aim in aims)) - {index}


def authors(scene: Scene, tree: Tree, index: int) -> tuple[Party, ...]:
    """Return whose the thing rejected is: "the *Meranian* offer", "an appeal *from the president*"."""
    things = tree.children(index, "obj", "nsubj:pass", "obl")
    return tuple(p for thing in things for p in arguments.owners(scene, tree, thing.index))


def _named(scene: Scene, tree: Tree, inside: set[int], draft: Draft) -> Iterator[Party]:
    """Yield the first body or state of another country that the words name, and those joined to it."""
    own = {scene.actors[p.actor].country for p in draft.source if p.actor in scene.actors}
    named = {index: p for index in sorted(inside) if (p := scene.party(tree, index)) is not None}
    foreign = {index: p for index, p in named.items() if is_foreign(scene.actors[p.actor], own)}
    joined = {t.index for index in list(foreign)[:1] for t in tree.conjuncts(index)}
    yield from (party for index, party in foreign.items() if index in joined)


def is_foreign(actor: Actor, own: Collection[str | None]) -> bool:
    """Whether an actor is a state or body of another country than these, or an international one's: "*UN* planes"."""
    abroad = actor.country not in {None, *own} and actor.kind in POLITICAL
    named = actor.kind == "organisation" and any(mention.kind == "name" for mention in actor.mentions)
    return abroad or (named and INTERNATIONAL in actor.sectors)


def _side(scene: Scene, draft: Draft) -> set[str]:
    return {one for party in draft.source for one in _side_of(scene, party)}


def _side_of(scene: Scene, party: Party) -> set[str]:
    actor = scene.actors.get(party.actor)
    return {party.actor} if actor is None or actor.acts_for is None else {party.actor, actor.acts_for}
