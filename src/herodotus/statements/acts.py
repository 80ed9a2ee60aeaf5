"""Act and stance: from the cue, then by the force of the content ("will be held responsible" is a threat)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

from herodotus import lexicons
from herodotus.model import Act, Evidence, Party, Span, Stance, Token
from herodotus.statements.content import Content
from herodotus.statements.cue import Cue
from herodotus.statements.scene import Scene
from herodotus.syntax import Tree, is_any

_SAYING = frozenset({"say", "report", "explain", "claim", "confirm"})
_FIRST = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True)
class Deed:
    """What a speaker does with words; ``target`` is who the content's force is aimed at, if it is not the cue's."""

    act: Act
    stance: Stance
    because: tuple[Evidence, ...]
    negated: bool = False
    target: tuple[Party, ...] = ()


def of(cue: Cue, content: Content, speaker: Party, scene: Scene) -> Deed | None:
    """Return the deed, or None where a negated cue leaves none ("did not demand")."""
    fields = cue.fields
    deed = Deed(cast("Act", fields["act"]), cast("Stance", fields["stance"]), because=(Evidence(cue.rule, cue.span),))
    if _negated(cue):
        return _denied_cue(deed, fields)
    if cue.is_marked("negated_only"):
        return None
    return _forced(deed, content, speaker, scene, cue)


def _negated(cue: Cue) -> bool:
    """Whether nothing was said: "did not say", "failed to agree", "no group has claimed"."""
    if cue.token.upos not in ("VERB", "AUX"):
        return cue.is_marked("negated_only") and cue.tree.is_negated(cue.token.index)
    return cue.tree.is_negated(cue.token.index) or _undone(cue)


def _undone(cue: Cue) -> bool:
    """Whether the verb over a cue says that it did not come to it ("failed to", "refused to", "stopped short of")."""
    head = cue.tree.head(cue.token.index)
    if head is not None and is_any(cue.token.deprel, ("acl",)) and cue.tree.is_negated(head.index):
        return True  # "we have no reason to believe"
    if head is None or not is_any(cue.token.deprel, ("xcomp", "advcl")):
        return False
    governors = lexicons.load().signals.called_by(head.lemma.lower(), "VERB")
    return any(rule.get("pos") == "negated" for rule, _ in governors)


def _denied_cue(deed: Deed, fields: Mapping[str, Any]) -> Deed | None:
    """Let "would not say" withhold: negation of the cue is never negation of the content."""
    if "negated_act" in fields:
        return replace(deed, act=fields["negated_act"], stance=fields["negated_stance"], negated=True)
    if deed.act in _SAYING:
        return replace(deed, act="withhold", stance="withholds", negated=True)
    return None


@cache
def _forces() -> tuple[Mapping[str, Any], ...]:
    return tuple(lexicons.load().document("statements/force")["force"])


def _forced(deed: Deed, content: Content, speaker: Party, scene: Scene, cue: Cue) -> Deed:
    """Lift a plain act to what the words do: by the first predicate of the content that carries a sign of force."""
    forces = [f for f in _forces() if deed.act in f["lifts"] and bool(f.get("label", False)) == ("LABEL" in cue.slots)]
    for tree, verb in _predicates(content, scene):
        if tree is cue.tree and verb.index == cue.token.index:
            continue
        for force in forces:
            if _fits(force, deed, tree, verb) and _subject_fits(force, tree, verb, speaker, scene):
                return _lifted(deed, force, tree, verb, speaker, scene)
    return deed


def _lifted(deed: Deed, force: Mapping[str, Any], tree: Tree, verb: Token, speaker: Party, scene: Scene) -> Deed:
    target = _aim(tree, verb, speaker, scene) if force.get("aims") else ()
    because = (*deed.because, Evidence(force["id"], verb.span))
    return replace(deed, act=force["act"], stance=force["stance"], because=because, target=target)


def _fits(force: Mapping[str, Any], deed: Deed, tree: Tree, verb: Token) -> bool:
    if verb.lemma.lower() in force.get("never", ()) or not _has_lemmas(force, tree, verb):
        return False
    return _has_modal(force, deed, tree, verb) and bool(force.get("negated", False)) == tree.is_negated(verb.index)


def _predicates(content: Content, scene: Scene) -> Iterator[tuple[Tree, Token]]:
    """Yield the main predicates of a content and those coordinated with them: force lies there, not in asides."""
    for tree in scene.trees:
        for span in content.spans:
            if not tree.sentence.span.meets(span):
                continue
            shared = Span(max(span.start, tree.sentence.span.start), min(span.end, tree.sentence.span.end))
            head = tree.head_of(shared)
            if head is not None:
                yield tree, head
                yield from (
                    (tree, t) for t in tree.children(head.index, "conj", "ccomp", "parataxis") if shared.holds(t.span)
                )


def _has_lemmas(force: Mapping[str, Any], tree: Tree, verb: Token) -> bool:
    """Whether the predicate and its close words carry one of the force's lemmas; every force without lemmas passes."""
    wanted: list[str] = force["lemmas"]
    if not wanted:
        return True
    near = {verb.lemma.lower()} | {
        t.lemma.lower() for t in tree.children(verb.index) if not is_any(t.deprel, ("conj",))
    }
    below = {t.lemma.lower() for c in tree.children(verb.index, "xcomp") for t in (c, *tree.children(c.index))}
    return any(set(lemmas.split()) <= near | below and lemmas.split()[0] in near | below for lemmas in wanted)


def _has_modal(force: Mapping[str, Any], deed: Deed, tree: Tree, verb: Token) -> bool:
    modals: list[str] = force["modal"]
    if not modals:
        return True
    if deed.act == "promise" and "promise" in modals:
        return True
    return any(t.form.lower().replace("’", "'") in modals for t in tree.auxiliaries(verb.index))


def _subject_fits(force: Mapping[str, Any], tree: Tree, verb: Token, speaker: Party, scene: Scene) -> bool:
    wanted = force.get("subject")
    if wanted is None:
        return True
    subject = tree.subject(verb.index)
    if subject is None or (wanted == "other" and tree.is_passive(verb.index) and force["lemmas"]):
        return False
    return _is_own(subject, speaker, scene) if wanted == "speaker" else _is_other(subject, speaker, scene)


def _is_own(subject: Token, speaker: Party, scene: Scene) -> bool:
    """Whether a subject is the speaker, "we", or the state or body the speaker acts for."""
    if subject.form.lower() in _FIRST:
        return True
    actor, mine = scene.actor_at(subject), scene.actors.get(speaker.actor)
    return actor is not None and (actor == speaker.actor or (mine is not None and actor == mine.acts_for))


def _is_other(subject: Token, speaker: Party, scene: Scene) -> bool:
    actor, mine = scene.actor_at(subject), scene.actors.get(speaker.actor)
    if actor is None or subject.form.lower() in _FIRST or _is_own(subject, speaker, scene):
        return False
    theirs = scene.actors[actor]
    if theirs.country is None and all(mention.kind != "name" for mention in theirs.mentions):
        return False  # "gunmen raided the office, police said" tells what happened; it accuses nobody we could name
    return mine is None or theirs.country is None or theirs.country != mine.country


def _aim(tree: Tree, verb: Token, speaker: Party, scene: Scene) -> tuple[Party, ...]:
    """Return the subject a force is aimed at, if it is somebody else."""
    subject = tree.subject(verb.index)
    if subject is None or not _is_other(subject, speaker, scene):
        return ()
    return scene.parties(tree, subject)
