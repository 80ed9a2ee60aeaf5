"""What surrounds a statement: whom it is aimed at, to whom it is said, through what, by whose relay, and when."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from herodotus import lexicons
from herodotus.model import Party, Span, Time, Token
from herodotus.statements.cue import Cue
from herodotus.statements.people import is_somebody, kind
from herodotus.statements.scene import Scene
from herodotus.syntax import SUBJECTS, Tree, is_any

_JUDGED = frozenset({"condemn", "praise", "decide"})
"""Acts aimed at whoever stands as their content, or whose deed it is: "praised *the nurses*", "condemned *Merania's* raid"."""
_CHARGED = frozenset({"accuse", "demand", "request"})
"""Acts aimed at the doer of the clause that is their content: "the accusation that *Merania* planned it"."""
_AIMLESS = frozenset({"predict", "claim", "believe", "want", "say", "report"})
"""Acts aimed at nobody: of whom something is foretold or thought is no target."""


def target(cue: Cue, scene: Scene, act: str | None = None) -> tuple[Party, ...]:
    """Return whom a statement is aimed at: the one named so, the doer of what is charged, the one judged or whose deed is."""
    act = act or str(cue.fields.get("act"))
    aimed, content = cue.slot("TARGET"), cue.slot("CONTENT")
    if act in _AIMLESS:
        return ()
    if aimed is not None:
        return scene.parties(cue.tree, aimed)
    if content is not None and scene.quotation_at(content.span) is not None and scene.quotation_at(cue.span) is None:
        return ()  # what is quoted names nobody for the report: the crowd shouted “Murderers!”
    if content is None or cue.token.upos not in ("VERB", "NOUN"):
        return ()
    if _is_clause(content):
        return _doer(cue, content, scene)
    return scene.parties(cue.tree, content) if _is_bidden(cue, content) else _judged(cue, content, scene, act)


def _is_clause(content: Token) -> bool:
    return is_any(content.deprel, ("ccomp", "parataxis", "advcl", "acl")) or content.upos == "VERB"


def _is_bidden(cue: Cue, content: Token) -> bool:
    """Whether somebody is told to do what follows: "recommended *the troops* withdraw"."""
    deeds = cue.tree.children(cue.token.index, "xcomp", "ccomp")
    bare = any(t.xpos == "VB" and not cue.tree.children(t.index, *SUBJECTS) for t in deeds if t.index > content.index)
    return cue.fields.get("act") in ("demand", "request") and is_any(content.deprel, ("obj", "iobj")) and bare


def _judged(cue: Cue, content: Token, scene: Scene, act: str) -> tuple[Party, ...]:
    """Return who is judged, or whose deed is; of a claim that is denied, whose claim it is."""
    if act == "deny" and content.lemma.lower() in kind("claims"):
        return _owner(cue.tree, content, scene)
    if act not in _JUDGED:
        return ()
    return scene.parties(cue.tree, content) or _owner(cue.tree, content, scene)


def _doer(cue: Cue, content: Token, scene: Scene) -> tuple[Party, ...]:
    """Return who does what is charged or demanded, if it is another than who speaks."""
    if cue.fields.get("act") not in _CHARGED:
        return ()
    tree = cue.tree
    doer = tree.agent(content.index) if tree.is_passive(content.index) else tree.child(content.index, "nsubj")
    speaker = cue.slot("SPEAKER")
    own = doer is None or (speaker is not None and scene.actor_at(doer) == scene.actor_at(speaker))
    return () if own or doer is None or not is_somebody(doer, scene) else scene.parties(tree, doer)


def _owner(tree: Tree, token: Token, scene: Scene) -> tuple[Party, ...]:
    """Return whose a deed or word is: "*Merania's* raid", "the raid *by Merania*", "the pact *between* two states"."""
    owners = tree.children(token.index, "nmod:poss")
    owners += [t for t in tree.children(token.index, "nmod") if tree.case(t.index) in ("by", "between")]
    found = next((parties for owner in owners if (parties := scene.parties(tree, owner))), ())
    inner = next((t for t in tree.children(token.index, "nmod") if tree.case(t.index) == "of"), None)
    return found if found or inner is None else _owner(tree, inner, scene)


def addressee(cue: Cue, scene: Scene) -> Party | None:
    """Return to whom it is said: "told parliament", "spoke with the envoy", "said to reporters"."""
    token = cue.slot("ADDRESSEE")
    if token is not None and token.deprel == "nsubj":
        return None  # "his spokeswoman Petra Lang said", read as two subjects
    if token is None:
        other = {slot.head for slot in cue.slots.values()}
        spoken = [t for t in cue.tree.children(cue.token.index, "obl") if cue.tree.case(t.index) == "to"]
        token = next((t for t in spoken if t.index not in other), None)
    return scene.party(cue.tree, token) if token is not None else None


def relay(cue: Cue, scene: Scene) -> tuple[str, ...]:
    """Return who passes the words on, outermost first."""
    token = cue.slot("RELAY")
    party = scene.party(cue.tree, token) if token is not None else None
    return (party.actor,) if party is not None else ()


@cache
def _media(*, verbs: bool = False) -> Mapping[str, str]:
    rows = lexicons.load().table("statements/media")
    return {row["word"]: row["medium"] for row in rows if not verbs or row["verb"] == "yes"}


def medium(cue: Cue) -> str | None:
    """Return what carries the words, if it is said: the verb's own ("tweeted"), the entry's, or "in a statement"."""
    own = _media(verbs=True).get(cue.token.lemma.lower())
    if own is not None or "medium" in cue.fields:
        return own or str(cue.fields["medium"])
    for token in cue.tree.children(cue.token.index, "obl"):
        found = _media().get(token.lemma.lower())
        if found is not None and cue.tree.case(token.index) in (
            "in",
            "on",
            "via",
            "through",
            "during",
            "at",
            "to",
            "over",
        ):
            return found
    return None


def time(cue: Cue, content: tuple[Span, ...], scene: Scene) -> str | None:
    """Return the id of the time of saying: a time expression of the cue's own clause, outside what is said."""
    behind = time_of_saying(cue, scene)
    if behind is not None and not any(span.holds(behind.span) for span in content):
        return behind.id
    for found in scene.times_in(cue.tree.sentence.span):
        if any(span.holds(found.span) for span in content):
            continue
        head = cue.tree.head_of(found.span)
        if head is not None and _hangs_on(cue, head):
            return found.id
    return None


def time_of_saying(cue: Cue, scene: Scene) -> Time | None:
    """Return the day that stands right behind a reporting verb or whom it is said to, wherever the parser hung it."""
    slot = cue.slots.get("ADDRESSEE")
    start = slot.span.end if slot is not None and slot.span.start - cue.span.end <= 1 else cue.span.end
    for found in scene.times_in(cue.tree.sentence.span):
        gap = scene.text[start : found.span.start].split() if found.span.start >= start else None
        head = cue.tree.head_of(found.span)
        loose = head is not None and is_any(head.deprel, ("obl", "nmod", "advmod"))
        if gap is not None and gap in ([], ["on"], ["in"], ["late"], ["early"], ["late", "on"], ["early", "on"]):
            return found if loose and cue.token.upos == "VERB" else None
    return None


def _hangs_on(cue: Cue, token: Token) -> bool:
    above = [token, *cue.tree.ancestors(token.index)]
    verbs = [t for t in above if t.upos in ("VERB", "AUX")]
    return bool(verbs) and verbs[0].index == cue.token.index
