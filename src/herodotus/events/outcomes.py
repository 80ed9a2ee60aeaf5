"""What a killing is the outcome of: twenty *were killed* in the strikes told with it or just before, never a deed of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from herodotus import lexicons
from herodotus.events import sameness
from herodotus.events.cluster import Cluster
from herodotus.events.drafts import Draft
from herodotus.events.scene import Scene
from herodotus.model import NARRATOR
from herodotus.syntax import Tree, is_any

NEAR = 1
DAMAGE = frozenset({"ASSAULT"})


def result_of(scene: Scene, draft: Draft, by_word: Mapping[tuple[int, int], Cluster]) -> Cluster | None:
    """Return the deed a killing is the result of: "strikes that *killed* 25", "the *killing* … in a rocket attack"."""
    if draft.effect is None and not _hurts(draft):
        return None
    tree, (sentence, index) = scene.trees[draft.at[0]], draft.at
    hung = _within(tree, index) if draft.effect else []
    for other in [*_doers(tree, draft), *hung]:
        home = by_word.get((sentence, other))
        if home is not None and any(_hurts(d) for d in home.drafts):
            return home
    token = tree.tokens[index]
    apart = (tree.mark(index) or "") in lexicons.wordlist("another-time")
    hangs = token.head is not None and is_any(token.deprel, ("advcl", "conj", "acl")) and not apart
    if draft.effect and token.head is not None and hangs and not draft.noun:
        joined = by_word.get((sentence, token.head))
        if joined is not None and _hurts(joined.drafts[-1]):
            return joined
    while_ = is_any(token.deprel, ("advcl",)) and any(t.lemma in ("when", "as") for t in tree.children(index))
    happened_to = by_word.get((sentence, token.head)) if while_ and token.head is not None else None
    if happened_to is not None and happened_to.drafts[-1].effect and not happened_to.drafts[-1].source:
        return happened_to  # "22 people were killed *when the navy shelled* the fort"
    killings = (home for (s, i), home in by_word.items() if s == sentence and index in _within(tree, i))
    return next((home for home in killings if home.drafts[-1].effect is not None), None)


def same_death(scene: Scene, draft: Draft, found: Sequence[Cluster]) -> Cluster | None:
    """Return the killing or death of the same person told before: one dies once, in whatever words."""
    who = _one_who_died(scene, draft)
    if who is None:
        return None
    died = (c for c in reversed(found) if any(_one_who_died(scene, d) == who for d in c.drafts))
    return next((c for c in died if sameness.same_world(draft, c)), None)


def _one_who_died(scene: Scene, draft: Draft) -> str | None:
    """Return the one person a mention says was killed or died, or None."""
    people = [p.actor for p in draft.target if p.actor in scene.actors]
    alone = draft.effect == "killed" and len(people) == 1 and scene.actors[people[0]].kind == "person"
    return people[0] if alone else None


def _within(tree: Tree, index: int) -> list[int]:
    """Return what a killing was *in*: what hangs on it or stands right behind: "the killing of a docker *in a raid*"."""
    head, own = tree.head(index), set(tree.subtree(index))
    near = (
        [t for t in tree.children(head.index, "obl", "nmod") if min(tree.subtree(t.index)) - 1 in own] if head else []
    )
    found = [*tree.children(index, "nmod", "obl"), *near]
    return [t.index for t in found if t.index != index and tree.case(t.index) in ("in", "by", "during")]


def _doers(tree: Tree, draft: Draft) -> list[int]:
    """Return the words in the doer's place: "strikes *that* killed"; "the *bombing* of the market, which killed"."""
    if draft.source_at is None:
        return []
    subject, head = tree.child(draft.source_at, "nsubj"), tree.head(draft.source_at)
    of = [head.index] if head is not None and is_any(tree.tokens[draft.source_at].deprel, ("nmod",)) else []
    return [draft.source_at, *([] if subject is None else [subject.index]), *of]


def is_outcome(scene: Scene, draft: Draft) -> bool:
    """Whether a mention tells only what befell people: "twenty *were killed*", "the *deaths*"; not "other deaths"."""
    tree, index = scene.trees[draft.at[0]], draft.at[1]
    others = any(t.lemma.lower() in lexicons.wordlist("other-than") for t in tree.children(index, "amod", "det"))
    return draft.effect in ("killed", "wounded", "injured", "casualties") and not (
        draft.source or others or (draft.noun and draft.described) or causes_beside(tree, index)
    )


def causes_beside(tree: Tree, index: int) -> list[int]:
    """Return the verbs that say right beside a killing what was done to the killed: "died after *being shot*"."""
    clauses = [t.index for t in tree.children(index, "advcl") if tree.mark(t.index) == "after"]
    return [i for i in clauses if any(t.form.lower() == "being" for t in tree.children(i, "aux:pass"))]


def may_have_caused(draft: Draft, home: Cluster) -> bool:
    """Whether a deed told just before is what the killed were killed in."""
    if any(_is_accident(d) for d in home.drafts):
        return draft.at[0] - home.drafts[-1].at[0] <= NEAR + 2 and sameness.same_world(draft, home)
    deeds = [d for d in home.drafts if d.type == "ASSAULT" and (d.effect is None or d.source)]
    violent = any(d.mode != "crowd-control" for d in deeds)
    voices = {d.claim.voice for d in home.drafts}
    admitted = any(d.claim.stance == "concedes" for d in home.drafts)
    heard = draft.claim.voice in voices or (draft.effect == "killed" and (admitted or draft.claim.voice != NARRATOR))
    far = draft.at[0] - home.drafts[-1].at[0]
    return violent and heard and far <= (NEAR if draft.effect == "killed" else 0) and sameness.same_world(draft, home)


def _hurts(draft: Draft) -> bool:
    """Whether a mention tells of what people are killed in: a deed of violence, or an accident."""
    return draft.type in DAMAGE or _is_accident(draft)


def _is_accident(draft: Draft) -> bool:
    """Whether a mention names what nobody does: an earthquake, a crash."""
    rules = (lexicons.load().rule(evidence.rule) for evidence in draft.because)
    return any(rule is not None and rule.is_marked("accident") for rule in rules)
