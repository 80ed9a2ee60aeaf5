"""Verbal political acts: a statement that accuses, threatens, demands or meets is an event, with the cue as its trigger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from herodotus import lexicons
from herodotus.events import aims, claims, refining, triggers
from herodotus.events.drafts import Draft, by_sentence, first_of_each
from herodotus.events.openings import rule_of
from herodotus.events.scene import Scene
from herodotus.lexicons import Row
from herodotus.model import NARRATOR, UNNAMED, Evidence, Party, Statement
from herodotus.syntax import SUBJECTS, Tree

DOER_FIRST = ("demand", "request", "accuse", "condemn", "reject")
SOFT = {"AGREE", "REQUEST", "CONCEDE", "REJECT", "SUPPORT", "ACCUSE"}
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "COP", "JUD", "SPY", "PTY", "OPP", "REB", "UAF", "IGO"})
"""Sectors of those who confer."""
DOER_ONLY = ("condemn", "accuse", "praise", "demand", "request")
POLITICAL = ("state", "government", "organisation", "armed group")


def find(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the verbal acts of a report; several speakers of one cue do it together."""
    found: dict[tuple[int, int], Draft] = {}
    deeds = by_sentence(drafts)
    for statement in scene.statements:
        draft = _act(scene, statement, _inside(scene, statement, deeds), deeds)
        if draft is None:
            continue
        kept = found.get(draft.at)
        found[draft.at] = draft if kept is None else _joined(kept, draft)
    return list(found.values())


def _joined(kept: Draft, draft: Draft) -> Draft:
    return kept.with_(
        source=first_of_each(kept.source + draft.source), target=first_of_each(kept.target + draft.target)
    )


def _inside(scene: Scene, statement: Statement, deeds: Mapping[int, Sequence[Draft]]) -> list[Draft]:
    """Return the deeds that the content of a statement tells, in each sentence the one nearest to its head first."""
    numbers = dict.fromkeys(n for part in statement.content for n in scene.sentences_of(part))
    near = [draft for number in numbers for draft in deeds.get(number, ())]
    held = [draft for draft in near if any(part.holds(draft.trigger) for part in statement.content)]
    return sorted(held, key=lambda d: (d.at[0], sum(1 for _ in scene.trees[d.at[0]].ancestors(d.at[1]))))


def _act(
    scene: Scene, statement: Statement, inside: Sequence[Draft], deeds: Mapping[int, Sequence[Draft]]
) -> Draft | None:
    if statement.cue is None or statement.negated_cue or (statement.form == "direct" and statement.act == "meet"):
        return None
    row, at = _row(statement, inside), place_of(scene, statement)
    if row is None or at is None or not _is_political(scene, statement.speaker):
        return None
    tree = scene.trees[at[0]]
    if _is_formula(tree, at[1]) or (row["type"] == "CONSULT" and _is_to_an_audience(scene, tree, at[1], statement)):
        return None
    finer = next((d for d in deeds.get(at[0], ()) if d.at == at), None)
    told = (row["type"], row["mode"] or None, row["cameo"] or None)
    if finer is not None and (finer.type == row["type"] or {finer.type, row["type"]} <= SOFT):
        told = (str(finer.type), finer.mode or told[1], _finest(scene, finer, row))
    target = statement.target or ((statement.addressee,) if statement.addressee is not None else ())
    if row["type"] == "CONSULT":
        target = (statement.addressee,) if statement.addressee is not None else statement.target
    target = _target(scene, statement, target, finer, inside)
    if not target and _must_be_aimed(statement):
        return None
    return Draft(
        at=at,
        trigger=statement.cue,
        label=triggers.called(tree.tokens[at[1]], rule_of(statement)),
        type=told[0],
        mode="phone" if told[0] == "CONSULT" and statement.medium in lexicons.wordlist("by-phone") else told[1],
        cameo=told[2],
        claim=claims.of(scene, tree, at[1], sentence=at[0]),
        verbal=True,
        source=(statement.speaker,),
        target=target,
        time=statement.time,
        because=(*statement.because[:1], Evidence(f"act-{statement.act}", statement.cue)),
    )


def _is_formula(tree: Tree, index: int) -> bool:
    """Whether a cue is a courtesy or a command, and no act of who says it: "*Thank* you for coming"."""
    token = tree.tokens[index]
    bare = token.upos == "VERB" and token.xpos in ("VB", "VBP") and token.deprel in ("root", "parataxis")
    return bare and not tree.children(index, *SUBJECTS, "aux", "mark")


def _is_to_an_audience(scene: Scene, tree: Tree, index: int, statement: Statement) -> bool:
    """Whether somebody speaks to many at once, who confer about nothing: "spoke to *the nation*", "to *the think tank*"."""
    heard = None if statement.addressee is None else scene.actors.get(statement.addressee.actor)
    if heard is None or not any(tree.case(t.index) == "to" for t in tree.children(index, "obl")):
        return False
    return heard.kind in ("crowd", "unnamed", "organisation") and OFFICIAL.isdisjoint(heard.sectors)


def _must_be_aimed(statement: Statement) -> bool:
    """Whether an act is one only towards somebody: to *claim* that fires were set accuses nobody, to *seek* food asks nobody."""
    rule = rule_of(statement)
    return rule is not None and rule.is_marked("aimed") and rule.get("act") == statement.act


def _finest(scene: Scene, finer: Draft, row: Row) -> str | None:
    """Return the code that a cue's own entry gives, unless it is a root that only the content makes finer: 030, *of aid* 033."""
    own = finer.cameo or ""
    general = own.endswith("0") and own[:2] == row["cameo"][:2] and refining.code(scene, finer) == own
    return row["cameo"] if general and _asks(row) else finer.cameo


def _target(
    scene: Scene, statement: Statement, named: tuple[Party, ...], finer: Draft | None, inside: Sequence[Draft]
) -> tuple[Party, ...]:
    """Return whom an act is aimed at: as named; else the doer of the deed it demands or condemns, or who is done to."""
    ways = [named, finer.target if finer is not None else ()]
    if statement.act not in DOER_FIRST:
        inside = [d for d in inside if d.claim.status in ("planned", "threatened", "demanded", "hypothetical")]
    roles = ("source",) if statement.act in DOER_ONLY else ("source", "target")
    roles = roles if statement.act in DOER_FIRST else ("target", "source")
    ways += [tuple(p for d in inside for p in getattr(d, role)) for role in roles]
    ways.append(_named_inside(scene, statement))
    if statement.act == "reject" and (at := place_of(scene, statement)) is not None:
        ways.insert(0, aims.authors(scene, scene.trees[at[0]], at[1]))
    found = (_political(scene, way, but=statement.speaker) for way in ways)
    return first_of_each(next((parties for parties in found if parties), ()))


def _named_inside(scene: Scene, statement: Statement) -> tuple[Party, ...]:
    """Return the first actor of another country that the content names, with those joined to it, where nobody else is meant."""
    own = scene.actors[statement.speaker.actor].country
    if statement.form == "direct":
        return ()
    named = [
        (mention.span, actor.id)
        for actor in scene.actors.values()
        for mention in actor.mentions
        if aims.is_foreign(actor, {own})
        and actor.id != statement.speaker.actor
        and any(part.holds(mention.span) for part in statement.content)
    ]
    ranked = [Party(actor, span) for span, actor in sorted(named)]
    return tuple(party for party in ranked if party is ranked[0] or _are_joined(scene, ranked[0], party))


def _are_joined(scene: Scene, first: Party, other: Party) -> bool:
    """Whether two actors are named in one breath: "aid for *Norland* and *Merania*"."""
    number = None if first.span is None else scene.sentence_of(first.span)
    if (
        number is None
        or first.span is None
        or other.span is None
        or not scene.trees[number].sentence.span.holds(other.span)
    ):
        return False
    tree = scene.trees[number]
    one, two = tree.head_of(first.span), tree.head_of(other.span)
    return one is not None and two is not None and two.index in {t.index for t in tree.conjuncts(one.index)}


def _row(statement: Statement, inside: Sequence[Draft]) -> Row | None:
    """Return what an act is in PLOVER, by what its content holds; None for plain saying, and for what is only felt."""
    rule = rule_of(statement)
    if (rule is not None and rule.is_marked("no_event")) or any(e.rule in _wordy() for e in statement.because[1:]):
        return None
    friendly = rule is not None and rule.is_marked("friendly")
    rows = [
        row
        for row in lexicons.load().table("status/verbal")
        if row["act"] == statement.act and not (friendly and row["type"] == "THREATEN")
    ]
    return next((row for deed in inside for row in rows if _asks(row) and _fits(row, deed)), None) or next(
        (row for row in rows if not _asks(row)), None
    )


@cache
def _wordy() -> frozenset[str]:
    """Return the signs in a content that make a statement of it which is no event: condolences."""
    forces = lexicons.load().document("statements/force")["force"]
    return frozenset(force["id"] for force in forces if force.get("no_event"))


def _asks(row: Row) -> bool:
    """Whether a row is only for contents of some kind."""
    return bool(row["content"] or row["codes"])


def _fits(row: Row, deed: Draft) -> bool:
    """Whether a deed that the content tells is of a kind that a row asks for."""
    types, codes = lexicons.listed(row["content"]), tuple(lexicons.listed(row["codes"]))
    return deed.type in types or (bool(codes) and (deed.cameo or "").startswith(codes))


def place_of(scene: Scene, statement: Statement) -> tuple[int, int] | None:
    """Return the sentence and token of a cue, or None."""
    number = None if statement.cue is None else scene.sentence_of(statement.cue)
    if number is None or statement.cue is None:
        return None
    head = scene.trees[number].head_of(statement.cue)
    return None if head is None else (number, head.index)


def _is_political(scene: Scene, party: Party) -> bool:
    """Whether a speaker can act in politics: a state, a body, an office, an armed group; not a bystander."""
    if party.actor in (NARRATOR, UNNAMED) or party.actor not in scene.actors:
        return False
    actor = scene.actors[party.actor]
    in_office = bool(actor.roles) and any(mention.kind == "name" for mention in actor.mentions)
    return actor.kind in POLITICAL or in_office or bool(actor.country or actor.sectors)


def _political(scene: Scene, parties: tuple[Party, ...], *, but: Party) -> tuple[Party, ...]:
    side = {but.actor, getattr(scene.actors.get(but.actor), "acts_for", None)}
    return tuple(p for p in parties if p.actor not in side and p.actor in scene.actors)
