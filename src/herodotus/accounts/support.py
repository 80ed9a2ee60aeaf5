"""What a report says for the place its name was taken to be: a lone namesake in a gazetteer is no evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from herodotus.accounts.edits import RULE
from herodotus.accounts.names import folded
from herodotus.model import Account, Actor, Place

People = Callable[[Place], int]
"""How many people live at a place."""

KNOWN_TO_ALL = 1_000_000
"""People of a town that is meant wherever its name stands: Baghdad, Paris."""
KNOWN = 100_000
"""People of a town that is meant where the report speaks of no state at all."""
_TOLD = {
    "place.container": "container", "place.document": "country", "place.near-others": "near others",
    "place.dateline": "date line", "place.publisher": "publisher",
}  # fmt: skip
"""Rules that chose a place by something the report says, and the word for it."""
_BY_PLACE = frozenset({"actor.place-of-act", "actor.phrase-place", "actor.only-country", "actor.sole-trace"})
"""Rules that gave an actor its country by a place: the place would speak for itself."""


def supports(account: Account, people: People) -> Mapping[str, str]:
    """
    Return by its id what speaks for each place of an account, in a word; a place that only its name speaks for is left out.

    "Fort Casimir" of two invented states has a namesake in Delaware: nothing in that report speaks of the United States.
    """
    known = [place for place in account.places if place.lat is not None]
    named = set(_states(account, people))
    found = {place.id: word for place in known if (word := _own(place, named, people)) is not None}
    for place in known:
        if place.id not in found and (word := _beside(place, known, found)) is not None:
            found[place.id] = word
    return found


def _own(place: Place, named: set[str], people: People) -> str | None:
    if any(one.rule.startswith(RULE) for one in place.because):
        return "by hand"  # whoever corrected or added it has looked at it
    if place.precision in ("country", "region"):
        return "name"
    if told := next((_TOLD[one.rule] for one in place.because if one.rule in _TOLD), None):
        return told
    if place.country in named:
        return "country"
    return "size" if people(place) >= (KNOWN_TO_ALL if named else KNOWN) else None


def _beside(place: Place, known: list[Place], found: Mapping[str, str]) -> str | None:
    """Return the word for what other places say for one: that it stands in such a town, or lies in one province with others."""
    same = [other for other in known if (other.lat, other.lon) == (place.lat, place.lon)]
    if any(other.id in found for other in same):
        return "town"  # "Hale Hospital" stands where Marseille does
    others = (other for other in known if other not in same and folded(other.name) != folded(place.name))
    lies = any((other.country, other.admin1) == (place.country, place.admin1) for other in others)
    return "near others" if lies and place.admin1 is not None else None


def _states(account: Account, people: People) -> Iterator[str]:
    """Yield the states a report speaks of: by their names, by those of their provinces, and by whose the actors are."""
    places = {folded(place.name) for place in account.places if place.precision not in ("country", "region")}
    for place in account.places:
        province = place.precision == "admin1" and people(place) >= KNOWN
        if place.country and (place.precision == "country" or province):
            yield place.country
    for actor in account.actors:
        if actor.country and folded(actor.name) not in places and not _is_by_place(actor):
            yield actor.country


def _is_by_place(actor: Actor) -> bool:
    return any(one.rule in _BY_PLACE for one in actor.because)
