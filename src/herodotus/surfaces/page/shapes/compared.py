"""Reports compared: incidents and the accounts of them, side by side."""

from __future__ import annotations

from herodotus.surfaces.page.shapes.base import Shape


class IncidentRow(Shape):
    """An incident in short."""

    id: str
    label: str
    type: str | None
    place: str | None
    earliest: str | None
    latest: str | None
    reports: int
    publishers: int


class IncidentsPage(Shape):
    """Incidents, those of most reports first; ``waiting`` reports are not compared yet."""

    waiting: int
    rows: list[IncidentRow]


class Source(Shape):
    """A report that tells of an incident."""

    short: str
    publisher: str | None
    published: str | None
    title: str | None


class SayingShape(Shape):
    """One answer of a voice, with the words it rests on and where they stand; ``echoes`` is the voice it repeats."""

    told: str
    stance: str
    report: str
    event: str
    publisher: str | None
    published: str | None
    echoes: str | None
    quote: str | None


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
    """The answer to a question in one row, by the rule chosen."""

    question: str
    told: str


class MatrixPage(Shape):
    """The accounts of an incident side by side."""

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
