"""Every mention of an event in a report: its trigger, type, parties, claim, place, time and counts."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from herodotus.events import (
    aims,
    arguments,
    befalling,
    circumstances,
    claims,
    doers,
    echoes,
    openings,
    status,
    triggers,
    verbal,
)
from herodotus.events.drafts import Draft, first_of_each
from herodotus.events.scene import Scene
from herodotus.lexicons import Match
from herodotus.lexicons.arguments import is_passive
from herodotus.model import REAL, Claim, Evidence, Party, Statement, Status, Token
from herodotus.syntax import Tree

VERBAL = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
KNOWN = ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "ACCUSE")
CARRYING = ("status-plan-event", "status-carry-out", "status-threaten-to", "status-begin-to")
GIVEN = frozenset({"the", "this", "that", "these", "those", "such"})


def find(scene: Scene) -> list[Draft]:
    """Return the mentions of events in text order, verbal acts in the place of plain mentions of their cue."""
    deeds = [draft for sentence, tree in enumerate(scene.trees) for draft in _deeds(scene, tree, sentence)]
    said = verbal.find(scene, deeds)
    cues = {draft.at for draft in said}
    kept = [draft for draft in deeds if draft.at not in cues] + said
    kept = aims.aimed(scene, kept)
    placed = [_scheduled(scene, draft) for draft in circumstances.placed(scene, kept)]
    return sorted([*placed, *echoes.find(scene, placed)], key=lambda draft: (draft.trigger, draft.at, draft.echo))


def _deeds(scene: Scene, tree: Tree, sentence: int) -> list[Draft]:
    """Return the mentions of deeds in a sentence; a word whose finer entry lacks its doer is told by the next one."""
    drafts: dict[int, Draft] = {}

    def holds(match: Match) -> bool:
        draft = _draft(scene, tree, match, sentence)
        if _has_its_doer(scene, match, draft):
            drafts[match.head] = draft
        return match.head in drafts

    return [drafts[match.head] for match in triggers.find(tree, scene.rules, holds=holds)]


def _scheduled(scene: Scene, draft: Draft) -> Draft:
    """Return a mention in the simple present with a time still to come as planned: "the council *meets* on Friday"."""
    token = scene.trees[draft.at[0]].tokens[draft.at[1]]
    time = scene.times.get(draft.time or "")
    if token.xpos not in ("VBZ", "VBP") or time is None or time.earliest is None or scene.published is None:
        return draft
    if draft.claim.status not in REAL or time.earliest.toordinal() < scene.published.toordinal():
        return draft
    return draft.with_(claim=replace(draft.claim, status="planned"))


def _has_its_doer(scene: Scene, match: Match, draft: Draft) -> bool:
    """Whether those an entry asks for are there: a crowd for a gathering, the armed for a withdrawal, somebody for a return."""
    if match.rule.is_marked("undone") and draft.claim.status not in REAL:
        return False
    needed, wanted = match.rule.fields.get("needs"), match.rule.fields.get("doers")
    parties = {"SOURCE": draft.source, "TARGET": draft.target}
    if isinstance(needed, list) and not all(parties.get(hole) for hole in needed):
        return False
    if not isinstance(wanted, list):
        return bool(draft.source) or not _needs_doer(match)
    found = [scene.actors[party.actor] for party in draft.source]
    return any(actor.kind in wanted or not set(wanted).isdisjoint(actor.sectors) for actor in found)


def _planner(scene: Scene, tree: Tree, index: int, sentence: int) -> tuple[Party, ...]:
    """Return who carries out, plans or threatens the deed a noun names: "*Merania* planned the raid"."""
    head = tree.tokens[index].head
    match = scene.signals[sentence].governs.get((head, index)) if head is not None else None
    if match is None or match.rule.id not in CARRYING or "AGENT" not in match.slots:
        return ()
    return _party(scene, tree, match.slots["AGENT"].head)


def _asked(scene: Scene, tree: Tree, index: int, claim: Claim) -> tuple[Party, ...]:
    """Return who is asked to do a deed: "they called on *Norland* to halt the aid"; the asker does not halt it."""
    statement, head = scene.statement(claim.statement), tree.head(index)
    if statement is None or statement.act not in ("request", "demand") or statement.cue is None or head is None:
        return ()
    own = tree.mark(index) != "to" or tree.child(index, "nsubj") is not None or is_passive(tree, index)
    return () if own or not statement.cue.meets(head.span) else statement.target


def _party(scene: Scene, tree: Tree, index: int | None) -> tuple[Party, ...]:
    party = None if index is None else scene.party(tree, index)
    return () if party is None else (party,)


def _answering(tree: Tree, index: int) -> Token | None:
    """Return the predicate that lays a deed at its subject's door: "was *behind* the raid", "is *responsible* for it"."""
    if tree.case(index) == "behind":
        return tree.tokens[index] if tree.children(index, "cop") else tree.head(index)
    head = tree.head(index)
    return head if head is not None and head.lemma == "responsible" and tree.case(index) == "for" else None


def _answerable(scene: Scene, tree: Tree, index: int, sentence: int, claim: Claim) -> tuple[Party, ...]:
    """Return who is plainly said to be behind a deed, or responsible for it: "*the militia* was behind the raid"."""
    predicate = _answering(tree, index)
    if predicate is None or claim.stance in ("denies", "doubts", "withholds"):
        return ()
    subject = tree.child(predicate.index, "nsubj")
    stand = status.standing(tree, scene.signals[sentence], predicate.index)
    if subject is None or stand.status not in REAL or stand.hidden:
        return ()
    found = (scene.party(tree, token.index) for token in tree.conjuncts(subject.index))
    return first_of_each(tuple(party for party in found if party is not None))


def _needs_doer(match: Match) -> bool:
    """Whether an anchor tells an event only where somebody does it: a gathering, or a verbal act told by a verb."""
    verbal_ = match.rule.get("type") in ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT")
    by_verb = match.frame is not None and match.frame.anchor == "VERB"
    return match.rule.is_marked("weak") or (verbal_ and by_verb)


def _draft(scene: Scene, tree: Tree, match: Match, sentence: int) -> Draft:
    rule, token = match.rule, tree.tokens[match.head]
    source, target = arguments.parties(scene, tree, match, "SOURCE"), arguments.parties(scene, tree, match, "TARGET")
    befell = befalling.sufferer(scene, tree, match, sentence)
    claim, reciprocal = _claim(scene, tree, match, sentence), rule.is_marked("reciprocal")
    befell = None if reciprocal else befell
    target = target or _party(scene, tree, befell)
    source = _asked(scene, tree, match.head, claim) or source
    source = source or _planner(scene, tree, match.head, sentence)
    source = source or _answerable(scene, tree, match.head, sentence, claim)
    source = tuple(p for p in source if rule.get("type") in VERBAL or scene.actors[p.actor].kind != "facility")
    if reciprocal:
        source, target = first_of_each(source + target), ()
    claim = _by_its_doer(scene, claim, source)
    slot = match.slots.get("SOURCE")
    force = doers.is_force(tree, match)
    source = () if force else source
    uncoded = force or (not source and (doers.is_nobodys(tree, match) or doers.is_mishap(tree, match)))
    return Draft(
        at=(sentence, match.head),
        trigger=match.span,
        label=rule.get("label") or triggers.label(tree, match),
        type=None if uncoded else rule.get("type"),
        mode=None if uncoded else rule.get("mode"),
        cameo=None if uncoded else rule.get("cameo"),
        claim=claim,
        noun=token.upos in ("NOUN", "PROPN"),
        given=_is_given(tree, match.head),
        reciprocal=reciprocal,
        described=_described(tree, match),
        anaphor=rule.is_marked("anaphor"),
        effect=rule.get("effect"),
        source=source,
        target=tuple(p for p in target if p.actor not in {s.actor for s in source}) if not reciprocal else (),
        alleged=_alleged(scene, tree, match, claim.statement),
        target_at=match.slots["TARGET"].head if "TARGET" in match.slots else befell,
        source_at=slot.head if slot is not None else None,
        because=(Evidence(rule.id, match.span),),
    )


def _claim(scene: Scene, tree: Tree, match: Match, sentence: int) -> Claim:
    """Return the claim a mention makes; violence known as *the* raid has happened, whoever "had planned" it."""
    claim = claims.of(scene, tree, match.head, sentence=sentence, known=match.rule.get("type") in KNOWN)
    if match.rule.is_marked("undone"):
        return replace(claim, status="happened" if claim.status == "negated" else "negated")
    if claim.status == "negated" and _is_given(tree, match.head) and _answering(tree, match.head) is not None:
        return replace(claim, status="happened")  # "was not behind *the* raid": there was one
    own = match.rule.get("status")
    if own is not None and claim.status in REAL:
        return replace(claim, status=cast("Status", own))  # "a bomb plot": what is plotted has not happened
    rules = {evidence.rule for evidence in claim.because}
    known = match.rule.get("type") == "ASSAULT" and _is_given(tree, match.head)
    unreal = claim.status in ("planned", "hypothetical", "negated")
    if known and unreal and "status-plan-event" in rules and "tense-progressive" not in rules:
        return replace(claim, status="happened", stance="asserts" if claim.stance == "commits" else claim.stance)
    return claim


def _by_its_doer(scene: Scene, claim: Claim, source: tuple[Party, ...]) -> Claim:
    """Return a claim that commits nobody where another is to do it: what Norland says that Merania plans, Norland asserts."""
    if claim.stance != "commits" or not source or claim.voice not in scene.actors:
        return claim
    statement = scene.statement(claim.statement)
    accused = statement is not None and statement.act in ("accuse", "claim", "condemn")
    others = all(_is_another(scene, claim.voice, p.actor) for p in source)
    return replace(claim, stance="asserts") if accused or others else claim


def _is_another(scene: Scene, voice: str, doer: str) -> bool:
    """Whether a doer is surely not the voice's own side: of another country, or a state's or a group's against the other's."""
    first, second = scene.actors[voice], scene.actors[doer]
    if doer in (voice, first.acts_for) or voice == second.acts_for:
        return False
    if first.country is not None and second.country is not None:
        return first.country != second.country
    return (second.kind == "armed group") != (first.kind == "armed group")


def _is_given(tree: Tree, index: int) -> bool:
    if tree.tokens[index].upos not in ("NOUN", "PROPN"):
        return False
    return bool(tree.children(index, "nmod:poss")) or any(t.lemma.lower() in GIVEN for t in tree.children(index, "det"))


def _described(tree: Tree, match: Match) -> str | None:
    """Return the head of the words that say whom or what it was done to."""
    slot = match.slots.get("TARGET")
    if slot is None or tree.tokens[slot.head].upos in ("VERB", "AUX"):
        return None  # "this strike was aimed at *deterring* others"
    return tree.tokens[slot.head].lemma.lower()


def _alleged(scene: Scene, tree: Tree, match: Match, statement_id: str | None) -> tuple[Party, ...]:
    """Return whom a voice names for the deed its words hold: the accuser's target; the speaker who claims it."""
    statement = scene.statement(statement_id)
    owns = statement is not None and openings.owns(statement)
    if statement is None or not (owns or statement.act == "accuse") or not _is_the_charge(tree, match.head, statement):
        return ()
    return (statement.speaker,) if owns else statement.target


def _is_the_charge(tree: Tree, index: int, statement: Statement) -> bool:
    """Whether a deed is what the accusation is about, not beside it: "attributed the protests *against the killing*"."""
    part = next((p for p in statement.content if p.holds(tree.tokens[index].span)), None)
    for token in tree.ancestors(index) if part is not None else ():
        if part is None or not part.holds(token.span):
            return True
        if token.upos in ("NOUN", "PROPN") and token.deprel != "conj":
            return False
    return True
