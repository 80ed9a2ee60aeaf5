"""What accusers and deniers say of deeds told elsewhere: "that officials blamed on …", "denied it", "any involvement"."""

from __future__ import annotations

from dataclasses import replace

from herodotus import lexicons
from herodotus.events import verbal
from herodotus.events.drafts import Draft
from herodotus.events.scene import Scene
from herodotus.model import REAL, Claim, Statement
from herodotus.syntax import Tree, is_any

LONGEST = 60
NEAR = 2
VIOLENT = ("ASSAULT", "COERCE", "PROTEST")


def find(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Return an echo, with the speaker's claim, of each deed that an accusation or denial means without telling it."""
    found: list[Draft] = []
    for statement in scene.statements:
        at = verbal.place_of(scene, statement) if statement.act in ("accuse", "deny") else None
        if at is None:
            continue
        if statement.act == "deny" and (charge := _charge(scene, statement, at, drafts)) is not None:
            found.append(_echo(charge, statement))
        event = (
            None
            if _tells(statement, drafts)
            else (_blamed(scene.trees[at[0]], at, drafts) or _meant(scene, statement, at, drafts))
        )
        if event is not None and (statement.act == "deny" or statement.target):
            found.append(_echo(event, statement))
    return found + [echo for draft in drafts if (echo := _repeated(scene, draft)) is not None]


def _repeated(scene: Scene, draft: Draft) -> Draft | None:
    """Return the claim of whoever takes another's words up: "*As the president said*, Merania fired," said the minister."""
    said = scene.statement(draft.claim.statement)
    at = verbal.place_of(scene, said) if said is not None and said.cue is not None else None
    if said is None or at is None or draft.verbal:
        return None
    tree = scene.trees[at[0]]
    outer = [s for s in scene.holding(tree.tokens[at[1]].span) if s.speaker.actor != said.speaker.actor]
    if tree.mark(at[1]) != "as" or not outer:
        return None
    claim = replace(draft.claim, voice=outer[-1].speaker.actor, statement=outer[-1].id, because=outer[-1].because[:1])
    return draft.with_(claim=claim, alleged=(), counts=(), echo=True)


def _tells(statement: Statement, drafts: list[Draft]) -> bool:
    return any(part.holds(d.trigger) and not d.verbal for part in statement.content for d in drafts)


def _charge(scene: Scene, statement: Statement, at: tuple[int, int], drafts: list[Draft]) -> Draft | None:
    """Return the deed last laid at the denier's door: who denies being *behind* it answers that charge too."""
    if not _words(scene, statement) & (lexicons.wordlist("part-in-it") | lexicons.wordlist("answering-for")):
        return None
    laid = [d for d in drafts if d.at < at and d.claim.statement is not None and d.type in VIOLENT]
    mine = [d for d in laid if statement.speaker.actor in {p.actor for p in (*d.source, *d.alleged)}]
    return max((d for d in mine if d.claim.stance != "denies"), key=lambda d: d.at, default=None)


def _echo(event: Draft, statement: Statement) -> Draft:
    voice, because = statement.speaker.actor, statement.because[:1]
    denied = statement.act == "deny"
    claim = Claim(voice, statement.id, event.claim.status, "denies" if denied else "asserts", because=because)
    return event.with_(claim=claim, alleged=() if denied else statement.target, source=(), counts=(), echo=True)


def _blamed(tree: Tree, at: tuple[int, int], drafts: list[Draft]) -> Draft | None:
    """Return the event a relative clause is about: "an attack on a base *that officials blamed on* the militia"."""
    by_word = {draft.at: draft for draft in drafts}
    if not is_any(tree.tokens[at[1]].deprel, ("acl",)):
        return None
    for token in tree.ancestors(at[1]):
        if (at[0], token.index) in by_word:
            return by_word[at[0], token.index]
        if token.upos not in ("NOUN", "PROPN"):
            return None
    return None


def _meant(scene: Scene, statement: Statement, at: tuple[int, int], drafts: list[Draft]) -> Draft | None:
    """Return the deed last told before a denial or accusation that only points: "Merania denies *this*"."""
    words = _words(scene, statement)
    content = sum(part.end - part.start for part in statement.content)
    if (
        content and not words & (lexicons.wordlist("pointing-back") | lexicons.wordlist("part-in-it"))
    ) or content > LONGEST:
        return None
    near = [d for d in drafts if not d.verbal and d.type in VIOLENT and (at[0] - NEAR, 0) <= d.at < at]
    real = [d for d in near if d.claim.status in REAL]
    if statement.act == "deny" and not words & lexicons.wordlist("part-in-it"):
        real = [d for d in real if _is_charged(scene, statement, d)]
    return max(real, key=lambda d: d.at, default=None)


def _words(scene: Scene, statement: Statement) -> set[str]:
    return {t.lemma.lower() for part in statement.content for t in scene.tokens_in(part)}


def _is_charged(scene: Scene, statement: Statement, event: Draft) -> bool:
    """Whether somebody before said that the denier did it: "Merania denies this" answers that, and nothing else."""
    denier = {statement.speaker.actor}
    blamed = {p.actor for p in (*event.source, *event.alleged)}
    at = statement.cue
    accused = [s for s in scene.statements if s.act == "accuse" and s.cue is not None and at is not None and s.cue < at]
    blamed |= {p.actor for s in accused for p in s.target}
    return bool(denier & blamed)
