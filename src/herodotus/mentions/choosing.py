"""Which of several places of one name a report means: what speaks for each, weighed, and the strongest of it told."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from herodotus import lexicons
from herodotus.mentions import gazetteer, publishers, tables
from herodotus.mentions.dateline import Dateline
from herodotus.mentions.gazetteer import Entry
from herodotus.mentions.name import Name
from herodotus.mentions.publishers import Home

_CONTAINED, _OWN_NAME, _CAPITAL = 5.0, 1.0, 1.0
_NAMED_STATE, _SAME_STATE, _SAME_DIVISION, _NEAR = 2.0, 0.7, 1.0, 1.3
"""What it is worth that the report names the state; and, for each doubling of them, that other places lie there too, or near."""
_DATELINE, _DATELINE_DIVISION, _HOME, _HOME_ABROAD, _HOME_STATE = 4.0, 1.0, 3.5, 0.5, 1.0
"""What it is worth to be the place of the date line, or near it; what the publisher is called after, or in its state."""
_WEIGHT = {"country": 12.0, "region": 0.4, "site": 0.4, "admin1": 0.0, "city": 0.0}
_SURE = 100_000
"""People of a place that is meant without more words, if no namesake comes near it."""
_BY_FAR = 10
_CELL = 0.8
"""Degrees of the squares by which places are near each other."""
Area = tuple[str] | tuple[str, str] | tuple[int, int]
"""A state, a division of one, or a square of the map."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry chosen for a name, the rule that chose it, and the entry that came second."""

    entry: Entry | None
    rule: str
    second: Entry | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """
    What is known of where a report plays: the states it names; the ``votes`` of its names for where they may lie, by state,
    division and square of the map; its date line; and where its publisher is at home.
    """

    named: Mapping[str, int]
    votes: Mapping[Area, Mapping[str, float]]
    dateline: Dateline | None
    home: Home

    def others(self, area: Area, words: str) -> float:
        """Return how many names of the report but this one may lie in an area."""
        return sum(share for other, share in self.votes.get(area, {}).items() if other != words)


def scene(located: list[Name], text: str, named: Mapping[str, int], dateline: Dateline | None, home: Home) -> Scene:
    """
    Return what is known of where a report plays.

    A name without doubt has a whole vote for its state and division; another divides it among those it may lie in.
    """
    votes: dict[Area, dict[str, float]] = defaultdict(dict)
    for words, entries in _possible(located, text, dateline, home):
        for one, share in _shares(entries):
            states = votes[(one.country or "",)]
            states[words] = states.get(words, 0.0) + share
            votes[one.country or "", one.admin1 or ""][words] = share
        spread = 1 / math.sqrt(max(1, len({_square(one) for one in entries})))
        for area in {near for one in entries for near in _around(one)}:
            votes[area][words] = spread
    return Scene(named, votes, dateline, home)


def _possible(
    located: list[Name], text: str, dateline: Dateline | None, home: Home
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Yield each name of the report with the entries it may mean; so too the date line and the publisher's home."""
    if dateline is not None and dateline.entries:
        yield tables.folded(dateline.span.of(text)), dateline.entries[:1]
    if home.words is not None:
        yield home.words, home.entries
    for words, name in {tables.folded(name.span.of(text)): name for name in reversed(located)}.items():
        sure = _undoubted(name, located, text)
        if sure is not None or not _is_state(name):
            yield words, (sure,) if sure is not None else gazetteer.lookup(name.span.of(text))


def _is_state(name: Name) -> bool:
    return name.known is not None and name.known.label in ("state", "demonym")


def _shares(entries: tuple[Entry, ...]) -> list[tuple[Entry, float]]:
    """Return the entries that lie in a state, one a division, with the share of a vote each has."""
    by_division = {(e.country, e.admin1): e for e in entries}
    return [
        (e, 1 / len(by_division)) for e in by_division.values() if e.country is not None and e.precision != "country"
    ]


def _square(entry: Entry) -> tuple[int, int] | None:
    if entry.lat is None or entry.lon is None or entry.precision not in ("city", "region", "site"):
        return None
    if entry.precision == "region" and entry.admin1 is None:
        return None
    return math.floor(entry.lat / _CELL), math.floor(entry.lon / _CELL)


def _around(entry: Entry) -> Iterator[Area]:
    at = _square(entry)
    if at is not None:
        yield from ((at[0] + up, at[1] + right) for up in (-1, 0, 1) for right in (-1, 0, 1))


def _undoubted(name: Name, located: list[Name], text: str) -> Entry | None:
    """Return what a name means by its container, as the only place so called, or as by far the largest."""
    entries = gazetteer.lookup(name.span.of(text))
    around = container(name, located, text)
    inside = [entry for entry in entries if any(gazetteer.within(entry, outer) for outer in around)]
    if inside:
        return inside[0]
    if not entries or (name.known is not None and name.known.label == "state"):
        return None
    alone = len({(e.country, e.admin1) for e in entries}) == 1
    rivals = max((e.population for e in entries if e.country != entries[0].country), default=0)
    return entries[0] if alone or (entries[0].population >= max(_SURE, _BY_FAR * rivals)) else None


def choose(name: Name, located: list[Name], text: str, scene: Scene) -> Choice:
    """
    Return the entry a name most likely means, and the next likely.

    What the text says counts first: a container behind a comma ("Tripoli, Lebanon"), then the countries it names, and where
    its other places lie; then where it was written, how many people live there, and who publishes it.
    """
    words = name.span.of(text)
    entries = [] if tables.folded(words) in lexicons.wordlist("directions") else list(gazetteer.lookup(words))
    if _is_state(name) and name.known is not None:
        own = _part_of_state(words, name.known.country) or gazetteer.state(name.known.country or "")
        if own is not None and not _is_other_here(words, own, scene):
            return Choice(own, "place.state")
        entries = [e for e in entries if own is None or e.country != own.country]
    if not entries:
        return _of_facility(words) or Choice(None, "place.not-in-gazetteer")
    around = container(name, located, text)
    weighed = [
        (sum(w for _, w in evidence(entry, around, scene, name, tables.folded(words))), entry) for entry in entries
    ]
    ranked = [entry for _, entry in sorted(weighed, key=lambda one: one[0], reverse=True)]
    second = ranked[1] if len(ranked) > 1 else None
    return Choice(ranked[0], _reason(ranked[0], second, around, scene, name, words), second)


def _part_of_state(words: str, country: str | None) -> Entry | None:
    """Return the division that is called a state by everybody: Scotland."""
    parts = [e for e in gazetteer.lookup(words) if e.country == country]
    whole = any(e.precision == "country" and e.own for e in parts)
    return next((e for e in parts if e.precision == "admin1"), None) if not whole else None


def _is_other_here(words: str, state: Entry, scene: Scene) -> bool:
    """
    Whether a state's name is that of a division or town where the report plays: Georgia among places of the United States,
    Lebanon in a paper of Lebanon, Indiana.
    """
    folded, home = tables.folded(words), scene.home
    others = [e for e in gazetteer.lookup(words) if e.country not in (None, state.country)]
    elsewhere = scene.others((state.country or "",), folded)
    for other in others:
        area = scene.others((other.country or "",), folded) + scene.named.get(other.country or "", 0)
        if other.precision == "admin1":
            here = scene.others((other.country or "", other.name), folded)
            if here > elsewhere or (area > _FEW and elsewhere == 0):
                return True
        at_home = _FEW * (home.words == folded and other in home.entries)
        if scene.others(_square(other) or ("",), folded) + at_home > elsewhere + _FEW:
            return True
    return False


_FEW = 2


def _of_facility(words: str) -> Choice | None:
    """Return the place a facility's name begins with, whose point it takes: "*Belfast* Magistrates' Court"."""
    first, _, rest = words.partition(" ")
    if not rest or tables.facility_in(rest) is None:
        return None
    entries = gazetteer.lookup(first)
    if not entries or gazetteer.country_of(first) is None:
        return None
    return Choice(replace(entries[0], name=words, precision="site", id=None), "place.of-facility")


def evidence(
    entry: Entry, around: tuple[Entry, ...], scene: Scene, name: Name, words: str
) -> Iterator[tuple[str, float]]:
    """Yield what speaks for an entry, as the rule that says so and its weight."""
    yield "place.container", _CONTAINED * any(gazetteer.within(entry, outer) for outer in around)
    yield "place.near-others", _NEAR * math.log2(1 + scene.others(_square(entry) or ("",), words))
    yield "place.document", _of_document(entry, scene, name, words)
    yield "place.dateline", _of_dateline(entry, scene.dateline)
    yield "place.publisher", _of_publisher(entry, words, scene.home)
    yield "place.population", _by_itself(entry, name)


def _of_document(entry: Entry, scene: Scene, name: Name, words: str) -> float:
    country = entry.country
    if country is None:
        return 0.0
    told = scene.named.get(country, 0) > (name.known is not None and name.known.country == country)
    state = _NAMED_STATE * told + _SAME_STATE * math.log2(1 + scene.others((country,), words))
    return state + _SAME_DIVISION * math.log2(1 + scene.others((country, entry.admin1 or ""), words))


def _of_dateline(entry: Entry, dateline: Dateline | None) -> float:
    if dateline is None or not dateline.entries:
        return 0.0
    there = dateline.entries[0]
    same_division = (entry.country, entry.admin1) == (there.country, there.admin1) and entry.admin1 is not None
    return _DATELINE * (entry.id is not None and entry.id == there.id) + _DATELINE_DIVISION * same_division


def _of_publisher(entry: Entry, words: str, home: Home) -> float:
    own = home.words == words and any(entry.id == one.id and entry.name == one.name for one in home.entries)
    weight = _HOME if publishers.is_english(entry.country) or entry.country == home.country else _HOME_ABROAD
    return weight * own + _HOME_STATE * (entry.country is not None and entry.country == home.country)


def _by_itself(entry: Entry, name: Name) -> float:
    """Return what speaks for an entry whatever the report says: how many live there, what it is, whether this is its main name."""
    if entry.precision == "country":
        return _WEIGHT["country"] + _OWN_NAME * entry.own
    capital = name.known is not None and name.known.label == "capital" and entry.country == name.known.country
    weight = _WEIGHT[entry.precision] + _CAPITAL * (capital and entry.precision == "city")
    return math.log10(entry.population + 1) + weight + _OWN_NAME * entry.own


def _reason(first: Entry, second: Entry | None, around: tuple[Entry, ...], scene: Scene, name: Name, words: str) -> str:
    """Return the strongest kind of evidence that the first has more of than the second."""
    if second is None:
        return "place.only"
    folded = tables.folded(words)
    theirs = dict(evidence(second, around, scene, name, folded))
    ours = evidence(first, around, scene, name, folded)
    return next((rule for rule, weight in ours if weight > theirs[rule] + _TELLING), "place.population")


_TELLING = 0.5
"""How much more of a kind of evidence tells two entries apart."""


def container(name: Name, located: list[Name], text: str) -> tuple[Entry, ...]:
    """Return what the name just behind a comma or in brackets may mean: "Springfield, Illinois"."""
    after = text[name.span.end : name.span.end + 3]
    if not after.startswith((", ", " (")):
        return ()
    follower = next((n for n in located if 0 < n.span.start - name.span.end <= 2), None)
    return gazetteer.lookup(follower.span.of(text)) if follower is not None else ()
