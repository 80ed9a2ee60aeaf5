"""Actors across reports, their dyads and their dossiers."""

from __future__ import annotations

from herodotus.surfaces.page.shapes.base import Shape


class KnownShape(Shape):
    """An actor across reports; ``at`` is one of its reports' actors (``REPORT:a3``), by which a decision names it."""

    key: str
    name: str
    kind: str | None
    country: str | None
    named: bool
    reports: int
    acts: int
    speaks: int
    at: str


class DyadShape(Shape):
    """Who does what kind of thing to whom, how often it is told, and how often as having happened."""

    source: str
    source_name: str
    target: str
    target_name: str
    quad: str
    events: int
    happened: int


class ActorsPage(Shape):
    """Actors, those of most reports first; ``described`` ones, whom no name names, are listed where they are asked for."""

    total: int
    named: int
    described: int
    start: int
    seen: int
    rows: list[KnownShape]


class NodeShape(Shape):
    """An actor of a network."""

    key: str
    name: str
    kind: str | None
    country: str | None
    named: bool


class NetworkPage(Shape):
    """The fullest dyads between so many actors; ``actors`` and ``pairs`` are how many there are in all."""

    nodes: list[NodeShape]
    dyads: list[DyadShape]
    actors: int
    pairs: int


class LineShape(Shape):
    """One thing of a dossier with its sentence: whose word it is, who denies it, and whose words are only taken up."""

    short: str
    id: str
    earliest: str | None
    latest: str | None
    words: str
    display: str | None
    voice: str | None
    medium: str | None
    publisher: str | None
    published: str | None
    sentence: str | None
    denied_by: str | None
    echo: str | None


class SectionShape(Shape):
    """A list of a dossier, and the part it belongs to."""

    name: str
    part: str
    count: int
    lines: list[LineShape]


class HandShape(Shape):
    """A decision of people on who is who: two names, the keys they are kept under now, who says so, when, why."""

    id: int
    verb: str
    one: str
    other: str
    one_key: str
    other_key: str
    who: str
    at: str
    why: str | None


class PeriodShape(Shape):
    """Some days, both included, and how often the actor spoke, acted and was acted upon in them."""

    first: str
    last: str
    said: int
    did: int
    suffered: int


class DossierPage(Shape):
    """One actor across reports."""

    key: str
    at: str
    seen: int
    names: list[str]
    kinds: list[str]
    countries: list[str]
    reports: int
    sections: list[SectionShape]
    dyads: list[DyadShape]
    hands: list[HandShape]
    activity: list[PeriodShape]


class AlikeShape(Shape):
    """Somebody who may be the same, and why it is thought so; nobody has said it."""

    known: KnownShape
    why: str


class AlikePage(Shape):
    """Who may be one with an actor, the likeliest first."""

    rows: list[AlikeShape]


class BearerShape(Shape):
    """
    One report's actor of a name (``REPORT:a3``), and what is known of the report.

    ``other`` is whom a split would tell it from, None where nobody else is; ``apart``: it parts two names then.
    """

    at: str
    other: str | None
    apart: bool
    short: str
    id: str
    name: str
    title: str | None
    publisher: str | None
    published: str | None


class BearersPage(Shape):
    """The actors of reports who go by a name, the newest first."""

    total: int
    rows: list[BearerShape]
