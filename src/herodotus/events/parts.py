"""What is part of what: the stones thrown and the gate broken belong to the storming they were thrown and broken in."""

from __future__ import annotations

from dataclasses import replace

from herodotus.events.scene import Scene
from herodotus.model import REAL, Event

NEAR = 2
SMALL = frozenset({"riot", "destroy", "obstruct", "vandalize", "crowd-control", "beat", "primitive", "firearms"})


def belonging(scene: Scene, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """
    Return the events, the lesser deeds of a crowd marked as part of the unrest they belong to.

    Cautious on purpose: one crowd, told within two sentences, no time or place of its own that says otherwise.
    """
    return tuple(_belonging(scene, event, events[:number]) for number, event in enumerate(events))


def _belonging(scene: Scene, event: Event, before: tuple[Event, ...]) -> Event:
    if event.mode not in SMALL or not _is_real(event):
        return event
    whole = next((other for other in reversed(before) if _is_whole(scene, event, other)), None)
    return event if whole is None else replace(event, part_of=whole.id)


def _is_whole(scene: Scene, event: Event, other: Event) -> bool:
    """Whether another event is the unrest a lesser deed belongs to: of the same crowd, told shortly before."""
    if other.type not in ("PROTEST", "ASSAULT") or other.mode in SMALL or other.part_of is not None:
        return False
    doers = {party.actor for party in event.source}
    same = bool(doers & {party.actor for party in other.source})
    near = 0 <= _sentence(scene, event) - _sentence(scene, other) <= NEAR
    return same and near and _is_real(other) and (event.time is None or other.time in (None, event.time))


def _is_real(event: Event) -> bool:
    return any(claim.status in REAL for claim in event.claims)


def _sentence(scene: Scene, event: Event) -> int:
    return scene.sentence_of(event.triggers[0]) or 0
