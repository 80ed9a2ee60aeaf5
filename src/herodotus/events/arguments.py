"""Who did it, to whom: the parties that the filled holes of a frame name."""

from __future__ import annotations

from herodotus import lexicons
from herodotus.events.drafts import first_of_each
from herodotus.events.scene import Scene
from herodotus.lexicons import Match, Slot
from herodotus.lexicons.arguments import is_agent_like, is_passive
from herodotus.model import Party, Token
from herodotus.syntax import Tree, is_any

_OF_WHOM = ("of", "by", "from")
_INSIDE = ("nmod", "nmod:poss", "compound", "amod", "appos", "flat")


def parties(scene: Scene, tree: Tree, match: Match, hole: str) -> tuple[Party, ...]:
    """Return the actors in a hole, those coordinated with its head included."""
    slot = match.slots.get(hole)
    if slot is None or _is_another_verb_s(tree, match, slot):
        return ()
    found = [party for index in _heads(tree, slot, match) for party in _named(scene, tree, index, hole)]
    return first_of_each(tuple(found))


def _is_another_verb_s(tree: Tree, match: Match, slot: Slot) -> bool:
    """Whether a noun's filler hangs on the verb around it: "imposed sanctions over *the siege*" tells no besieger."""
    if match.frame is None or match.frame.anchor != "NOUN" or match.frame.words:
        return False
    under = slot.head in tree.subtree(match.head) or tree.tokens[match.head].deprel == "conj"
    return not under and hole_case(tree, slot) in ("by", None) and not _is_strayed(tree, match, slot)


def _is_strayed(tree: Tree, match: Match, slot: Slot) -> bool:
    """Whether a *by* right behind a noun was hung on its active verb: "dispersed a rally *by the opposition*"."""
    verb, phrase = tree.head(match.head), tree.subtree(slot.head)
    active = verb is not None and verb.upos == "VERB" and not is_passive(tree, verb.index)
    return active and tree.tokens[slot.head].head == tree.tokens[match.head].head and min(phrase) == match.head + 1


def hole_case(tree: Tree, slot: Slot) -> str | None:
    """Return the preposition of a filler, or None."""
    return tree.case(slot.head)


def _heads(tree: Tree, slot: Slot, match: Match) -> list[int]:
    """Return the head of a filler and what is coordinated with it, but no word of the anchor."""
    heads = [token.index for token in tree.conjuncts(slot.head)]
    nominal = [i for i in heads if tree.tokens[i].upos not in ("VERB", "AUX") and i not in match.anchor]
    return nominal if slot.head in nominal else [slot.head]


def _named(scene: Scene, tree: Tree, index: int, hole: str) -> list[Party]:
    """Return the actor a filler names; a thing stands for whoever's it is: "*Meranian* jets", "the *embassy's* gate"."""
    party = scene.party(tree, index)
    if party is not None:
        apart = _is_of_descent(tree, index) or _is_deed(scene, tree.tokens[index], party)
        return [] if apart or (hole == "SOURCE" and _is_land(tree.tokens[index])) else [party]
    token, found = tree.tokens[index], owners(scene, tree, index)
    if not found and (token.upos == "NUM" or token.lemma in lexicons.wordlist("some-of")):
        return [
            p
            for t in tree.children(index, "nmod")
            if tree.case(t.index) == "of"
            for p in _named(scene, tree, t.index, hole)
        ]
    return found[:1]


def owners(scene: Scene, tree: Tree, index: int) -> list[Party]:
    """Return whose a thing is: "the *embassy's* gate", "rockets fired *by rebels*", "a plea *from the mayor*"."""
    deed = tree.tokens[index].lemma.lower() in scene.rules.words("NOUN")
    whose = _OF_WHOM[deed:]  # "the killing of ten men" is nobody's of the ten
    inside = [t for t in tree.children(index, *_INSIDE) if not tree.case(t.index) or tree.case(t.index) in whose]
    made = [t.index for t in tree.children(index, "acl") if t.deprel == "acl" and t.xpos == "VBN"]
    inside += [maker for i in made if (maker := tree.agent(i)) is not None]
    inside = [t for t in inside if not _is_of_descent(tree, t.index)]
    return [p for t in inside if (p := scene.party(tree, t.index)) is not None]


def _is_of_descent(tree: Tree, index: int) -> bool:
    """Whether an adjective says of what descent people are, so that it names no state: "ethnic *Meranian* unrest"."""
    return is_any(tree.tokens[index].deprel, ("amod", "compound")) and tree.tokens[index - 1].lemma.lower() == "ethnic"


def _is_land(token: Token) -> bool:
    """Whether a possessor says where a deed is: "the *nation's* civil war" is not the nation's doing."""
    return token.deprel == "nmod:poss" and token.lemma.lower() in lexicons.wordlist("lands")


def _is_deed(scene: Scene, token: Token, party: Party) -> bool:
    """Whether what was taken for somebody is a deed: "*twin bombings* struck the market" names no bomber."""
    called = (rule for rule, anchor in scene.rules.called_by(token.lemma.lower(), "NOUN") if len(anchor.words) == 1)
    unnamed = scene.actors[party.actor].kind == "unnamed" and not is_agent_like(token)
    return unnamed and any(rule.get("type") for rule in called)
