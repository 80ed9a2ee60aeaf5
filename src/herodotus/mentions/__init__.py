"""Words → who, where, when, how many."""

from __future__ import annotations

from herodotus.mentions import actors, counts, names, places, times
from herodotus.model import Cast, Reading

__all__ = ["resolve"]


def resolve(reading: Reading) -> Cast:
    """Return everything a report mentions that later steps refer to, each with its spans and its evidence."""
    named = names.find(reading)
    people = actors.find(reading, named)
    return Cast(people, places.find(reading, named), times.find(reading), counts.find(reading, people))
