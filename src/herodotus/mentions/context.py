"""What is known of a report while its actors are being found."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from herodotus.mentions import dialogue, voices
from herodotus.mentions.dictionaries import Dictionary
from herodotus.mentions.names import Name
from herodotus.mentions.register import Register
from herodotus.model import Reading, Span


@dataclass(frozen=True, slots=True)
class Context:
    """
    The text and day of a report, the countries it names and how often, its quotations, who has the floor, the user's own
    dictionary, and the register that is being filled.
    """

    text: str
    day: dt.date | None
    countries: Counter[str]
    quoted: tuple[Span, ...]
    floor: dialogue.Floor
    own: Dictionary | None = None
    register: Register = field(default_factory=Register)

    def is_quoted(self, span: Span) -> bool:
        """Whether words stand inside quotation marks."""
        return voices.is_inside(span, self.quoted)


def of(reading: Reading, names: tuple[Name, ...], own: Dictionary | None = None) -> Context:
    """Return the context of a report, its register empty; ``own``: the user's dictionary."""
    published = reading.report.published
    day = published.date() if isinstance(published, dt.datetime) else published
    quoted = voices.quoted(reading.report.text)
    return Context(reading.report.text, day, countries(names), quoted, dialogue.floor(reading, quoted), own)


def countries(names: tuple[Name, ...]) -> Counter[str]:
    """Return how often each country is named in a report, by its name or its adjective."""
    known = (name.known for name in names)
    return Counter(k.country for k in known if k is not None and k.country and k.label in ("state", "demonym"))
