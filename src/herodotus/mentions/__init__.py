"""Words → who, where, when, how many."""

from __future__ import annotations

from herodotus.mentions import actors, counts, names, places, times
from herodotus.mentions.dictionaries import Dictionary
from herodotus.mentions.dictionaries import joined as join_dictionaries
from herodotus.mentions.dictionaries import load as load_dictionary
from herodotus.model import Cast, Reading

__all__ = ["Dictionary", "join_dictionaries", "load_dictionary", "resolve"]


def resolve(reading: Reading, own: Dictionary | None = None) -> Cast:
    """
    Return everything a report mentions that later steps refer to, each with its spans and its evidence.

    ``own`` is the user's own dictionary of actors and agents; what it says outranks the tables that ship.
    """
    named = names.find(reading, own)
    people = actors.find(reading, named, own)
    return Cast(people, places.find(reading, named), times.find(reading), counts.find(reading, people))
