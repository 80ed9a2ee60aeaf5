"""What the actor tables know, made ready to be looked up: states, bodies, groups, offices, role words."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from herodotus import lexicons
from herodotus.model import ActorKind

Label = Literal["state", "demonym", "capital", "body", "seat", "group"]
LONGEST_NAME = 8
"""Words of the longest name looked for."""


@dataclass(frozen=True, slots=True)
class Known:
    """A name the tables hold: what it names, its country (alpha-3 or None) and PLOVER sector."""

    name: str
    label: Label
    country: str | None
    sector: str | None
    source: str


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A head word of actor phrases: the kind of actor, its sector or None, and whether it speaks for a body."""

    word: str
    kind: str
    sector: str | None
    speaks: bool


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody's time in an office; with no ``end`` the table knows only that it was held on the day ``known``."""

    name: str
    country: str
    office: str
    start: dt.date
    end: dt.date | None
    known: dt.date

    def held_on(self, day: dt.date) -> bool:
        """Whether the table says that the office was held on a day."""
        return self.start <= day <= (self.end or self.known)

    def ended_before(self, day: dt.date) -> bool:
        """Whether the table says that it was held no longer."""
        return self.end is not None and self.end < day


def folded(name: str) -> str:
    """
    Return a name as it is compared: no accents, no case, one kind of apostrophe, no article.

    >>> folded("the Élysée"), folded("Bashar al-Assad")
    ('elysee', 'bashar al-assad')
    """
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(plain.removeprefix("the ").split())


@cache
def names() -> Mapping[str, tuple[Known, ...]]:
    """Return everything the tables name, by folded name; states first."""
    found: dict[str, list[Known]] = {}
    for known in _all_known():
        found.setdefault(folded(known.name), []).append(known)
    return {name: tuple(listed) for name, listed in found.items()}


@cache
def starts() -> frozenset[str]:
    """Return the first words of all names, folded, so that most words need no further look."""
    return frozenset(re.split(r"[ '/-]", name)[0] for name in names())


@cache
def exact() -> frozenset[str]:
    """Return short names that only count in exactly these letters ("US", "WHO", "UN")."""
    return frozenset(known.name for known in _all_known() if len(known.name) <= 5 and known.name.isupper())


def _all_known() -> Iterator[Known]:
    yield from _states()
    for row in lexicons.load().table("actors/metonyms"):
        yield Known(row["name"], "seat", _code(row["country"]), row["sector"], row["source"])
    for row in (*lexicons.load().table("actors/outlets"), *lexicons.load().table("actors/organisations")):
        for name in (row["name"], *lexicons.listed(row["other_names"]), *lexicons.listed(row["acronyms"])):
            yield Known(name, "body", _code(row["country"]), row["sector"], row["source"])
    for row in lexicons.load().table("actors/armed_groups"):
        sector = "UAF" if row["sector"] == "IMG" else row["sector"]
        for name in (row["name"], *lexicons.listed(row["aliases"])):
            yield Known(name, "group", _code(row["country"]), sector, row["source"])


def _states() -> Iterator[Known]:
    for row in states().values():
        for name in (row["name"], *lexicons.listed(row["other_names"])):
            yield Known(name, "state", row["iso3"], "GOV", row["source"])
        for name in lexicons.listed(row["demonyms"]):
            yield Known(name, "demonym", row["iso3"], None, row["source"])
        if row["capital"]:
            yield Known(row["capital"], "capital", row["iso3"], "GOV", row["source"])


@cache
def states() -> Mapping[str, lexicons.Row]:
    """Return the rows of the states tables by alpha-3 code, invented states of the sample reports among them."""
    lex = lexicons.load()
    return {row["iso3"]: row for row in (*lex.table("actors/states"), *lex.table("actors/fictional"))}


def _code(country: str) -> str | None:
    return None if country in ("", "IGO", "NGO") else country


@cache
def roles() -> Mapping[str, RoleWord]:
    """Return role words by word: the hand-written ones, then the agents table's."""
    found = {
        row["phrase"]: RoleWord(row["phrase"], "person", row["sector"], speaks=False)
        for row in lexicons.load().table("actors/agents")
    }
    for row in lexicons.load().table("actors/roles"):
        found[row["word"]] = RoleWord(row["word"], row["kind"], row["sector"] or None, speaks=row["body"] == "yes")
    return found


@cache
def heads() -> Mapping[str, RoleWord]:
    """Return the hand-written role words only: those that make an actor of any phrase they head."""
    return {row["word"]: roles()[row["word"]] for row in lexicons.load().table("actors/roles")}


def facility_in(name: str) -> RoleWord | None:
    """
    Return the facility word in a name, or None: a fort is hit and held like its garrison, a city is not.

    >>> facility_in("Fort Casimir").sector, facility_in("Marseille")
    ('MIL', None)
    """
    found = (heads().get(word) for word in name.lower().split())
    return next((role for role in found if role is not None and role.kind == "facility"), None)


@cache
def sectors() -> Mapping[str, str]:
    """Return the sector of words inside a phrase ("police", "military")."""
    return {row["word"]: row["sector"] for row in lexicons.load().table("actors/sectors")}


@cache
def artefacts() -> frozenset[str]:
    """Return words for what carries words but does not speak."""
    return frozenset(row["word"] for row in lexicons.load().table("actors/artefacts"))


@cache
def owned() -> frozenset[str]:
    """Return words for what a state has, makes or proposes."""
    return frozenset(row["word"] for row in lexicons.load().table("actors/owned"))


@cache
def status_words() -> Mapping[str, str]:
    """Return "former", "acting" … by word."""
    return {row["word"]: row["status"] for row in lexicons.load().table("actors/status")}


@cache
def offices() -> Mapping[str, tuple[str, str]]:
    """Return (country, sector) of office words that are used of one state alone."""
    return {row["phrase"]: (row["country"], row["sector"]) for row in lexicons.load().table("actors/offices")}


@cache
def _terms() -> Mapping[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = {}
    for row in lexicons.load().table("actors/leaders"):
        end = dt.date.fromisoformat(row["to"]) if row["to"] else None
        start = dt.date.fromisoformat(row["from"])
        known = dt.date.fromisoformat(row["known"]) if row["known"] else end or start
        term = Term(row["name"], row["iso3"], row["office"], start, end, known)
        for name in (row["name"], *lexicons.listed(row["other_names"])):
            found.setdefault(folded(name), []).append(term)
            found.setdefault(_first_and_last(name), []).append(term)
    return {name: tuple(dict.fromkeys(terms)) for name, terms in found.items()}


def _first_and_last(name: str) -> str:
    parts = folded(name).split()
    return f"{parts[0]} {parts[-1]}" if len(parts) > 2 else folded(name)


def term_of(name: str, day: dt.date | None) -> Term | None:
    """
    Return the office a person of this full name held on a day, or the last one before it; None without a day.

    >>> term_of("Emmanuel Macron", dt.date(2020, 1, 1)).country
    'FRA'
    """
    if day is None or " " not in name:
        return None
    found = _terms().get(folded(name)) or _terms().get(_first_and_last(name)) or ()
    past = [term for term in found if term.start <= day]
    return max(past, key=lambda term: (term.held_on(day), term.ended_before(day), term.start), default=None)


KINDS: Mapping[str, ActorKind] = {
    "person": "person", "crowd": "crowd", "group": "organisation", "armed group": "armed group", "facility": "facility",
    "unnamed": "unnamed",
}  # fmt: skip
