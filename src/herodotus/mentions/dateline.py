"""Where a report was written: the place of its date line, and the time zone kept there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from herodotus.mentions import gazetteer
from herodotus.mentions.gazetteer import Entry
from herodotus.model import Reading, Span

_UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x180) if chr(code).isupper())
_TOWN = rf"[{_UPPER}][{_UPPER}.'’-]{{2,}}(?: [{_UPPER}][{_UPPER}.'’-]+){{0,3}}"
_LATER = re.compile(
    rf"(?:^|[.?!\n]\s*)(?P<town>{_TOWN})(?:, (?P<land>[{_UPPER}][\w.]+(?: [{_UPPER}][\w.]+){{0,2}}))?"
    r"(?: \([^()\n]{2,40}\))?\s*(?:--|[–—])\s"
)
"""A date line behind a heading: "The mill burns. PORT ELISE, Norland -- The mill …"."""
_WITHIN = 400


@dataclass(frozen=True, slots=True)
class Dateline:
    """
    The words of a date line's place, what they may mean, the likeliest first, and what its container may be.

    ``zone`` is the time zone kept there; None where the place is unknown or its namesakes keep several.
    """

    span: Span
    land: str | None
    entries: tuple[Entry, ...]

    @property
    def zone(self) -> str | None:
        """The time zone its place keeps, if that is known and no namesake of some size keeps another."""
        rivals = [e for e in self.entries if e.population * _BY_FAR >= self.entries[0].population]
        zones = {e.zone for e in rivals if e.zone is not None}
        return gazetteer.zone_of(self.entries) if len(zones) == 1 else None


_BY_FAR = 5
"""How many times as many people a town has that is meant without more words."""


def find(reading: Reading) -> Dateline | None:
    """
    Return the date line of a report, be it its first words or behind its heading; None where there is none.

    Of several towns ("PORT ELISE/TORVIA") none is taken: the report was written in more than one place.
    """
    text = reading.report.text
    if reading.dateline is not None:
        return _of_line(reading.dateline, text)
    match = _LATER.search(text, 0, _WITHIN)
    return _of(Span(*match.span("town")), match["land"], text) if match is not None else None


def _of_line(line: Span, text: str) -> Dateline | None:
    words = line.of(text)
    town, *rest = re.split(r"\s*[,(]\s*", words)
    land = (
        rest[0].strip()
        if rest and rest[0] and not any(c.isdigit() for c in rest[0]) and "(" not in words[: len(town) + 2]
        else None
    )
    start = line.start + words.index(town)
    return _of(Span(start, start + len(town)), land, text) if town and "/" not in town else None


def _of(span: Span, land: str | None, text: str) -> Dateline:
    """Return a date line; its town lies in the state or division named behind it, if one is."""
    towns = gazetteer.towns(_as_name(span.of(text)))
    around = gazetteer.lookup(land) if land is not None else ()
    inside = tuple(e for e in towns if any(gazetteer.within(e, outer) for outer in around))
    return Dateline(span, land, inside or (towns if not around else ()))


def _as_name(words: str) -> str:
    """
    Return a town written in capitals as names are written, so that no short form is read into it.

    >>> _as_name("PORT ELISE"), _as_name("Port Elise")
    ('Port Elise', 'Port Elise')
    """
    return words.title() if words.isupper() else words
