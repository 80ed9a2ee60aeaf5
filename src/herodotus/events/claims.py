"""Whose word an event rests on: the narrator's, or the innermost speaker's whose content holds the trigger."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from herodotus.events import grammar, openings, status, voices
from herodotus.events.scene import Scene
from herodotus.events.standing import OPEN, Standing
from herodotus.model import NARRATOR, REAL, UNNAMED, Claim, Evidence, Stance, Statement, Status, Token
from herodotus.syntax import Tree

TELLINGS = ("status-allegation-of", "status-allege-event", "status-accuse-of")
_ASIDE: tuple[str, ...] = ("denies", "concedes", "evaluates", "doubts", "withholds")


def of(scene: Scene, tree: Tree, index: int, *, sentence: int, known: bool = True, nested: bool = False) -> Claim:
    """
    Return the claim that the words around a trigger make, with the rules that decided it.

    ``known``: a deed that, called *the* …, has happened, whatever is yet to be done about it.
    ``nested``: the word is itself a cue whose standing is asked for; what holds it is not asked again.
    """
    holders = scene.holding_word(tree, index)
    if holders:
        return _held(scene, tree, index, holders, sentence=sentence, known=known, nested=nested)
    stand = status.standing(tree, scene.signals[sentence], index, known=known)
    own = _told(stand, voices.voice(scene, tree, index), None)
    return own if own.voice != NARRATOR else voices.unread(scene, tree, index, own)


def _held(
    scene: Scene, tree: Tree, index: int, holders: list[Statement], *, sentence: int, known: bool, nested: bool
) -> Claim:
    """Return the claim of the speaker whose words hold a trigger; of a saying only supposed, what its supposer makes of it."""
    statement, token = voices.spoken(holders, tree, index), tree.tokens[index]
    part = next((p for p in statement.content if p.holds(token.span)), tree.sentence.span)
    start = openings.start(statement, tree, index, part)
    told = statement.form in ("indirect", "mixed") and _is_past(scene, statement)
    stand = status.standing(tree, scene.signals[sentence], index, within=part, start=start, told=told, known=known)
    if statement.act == "deny" and stand.status == "negated" and openings.negates_itself(statement):
        stand = stand.made("happened")  # what they say did not happen is what they deny: never negated × denies
    outer = None if nested else _unsaid(scene, statement)
    if outer is not None:
        wanted = {"happened": "hypothetical", "demanded": "demanded"}.get(stand.status, outer.status)
        return replace(outer, status=cast("Status", wanted))
    if openings.is_against(statement) and _rejects_telling(stand):
        return replace(_told(stand.made("happened"), statement.speaker.actor, statement), stance="denies")
    if statement.act == "deny" and _is_told_saying(scene, statement, token):
        return replace(_told(stand, statement.speaker.actor, statement), stance="asserts")
    if openings.is_against(statement) and stand.status in OPEN:
        stand = stand.turned(Evidence(f"act-{statement.act}", statement.cue))
    claim = _told(_as_meant(stand, statement), statement.speaker.actor, statement)
    if _is_anothers(stand, statement) and not grammar.is_given(tree, index):
        return replace(claim, voice=UNNAMED)
    known_ = stand.status in REAL and openings.is_presupposed(statement, tree, part)
    return replace(claim, stance="asserts") if known_ else claim


def _unsaid(scene: Scene, statement: Statement) -> Claim | None:
    """Return who only supposes or wants a saying, if nobody says that it was said: "unless the mayor *agrees* to …"."""
    if statement.cue is None or statement.negated_cue:
        return None
    number = scene.sentence_of(statement.cue)
    cue = None if number is None else scene.trees[number].head_of(statement.cue)
    if number is None or cue is None or cue.upos != "VERB":
        return None
    claim = of(scene, scene.trees[number], cue.index, sentence=number, nested=True)
    return claim if claim.statement != statement.id and claim.status in OPEN else None


def _rejects_telling(stand: Standing) -> bool:
    """Whether what is rejected is that something was said to be: "rejected *the claim that* they fired"."""
    return any(e.rule in TELLINGS for e in stand.because)


def _is_told_saying(scene: Scene, statement: Statement, token: Token) -> bool:
    """Whether a noun is another's saying that a denial answers: who rejects "Norland's *accusation*" grants that it was made."""
    said = scene.told_by(token.span)
    return token.upos == "NOUN" and said is not None and said.speaker.actor != statement.speaker.actor


def _is_past(scene: Scene, statement: Statement) -> bool:
    tokens = [] if statement.cue is None else list(scene.tokens_in(statement.cue))
    return not tokens or any(t.xpos in ("VBD", "VBN", "IN", "NN") or t.upos != "VERB" for t in tokens)


def _as_meant(stand: Standing, statement: Statement) -> Standing:
    """Return the standing with what the act adds: a threatener's *will* threatens, a forecaster's is open."""
    if stand.status == "planned" and statement.act == "threaten":
        return stand.made("threatened")
    if stand.status == "planned" and statement.stance == "predicts" and openings.base(statement) != "planned":
        return stand.made("hypothetical")
    return stand


def _told(stand: Standing, voice: str, statement: Statement | None) -> Claim:
    evidence = stand.because
    if statement is not None:
        evidence = (*evidence, *(e for e in statement.because[:1]))
    return Claim(
        voice=UNNAMED if stand.hidden and statement is None else voice,
        statement=None if statement is None else statement.id,
        status=stand.status,
        stance=_stance(stand, statement),
        polarity=stand.polarity,
        because=tuple(Evidence(e.rule, e.span) for e in evidence),
    )


def _is_anothers(stand: Standing, statement: Statement) -> bool:
    """Whether words only mention that somebody is accused: who names "a man *accused of murder*" accuses nobody."""
    return statement.act not in ("accuse", "claim") and any(
        e.rule in ("status-accuse-of", "status-charge-with") for e in stand.because
    )


def _stance(stand: Standing, statement: Statement | None) -> Stance:
    if statement is None:
        return "asserts"
    if statement.stance in _ASIDE:
        return statement.stance
    by_status: dict[str, Literal["commits", "directs", "predicts"]] = {
        "planned": "commits",
        "threatened": "commits",
        "demanded": "directs",
    }
    if stand.status in by_status:
        return "predicts" if statement.stance == "predicts" and stand.status == "planned" else by_status[stand.status]
    if stand.status == "hypothetical" and statement.stance == "predicts":
        return "predicts"
    if stand.status == "hypothetical" and statement.stance == "commits" and _is_on_condition(stand):
        return "commits"
    return "asserts" if statement.stance in ("commits", "directs", "predicts", "none") else statement.stance


def _is_on_condition(stand: Standing) -> bool:
    """Whether a deed is promised on a condition: "said it *would* leave if the shelling ended" binds the speaker."""
    return bool(stand.because) and stand.because[-1].rule.startswith("modal-would")
