"""One toll, one happening: voices that give the same telling number of dead tell of one deed, whoever they say was hit."""

from __future__ import annotations

from herodotus.events.cluster import Cluster
from herodotus.events.sameness import may_be_one, meet, same_world
from herodotus.events.scene import Scene

TELLING = 10
"""From so many dead on, the same number is told of two deeds of one report too seldom to matter."""


def joined(scene: Scene, homes: list[Cluster]) -> list[Cluster]:
    """
    Return the happenings of a report with those joined that two voices tell with one toll.

    "Its airstrikes killed *30 fighters*" and "their savage killing of *at least 30 dockers*" are one deed: who died is in dispute.
    """
    kept: list[Cluster] = []
    for home in homes:
        same = next((other for other in kept if _is_one(scene, other, home)), None)
        if same is None:
            kept.append(home)
            continue
        for draft in home.drafts:
            same.add(draft)
        same.drafts.sort(key=lambda draft: draft.at)
    return kept


def _is_one(scene: Scene, one: Cluster, other: Cluster) -> bool:
    """Whether other voices give the same toll, and neither doer, day nor sort of reality keeps the two apart."""
    here, there = _tolls(one), _tolls(other)
    same = here.keys() & there.keys()
    return (
        any(here[low].isdisjoint(there[low]) for low in same)
        and may_be_one(scene, tuple(one.parties("source")), other.parties("source"))
        and all(meet(scene, first, second) for first in one.times() for second in other.times())
        and all(same_world(draft, other) for draft in one.drafts)
    )


def _tolls(home: Cluster) -> dict[int, set[str]]:
    """Return the telling numbers of killed of an assault, each with the voices that give it."""
    found: dict[int, set[str]] = {}
    for draft in home.drafts:
        for count in draft.counts:
            if draft.type == "ASSAULT" and count.what == "killed" and count.low >= TELLING:
                found.setdefault(count.low, set()).add(count.voice)
    return found
