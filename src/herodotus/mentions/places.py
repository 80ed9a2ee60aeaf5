"""Places: names that locate, each resolved to one entry of the gazetteer, with the reason for the choice."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from herodotus.mentions import context, gazetteer
from herodotus.mentions.gazetteer import Entry
from herodotus.mentions.names import Name
from herodotus.model import Evidence, Place, Reading, Span

_CONTAINED, _IN_DOCUMENT, _OWN_NAME = 5.0, 2.5, 1.0
_WEIGHT = {"country": 12.0, "region": 6.5, "site": 6.5, "admin1": 0.4, "city": 0.0}


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry chosen for a name, and the rule that chose it."""

    entry: Entry | None
    rule: str


def find(reading: Reading, names: tuple[Name, ...]) -> tuple[Place, ...]:
    """Return the places a report names in text order; mentions of one place are together, under its fullest name."""
    text = reading.report.text
    located = [name for name in names if name.label == "LOC"]
    countries = context.countries(names)
    found: dict[str, Place] = {}
    for name in located:
        choice = choose(name, located, text, countries)
        key = _key(name, choice, text)
        found[key] = _with(found.get(key), name, choice, len(found), text)
    return tuple(found.values())


def choose(name: Name, located: list[Name], text: str, countries: Mapping[str, int]) -> Choice:
    """
    Return the entry a name most likely means.

    What the text says counts first: a container behind a comma ("Tripoli, Lebanon"), then the countries it names; then how
    many people live there.
    """
    words = name.span.of(text)
    if name.known is not None and name.known.label == "state":
        entries = [e for e in gazetteer.lookup(words) if e.precision == "country" and e.country == name.known.country]
        return Choice(entries[0] if entries else None, "place.state")
    entries = list(gazetteer.lookup(words))
    if not entries:
        return Choice(None, "place.not-in-gazetteer")
    container = _container(name, located, text)
    scored = [(_score(entry, container, countries, name), number, entry) for number, entry in enumerate(entries)]
    best = max(scored, key=lambda one: (one[0], -one[1]))[2]
    return Choice(best, _reason(best, entries, container, countries))


def _score(entry: Entry, container: tuple[Entry, ...], countries: Mapping[str, int], name: Name) -> float:
    score = math.log10(entry.population + 1) + _WEIGHT[entry.precision] + _OWN_NAME * entry.own
    if entry.precision == "country":
        score = _WEIGHT["country"] + _OWN_NAME * entry.own
    score += _CONTAINED * _within(entry, container)
    score += _IN_DOCUMENT * (entry.country in countries)
    if name.known is not None and name.known.label == "capital" and entry.country == name.known.country:
        score += _IN_DOCUMENT
    return score


def _reason(entry: Entry, entries: list[Entry], container: tuple[Entry, ...], countries: Mapping[str, int]) -> str:
    if len(entries) == 1:
        return "place.only"
    if _within(entry, container):
        return "place.container"
    return "place.document" if entry.country in countries else "place.population"


def _container(name: Name, located: list[Name], text: str) -> tuple[Entry, ...]:
    """Return what the name just behind a comma or in brackets may mean: "Springfield, Illinois"."""
    after = text[name.span.end : name.span.end + 3]
    if not after.startswith((", ", " (")):
        return ()
    follower = next((n for n in located if 0 < n.span.start - name.span.end <= 2), None)
    return gazetteer.lookup(follower.span.of(text)) if follower is not None else ()


def _within(entry: Entry, container: tuple[Entry, ...]) -> bool:
    for outer in container:
        if outer.precision == "country" and outer.country == entry.country and entry.precision != "country":
            return True
        if (
            outer.precision == "admin1"
            and outer.country == entry.country
            and entry.admin1 == outer.admin1
            and entry.precision == "city"
        ):
            return True
    return False


def _key(name: Name, choice: Choice, text: str) -> str:
    entry = choice.entry
    if entry is None:
        return f"text:{name.span.of(text).casefold()}"
    return f"{entry.precision}:{entry.country}:{entry.name}"


def _with(place: Place | None, name: Name, choice: Choice, count: int, text: str) -> Place:
    if place is not None:
        return Place(
            place.id, place.name, place.country, place.admin1, place.lat, place.lon, place.precision, place.gazetteer_id,
            (*place.mentions, name.span), place.because,
        )  # fmt: skip
    entry, because = choice.entry, (Evidence(choice.rule, name.span),)
    if entry is None:
        return Place(f"p{count + 1}", name.span.of(text), mentions=(name.span,), because=because)
    return Place(
        f"p{count + 1}", _shown(name.span, entry, text), entry.country, entry.admin1, entry.lat, entry.lon, entry.precision,
        entry.id, (name.span,), because,
    )  # fmt: skip


def _shown(span: Span, entry: Entry, text: str) -> str:
    """Return a state's usual name, and of every other place the name the text uses."""
    return entry.name if entry.precision == "country" else span.of(text)
