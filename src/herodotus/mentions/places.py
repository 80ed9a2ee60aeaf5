"""Places: names that locate, each resolved to one entry of the gazetteer, with the reason for the choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from herodotus import lexicons
from herodotus.mentions import choosing, context, dateline, gazetteer, publishers, tables
from herodotus.mentions.choosing import Choice, Scene
from herodotus.mentions.dateline import Dateline
from herodotus.mentions.gazetteer import Entry
from herodotus.mentions.name import Name
from herodotus.model import Evidence, Place, Reading, Span


def find(reading: Reading, names: tuple[Name, ...]) -> tuple[Place, ...]:
    """Return the places a report names in text order; mentions of one place are together, under its fullest name."""
    text, line = reading.report.text, dateline.find(reading)
    located = [*(name for name in names if name.label == "LOC"), *_in_bodies(names, text)]
    written = _in_dateline(line, located)
    located = sorted([*located, *written], key=lambda name: name.span)
    scene = choosing.scene(located, text, context.countries(names), line, publishers.home(reading.report.publisher))
    choices = {**_choices(located, text, scene), **_written(line)}
    found: dict[str, Place] = {}
    for name in located:
        choice = choices[name.span]
        if choice.entry is None:
            choice = _of_neighbour(name, choices, text) or choice
        key = _key(name, choice, text)
        found[key] = _with(found.get(key), name, choice, len(found), text)
    return tuple(found.values())


def _in_dateline(line: Dateline | None, located: list[Name]) -> list[Name]:
    """Return the town of the date line as a name of the report; the reader does not read that line."""
    if line is None or not line.entries or any(name.span.meets(line.span) for name in located):
        return []
    return [Name(line.span, line.span, "LOC", -1, ())]


def _written(line: Dateline | None) -> dict[Span, Choice]:
    """Return what the town of the date line means: by its container, else the largest town of its name."""
    if line is None or not line.entries:
        return {}
    first, *others = line.entries
    alone = "place.population" if others else "place.only"
    return {line.span: Choice(first, "place.container" if line.land else alone, others[0] if others else None)}


def _choices(located: list[Name], text: str, scene: Scene) -> dict[Span, Choice]:
    """Return what each name means: as its container tells, or else as the first of the same name that has one."""
    chosen: dict[Span, Choice] = {}
    by_words: dict[str, Choice] = {}
    for name in sorted(located, key=lambda n: (not choosing.container(n, located, text), n.span)):
        words = tables.folded(name.span.of(text))
        if words not in by_words or choosing.container(name, located, text):
            chosen[name.span] = choosing.choose(name, located, text, scene)
        chosen.setdefault(name.span, by_words.get(words) or chosen[name.span])
        by_words.setdefault(words, chosen[name.span])
    return chosen


def _of_neighbour(name: Name, choices: Mapping[Span, Choice], text: str) -> Choice | None:
    """Return a facility no gazetteer holds where the town named next to it lies: "*Hale Hospital* in Marseille"."""
    words = name.span.of(text)
    if not tables.facility_words() & set(words.lower().split()):
        return None
    towns = [(_apart(span, name.span), choice.entry) for span, choice in choices.items()]
    near = [
        (apart, town) for apart, town in towns if town is not None and town.precision == "city" and apart <= _NEXT_TO
    ]
    if not near:
        return None
    town = min(near, key=lambda one: one[0])[1]
    return Choice(replace(town, name=words, precision="site", id=None), "place.facility-near")


_NEXT_TO = 200
"""Characters from a facility within which the town it stands in is named."""


def _apart(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


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
    return (
        words.lower() not in lexicons.wordlist("directions")
        and words.lower() not in tables.sectors()
        and bool(gazetteer.lookup(words))
    )


def _key(name: Name, choice: Choice, text: str) -> str:
    entry = choice.entry
    if entry is None:
        return f"text:{name.span.of(text).casefold()}"
    return f"{entry.precision}:{entry.country}:{entry.name}"


def _with(place: Place | None, name: Name, choice: Choice, count: int, text: str) -> Place:
    if place is not None:
        shown = place.name
        if shown.isupper() and choice.entry is not None:  # a date line is in capitals
            shown = _shown(name.span, choice.entry, text)
        return replace(place, name=shown, mentions=(*place.mentions, name.span))
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
