"""Places: names that locate, each resolved to one entry of the gazetteer, with the reason for the choice."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from herodotus.mentions import context, gazetteer, tables
from herodotus.mentions.gazetteer import Entry
from herodotus.mentions.names import Name
from herodotus.model import Evidence, Place, Reading, Span

_CONTAINED, _OWN_NAME, _CAPITAL = 5.0, 1.0, 3.0
_NAMED_STATE, _SAME_STATE, _SAME_DIVISION = 2.0, 0.7, 1.3
"""What it is worth that the report names the state; and, for each doubling of them, that other places lie there too."""
_WEIGHT = {"country": 12.0, "region": 6.5, "site": 6.5, "admin1": 0.4, "city": 0.0}
_SURE = 100_000
"""People of a place that is meant without more words, if no namesake comes near it."""
_BY_FAR = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry chosen for a name, the rule that chose it, and the entry that came second."""

    entry: Entry | None
    rule: str
    second: Entry | None = None


@dataclass(frozen=True, slots=True)
class Votes:
    """What a report says of where it plays: the states it names, and where the places lie that leave no doubt."""

    named: Mapping[str, int]
    states: Mapping[str, float]
    divisions: Mapping[tuple[str, str], float]


def find(reading: Reading, names: tuple[Name, ...]) -> tuple[Place, ...]:
    """Return the places a report names in text order; mentions of one place are together, under its fullest name."""
    text = reading.report.text
    located = [name for name in names if name.label == "LOC"]
    located = sorted([*located, *_in_bodies(names, text)], key=lambda name: name.span)
    votes = _votes(located, text, context.countries(names))
    chosen: dict[str, Choice] = {}
    found: dict[str, Place] = {}
    for name in sorted(located, key=lambda n: not _container(n, located, text)):
        words = tables.folded(name.span.of(text))
        if words not in chosen or _container(name, located, text):
            chosen[words] = choose(name, located, text, votes)
    for name in located:
        choice = chosen[tables.folded(name.span.of(text))]
        key = _key(name, choice, text)
        found[key] = _with(found.get(key), name, choice, len(found), text)
    return tuple(found.values())


def _in_bodies(names: tuple[Name, ...], text: str) -> Iterator[Name]:
    """Yield the place a body's or building's name begins with: "*Marseille* Fire Department", "*Norland* Health Ministry"."""
    for name in names:
        words = name.span.of(text).split(" ")
        if name.label != "ORG" or name.known is not None or len(words) < 2:
            continue
        for length in range(min(3, len(words) - 1), 0, -1):
            first, rest = " ".join(words[:length]), [word.lower() for word in words[length:]]
            if any(word in tables.institutions() for word in rest) and _is_place_name(first):
                span = Span(name.span.start, name.span.start + len(first))
                known = next(
                    (k for k in tables.names().get(tables.folded(first), ()) if k.label in ("state", "capital")), None
                )
                yield Name(span, span, "LOC", name.sentence, (), known)
                break


def _is_place_name(words: str) -> bool:
    """Whether words are the name of a place and nothing else the tables know; directions and offices are none."""
    known = tables.names().get(tables.folded(words), ())
    if any(one.label in ("demonym", "body", "group", "seat") for one in known) or words.lower() in tables.roles():
        return False
    return words.lower() not in _DIRECTIONS and words.lower() not in tables.sectors() and bool(gazetteer.lookup(words))


def _votes(located: list[Name], text: str, named: Mapping[str, int]) -> Votes:
    """Count where the places lie that leave no doubt: those with a container, the only ones of their name, by far the largest."""
    states: dict[str, float] = defaultdict(float)
    divisions: dict[tuple[str, str], float] = defaultdict(float)
    for name in {name.span.of(text): name for name in located}.values():
        entry = _undoubted(name, located, text)
        for one, weight in [(entry, 1.0)] if entry is not None else _doubted(name, text):
            if one.country is not None and one.precision != "country":
                states[one.country] += weight
                divisions[one.country, one.admin1 or ""] += weight
    return Votes(named, states, divisions)


def _doubted(name: Name, text: str) -> list[tuple[Entry, float]]:
    """Return the entries a name may mean, one a division, with the share of a vote each has."""
    if name.known is not None and name.known.label in ("state", "demonym"):
        return []
    entries = {(e.country, e.admin1): e for e in gazetteer.lookup(name.span.of(text))}
    return [(entry, 1 / len(entries)) for entry in entries.values()]


def _undoubted(name: Name, located: list[Name], text: str) -> Entry | None:
    entries = gazetteer.lookup(name.span.of(text))
    container = _container(name, located, text)
    inside = [entry for entry in entries if _within(entry, container)]
    if inside:
        return inside[0]
    if not entries or (name.known is not None and name.known.label == "state"):
        return None
    alone = len({(e.country, e.admin1) for e in entries}) == 1
    rivals = max((e.population for e in entries if e.country != entries[0].country), default=0)
    return entries[0] if alone or (entries[0].population >= max(_SURE, _BY_FAR * rivals)) else None


def choose(name: Name, located: list[Name], text: str, votes: Votes) -> Choice:
    """
    Return the entry a name most likely means, and the next likely.

    What the text says counts first: a container behind a comma ("Tripoli, Lebanon"), then the countries it names, and where
    its other places lie; then how many people live there.
    """
    words = name.span.of(text)
    if name.known is not None and name.known.label in ("state", "demonym"):
        own = _part_of_state(words, name.known.country) or gazetteer.state(name.known.country or "")
        if own is not None and not _is_division_here(words, own, votes):
            return Choice(own, "place.state")
    entries = [] if tables.folded(words) in _DIRECTIONS else list(gazetteer.lookup(words))
    if not entries:
        return _of_facility(words) or Choice(None, "place.not-in-gazetteer")
    container = _container(name, located, text)
    ranked = sorted(entries, key=lambda entry: _score(entry, container, votes, name), reverse=True)
    return Choice(ranked[0], _reason(ranked[0], entries, container, votes), ranked[1] if len(ranked) > 1 else None)


def _part_of_state(words: str, country: str | None) -> Entry | None:
    """Return the division that is called a state by everybody: Scotland."""
    parts = [e for e in gazetteer.lookup(words) if e.country == country]
    whole = any(e.precision == "country" and e.own for e in parts)
    return next((e for e in parts if e.precision == "admin1"), None) if not whole else None


_DIRECTIONS = frozenset(
    {"west", "east", "north", "south", "western", "eastern", "northern", "southern", "central", "the west"}
)


def _is_division_here(words: str, state: Entry, votes: Votes) -> bool:
    """Whether a state's name is that of a division where the report plays: Georgia among places of the United States."""
    divisions = [e for e in gazetteer.lookup(words) if e.precision == "admin1" and e.country != state.country]
    here = max((votes.divisions[e.country, e.name] for e in divisions if e.country), default=0)
    elsewhere = votes.states[state.country] if state.country else 0
    around = max((votes.states[e.country] + votes.named.get(e.country, 0) for e in divisions if e.country), default=0)
    return here > elsewhere or (around > _FEW and elsewhere == 0)


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


def _score(entry: Entry, container: tuple[Entry, ...], votes: Votes, name: Name) -> float:
    score = math.log10(entry.population + 1) + _WEIGHT[entry.precision] + _OWN_NAME * entry.own
    if entry.precision == "country":
        score = _WEIGHT["country"] + _OWN_NAME * entry.own
    score += _CONTAINED * _within(entry, container)
    if entry.country is not None:
        score += _NAMED_STATE * (entry.country in votes.named) + _SAME_STATE * math.log2(
            1 + votes.states[entry.country]
        )
        score += _SAME_DIVISION * math.log2(1 + votes.divisions[entry.country, entry.admin1 or ""])
    if name.known is not None and name.known.label == "capital" and entry.country == name.known.country:
        score += _CAPITAL * (entry.precision == "city")
    return score


def _reason(entry: Entry, entries: list[Entry], container: tuple[Entry, ...], votes: Votes) -> str:
    if len(entries) == 1:
        return "place.only"
    if _within(entry, container):
        return "place.container"
    if entry.country is not None and votes.divisions[entry.country, entry.admin1 or ""]:
        return "place.near-others"
    return "place.document" if entry.country in votes.named else "place.population"


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
    entry, because = choice.entry, (Evidence(choice.rule, name.span), *_runner_up(choice, name))
    if entry is None:
        return Place(f"p{count + 1}", name.span.of(text), mentions=(name.span,), because=because)
    return Place(
        f"p{count + 1}", _shown(name.span, entry, text), entry.country, entry.admin1, entry.lat, entry.lon, entry.precision,
        entry.id, (name.span,), because,
    )  # fmt: skip


def _runner_up(choice: Choice, name: Name) -> tuple[Evidence, ...]:
    """Return the entry that came second as evidence, so that a reader of the ledger can doubt the choice."""
    second = choice.second
    if second is None:
        return ()
    where = "/".join(part for part in (second.country, second.admin1) if part)
    return (Evidence(f"place.or-else:{second.name}:{where}:{second.id or '-'}", name.span),)


def _shown(span: Span, entry: Entry, text: str) -> str:
    """Return a state's usual name, and of every other place the name the text uses."""
    return entry.name if entry.precision == "country" else span.of(text)
