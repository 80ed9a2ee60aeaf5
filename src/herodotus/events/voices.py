"""Whose words a sentence is where it is not plain: quoted, reported beside, or under a denial that no statement was read from."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from herodotus import lexicons
from herodotus.events.openings import SAYING, rule_of
from herodotus.events.scene import Scene
from herodotus.lexicons.inflection import bases
from herodotus.model import NARRATOR, UNNAMED, Claim, Evidence, Stance, Statement, Token
from herodotus.syntax import Tree, is_any

UNSPOKEN = ("believe", "want", "learn", "decide")


def voice(scene: Scene, tree: Tree, index: int) -> str:
    """Return whose the words are that no statement holds: the narrator's, unless they are quoted or plainly reported."""
    span = tree.tokens[index].span
    if scene.is_quoted(span):
        quoting = scene.quoting(tree, span)
        return UNNAMED if quoting is None else quoting.speaker.actor
    return UNNAMED if _is_reported(tree, index) else NARRATOR


def unread(scene: Scene, tree: Tree, index: int, claim: Claim) -> Claim:
    """Return the narrator's claim as another's where a verb of denying or accusing governs it that no statement was read from."""
    denier, accuser = _denier(tree, index), _accuser(tree, index)
    verb = denier or accuser
    if verb is None:
        return claim
    subject = tree.child(verb.index, "nsubj", "nsubj:pass")
    party = None if subject is None else scene.party(tree, subject.index)
    voice, stance = UNNAMED if party is None else party.actor, "asserts" if denier is None else "denies"
    because = (*claim.because, Evidence("under-accusation" if denier is None else "under-denial", verb.span))
    return replace(claim, voice=voice, stance=cast("Stance", stance), because=because)


def spoken(holders: list[Statement], tree: Tree, index: int) -> Statement:
    """
    Return whose word it is: the innermost statement's; a plan or thought that another only tells of is that other's word.

    So is what the teller calls a thing by the way: "“they blame us for the protests *against their killing of* 30,” he said".
    """
    for at in range(len(holders) - 1, 0, -1):
        teller, told = holders[at - 1], holders[at]
        if teller.form == "direct" and told.form != "direct" and _is_by_the_way(tree, index, told):
            continue
        if not _is_unspoken(told) or teller.speaker.actor == told.speaker.actor or _is_unspoken(teller):
            return told
    return holders[0]


def _is_by_the_way(tree: Tree, index: int, told: Statement) -> bool:
    """Whether a noun only says what another noun of what is told was against, over or after."""
    path = [t for t in (tree.tokens[index], *tree.ancestors(index)) if any(p.holds(t.span) for p in told.content)]
    return any(
        t.upos == "NOUN" and t.deprel == "nmod" and tree.case(t.index) in lexicons.wordlist("by-the-way") for t in path
    )


def _is_unspoken(statement: Statement) -> bool:
    """Whether a statement is a plan, a wish or a thought: nobody need have said it."""
    rule = rule_of(statement)
    return statement.act in UNSPOKEN or (statement.act == "promise" and rule is not None and rule.is_marked("weak"))


def _is_reported(tree: Tree, index: int) -> bool:
    """Whether a word stands under a verb of saying, or in a clause with "…, *said the mayor*" beside it."""
    path = [tree.tokens[index], *tree.ancestors(index)]
    inside = {token.index for token in path}
    for token in path:
        head = tree.head(token.index)
        if token.deprel == "ccomp" and head is not None and _says(head):
            return True
        beside = [t for t in tree.children(token.index, "parataxis", "conj") if t.index not in inside and _says(t)]
        if any(_is_aside(tree, t) for t in beside):
            return True
        if token.deprel == "parataxis":
            return False
    return False


def _is_aside(tree: Tree, token: Token) -> bool:
    """Whether a verb of saying only tells whose words stand around it: ", officials said" or ", *said* the mayor"."""
    subjects = tree.children(token.index, "nsubj")
    inverted = any(subject.index > token.index for subject in subjects)
    return bool(subjects) and (token.deprel == "parataxis" or inverted)


def _says(token: Token) -> bool:
    """Whether a verb reports words as its speaker's own: a cue of saying, claiming or confirming."""
    return token.upos == "VERB" and _is_cue(token, SAYING)


def _denier(tree: Tree, index: int) -> Token | None:
    """Return the verb of denying that a deed hangs on: "denied *besieging* the fort"."""
    for token in (tree.tokens[index], *tree.ancestors(index)):
        head = tree.head(token.index)
        if head is None or not is_any(token.deprel, ("xcomp", "ccomp", "conj")):
            return None
        if head.upos == "VERB" and token.deprel != "conj" and _is_cue(head, ("deny",)):
            return head
    return None


def _accuser(tree: Tree, index: int) -> Token | None:
    """Return the verb of accusing before "… of *poisoning*", whatever the parser hung on what."""
    if index < 2 or tree.tokens[index].upos != "VERB" or tree.tokens[index - 1].form.lower() != "of":
        return None
    before = next((t for t in reversed(tree.tokens[: index - 1]) if t.upos in ("VERB", "AUX", "PUNCT")), None)
    return before if before is not None and before.upos == "VERB" and _is_cue(before, ("accuse",)) else None


def _is_cue(token: Token, acts: tuple[str, ...]) -> bool:
    """Whether a verb is a cue of one of these acts."""
    words = {token.lemma.lower(), *bases(token.form)}
    called = [
        r for word in words for r, anchor in lexicons.load().cues.called_by(word, "VERB") if len(anchor.words) == 1
    ]
    return any(rule.get("act") in acts for rule in called)
