"""Reports compared: incidents and the accounts of them, side by side."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from herodotus.surfaces.page.shapes.base import Facet, Shape
from herodotus.surfaces.page.shapes.deciding import DecisionShape
from herodotus.surfaces.page.shapes.search import Piece


class IncidentRow(Shape):
    """An incident in short; how many of its events a voice denies, of how many kinds of numbers there are different ones."""

    id: str
    label: str
    type: str | None
    place: str | None
    earliest: str | None
    latest: str | None
    reports: int
    publishers: int
    denied: int
    differ: int


class IncidentsPage(Shape):
    """Incidents in the order asked for, and the types of those asked for; ``waiting`` reports are not compared yet."""

    waiting: int
    total: int
    start: int
    rows: list[IncidentRow]
    types: list[Facet]


class Source(Shape):
    """A report that tells of an incident."""

    short: str
    publisher: str | None
    published: str | None
    title: str | None


class SayingShape(Shape):
    """
    One answer of a voice, with the words it rests on, where they stand and their sentence; ``echoes`` is whom it repeats.

    ``numbers`` are what it is called where it is a number that can be told to answer another question (``REPORT:e2.n1``; twice
    told in one report, both).
    """

    told: str
    stance: str
    report: str
    event: str
    publisher: str | None
    published: str | None
    echoes: str | None
    numbers: list[str]
    quote: str | None
    span: list[int] | None
    sentence: list[Piece]


class CellShape(Shape):
    """What a voice answers: the last answer stands; what it said before is kept beside it."""

    standing: SayingShape
    before: list[SayingShape]
    times: int


class VoiceRow(Shape):
    """A voice and its answers, one a column; null is silence, which is not to agree."""

    name: str
    narrator: bool
    cells: list[CellShape | None]


class SideShape(Shape):
    """An answer, who holds it, from how many independent origins."""

    told: str
    voices: list[str]
    origins: int


class ColumnShape(Shape):
    """A question, its sides, whether they can all be true, and who is silent."""

    question: str
    compatible: bool
    silent: list[str]
    sides: list[SideShape]


class OriginShape(Shape):
    """Where word comes from, however many carry it."""

    name: str
    kind: str
    voices: list[str]
    because: list[str]
    reports: list[Source]


class GroundShape(Shape):
    """One thing that speaks for or against two events being one."""

    name: str
    points: float
    words: str | None


class PairShape(Shape):
    """Two events that are held to be one, and why."""

    a: str
    b: str
    score: float
    grounds: list[GroundShape]


class MergedShape(Shape):
    """The answer to a question in one row, by a rule, and what the rule takes."""

    rule: str
    question: str
    told: str
    why: str


class MemberShape(Shape):
    """An event of an incident as its report tells it: ``ref`` names it anywhere."""

    ref: str
    short: str
    event: str
    publisher: str | None
    published: str | None
    words: str


class Parting(BaseModel):
    """Whether an event (``REPORT:e5``; to join, also an incident) is of an incident; ``seen`` is the last decision known of."""

    model_config = ConfigDict(extra="forbid")

    verb: Literal["merge", "split"]
    event: str
    why: str | None = None
    seen: int = 0
    anyway: bool = False


class Parted(Shape):
    """The decisions that were kept, one for each pair, and where the incident is found from now on."""

    ids: list[int]
    at: str


class Moving(BaseModel):
    """
    Which answers of a column (``numbers: casualties``) answer another, or none: all, where no number (``REPORT:e2.n1``) is named.

    ``seen`` is the last decision of the log the page knew of.
    """

    model_config = ConfigDict(extra="forbid")

    column: str
    to: str | None
    only: list[str] = []
    why: str | None = None
    seen: int = 0
    anyway: bool = False


class MatrixPage(Shape):
    """
    The accounts of an incident side by side. ``by_hand`` are decisions on what is one happening, ``seen`` is the log's last.

    ``counted`` are the columns that numbers may stand in, ``moved`` the decisions on which of them a number stands in.
    """

    id: str
    label: str
    type: str | None
    place: str | None
    earliest: str | None
    latest: str | None
    found_by: str
    rule: str
    rules: list[str]
    dscore: float
    waiting: int
    reports: list[Source]
    publishers: list[str]
    columns: list[ColumnShape]
    voices: list[VoiceRow]
    gaps: list[str]
    origins: list[OriginShape]
    merged: list[MergedShape]
    pairs: list[PairShape]
    events: list[MemberShape]
    by_hand: list[DecisionShape]
    counted: list[str]
    moved: list[DecisionShape]
    seen: int
