"""Act and stance: from the cue, then by the force of the content ("will be held responsible" is a threat)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from herodotus import lexicons
from herodotus.lexicons.matching import anchored
from herodotus.lexicons.rules import Anchor
from herodotus.model import Act, Evidence, Party, Stance, Token
from herodotus.statements import force
from herodotus.statements.content import Content
from herodotus.statements.cue import Cue
from herodotus.statements.people import kind
from herodotus.statements.scene import Scene
from herodotus.statements.speakers import is_neither
from herodotus.syntax import is_any

_SAYING = frozenset({"say", "report", "explain", "claim", "confirm"})


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
    if _is_on_sign(cue) and deed.act == "say":
        deed = replace(deed, act="greet", stance="evaluates")
    return _reported(_forced(deed, content, speaker, scene, cue), cue, speaker, scene)


def _is_on_sign(cue: Cue) -> bool:
    """Whether a banner or a placard says it: a slogan, not a telling."""
    token = cue.slot("SPEAKER")
    return token is not None and token.lemma.lower() in kind("signs")


def _negated(cue: Cue) -> bool:
    """Whether nothing was said: "did not say", "failed to agree", "no group has claimed", "gave no details"."""
    if cue.token.upos not in ("VERB", "AUX"):
        told = cue.is_marked("negated_only") or cue.is_marked("negated_act")  # "is *not* certain that …" doubts
        return told and cue.tree.is_negated(cue.token.index)
    nor = any(t.lemma.lower() == "nor" for t in cue.tree.children(cue.token.index, "cc"))
    return nor or cue.tree.is_negated(cue.token.index) or is_neither(cue) or _undone(cue)


def _undone(cue: Cue) -> bool:
    """Whether the word over a cue says that it did not come to it ("failed to", "was not able to", "stopped short of")."""
    head = cue.tree.head(cue.token.index)
    if head is not None and is_any(cue.token.deprel, ("acl",)) and cue.tree.is_negated(head.index):
        return True  # "we have no reason to believe"
    if head is None or not is_any(cue.token.deprel, ("xcomp", "advcl")):
        return False
    if cue.token.deprel == "xcomp" and cue.tree.is_negated(head.index):
        return True
    if _without(cue, head) or _is_yet_to(cue, head) or head.lemma.lower() == "unable":
        return True
    if is_any(cue.token.deprel, ("advcl",)) and cue.tree.mark(cue.token.index) not in ("of", "from", "to"):
        return False
    governors = lexicons.load().signals.called_by(head.lemma.lower(), "VERB")
    return any(rule.get("pos") == "negated" and _stands(cue, anchor, head) for rule, anchor in governors)


def _stands(cue: Cue, anchor: Anchor, head: Token) -> bool:
    """Whether all words of a governing verb are there: "called *off*", not any "called"."""
    return anchored(cue.tree, anchor, head.index) is not None


def _without(cue: Cue, head: Token) -> bool:
    return cue.tree.mark(cue.token.index) == "without" and head.upos in ("VERB", "AUX")


def _is_yet_to(cue: Cue, head: Token) -> bool:
    """Whether it is still to come: "*has yet to* comment"."""
    return head.lemma.lower() in ("have", "be") and any(t.form.lower() == "yet" for t in cue.tree.children(head.index))


def _denied_cue(deed: Deed, fields: Mapping[str, Any]) -> Deed | None:
    """Let "would not say" withhold: negation of the cue is never negation of the content."""
    if "negated_act" in fields:
        return replace(deed, act=fields["negated_act"], stance=fields["negated_stance"], negated=True)
    if deed.act in _SAYING:
        return replace(deed, act="withhold", stance="withholds", negated=True)
    return None


def _forced(deed: Deed, content: Content, speaker: Party, scene: Scene, cue: Cue) -> Deed:
    """Lift a plain act to what the words do."""
    found = force.of(deed.act, content, speaker, cue, scene)
    if found is None:
        return deed
    because = (*deed.because, Evidence(found.rule, found.span))
    act, stance = cast("Act", found.act), cast("Stance", found.stance)
    return replace(deed, act=act, stance=stance, because=because, target=found.aim)


def _reported(deed: Deed, cue: Cue, speaker: Party, scene: Scene) -> Deed:
    """Call plain saying a report where a paper, a study or an outlet says it."""
    token = cue.slot("SPEAKER")
    if deed.act != "say" or deed.stance != "asserts" or token is None:
        return deed
    actor = scene.actors.get(speaker.actor)
    outlet = actor is not None and actor.kind != "person" and actor.sectors[:1] == ("JRN",)
    on_paper = token.lemma.lower() in kind("reports") | kind("outlets")
    return replace(deed, act="report") if outlet or on_paper else deed
