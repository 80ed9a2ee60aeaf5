"""Whose word an event rests on: the narrator's, or the innermost speaker's whose content holds the trigger."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from herodotus import lexicons
from herodotus.events import grammar, status
from herodotus.events.scene import Scene
from herodotus.events.standing import OPEN, REAL, Standing
from herodotus.lexicons import Rule
from herodotus.lexicons.inflection import bases
from herodotus.model import NARRATOR, UNNAMED, Claim, Evidence, Span, Stance, Statement, Status, Token
from herodotus.syntax import Tree, is_any

UNSPOKEN = ("believe", "want", "learn", "decide")
TELLINGS = ("status-allegation-of", "status-allege-event", "status-accuse-of")
SAYING = ("say", "report", "explain", "claim", "confirm")
_BASE: dict[str, Status] = {"directs": "demanded", "predicts": "hypothetical", "withholds": "hypothetical"}
_ASIDE: tuple[str, ...] = ("denies", "concedes", "evaluates", "doubts", "withholds")


def of(scene: Scene, tree: Tree, index: int, *, sentence: int, known: bool = True, nested: bool = False) -> Claim:
    """
    Return the claim that the words around a trigger make, with the rules that decided it.

    ``known``: a deed that, called *the* …, has happened, whatever is yet to be done about it.
    ``nested``: the word is itself a cue whose standing is asked for; what holds it is not asked again.
    """
    span = tree.tokens[index].span
    holders, signals = scene.holding_word(tree, index), scene.signals[sentence]
    if not holders:
        own = _told(status.standing(tree, signals, index, known=known), _voice(scene, tree, index), None)
        return own if own.voice != NARRATOR else _unread(scene, tree, index, own)
    statement = _spoken(holders)
    outer = None if nested else _unsaid(scene, statement)
    part = next((p for p in statement.content if p.holds(span)), tree.sentence.span)
    start = _start(statement, tree, index, part)
    told = statement.form in ("indirect", "mixed") and _is_past(scene, statement)
    stand = status.standing(tree, signals, index, within=part, start=start, told=told, known=known)
    if statement.act == "deny" and stand.status == "negated" and _negates_itself(statement):
        stand = stand.made("happened")  # what they say did not happen is what they deny: never negated × denies
    if outer is not None:
        wanted = {"happened": "hypothetical", "demanded": "demanded"}.get(stand.status, outer.status)
        return replace(outer, status=cast("Status", wanted))
    if _is_against(statement) and _rejects_telling(stand):
        return replace(_told(stand.made("happened"), statement.speaker.actor, statement), stance="denies")
    if statement.act == "deny" and _is_told_saying(scene, statement, tree.tokens[index]):
        return replace(_told(stand, statement.speaker.actor, statement), stance="asserts")
    if _is_against(statement) and stand.status in OPEN:
        stand = stand.turned(Evidence(f"act-{statement.act}", statement.cue))
    told_ = _told(_as_meant(stand, statement), statement.speaker.actor, statement)
    return (
        replace(told_, stance="asserts") if stand.status in REAL and _is_presupposed(statement, tree, part) else told_
    )


def _is_presupposed(statement: Statement, tree: Tree, part: Span) -> bool:
    """Whether it is open who did a deed or why, not whether: who asks "*who had killed* them" says they were killed."""
    head = tree.head_of(part)
    if statement.stance not in ("doubts", "withholds") or head is None:
        return False
    return grammar.asks_about(tree, head.index) and grammar.is_past(tree, head.index)


def _unread(scene: Scene, tree: Tree, index: int, claim: Claim) -> Claim:
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


def _spoken(holders: list[Statement]) -> Statement:
    """Return whose word it is: the innermost statement's; a plan or thought that another only tells of is that other's word."""
    for at in range(len(holders) - 1, 0, -1):
        teller, told = holders[at - 1], holders[at]
        if not _is_unspoken(told) or teller.speaker.actor == told.speaker.actor or _is_unspoken(teller):
            return told
    return holders[0]


def _is_unspoken(statement: Statement) -> bool:
    """Whether a statement is a plan, a wish or a thought: nobody need have said it."""
    rule = _rule(statement)
    return statement.act in UNSPOKEN or (statement.act == "promise" and rule is not None and rule.is_marked("weak"))


def _rule(statement: Statement) -> Rule | None:
    return lexicons.load().rule(statement.because[0].rule) if statement.because else None


def _voice(scene: Scene, tree: Tree, index: int) -> str:
    """Return whose the words are that no statement holds: the narrator's, unless they are quoted or plainly reported."""
    span = tree.tokens[index].span
    if scene.is_quoted(span):
        quoting = scene.quoting(tree, span)
        return UNNAMED if quoting is None else quoting.speaker.actor
    return UNNAMED if _is_reported(tree, index) else NARRATOR


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


def _is_cue(token: Token, acts: tuple[str, ...]) -> bool:
    """Whether a verb is a cue of one of these acts."""
    words = {token.lemma.lower(), *bases(token.form)}
    called = [
        r for word in words for r, anchor in lexicons.load().cues.called_by(word, "VERB") if len(anchor.words) == 1
    ]
    return any(rule.get("act") in acts for rule in called)


def _unsaid(scene: Scene, statement: Statement) -> Claim | None:
    """Return who only supposes or wants a saying, if nobody says that it was said: "unless the mayor *agrees* to …"."""
    if statement.cue is None or statement.negated_cue:
        return None
    for number, tree in enumerate(scene.trees):
        if not tree.sentence.span.holds(statement.cue):
            continue
        cue = tree.head_of(statement.cue)
        held = [] if cue is None else [s for s in scene.holding_word(tree, cue.index) if s.id != statement.id]
        if cue is None or len(held) >= len(scene.statements) or cue.upos != "VERB":
            return None
        claim = of(scene, tree, cue.index, sentence=number, nested=True)
        return claim if claim.statement != statement.id and claim.status in OPEN else None
    return None


def _is_against(statement: Statement) -> bool:
    """Whether a statement speaks against what its content names: refused to, ruled out, warned against."""
    if _negates_itself(statement):
        return False
    rule = _rule(statement)
    return statement.act == "reject" or (rule is not None and rule.get("polarity") == "-")


def _negates_itself(statement: Statement) -> bool:
    """Whether a statement denies or refuses by a *not* in its own words ("we never fired"), not by its cue ("denied firing")."""
    return statement.act in ("deny", "reject") and any(e.rule.startswith("force-") for e in statement.because[1:])


def _rejects_telling(stand: Standing) -> bool:
    """Whether what is rejected is that something was said to be: "rejected *the claim that* they fired"."""
    return any(e.rule in TELLINGS for e in stand.because)


def _is_told_saying(scene: Scene, statement: Statement, token: Token) -> bool:
    """Whether a noun is another's saying that a denial answers: who rejects "Norland's *accusation*" grants that it was made."""
    said = scene.told_by(token.span)
    return token.upos == "NOUN" and said is not None and said.speaker.actor != statement.speaker.actor


def _start(statement: Statement, tree: Tree, index: int, part: Span) -> Status:
    """Return what the speaker's stance makes of the head of the content, unless its own words say it is past."""
    if statement.negated_cue and statement.act not in ("deny", "reject"):
        known = _is_left_unanswered(statement, tree, index) or _is_presupposed(statement, tree, part)
        return "happened" if known else "hypothetical"
    base = _base(statement)
    if statement.act == "reject" and tree.tokens[index].upos == "NOUN":
        return "happened"
    if statement.act == "want":
        base = "hypothetical"
    direct = statement.form == "direct" or base == "happened"
    joined = tree.tokens[index].deprel == "conj" and tree.tokens[index].xpos == "VBD"
    fact = statement.stance != "directs" and _is_told_as_fact(tree, index, part)
    return "happened" if direct or joined or fact else base


def _base(statement: Statement) -> Status:
    """
    Return what an act makes of its content: what its cue says it does, else what its stance does.

    Where the act was read off the content itself ("said it *would close* the port unless …"), the content's own words
    say how it stands, and are not counted twice.
    """
    if _is_lifted(statement):
        return "happened"
    rule = _rule(statement)
    if rule is not None and rule.get("act") == statement.act and (status := rule.get("content_status")) is not None:
        return cast("Status", status)
    if statement.stance == "commits":
        return "threatened" if statement.act == "threaten" else "planned"
    return _BASE.get(statement.stance, "happened")


def _is_lifted(statement: Statement) -> bool:
    """Whether what the words say makes the act, not the cue: a *said* whose content promises."""
    rule = _rule(statement)
    return rule is not None and rule.get("act") in SAYING and statement.act not in SAYING


def _is_left_unanswered(statement: Statement, tree: Tree, index: int) -> bool:
    """Whether a deed is one that got no answer, and so was done: "did not respond to *its offer*"."""
    rule = _rule(statement)
    return rule is not None and rule.get("content_status") == "happened" and grammar.is_given(tree, index)


def _is_told_as_fact(tree: Tree, index: int, part: Span) -> bool:
    """Whether the head of a content is a finite verb without a modal: "warned that the rebels *had attacked*"."""
    top = tree.tokens[index]
    for token in tree.ancestors(index):
        if not part.holds(token.span):
            break
        top = token
    helpers = tree.auxiliaries(top.index)
    finite = top.xpos in ("VBD", "VBZ", "VBP") or any(t.xpos in ("VBD", "VBZ", "VBP") for t in helpers)
    modal = any(t.xpos == "MD" for t in helpers) or tree.mark(top.index) == "to"
    return finite and not modal and is_any(top.deprel, ("ccomp", "parataxis", "root", "conj", "advcl"))


def _is_past(scene: Scene, statement: Statement) -> bool:
    tokens = [
        t for tree in scene.trees for t in tree.tokens if statement.cue is not None and statement.cue.holds(t.span)
    ]
    return not tokens or any(t.xpos in ("VBD", "VBN", "IN", "NN") or t.upos != "VERB" for t in tokens)


def _as_meant(stand: Standing, statement: Statement) -> Standing:
    """Return the standing with what the act adds: a threatener's *will* threatens, a forecaster's is open."""
    if stand.status == "planned" and statement.act == "threaten":
        return stand.made("threatened")
    if stand.status == "planned" and statement.stance == "predicts" and _base(statement) != "planned":
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
    return "asserts" if statement.stance in ("commits", "directs", "predicts", "none") else statement.stance
