"""What is known of a report while its actors are being found."""

from __future__ import annotations

import datetime as dt
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
    is chosen, the register that is being filled.
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
    register: Register = field(default_factory=Register)

    def is_quoted(self, span: Span) -> bool:
        """Whether words stand inside quotation marks."""
        return voices.is_inside(span, self.quoted)


def of(
    reading: Reading, names: tuple[Name, ...], own: Dictionary | None = None, *, choose: salience.Choice = salience.best
) -> Context:
    """Return the context of a report, its register empty; ``own``: the user's dictionary."""
    published = reading.report.published
    day = published.date() if isinstance(published, dt.datetime) else published
    quoted = voices.quoted(reading.report.text)
    return Context(
        reading.report.text, day, countries(names), quoted, dialogue.floor(reading, quoted), _scenes(names, reading.report.text),
        publishers.home(reading.report.publisher).country, own, choose,
    )  # fmt: skip


def _scenes(names: tuple[Name, ...], text: str) -> Mapping[int, frozenset[str]]:
    """Return by sentence the countries of the places it names."""
    found: dict[int, set[str]] = {}
    for name in names:
        if name.label == "LOC":
            known = name.known.country if name.known is not None else gazetteer.country_of(name.span.of(text))
            found.setdefault(name.sentence, set()).update({known} if known is not None else ())
    return {sentence: frozenset(codes) for sentence, codes in found.items()}


def countries(names: tuple[Name, ...]) -> Counter[str]:
    """Return how often each country is named in a report, by its name or its adjective."""
    known = (name.known for name in names)
    return Counter(k.country for k in known if k is not None and k.country and k.label in ("state", "demonym"))
