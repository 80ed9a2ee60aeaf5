"""Whose side a subject is on: the speaker's own, or somebody else's whom an act can be aimed at."""

from __future__ import annotations

from herodotus.model import Actor, Party, Token
from herodotus.statements.cue import Cue
from herodotus.statements.people import kind
from herodotus.statements.scene import Scene
from herodotus.syntax import Tree

_FIRST = frozenset({"i", "we"})
_FIRST_OWN = frozenset({"my", "our"})
_STATES = ("state", "government")
_OFFICIAL = (("GOV",), ("MIL",), ("LEG",), ("COP",), ("SPY",), ("JUD",))
"""First sectors of those who are a state's. Rebels, gunmen, unions and companies of a country are not on its side."""
_ANSWERABLE = ("state", "government", "organisation")
"""Bodies one can accuse without a name: "the government"; not "gunmen", who are only described."""
_ARMS = (("MIL",), ("REB",), ("PRM",), ("UAF",), ("COP",))
_CROWDS = ("crowd", "armed group")
_PEOPLE = ("person", "unnamed", "crowd")


def is_own(subject: Token, tree: Tree, speaker: Party, scene: Scene) -> bool:
    """Whether a subject is the speaker, "we", "our troops", or the state or body the speaker acts for."""
    if subject.form.lower() in _FIRST or any(
        t.form.lower() in _FIRST_OWN for t in tree.children(subject.index, "nmod:poss")
    ):
        return True
    actor = scene.actor_at(subject)
    return (
        is_same_side(actor, speaker, scene)
        or _is_owned(subject, tree, speaker, scene)
        or _speaks_for(speaker, actor, scene)
    )


def _speaks_for(speaker: Party, actor: str | None, scene: Scene) -> bool:
    """Whether a speaker is called the head or the voice of an actor: "*its leader* said", "the *union's spokesman*"."""
    if speaker.span is None or actor is None or actor == speaker.actor:
        return False
    inside = [m for m in scene.mentions_in(speaker.span, actor) if m.span != speaker.span]
    words = set(speaker.span.of(scene.text).lower().split())
    return bool(inside) and not words.isdisjoint(kind("heads"))


def _is_owned(subject: Token, tree: Tree, speaker: Party, scene: Scene) -> bool:
    """Whether what the subject names belongs to the speaker: "*his* country", "*Norland's* planes", "no *Norlandic* soldier"."""
    owners = tree.children(subject.index, "nmod:poss", "amod", "compound")
    return any(is_same_side(scene.actor_at(owner), speaker, scene) for owner in owners)


def is_same_side(actor: str | None, speaker: Party, scene: Scene) -> bool:
    """Whether an actor is the speaker, the body spoken for, or a body of the state whose official or body the speaker is."""
    mine = scene.actors.get(speaker.actor)
    if actor is None or actor not in scene.actors or mine is None:
        return False
    other = scene.actors[actor]
    if actor in (speaker.actor, mine.acts_for):
        return True
    body = _is_official(other) and other.kind not in _PEOPLE
    return _is_official(mine) and body and other.country is not None and other.country == mine.country


def _is_official(actor: Actor) -> bool:
    return actor.kind in _STATES or actor.sectors[:1] in _OFFICIAL


def is_armed(speaker: Party, scene: Scene) -> bool:
    """Whether a speaker commands arms, so that "they will be crushed" is no forecast."""
    mine = scene.actors.get(speaker.actor)
    return mine is not None and (mine.kind == "armed group" or mine.sectors[:1] in _ARMS)


def is_likely_own(subject: Token, speaker: Party, scene: Scene) -> bool:
    """Whether a state may be that of an official whose country the report does not tell: "the minister said Norland would …"."""
    actor, mine = scene.actor_at(subject), scene.actors.get(speaker.actor)
    if actor is None or mine is None or mine.country is not None or not _is_official(mine):
        return False
    return scene.actors[actor].kind in ("state", "government")


def is_other(subject: Token, speaker: Party, scene: Scene) -> bool:
    """Whether a subject is an actor of another side, named or of a country: nobody is accused by "gunmen raided"."""
    actor, mine = scene.actor_at(subject), scene.actors.get(speaker.actor)
    if actor is None or subject.form.lower() in _FIRST or is_same_side(actor, speaker, scene):
        return False
    theirs = scene.actors[actor]
    named = any(mention.kind == "name" for mention in theirs.mentions)
    if theirs.country is None and not named and theirs.kind not in _ANSWERABLE:
        return False
    if mine is None or theirs.country is None or theirs.country != mine.country:
        return True
    rebels = (
        named and theirs.kind == "armed group"
    )  # "Norland's army said Norlandic rebels shelled the town", and they the army
    return _is_official(mine) if rebels else _is_official(theirs) and not _is_official(mine)


def is_against(token: Token, speaker: Party, scene: Scene) -> bool:
    """Whether a word names any actor who is not on the speaker's side: whom a threat can be aimed at."""
    actor = scene.actor_at(token)
    return actor is not None and token.form.lower() not in _FIRST and not is_same_side(actor, speaker, scene)


def is_many(cue: Cue, scene: Scene) -> bool:
    """Whether a crowd speaks: several people at once, or a banner for them."""
    token = cue.slot("SPEAKER")
    if token is None:
        return False
    actor = scene.actor_at(token)
    if token.lemma.lower() in kind("signs"):
        return True
    return (
        token.xpos in ("NNS", "NNPS")
        or (actor is not None and scene.actors[actor].kind in _CROWDS)
        or token.lemma.lower() in kind("several") | {"they"}
    )
