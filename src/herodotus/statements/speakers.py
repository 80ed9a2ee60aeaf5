"""Speakers: whose words they are, from the cue's subject, its owner, or the artefact that carries them."""

from __future__ import annotations

from herodotus.model import UNNAMED, Party, Token
from herodotus.statements.cues import Cue
from herodotus.statements.scene import Scene
from herodotus.syntax import is_any

_HIDDEN_ACTS = frozenset({"accuse", "say", "claim", "believe", "report", "predict", "suspect", "condemn"})


def of(cue: Cue, scene: Scene) -> tuple[Party, ...]:
    """
    Return the speakers of a cue; UNNAMED where the text hides them; empty where nobody speaks ("no group has claimed it").

    Several named speakers of one cue are several statements.
    """
    token = cue.slot("SPEAKER")
    if token is None:
        return _hidden(cue)
    if cue.tree.is_negated(token.index) or token.lemma.lower() in ("nobody", "none"):
        return ()
    found = scene.parties(cue.tree, token)
    if found:
        return found
    return _carrier(cue, token, scene)


def _hidden(cue: Cue) -> tuple[Party, ...]:
    """A passive without an agent, or an adverb, hides its speaker: "is accused of", "reportedly"."""
    passive = cue.token.upos == "VERB" and cue.tree.is_passive(cue.token.index)
    if cue.is_marked("unnamed") or (passive and cue.fields.get("act") in _HIDDEN_ACTS):
        return (Party(UNNAMED),)
    return ()


def _writer(cue: Cue, token: Token, scene: Scene) -> tuple[Party, ...]:
    """Return who makes the artefact that the cue describes: "*the envoy* posted a message *blaming* …"."""
    verb = cue.tree.head(token.index)
    describes = is_any(cue.token.deprel, ("acl",)) and cue.token.head == token.index
    if verb is None or verb.upos != "VERB" or not describes or not is_any(token.deprel, ("obj", "obl")):
        return ()
    subject = cue.tree.subject(verb.index)
    return () if subject is None or subject.index == token.index else scene.parties(cue.tree, subject)


def _carrier(cue: Cue, token: Token, scene: Scene) -> tuple[Party, ...]:
    """
    Return whose words an artefact carries: the actor named inside its phrase ("an army statement"), else unnamed.

    A subject that is neither an actor nor an artefact ("the figures show") speaks for nobody we can name.
    """
    writer = _writer(cue, token, scene)
    if writer:
        return writer
    span = cue.slots["SPEAKER"].span
    inside = [t for t in cue.tree.between(span) if scene.actor_at(t) is not None]
    if inside:
        return tuple(p for p in (scene.party(cue.tree, inside[0]),) if p is not None)
    if token.upos == "PRON":
        return (Party(UNNAMED, token.span),) if token.lemma.lower() not in ("it", "that", "this", "which") else ()
    return (Party(UNNAMED, span),)
