"""What is known of a report while its actors are being found."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from herodotus.mentions import dialogue, gazetteer, publishers, salience, voices
from herodotus.mentions.dictionaries import Dictionary
from herodotus.mentions.name import Name
from herodotus.mentions.register import Register
from herodotus.model import Reading, Span


@dataclass(frozen=True, slots=True)
class Context:
    """
    The text and day of a report, the countries it names and how often, its quotations, who has the floor, the countries of the
    places each sentence names (``scenes``), the publisher's country, the user's dictionary, how a pronoun's antecedent
    is chosen, the state all of it plays in (``home``), the register that is being filled.
    """

    text: str
    day: dt.date | None
    countries: Counter[str]
    quoted: tuple[Span, ...]
    floor: dialogue.Floor
    scenes: Mapping[int, frozenset[str]] = field(default_factory=dict)
    publisher: str | None = None
    own: Dictionary | None = None
    choose: salience.Choice = salience.best
    home: str | None = None
    register: Register = field(default_factory=Register)

    def is_quoted(self, span: Span) -> bool:
        """Whether words stand inside quotation marks."""
        return voices.is_inside(span, self.quoted)


def of(
    reading: Reading, names: tuple[Name, ...], own: Dictionary | None = None, *, choose: salience.Choice = salience.best
) -> Context:
    """Return the context of a report, its register empty; ``own``: the user's dictionary."""
    published, text = reading.report.published, reading.report.text
    day = published.date() if isinstance(published, dt.datetime) else published
    quoted, publisher = voices.quoted(text), publishers.home(reading.report.publisher).country
    own_words = tuple(name for name in names if not _is_sponsor(name, text))
    named = countries(own_words)
    return Context(
        text, day, named, quoted, dialogue.floor(reading, quoted), _scenes(own_words, text), publisher, own, choose,
        home=_home(own_words, text, named, publisher),
    )  # fmt: skip


def _is_sponsor(name: Name, text: str) -> bool:
    """Whether a name only begins an adjective: "*Merania*-backed fighters" are anybody's; where somebody is based is told."""
    return re.match(r"[-–](?!based)[a-z]", text[name.span.end :]) is not None


def _scenes(names: tuple[Name, ...], text: str) -> Mapping[int, frozenset[str]]:
    """Return by sentence the countries of the places it names."""
    found: dict[int, set[str]] = {}
    for name in names:
        if name.label == "LOC":
            country = _lies_in(name, text)
            found.setdefault(name.sentence, set()).update({country} if country is not None else ())
    return {sentence: frozenset(codes) for sentence, codes in found.items()}


def _lies_in(name: Name, text: str) -> str | None:
    return name.known.country if name.known is not None else gazetteer.country_of(name.span.of(text))


def _home(names: tuple[Name, ...], text: str, named: Counter[str], publisher: str | None) -> str | None:
    """
    Return the only state a report names, where the places it names lie in it too, and its publisher is no other's.

    A word taken for a town abroad is no second scene beside many places at home.
    """
    only = next(iter(named)) if len(named) == 1 and publisher in (None, *named) else None
    places = (name for name in names if name.label == "LOC" and (name.known is None or name.known.label != "state"))
    where = {name.span.of(text): _lies_in(name, text) for name in places}
    inside = sum(country == only for country in where.values())
    abroad = sum(country not in (only, None) for country in where.values())
    return only if inside >= _ENOUGH and abroad * _STRAY <= inside else None


_ENOUGH, _STRAY = 2, 4
"""Places that show where a report plays; and for how many of them one elsewhere may be a mistaken word."""


def countries(names: tuple[Name, ...]) -> Counter[str]:
    """Return how often each country is named in a report, by its name or its adjective."""
    known = (name.known for name in names)
    return Counter(k.country for k in known if k is not None and k.country and k.label in ("state", "demonym"))
