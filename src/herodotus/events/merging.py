"""One happening, one event: the mentions of one report joined by kind, parties, time, and how they refer back."""

from __future__ import annotations

from herodotus import lexicons
from herodotus.events import circumstances, doubles, outcomes, tolls
from herodotus.events.cluster import Cluster
from herodotus.events.drafts import Draft
from herodotus.events.sameness import is_compatible, is_like, shared
from herodotus.events.scene import Scene

SMALL = frozenset({"destroy", "beat", "crowd-control", "primitive", "vandalize", "obstruct"})


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
        home.add(draft)
        by_word[draft.at] = home
    return tolls.joined(scene, found)


def _home(scene: Scene, draft: Draft, found: list[Cluster], by_word: dict[tuple[int, int], Cluster]) -> Cluster | None:
    beside = outcomes.result_of(scene, draft, by_word) or doubles.told_with(scene, draft, by_word)
    if beside is not None:
        return beside
    if draft.verbal:
        return None
    if (died := outcomes.same_death(scene, draft, found)) is not None:
        return died
    if outcomes.is_outcome(scene, draft):
        caused = [c for c in found if outcomes.may_have_caused(draft, c)]
        if caused or not draft.noun:
            return max(caused, key=lambda c: c.drafts[-1].at, default=None)
    kinds = {draft.type, draft.label}
    alike = [c for c in reversed(found) if _may_be_meant(draft, c) and not kinds.isdisjoint(c.kinds)]
    candidates = [c for c in alike if is_compatible(scene, draft, c)]
    ranked = sorted(candidates, key=lambda c: _distance(scene, draft, c))
    return next((c for c in ranked if _refers(scene, draft, c)), None)


def _may_be_meant(draft: Draft, home: Cluster) -> bool:
    """Whether a mention may be of a happening of this sort: of an act by words only the same word as a noun, "the *agreement*"."""
    if not home.drafts[0].verbal:
        return True
    return draft.noun and draft.given and any(is_like(d.label, draft.label) for d in home.drafts)


def _refers(scene: Scene, draft: Draft, home: Cluster) -> bool:
    """Whether a mention points at a happening told before: a known noun, or the same deed of the same parties."""
    same_word = any(is_like(d.label, draft.label) for d in home.drafts)
    if draft.noun:
        if not same_word and any(_is_tied(scene, draft, d) for d in home.drafts):
            return False  # "shelled the fort in retaliation for the raid": two deeds of one clause
        if draft.label in lexicons.wordlist("any-violence") and home.main.mode in SMALL and not same_word:
            return False
        if draft.type not in ("ASSAULT", "PROTEST", "CONSULT") and not same_word and draft.cameo != home.main.cameo:
            return False
        general = not lexicons.wordlist("any-violence").isdisjoint({draft.label, *(d.label for d in home.drafts)})
        return draft.given and (same_word or general or draft.type != "ASSAULT")
    if not same_word and draft.cameo != home.main.cameo:
        return False
    return shared(scene, draft.source, home.parties("source")) and (
        shared(scene, draft.target, home.parties("target"))
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
    unlike = draft.label not in ("attack", "violence") and not any(is_like(draft.label, d.label) for d in home.drafts)
    other = not shared(scene, draft.target, home.parties("target"))
    ended = draft.claim.status == "ongoing" and not any(d.claim.status in ("ongoing", "planned") for d in home.drafts)
    return other, ended, unlike, not _same_voice(draft, home), -last, first


def _same_voice(draft: Draft, home: Cluster) -> bool:
    mine = (draft.claim.voice, draft.claim.status)
    return any((d.claim.voice, d.claim.status) == mine for d in home.drafts)


def narrowest_time(scene: Scene, home: Cluster) -> str | None:
    """Return the narrowest time the mentions name."""
    found: str | None = None
    for time in home.times():
        found = circumstances.narrower(scene, found, time)
    return found
