"""
How sure the machine is of an event: how often events that were read in the same way were right, where people have judged them.

What it means to be right, and what else was tried, is decision 14. The figures are counted by ``python -m evaluation.precision``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from herodotus import lexicons
from herodotus.model import NARRATOR, Event

ENOUGH = 10
"""Judged cases from which on a share says something."""
WAYS: Mapping[str, str] = {
    "told-both": "told by the report itself as done, doer and target named",
    "told-less": "told by the report itself as done, doer or target not named",
    "held-both": "held by others or not done, doer and target named",
    "held-less": "held by others or not done, doer or target not named",
}
"""The ways in which an event is read, in words."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How many of so many judged events read in one way were right in every part."""

    way: str
    right: int
    of: int

    @property
    def share(self) -> float | None:
        """The share that was right, or None where too few were judged to say."""
        return round(self.right / self.of, 2) if self.of >= ENOUGH else None

    def told(self) -> str:
        """
        Return the figures as a person says them.

        >>> Measured("told-both", 32, 43).told()
        'such events were right in every part in 32 of 43 judged (told by the report itself as done, doer and target named)'
        """
        return f"such events were right in every part in {self.right} of {self.of} judged ({WAYS[self.way]})"


def way(event: Event) -> str:
    """Return how an event is read: whether the report tells it as done, and whether doer and target are named."""
    told = any(claim.voice == NARRATOR and claim.tells for claim in event.claims)
    both = bool(event.source and event.target) or len(event.source) > 1  # those who meet are all of them doers
    return f"{'told' if told else 'held'}-{'both' if both else 'less'}"


def measured(event: Event) -> Measured | None:
    """Return what was counted of events read like this one; None where too few were judged, or no shipped rule found it."""
    return _counted().get(way(event)) if _is_shipped(event) else None


def _is_shipped(event: Event) -> bool:
    """Whether a rule that ships found an event: nobody judged what the user's own verbs find."""
    return bool(event.because) and lexicons.load().rule(event.because[0].rule) is not None


def told(event: Event) -> str | None:
    """Return in words how sure the machine is of an event, or why nobody counted; None where a person has had a say."""
    if any(one.rule.startswith("correction.") for one in event.because):
        return None
    if not _is_shipped(event):
        return "nobody counted how often such events are right: no shipped rule found it"
    found = measured(event)
    if event.confidence is None:
        when = "when this was read" if found is not None else "often enough"
        return f"nobody had counted how often such events are right {when}"
    if found is None or event.confidence != found.share:
        return f"by what was counted when this was read, {event.confidence:.0%} of such events were right in every part"
    return found.told()


def record(rule: str) -> tuple[int, int] | None:
    """Return how often the kind a rule gives was right and how often it was judged, or None where that was too seldom."""
    return _records().get(rule)


def sure(event: Event) -> Event:
    """Return an event with its confidence, where there is one."""
    found = measured(event)
    return event if found is None else replace(event, confidence=found.share)


@cache
def _counted() -> Mapping[str, Measured]:
    return {name: Measured(name, *counts) for name, counts in _figures("whole")}


@cache
def _records() -> Mapping[str, tuple[int, int]]:
    return dict(_figures("kind"))


def _figures(judged: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for row in lexicons.load().table("events/measured"):
        if row["judged"] == judged:
            yield row["rule"], (int(row["right"]), int(row["of"]))
