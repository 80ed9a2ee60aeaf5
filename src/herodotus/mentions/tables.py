"""What the actor tables know, made ready to be looked up: states, bodies, groups, offices, role words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from herodotus import lexicons
from herodotus.mentions.corrections import corrected, no_names
from herodotus.model import ActorKind

Label = Literal["state", "demonym", "capital", "body", "seat", "group"]
LONGEST_NAME = 8
"""Words of the longest name looked for."""


@dataclass(frozen=True, slots=True)
class Known:
    """
    A name the tables hold: what it names, its country (alpha-3 or None) and PLOVER sector.

    ``first``: of a body or group, the name its row has first; one who is called by another of that row is the same.
    """

    name: str
    label: Label
    country: str | None
    sector: str | None
    source: str
    first: str | None = None


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A head word of actor phrases: the kind of actor, its sector or None, and whether it speaks for a body."""

    word: str
    kind: str
    sector: str | None
    speaks: bool


def folded(name: str) -> str:
    """
    Return a name as it is compared: no accents, no case, one kind of apostrophe, no article.

    >>> folded("the Élysée"), folded("Bashar al-Assad")
    ('elysee', 'bashar al-assad')
    """
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(plain.removeprefix("the ").split())


def spelt(name: str) -> str:
    """
    Return a name as it is compared across transliterations: no article, no doubled letters, one vowel for those that vary.

    >>> spelt("Abdul-Aziz al-Hakim") == spelt("Abd al-Aziz Hakim"), spelt("Adel Karim") == spelt("Adil Kareem")
    (True, True)
    >>> spelt("Mohammed Hussein") == spelt("Muhammad Husain"), spelt("Adel") == spelt("Abel")
    (True, False)
    """
    plain = re.sub(r"[’'`.]", "", folded(name)).replace("-", " ")
    for pattern, one in _SPELLINGS:
        plain = pattern.sub(one, plain)
    return plain


_SPELLINGS = tuple(
    (re.compile(pattern), one)
    for pattern, one in (
        (r"\bm[ou]h?amm?[ae][dt]\b", "muhamid"), (r"\bahm[ae]d\b", "ahmid"),
        (r"\babd[ueao]l(?=[a-z]{3})", "abd "), (r"\babd[ueao]l (al |el |ul )?", "abd "), (r"\b(al|el|ul|ibn|bin) ", ""),
        (r"([kgd])h", r"\1"), (r"ee", "i"), (r"oo", "u"), (r"(.)\1", r"\1"), (r"y", "i"), (r"q", "k"),
        (r"(?<=\w)(ou|o|u)", "u"), (r"(?<=\w)(ei|ai|ie|e|i)", "i"),
    )
)  # fmt: skip


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
    for row in (
        row for name in ("national_bodies", "legislatures", "outlets", "organisations") for row in corrected(name)
    ):
        for name in (row["name"], *lexicons.listed(row["other_names"]), *lexicons.listed(row["acronyms"])):
            yield Known(name, "body", _code(row["country"]), row["sector"], row["source"], row["name"])
    for row in corrected("armed_groups"):
        sector = "UAF" if row["sector"] == "IMG" else row["sector"]
        for name in (row["name"], *lexicons.listed(row["aliases"])):
            yield Known(name, "group", _code(row["country"]), sector, row["source"], row["name"])


def _states() -> Iterator[Known]:
    everyday = lexicons.load().table("actors/everyday_names")
    for row in everyday:
        yield Known(
            row["name"], _LABEL_OF[row["kind"]], row["iso3"], None if row["kind"] == "demonym" else "GOV", row["source"]
        )
    for row in states().values():
        for name in (row["name"], *lexicons.listed(row["other_names"])):
            yield Known(name, "state", row["iso3"], "GOV", row["source"])
        for name in lexicons.listed(row["demonyms"]):
            yield Known(name, "demonym", row["iso3"], None, row["source"])
        if row["capital"]:
            yield Known(row["capital"], "capital", row["iso3"], "GOV", row["source"])


_LABEL_OF: Mapping[str, Label] = {"state": "state", "demonym": "demonym", "capital": "capital"}


@cache
def states() -> Mapping[str, lexicons.Row]:
    """Return the rows of the states tables by alpha-3 code, invented states of the sample reports among them."""
    lex = lexicons.load()
    return {row["iso3"]: _named(row) for row in (*lex.table("actors/states"), *lex.table("actors/fictional"))}


def _named(row: lexicons.Row) -> lexicons.Row:
    """Return a state without what is no name of it."""
    wrong = no_names(row["iso3"])
    if not wrong:
        return row
    kept = (name for name in lexicons.listed(row["other_names"]) if name not in wrong)
    return MappingProxyType({**row, "other_names": ";".join(kept)})


def _code(country: str) -> str | None:
    return None if country in ("", "IGO", "NGO") else country


@cache
def roles() -> Mapping[str, RoleWord]:
    """Return role words by word: the hand-written ones, then the agents table's."""
    groups = {row["word"] for row in lexicons.load().table("actors/group_words")}
    speaking = {row["word"] for row in lexicons.load().table("actors/roles") if row["body"] == "yes"}
    found = {
        row["phrase"]: RoleWord(
            row["phrase"],
            "group" if (last := row["phrase"].split()[-1]) in groups else "person",
            row["sector"],
            last in speaking,
        )
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
def facility_words() -> frozenset[str]:
    """Return words for buildings, roads and grounds, which stand in a town."""
    return frozenset(row["word"] for row in lexicons.load().table("places/facilities"))


@cache
def institutions() -> frozenset[str]:
    """Return words for bodies and buildings that are called after the place they stand in or serve."""
    groups = {word for word, role in heads().items() if role.kind in ("group", "facility") and " " not in word}
    return frozenset(groups | {row["word"] for row in lexicons.load().table("actors/institutions")})


@cache
def sectors() -> Mapping[str, str]:
    """Return the sector of words inside a phrase ("police", "military")."""
    return {row["word"]: row["sector"] for row in lexicons.load().table("actors/sectors")}


@cache
def outranked(sector: str) -> frozenset[str]:
    """Return the sectors of head words that a modifier's sector is sharper than ("military official")."""
    rows = lexicons.load().table("actors/sectors")
    return frozenset(over for row in rows if row["sector"] == sector for over in lexicons.listed(row["over"]))


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
def given_names() -> Mapping[str, str]:
    """Return "f" or "m" by given name, folded."""
    return {folded(row["name"]): row["gender"] for row in lexicons.load().table("actors/given_names")}


@cache
def genders(stands: str) -> Mapping[str, str]:
    """Return "f" or "m" by title (``before`` a name) or by ``ending`` of the word for a person, in the order to be tried."""
    return {row["word"]: row["gender"] for row in lexicons.load().table("actors/genders") if row["stands"] == stands}


@cache
def offices() -> Mapping[str, tuple[str, str]]:
    """Return (country, sector) of office words that are used of one state alone."""
    return {row["phrase"]: (row["country"], row["sector"]) for row in lexicons.load().table("actors/offices")}


KINDS: Mapping[str, ActorKind] = {
    "person": "person", "crowd": "crowd", "group": "organisation", "armed group": "armed group", "facility": "facility",
    "unnamed": "unnamed",
}  # fmt: skip
