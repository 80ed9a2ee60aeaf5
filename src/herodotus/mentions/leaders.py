"""Who held which high office when: the leader table asked about a day, a title, and the countries a report names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from herodotus import lexicons
from herodotus.mentions.corrections import corrected
from herodotus.mentions.tables import folded, spelt

_HEADS = ("president", "prime minister")


@dataclass(frozen=True, slots=True)
class Term:
    """
    Somebody's time in an office ("" if the table does not say which); with no ``end`` the table knows only that it was
    held on the day ``known``.
    """

    name: str
    country: str
    office: str
    sector: str
    start: dt.date
    end: dt.date | None
    known: dt.date

    def held_on(self, day: dt.date) -> bool:
        """Whether the table says that the office was held on a day."""
        return self.start <= day <= (self.end or self.known)

    def ended_before(self, day: dt.date) -> bool:
        """Whether the table says that it was held no longer."""
        return self.end is not None and self.end < day


@dataclass(frozen=True, slots=True)
class Found:
    """What the table says of a name: the term, and by which rule it was chosen, which tells its rank as evidence."""

    term: Term
    rule: str


def term_of(name: str, day: dt.date | None) -> Term | None:
    """
    Return the office a person of this full name held on a day, or the last one before it; None without a day.

    >>> term_of("Emmanuel Macron", dt.date(2020, 1, 1)).country
    'FRA'
    """
    if day is None or " " not in name:
        return None
    past = [term for term in _named(name) if term.start <= day]
    return max(past, key=lambda term: (term.held_on(day), term.ended_before(day), term.start), default=None)


def find(name: str, *, title: str | None, day: dt.date | None, countries: Collection[str] = ()) -> Found | None:
    """
    Return what the table says of a name: a full name first, then a title with a surname, then a surname only one head bears.

    Where several states fit, the one the report names is meant; where that does not decide, nothing is.

    >>> find("Jacinda Ardern", title=None, day=dt.date(2020, 1, 1)).rule
    'actor.leader-table'
    >>> find("Macron", title="president", day=dt.date(2020, 1, 1)).term.country
    'FRA'
    """
    dated = term_of(name, day)
    if dated is not None:
        return Found(dated, "actor.leader-table")
    if " " in name:
        return _one_state(_named(name), countries, "actor.leader-undated") if day is None else None
    terms = [term for term in _by_surname().get(folded(name), ()) if day is None or term.held_on(day)]
    if title is not None:
        return _one_state(
            [t for t in terms if t.office in _offices().get(title, ())], countries, "actor.leader-by-title"
        )
    heads = [term for term in terms if term.office in _HEADS]
    people = {(term.country, spelt(term.name).split()[0]) for term in terms}
    return _one_state(heads, countries, "actor.leader-by-surname") if len(people) == 1 else None


@cache
def _offices() -> dict[str, tuple[str, ...]]:
    """Return the offices of the table by the words a text uses for them."""
    return {row["title"]: lexicons.listed(row["office"]) for row in lexicons.load().table("actors/titles")}


def _one_state(terms: Iterable[Term], countries: Collection[str], rule: str) -> Found | None:
    """Return the last term if all are of one state, or of one state among those the report names."""
    listed = sorted(terms, key=lambda term: term.start)
    states = {term.country for term in listed}
    if len(states) > 1:
        states &= set(countries)
    if len(states) != 1:
        return None
    return Found([term for term in listed if term.country in states][-1], rule)


def _named(name: str) -> tuple[Term, ...]:
    key = spelt(name)
    return _terms().get(key) or _terms().get(_first_and_last(key)) or ()


@cache
def _terms() -> Mapping[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = {}
    for term, names in _rows():
        for name in names:
            found.setdefault(spelt(name), []).append(term)
            found.setdefault(_first_and_last(spelt(name)), []).append(term)
    return {name: tuple(dict.fromkeys(terms)) for name, terms in found.items()}


@cache
def _by_surname() -> Mapping[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = {}
    for term, names in _rows():
        found.setdefault(folded(names[0]).split()[-1], []).append(term)
    return {name: tuple(terms) for name, terms in found.items()}


@cache
def _rows() -> tuple[tuple[Term, tuple[str, ...]], ...]:
    return tuple(row for row in (*_leaders(), *_officials()) if row[0].country != "IGO")


def _leaders() -> Iterable[tuple[Term, tuple[str, ...]]]:
    for row in corrected("leaders"):
        end = dt.date.fromisoformat(row["to"]) if row["to"] else None
        start = dt.date.fromisoformat(row["from"])
        known = dt.date.fromisoformat(row["known"]) if row["known"] else end or start
        term = Term(row["name"], row["iso3"], row["office"], row["sector"], start, end, known)
        yield term, (row["name"], *lexicons.listed(row["other_names"]))


_KNOWN_UNTIL = dt.date(2000, 1, 1)
"""The last day the table of officials speaks of where it gives no end: that of leaders goes on from there."""


def _officials() -> Iterable[tuple[Term, tuple[str, ...]]]:
    for row in corrected("officials"):
        end = dt.date.fromisoformat(row["to"]) if row["to"] else None
        start = dt.date.fromisoformat(row["from"]) if row["from"] else dt.date(1900, 1, 1)
        others = [name for name in lexicons.listed(row["other_names"]) if " " in name]
        headed = any(name.lower().startswith("president ") for name in others)
        term = Term(
            row["name"], row["iso3"], "president" if headed else "", row["sector"], start, end, end or _KNOWN_UNTIL
        )
        yield term, (row["name"], *others)


def _first_and_last(name: str) -> str:
    parts = name.split()
    return f"{parts[0]} {parts[-1]}" if len(parts) > 2 else name
