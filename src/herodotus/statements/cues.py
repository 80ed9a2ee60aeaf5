"""Cues: the words that report, found by the lexicon, and by their place beside a quotation where the lexicon has none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from herodotus import lexicons
from herodotus.lexicons import Match, Rule, Slot
from herodotus.model import Span, Token
from herodotus.statements.scene import Scene
from herodotus.syntax import Tree, is_any

_UNLISTED: Mapping[str, object] = {"act": "say", "stance": "asserts"}
_OBJECTED = frozenset({"deny", "doubt", "confirm", "reject", "want", "say", "explain", "demand"})
"""Acts whose content is never a person: "denied them entry" is no denial."""


@dataclass(frozen=True, slots=True)
class Cue:
    """
    One reporting expression: its governing token, its span, the rule that knows it with its fields, and its filled slots.

    ``plain`` marks a rule that is kept only if nothing better is said of the same words.
    """

    tree: Tree
    token: Token
    span: Span
    rule: str
    fields: Mapping[str, object]
    slots: Mapping[str, Slot]

    def is_marked(self, key: str) -> bool:
        """Whether the lexicon entry sets a flag."""
        return bool(self.fields.get(key))

    def slot(self, name: str) -> Token | None:
        """Return the token that heads what fills a hole, or None."""
        return self.tree.tokens[self.slots[name].head] if name in self.slots else None


def find(scene: Scene) -> Iterator[Cue]:
    """Yield the cues of a report in text order."""
    for tree in scene.trees:
        found = _known(tree, scene)
        taken = {cue.token.index for cue in found}
        found += [cue for cue in _unlisted(tree, scene) if cue.token.index not in taken]
        yield from sorted(found, key=lambda cue: cue.span)


def _known(tree: Tree, scene: Scene) -> list[Cue]:
    """Return the cues the lexicon knows: of each reporting word the most specific match that is a report here."""
    matches = (m for m in lexicons.match(lexicons.load().cues, tree) if not _borrows(tree, m))
    held = (match for match in matches if _holds(_cue(tree, match), scene))
    return [_cue(tree, match) for match in lexicons.best(held)]


def _cue(tree: Tree, match: Match) -> Cue:
    return Cue(tree, tree.tokens[match.head], match.span, match.rule.id, match.rule.fields, match.slots)


def _borrows(tree: Tree, match: Match) -> bool:
    """Whether a second verb took the clause of the first for its own: "denied *it was behind the raid* and warned"."""
    token, content = tree.tokens[match.head], match.slots.get("CONTENT")
    return (
        content is not None
        and token.deprel == "conj"
        and content.head < token.index
        and tree.tokens[content.head].head == token.head
    )


def _unlisted(tree: Tree, scene: Scene) -> Iterator[Cue]:
    """Yield the tags of quotations no entry matched, and verbs no entry knows that stand with a speaker beside a quotation."""
    verbs = lexicons.load().cues.words("VERB")
    for token in tree.tokens:
        if token.upos != "VERB" or scene.quotation_at(token.span) is not None:
            continue
        if scene.tagged(tree, token):
            yield _tag(tree, token)
        elif token.lemma.lower() not in verbs:
            yield from _unknown(tree, token, scene)


def _tag(tree: Tree, token: Token) -> Cue:
    """Return the tag of a quotation as a cue of the first entry that quotes by this verb."""
    known = [rule for rule, _ in lexicons.load().cues.called_by(token.lemma.lower(), "VERB") if _quotes(rule)]
    rule, fields = (known[0].id, known[0].fields) if known else ("unlisted-verb", _UNLISTED)
    subject = tree.child(token.index, "nsubj")
    slots = {} if subject is None else {"SPEAKER": Slot(subject.index, tree.noun_phrase(subject.index))}
    return Cue(tree, token, token.span, rule, fields, slots)


def _quotes(rule: Rule) -> bool:
    return any(hole.place == "quoted" for frame in rule.frames for hole in frame.holes)


def _unknown(tree: Tree, token: Token, scene: Scene) -> Iterator[Cue]:
    speaker, content = tree.child(token.index, "nsubj"), _quoted_clause(tree, token, scene)
    if speaker is not None and content is not None and scene.actor_at(speaker) is not None:
        slots = {"SPEAKER": Slot(speaker.index, tree.noun_phrase(speaker.index)), "CONTENT": content}
        yield Cue(tree, token, token.span, "unlisted-verb", _UNLISTED, slots)


def _quoted_clause(tree: Tree, verb: Token, scene: Scene) -> Slot | None:
    """Return the clause in quotation marks a verb governs, or stands in when it is inverted ("…," smiled the envoy)."""
    near = tree.children(verb.index, "ccomp", "parataxis")
    head = tree.head(verb.index)
    if verb.deprel == "parataxis" and head is not None:
        near.append(head)
    for clause in near:
        if scene.quotation_at(clause.span) is not None:
            return Slot(clause.index, tree.phrase(clause.index))
    return None


def _holds(cue: Cue, scene: Scene) -> bool:
    """Whether a match is a report of words here: what an entry cannot say in its frame."""
    content = cue.slot("CONTENT")
    if content is not None and cue.fields.get("act") in _OBJECTED and is_any(content.deprel, ("obj", "nsubj:pass")):
        person = scene.actor_at(content) if content.lemma.lower() not in ("it", "this", "that") else None
        if person is not None and scene.actors[person].kind != "facility" and "LABEL" not in cue.slots:
            return False
    if cue.fields.get("act") in ("demand", "request") and not _asks_somebody(cue, scene):
        return False
    needs = cue.fields.get("needs")
    if isinstance(needs, tuple | list):
        return all(_meets(cue, str(need)) for need in needs)
    return not _is_idle(cue)


def _asks_somebody(cue: Cue, scene: Scene) -> bool:
    """Whether a demand that names a target asks an actor: "expect prices to rise" asks nobody."""
    target = cue.slot("TARGET")
    return target is None or scene.actor_at(target) is not None or target.upos == "PRON"


def _meets(cue: Cue, need: str) -> bool:
    """Whether a hole is headed by one of the lemmas an entry asks for (``"CONTENT:report claim"``); an absent one is no bar."""
    hole, _, lemmas = need.partition(":")
    tokens = [token for name in (hole, "TARGET") if (token := cue.slot(name)) is not None]
    return any(token.lemma.lower() in lemmas.split() for token in tokens)


def _is_idle(cue: Cue) -> bool:
    """Whether a verb of saying stands where nothing is said: "the *confirmed* deaths", "sent troops *to support* them"."""
    token, act = cue.token, cue.fields.get("act")
    if token.deprel == "amod" and token.upos in ("VERB", "ADJ"):
        return True
    purpose = token.xpos == "VB" and cue.tree.mark(token.index) == "to"
    return purpose and (is_any(token.deprel, ("advcl",)) or act == "meet")
