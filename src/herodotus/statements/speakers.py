"""Speakers: whose words they are, from the cue's subject, its owner, or the artefact that carries them."""

from __future__ import annotations

from herodotus.model import UNNAMED, Party, Span, Token
from herodotus.statements.cue import Cue
from herodotus.statements.people import is_person_word
from herodotus.statements.scene import Scene
from herodotus.syntax import SUBJECTS, Tree, is_any

_HIDDEN_ACTS = frozenset(
    {
        "accuse",
        "say",
        "claim",
        "believe",
        "report",
        "predict",
        "condemn",
        "praise",
        "ask",
        "demand",
        "request",
        "reject",
    }
)
_THINGS = frozenset({"it", "that", "this", "which", "what", "there", "these", "those"})
_RELATIVES = frozenset({"who", "which"})


def of(cue: Cue, scene: Scene) -> tuple[Party, ...]:
    """
    Return the speakers of a cue; UNNAMED where the text hides them; empty where nobody speaks ("no group has claimed it").

    Several named speakers of one cue are several statements.
    """
    token = cue.slot("SPEAKER")
    if token is None:
        return _hidden(cue)
    if _is_asked(cue):
        return (Party(UNNAMED),)
    if (cue.tree.is_negated(token.index) and not is_neither(cue)) or token.lemma.lower() in ("nobody", "none"):
        return ()
    named = [t for t in cue.tree.conjuncts(token.index) if t.index == token.index or not _is_ruled_out(cue, t)]
    found = tuple(party for one in named if (party := _party(cue, one, scene)) is not None)
    return _as_written(cue, found or _carrier(cue, token, scene))


def is_neither(cue: Cue) -> bool:
    """Whether named speakers are said to be silent: "*neither* Norland *nor* Merania has said who will attend"."""
    token = cue.slot("SPEAKER")
    return token is not None and any(
        t.lemma.lower() == "neither" for t in cue.tree.children(token.index, "cc", "det", "advmod")
    )


def _is_ruled_out(cue: Cue, token: Token) -> bool:
    """Whether one of several is said not to have spoken: "the general, *not the premier*"."""
    return any(t.form.lower() == "not" for t in cue.tree.children(token.index, "advmod", "cc"))


def _is_asked(cue: Cue) -> bool:
    """Whether a question opens the sentence as a bare participle: "*Asked* about the raid, she said …" hides who asks."""
    opens = cue.token.index == 0 or cue.tree.tokens[cue.token.index - 1].lemma.lower() == "when"
    bare = is_any(cue.token.deprel, ("advcl",)) and not cue.tree.children(cue.token.index, "aux", *SUBJECTS)
    return cue.fields.get("act") == "ask" and opens and bare and cue.token.xpos in ("VBN", "VBD")


def _party(cue: Cue, token: Token, scene: Scene) -> Party | None:
    """Return the actor a noun heads, or the name that stands beside it: "candidate *Mara Lund*"."""
    tree = cue.tree
    name = next((t for t in _names_behind(tree, token) if scene.actor_at(t) is not None), None)
    actor = scene.actor_at(name if name is not None else token) or scene.actor_at(token)
    if actor is None:
        joined = token.deprel == "conj" and is_person_word(token.lemma.lower())
        return Party(UNNAMED, tree.noun_phrase(token.index)) if joined else None
    return Party(actor, _words(tree, token, _names_behind(tree, token), scene.mention_span(token)))


def _names_behind(tree: Tree, token: Token) -> list[Token]:
    """Return the run of names that follows a title without a comma, however the parser hung it."""
    last = max(
        (i for i in tree.subtree(token.index, "acl", "appos", "conj", "punct", "nmod") if i >= token.index),
        default=token.index,
    )
    if token.upos == "PRON" or last != token.index:
        return []
    run = []
    for other in tree.tokens[token.index + 1 :]:
        if other.upos != "PROPN":
            break
        run.append(other)
    return run


def _words(tree: Tree, token: Token, names: list[Token], mention: Span | None) -> Span:
    """Return the speaker's words: the whole noun phrase, with the name beside it."""
    spans = [tree.noun_phrase(token.index), *([mention] if mention is not None else []), *(t.span for t in names)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _as_written(cue: Cue, found: tuple[Party, ...]) -> tuple[Party, ...]:
    """Let the words of a speaker named before a relative clause be the pronoun that stands for it: "Lund, *who* said"."""
    tree = cue.tree
    first = tree.head(cue.token.index) if is_any(cue.token.deprel, ("conj",)) else None
    subject = tree.child(cue.token.index, *SUBJECTS) or (tree.child(first.index, *SUBJECTS) if first else None)
    relative = subject is not None and subject.lemma.lower() in _RELATIVES and subject.upos in ("PRON", "SCONJ", "DET")
    if not relative or subject is None:
        return found
    return tuple(Party(party.actor, subject.span) for party in found)


def _hidden(cue: Cue) -> tuple[Party, ...]:
    """A passive without an agent, or an adverb, hides its speaker: "is accused of", "reportedly"."""
    passive = cue.token.upos == "VERB" and (cue.tree.is_passive(cue.token.index) or _stands_so(cue))
    if "LABEL" in cue.slots and is_any(cue.token.deprel, ("acl",)):
        return ()  # "a stream called the Ash": its name, nobody's words
    if cue.is_marked("unnamed") or (passive and cue.fields.get("act") in _HIDDEN_ACTS):
        return (Party(UNNAMED),)
    return ()


def _stands_so(cue: Cue) -> bool:
    """Whether a participle tells how somebody stands: "*stands accused* of theft"."""
    head = cue.tree.head(cue.token.index)
    return cue.token.xpos == "VBN" and head is not None and head.lemma.lower() == "stand"


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
    inside = [] if _is_one_of_them(cue, token) else [t for t in cue.tree.between(span) if scene.actor_at(t) is not None]
    if inside:
        return (Party(scene.actor_at(inside[0]) or UNNAMED, span),)
    if token.upos == "PRON":
        return (Party(UNNAMED, token.span),) if token.lemma.lower() not in _THINGS else ()
    return (Party(UNNAMED, span),)


def _is_one_of_them(cue: Cue, token: Token) -> bool:
    """Whether one of a group speaks that only a pronoun names: "*one of them* said" is not the group's word."""
    whole = cue.tree.children(token.index, "nmod")
    return token.upos in ("NUM", "PRON", "DET") and any(t.lemma.lower() in ("they", "them") for t in whole)
