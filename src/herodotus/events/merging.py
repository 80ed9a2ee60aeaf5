"""One happening, one event: the mentions of one report joined by kind, parties, time, and how they refer back."""

from __future__ import annotations

from dataclasses import dataclass, field

from herodotus import lexicons
from herodotus.events import circumstances
from herodotus.events.drafts import Draft
from herodotus.events.scene import Scene
from herodotus.model import NARRATOR, Actor, Party
from herodotus.syntax import Tree, is_any

GENERAL = frozenset(
    {"attack", "violence", "operation", "incident", "assault", "killing", "death", "bloodshed", "hostility"}
)
NEAR = 1
SMALL = frozenset({"destroy", "beat", "crowd-control", "primitive", "vandalize", "obstruct"})
DAMAGE = frozenset({"ASSAULT"})


@dataclass(slots=True)
class Cluster:
    """The mentions taken for one happening so far; ``part_of`` is another cluster it belongs to."""

    drafts: list[Draft] = field(default_factory=list)
    part_of: Cluster | None = None

    @property
    def main(self) -> Draft:
        """The mention that names it best: no mere result, one the narrator tells, the first."""
        return min(self.drafts, key=lambda d: (d.effect is not None, d.claim.statement is not None, d.trigger))

    def parties(self, role: str) -> list[Party]:
        """Return the parties of all mentions in one role."""
        return [party for draft in self.drafts for party in getattr(draft, role)]

    def times(self) -> list[str]:
        """Return the times its mentions name."""
        return [draft.time for draft in self.drafts if draft.time is not None]


def clusters(scene: Scene, drafts: list[Draft]) -> list[Cluster]:
    """Return the happenings of a report, each with its mentions in text order."""
    found: list[Cluster] = []
    by_word: dict[tuple[int, int], Cluster] = {}
    for draft in drafts:
        home = by_word.get(draft.at) if draft.echo else _home(scene, draft, found, by_word)
        if home is None and (draft.anaphor or draft.echo):
            continue
        if home is None:
            home = Cluster()
            found.append(home)
        home.drafts.append(draft)
        by_word[draft.at] = home
    return found


def _home(scene: Scene, draft: Draft, found: list[Cluster], by_word: dict[tuple[int, int], Cluster]) -> Cluster | None:
    beside = _result_of(scene, draft, by_word)
    if beside is not None:
        return beside
    if draft.verbal:
        return None
    if _is_outcome(scene, draft):
        caused = [c for c in found if _may_have_caused(draft, c)]
        return max(caused, key=lambda c: c.drafts[-1].at, default=None)
    candidates = [c for c in reversed(found) if not c.drafts[0].verbal and _is_compatible(scene, draft, c)]
    ranked = sorted(candidates, key=lambda c: _distance(scene, draft, c))
    return next((c for c in ranked if _refers(scene, draft, c)), None)


def _result_of(scene: Scene, draft: Draft, by_word: dict[tuple[int, int], Cluster]) -> Cluster | None:
    """Return the deed a killing is the result of: "strikes that *killed* 25", "the *killing* … in a rocket attack"."""
    if draft.effect is None and draft.type != "ASSAULT":
        return None
    tree, (sentence, index) = scene.trees[draft.at[0]], draft.at
    hung = _within(tree, index) if draft.effect else []
    for other in [*_doers(tree, draft), *hung]:
        home = by_word.get((sentence, other))
        if home is not None and any(d.type in DAMAGE for d in home.drafts):
            return home
    token = tree.tokens[index]
    if draft.effect and token.head is not None and is_any(token.deprel, ("advcl", "conj", "acl")) and not draft.noun:
        joined = by_word.get((sentence, token.head))
        if joined is not None and joined.drafts[-1].type in DAMAGE:
            return joined
    while_ = is_any(token.deprel, ("advcl",)) and any(t.lemma in ("when", "as") for t in tree.children(index))
    happened_to = by_word.get((sentence, token.head)) if while_ and token.head is not None else None
    if happened_to is not None and happened_to.drafts[-1].effect and not happened_to.drafts[-1].source:
        return happened_to  # "22 people were killed *when the navy shelled* the fort"
    killings = (home for (s, i), home in by_word.items() if s == sentence and index in _within(tree, i))
    return next((home for home in killings if home.drafts[-1].effect is not None), None)


def _within(tree: Tree, index: int) -> list[int]:
    """Return what a killing was *in*: what hangs on it or stands right behind: "the killing of a docker *in a raid*"."""
    head, own = tree.head(index), set(tree.subtree(index))
    near = (
        [t for t in tree.children(head.index, "obl", "nmod") if min(tree.subtree(t.index)) - 1 in own] if head else []
    )
    found = [*tree.children(index, "nmod", "obl"), *near]
    return [t.index for t in found if t.index != index and tree.case(t.index) in ("in", "by", "during")]


def _doers(tree: Tree, draft: Draft) -> list[int]:
    """Return the words in the doer's place: "strikes *that* killed"; "the *strikes* were the latest to target …"."""
    if draft.source_at is None:
        return []
    subject = tree.child(draft.source_at, "nsubj")
    return [draft.source_at] if subject is None else [draft.source_at, subject.index]


def _is_outcome(scene: Scene, draft: Draft) -> bool:
    """Whether a mention tells only what befell people: "twenty *were killed*", "the *deaths*"; not "other deaths"."""
    tree, index = scene.trees[draft.at[0]], draft.at[1]
    others = any(
        t.lemma.lower() in ("other", "another", "previous", "earlier") for t in tree.children(index, "amod", "det")
    )
    return draft.effect in ("killed", "wounded", "injured", "casualties") and not (
        draft.source or others or (draft.noun and draft.described)
    )


def _may_have_caused(draft: Draft, home: Cluster) -> bool:
    """Whether a deed told just before is what the killed were killed in."""
    if any(_is_accident(evidence.rule) for d in home.drafts for evidence in d.because):
        return draft.at[0] - home.drafts[-1].at[0] <= NEAR + 2 and _same_world(draft, home)
    violent = any(d.type == "ASSAULT" and d.effect is None and d.mode != "crowd-control" for d in home.drafts)
    voices = {d.claim.voice for d in home.drafts}
    heard = draft.claim.voice in voices or (draft.claim.voice != NARRATOR and draft.effect == "killed")
    far = draft.at[0] - home.drafts[-1].at[0]
    return violent and heard and far <= (NEAR if draft.effect == "killed" else 0) and _same_world(draft, home)


def _is_accident(rule_id: str) -> bool:
    """Whether an entry names what nobody does: an earthquake, a crash."""
    rule = lexicons.load().rule(rule_id)
    return rule is not None and bool(rule.fields.get("accident"))


def _refers(scene: Scene, draft: Draft, home: Cluster) -> bool:
    """Whether a mention points at a happening told before: a known noun, or the same deed of the same parties."""
    same_word = any(_is_like(d.label, draft.label) for d in home.drafts)
    if draft.noun:
        if not same_word and any(_is_tied(scene, draft, d) for d in home.drafts):
            return False  # "shelled the fort in retaliation for the raid": two deeds of one clause
        if draft.label in GENERAL and home.main.mode in SMALL and not same_word:
            return False
        if draft.type not in ("ASSAULT", "PROTEST", "CONSULT") and not same_word and draft.cameo != home.main.cameo:
            return False
        general = draft.label in GENERAL or any(d.label in GENERAL for d in home.drafts)
        return draft.given and (same_word or general or draft.type != "ASSAULT")
    if not same_word and draft.cameo != home.main.cameo:
        return False
    return _shared(scene, draft.source, home.parties("source")) and (
        _shared(scene, draft.target, home.parties("target"))
        or (same_word and not (draft.target and home.parties("target")))
    )


def _is_tied(scene: Scene, one: Draft, other: Draft) -> bool:
    """Whether two deeds stand in one clause: one hangs on the other, or both on one verb."""
    (sentence, a), (elsewhere, b) = one.at, other.at
    if sentence != elsewhere:
        return False
    tree = scene.trees[sentence]
    above = [{index, *(t.index for t in tree.ancestors(index))} for index in (a, b)]
    return a in above[1] or b in above[0] or tree.clause(a).index == tree.clause(b).index


def _distance(scene: Scene, draft: Draft, home: Cluster) -> tuple[bool, bool, bool, bool, int, int]:
    """Rank what a mention may refer to: same target, going on or over, like word, same voice and status, latest, first there."""
    last = max(d.at[0] for d in home.drafts)
    first = min(d.at[1] for d in home.drafts if d.at[0] == last)
    unlike = draft.label not in ("attack", "violence") and not any(_is_like(draft.label, d.label) for d in home.drafts)
    other = not _shared(scene, draft.target, home.parties("target"))
    ended = draft.claim.status == "ongoing" and not any(d.claim.status in ("ongoing", "planned") for d in home.drafts)
    return other, ended, unlike, not _same_voice(draft, home), -last, first


def _is_like(first: str, second: str) -> bool:
    """Whether two words name one sort of thing: *strike* and *airstrike*, *shell* and *shelling*."""
    short, long = sorted((first, second), key=len)
    return long.endswith(short) or (len(short) > 3 and long.startswith(short))


def _same_voice(draft: Draft, home: Cluster) -> bool:
    mine = (draft.claim.voice, draft.claim.status)
    return any((d.claim.voice, d.claim.status) == mine for d in home.drafts)


def _shared(scene: Scene, first: tuple[Party, ...], second: list[Party]) -> bool:
    """Whether two sets of parties have an actor in common, or two of one name."""
    return bool(_names(scene, first) & _names(scene, second))


def _names(scene: Scene, parties: tuple[Party, ...] | list[Party]) -> set[str]:
    actors = [scene.actors.get(p.actor) for p in parties]
    return {p.actor for p in parties} | {actor.name.lower() for actor in actors if actor is not None}


def _is_compatible(scene: Scene, draft: Draft, home: Cluster) -> bool:
    if not any(_same_kind(draft, d) for d in home.drafts) or not _same_world(draft, home):
        return False
    if not _may_be_one(scene, draft.source, home.parties("source")) or not _same_target(scene, draft, home):
        return False
    return draft.time is None or all(_meet(scene, draft.time, time) for time in home.times())


def _same_target(scene: Scene, draft: Draft, home: Cluster) -> bool:
    """Whether whom it was done to does not keep two mentions apart."""
    targets = home.parties("target")
    if _shared(scene, draft.target, targets):
        return True
    if draft.target and targets:
        return False
    if draft.noun and draft.described and _is_another(draft, home):
        return False
    return not (draft.noun and draft.effect) or any(d.effect for d in home.drafts)


def _is_another(draft: Draft, home: Cluster) -> bool:
    """Whether "the shelling of *the fort*" cannot be this one: another word, or another thing it was done to."""
    told = {d.described for d in home.drafts if d.described}
    return draft.described not in told and (bool(told) or not any(_is_like(d.label, draft.label) for d in home.drafts))


def _same_world(draft: Draft, home: Cluster) -> bool:
    """Whether the mentions are of one sort of reality: a deed that lies ahead is not the one that happened."""
    real = ("happened", "ongoing")
    if draft.claim.status == "ongoing" and any(
        d.claim.status == "planned" and d.label == draft.label for d in home.drafts
    ):
        return True
    told = {d.claim.status in real for d in home.drafts}
    return (draft.claim.status in real) in told


def _same_kind(draft: Draft, other: Draft) -> bool:
    if draft.type is None or other.type is None:
        return draft.label == other.label
    return draft.type == other.type and (draft.mode == other.mode or not draft.mode or not other.mode or draft.noun)


def _may_be_one(scene: Scene, first: tuple[Party, ...], second: list[Party]) -> bool:
    """Whether two sets of parties do not exclude each other: one unknown, one shared, or of one country."""
    if not first or not second or _shared(scene, first, second):
        return True
    countries = [{_country(scene, p) for p in parties} - {None} for parties in (first, second)]
    return bool(countries[0] & countries[1])


def _country(scene: Scene, party: Party) -> str | None:
    actor: Actor | None = scene.actors.get(party.actor)
    return None if actor is None else actor.country


def _meet(scene: Scene, first: str, second: str) -> bool:
    """Whether two times can be one: their intervals share a day, or one of them is open."""
    a, b = scene.times[first], scene.times[second]
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return True
    return a.earliest.toordinal() <= b.latest.toordinal() and b.earliest.toordinal() <= a.latest.toordinal()


def narrowest_time(scene: Scene, home: Cluster) -> str | None:
    """Return the narrowest time the mentions name."""
    found: str | None = None
    for time in home.times():
        found = circumstances.narrower(scene, found, time)
    return found
