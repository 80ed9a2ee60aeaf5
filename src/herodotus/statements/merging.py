"""Statements that say the same: echoes left out, and words that do what they say lifted into the statement that carries them."""

from __future__ import annotations

from dataclasses import replace

from herodotus.model import UNNAMED, Party, Span, Statement
from herodotus.statements import force, sides
from herodotus.statements.content import Content
from herodotus.statements.nesting import Nesting
from herodotus.statements.scene import Scene

_PLAIN = frozenset({"say", "explain", "claim", "report"})
_WEIGHTY = frozenset(
    {
        "deny",
        "accuse",
        "condemn",
        "praise",
        "regret",
        "warn",
        "threaten",
        "promise",
        "demand",
        "request",
        "reject",
        "agree",
        "predict",
        "doubt",
        "withhold",
    }
)
_UNDONE = frozenset({"deny", "agree", "reject", "request", "demand", "want"})
"""Acts whose content is not done by being told: "denied *ordering* the raid" orders nothing, "suggested *talks*" holds none."""
_AHEAD = frozenset({"request", "demand", "want", "promise", "threaten", "predict", "reject", "agree"})
"""Acts whose content is still to be done: who is told to condemn a raid has not condemned it."""
_TOLD = frozenset({"regret", "condemn", "praise", "doubt"})
"""Acts that last: who said he regretted it regrets it in saying so."""
_FIRST = frozenset({"i", "we"})


def merged(found: list[Statement], scene: Scene) -> list[Statement]:
    """Return the statements, each told once: "“We *urge* both sides to stop,” she said" is a request and nothing besides."""
    lifted: list[Statement] = []
    dropped: set[int] = set()
    nesting = Nesting(found)
    for index, statement in enumerate(found):
        deed = _performed(statement, nesting.inside(index), scene)
        if deed is None:
            lifted.append(statement)
            continue
        dropped.add(id(deed))
        lifted.append(_lifted(statement, deed))
    done = [s for s in lifted if id(s) not in dropped]
    return _without_echoes(_without_the_undone(done, scene))


def _without_the_undone(found: list[Statement], scene: Scene) -> list[Statement]:
    """Return the statements less those that are only asked for, promised or foretold: "urged Merania to *condemn* the raid"."""
    nesting = Nesting(found)
    return [s for i, s in enumerate(found) if not any(_is_undone(s, other, scene) for other in nesting.around(i))]


def _is_undone(statement: Statement, outer: Statement, scene: Scene) -> bool:
    """Whether a statement is the very deed another wants or foretells."""
    token = scene.token_at(statement.cue) if statement.cue is not None and outer.act in _AHEAD else None
    if token is None or token.xpos != "VB":
        return False
    mains = {verb.span for _, verb in force.predicates(Content(outer.content, outer.form), scene)}
    return token.span in mains


def _lifted(statement: Statement, deed: Statement) -> Statement:
    return replace(
        statement, act=deed.act, stance=deed.stance, target=statement.target or _aim(deed),
        because=(*statement.because, *deed.because),
    )  # fmt: skip


def _aim(deed: Statement) -> tuple[Party, ...]:
    """Return whom words aim at: a warning given inside them aims at the one who is warned."""
    warned = deed.act in ("warn", "threaten") and deed.addressee is not None
    return deed.target or ((deed.addressee,) if warned and deed.addressee is not None else ())


def _performed(statement: Statement, inside: list[Statement], scene: Scene) -> Statement | None:
    """Return what a plain saying does by its own main verb in the first person, or None."""
    if statement.act not in _PLAIN or statement.form == "narrated" or statement.cue is None:
        return None
    weighty = [one for one in inside if one.act in _WEIGHTY and (not one.negated_cue or _is_unsure(one, scene))]
    weighty = [one for one in weighty if _is_done_by_it(one, statement, scene)]
    if not weighty:
        return None
    mains = {verb.span for _, verb in force.predicates(Content(statement.content, statement.form), scene)}
    done = (one for one in weighty if _is_one_of(one.cue, mains))
    return next((one for one in done if not one.negated_cue or _is_all(one, mains)), None)


def _is_unsure(statement: Statement, scene: Scene) -> bool:
    """Whether a negated cue does something after all, if it is all that is said: "I am *not sure* that …" doubts."""
    token = scene.token_at(statement.cue) if statement.cue is not None else None
    return statement.act == "doubt" and token is not None and token.xpos == "JJ"


def _is_all(statement: Statement, mains: set[Span]) -> bool:
    """Whether nothing is said but what a statement tells: "not sure it happened", not "not sure, *but we will see*"."""
    own = (statement.cue, *statement.content)
    return all(any(span is not None and span.holds(main) for span in own) for main in mains)


def _is_done_by_it(inner: Statement, outer: Statement, scene: Scene) -> bool:
    """Whether the outer speaker does the inner deed by the words themselves."""
    now = _is_done_now(inner, scene) and _in_own_name(inner, outer, scene)
    return now or _is_told_now(inner, outer, scene)


def _is_done_now(statement: Statement, scene: Scene) -> bool:
    """Whether the words do it as they are said: "we *urge* you", not "I *urged* them"."""
    token = scene.token_at(statement.cue) if statement.cue is not None else None
    return token is not None and token.xpos in ("VBP", "VBZ", "VB", "VBG", "JJ")


def _is_told_now(statement: Statement, outer: Statement, scene: Scene) -> bool:
    """Whether told words do it as they are told: "said he *regretted* the error", with no day of its own."""
    token = scene.token_at(statement.cue) if statement.cue is not None else None
    plain = outer.form == "indirect" and statement.act in _TOLD and statement.time is None
    return plain and token is not None and token.xpos == "VBD" and statement.speaker.actor == outer.speaker.actor


def _is_one_of(cue: Span | None, mains: set[Span]) -> bool:
    return cue is not None and any(cue.holds(span) for span in mains)


def _in_own_name(inner: Statement, outer: Statement, scene: Scene) -> bool:
    """Whether what is told inside is the speaker's own: "*we* regret", or "*Norland* regrets" in its president's words."""
    span = inner.speaker.span
    if span is not None and span.of(scene.text).lower() in _FIRST:
        return True
    return outer.form != "indirect" and sides.is_same_side(inner.speaker.actor, outer.speaker, scene)


def _without_echoes(found: list[Statement]) -> list[Statement]:
    """
    Return the statements less those that only say again what another says.

    A hidden speaker inside somebody's words ("they will be held responsible") adds no voice; of two cues for one content
    by one speaker ("hung a poster saying …") the first tells more.
    """
    kept: list[Statement] = []
    told: set[tuple[tuple[Span, ...], str]] = set()
    named = {one.content for one in found if one.speaker.actor != UNNAMED}
    nesting = Nesting(found)
    for index, statement in enumerate(found):
        words = (statement.content, statement.speaker.actor)
        echo = words in told or (
            statement.speaker == Party(UNNAMED) and statement.content and statement.content in named
        )
        if echo or any(_adds_nothing(statement, other) for other in nesting.around(index)):
            continue
        kept.append(statement)
        if statement.content:
            told.add(words)
    return kept


def _adds_nothing(statement: Statement, other: Statement) -> bool:
    """Whether a statement inside another's words has no voice of its own, or does no more than the other with the same voice."""
    same = statement.speaker.actor == other.speaker.actor
    undone = other.act in _UNDONE and statement.stance not in ("asserts", "denies")
    admits = statement.speaker.span is not None and statement.stance == "concedes"
    nobody = statement.speaker.actor == UNNAMED and not admits  # "*one of them* confessed": of weight, whoever it was
    return nobody or (same and (undone or not statement.content or statement.act == other.act))
