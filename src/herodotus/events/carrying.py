"""
What a telling carries on: the day and place of one deed hold for the next, until the text moves on.

"*On Friday* the crowd reached the square. It *threw* stones." News tells a scene in the simple past and dates it once. A
pluperfect, a *before*, another voice or a time of its own end that. What is carried says so in ``because``.
"""

from __future__ import annotations

from collections.abc import Iterator

from herodotus import lexicons
from herodotus.events.cluster import Cluster
from herodotus.events.drafts import Draft
from herodotus.events.scene import Scene
from herodotus.model import REAL, Evidence
from herodotus.syntax import Tree, is_any

REACH = 2
"""Sentences back from which a day is carried within one paragraph; another sentence for parties that stay the same."""
PERFECT = ("had", "has", "have", "'ve", "’ve")


def carried(scene: Scene, homes: list[Cluster]) -> list[Cluster]:
    """Return the happenings, those without a day or place of their own with the one that the telling carries on."""
    for home in homes:
        for field in ("time", "place"):
            if all(getattr(draft, field) is None for draft in home.drafts):
                _carry(scene, homes, home, field)
    return homes


def _carry(scene: Scene, homes: list[Cluster], home: Cluster, field: str) -> None:
    for at, draft in enumerate(home.drafts):
        if not _goes_on(scene, draft):
            continue
        giver = next(_givers(scene, homes, home, draft, field), None)
        if giver is not None:
            home.drafts[at] = _with(draft, giver, field)
            return


def _goes_on(scene: Scene, draft: Draft) -> bool:
    """Whether a mention tells its deed as the next thing: real, no noun that only refers, no pluperfect."""
    if draft.claim.status not in REAL or draft.echo or (draft.noun and not draft.verbal):
        return False
    tree = scene.trees[draft.at[0]]
    apart = any(_points_back(tree, phrase.index) for phrase in tree.children(draft.at[1], "obl"))
    return not apart and not any(t.form.lower() in PERFECT for t in tree.auxiliaries(draft.at[1]))


def _points_back(tree: Tree, index: int) -> bool:
    """Whether a phrase puts its clause into something told before: "*in that raid*, they killed two"."""
    return tree.case(index) in ("in", "during") and any(t.lemma == "that" for t in tree.children(index, "det"))


def _givers(scene: Scene, homes: list[Cluster], home: Cluster, draft: Draft, field: str) -> Iterator[Draft]:
    """Yield the mentions of other happenings whose day or place goes on for this one, the nearest first."""
    tree = scene.trees[draft.at[0]]
    others = [d for other in homes if other is not home for d in other.drafts if getattr(d, field) is not None]
    others = [d for d in others if d.claim.voice == draft.claim.voice and d.claim.status in REAL and not d.echo]
    here = [d for d in others if d.at[0] == draft.at[0] and _is_one_clause(tree, d.at[1], draft.at[1])]
    yield from sorted(here, key=lambda d: abs(d.at[1] - draft.at[1]))
    if not _is_main(tree, draft.at[1]):
        return
    before = [d for d in others if d.at[0] < draft.at[0] and (d.verbal == draft.verbal or _same(d, draft))]
    for other in sorted(before, key=lambda d: d.at, reverse=True):
        if _reaches(scene, other, draft) and _goes_on(scene, other) and _is_main(scene.trees[other.at[0]], other.at[1]):
            yield other


def _reaches(scene: Scene, other: Draft, draft: Draft) -> bool:
    first, then = scene.trees[other.at[0]].sentence, scene.trees[draft.at[0]].sentence
    same = _same(other, draft)
    far = then.index - first.index
    return far <= REACH + same and (first.paragraph == then.paragraph or same)


def _same(first: Draft, second: Draft) -> bool:
    """Whether two mentions have a party in common."""
    parties = ({p.actor for p in (*d.source, *d.target)} for d in (first, second))
    return bool(set.intersection(*parties))


def _is_one_clause(tree: Tree, first: int, second: int) -> bool:
    """Whether two words stand in clauses that are told as one: joined, or one within the other without *after*, *before*."""
    path = _path(tree, first, second)
    return path is not None and not any(_sets_apart(tree, index) for index in path)


def _path(tree: Tree, first: int, second: int) -> list[int] | None:
    """Return the words from each of two words up to what they both hang on, themselves included; None across the root."""
    up, over = ([i, *(t.index for t in tree.ancestors(i))] for i in (first, second))
    meeting = next((i for i in up if i in over), None)
    return None if meeting is None else up[: up.index(meeting)] + over[: over.index(meeting)]


def _sets_apart(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    opener = (tree.mark(index) or tree.case(index) or "").split()[:1]
    if opener and opener[0] in lexicons.wordlist("another-time"):
        return True
    return is_any(token.deprel, ("acl:relcl", "parataxis", "ccomp")) or (
        is_any(token.deprel, ("acl",)) and token.xpos == "VBN"
    )


def _is_main(tree: Tree, index: int) -> bool:
    """Whether a word tells in a main clause, or one joined with it."""
    token = tree.tokens[index]
    if is_any(token.deprel, ("conj",)) and token.head is not None:
        return _is_main(tree, token.head)
    return token.deprel in ("root", "parataxis") and token.xpos in ("VBD", "VBN")


def _with(draft: Draft, giver: Draft, field: str) -> Draft:
    evidence = (*draft.because, Evidence(f"carried-{field}", giver.trigger))
    if field == "time":
        return draft.with_(time=giver.time, because=evidence)
    return draft.with_(place=giver.place, place_span=giver.place_span, because=evidence)
