"""Decisions: what somebody decides, what became of it, what waits to be decided on."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from herodotus.surfaces.page.shapes.account import (
    ActorShape,
    DisputeShape,
    EventShape,
    LinkShape,
    PassageShape,
    PlaceShape,
    ReportHead,
    StatementShape,
    When,
)
from herodotus.surfaces.page.shapes.base import Facet, Shape


class DecisionShape(Shape):
    """
    A decision of the log, with how it fares over what is read now; ``told`` goes on after the name of who took it.

    ``place`` is what the Reader opens (``e5``, ``n4``); ``remedy`` says what to do where it does not stand as it was taken.
    """

    id: int
    at: str
    who: str
    verb: str
    told: str
    place: str | None
    remedy: str | None
    why: str | None
    report: str | None
    state: str | None
    reason: str | None
    undoes: int | None


class Selected(BaseModel):
    """Words marked in the text: where their passage begins, what stands before them in it, and they themselves."""

    model_config = ConfigDict(extra="forbid")

    at: int
    before: str
    words: str


class Decision(BaseModel):
    """What somebody decides on a thing; ``seen`` is the last decision of the log the page knew of."""

    model_config = ConfigDict(extra="forbid")

    report: str
    thing: str
    verb: Literal["accept", "reject", "correct"]
    field: str | None = None
    value: str | None = None
    why: str | None = None
    selection: Selected | None = None
    seen: int = 0
    anyway: bool = False
    as_read: bool = False


class Addition(BaseModel):
    """
    What somebody adds that was not read, on words marked in the text, or on words of the report in or near a sentence.

    ``fields`` are written as a person writes them: a word, an id of the account, words of the report; ``marked`` are words
    marked for a field.
    """

    model_config = ConfigDict(extra="forbid")

    report: str
    layer: Literal["event", "statement", "actor", "place", "time"]
    words: str = ""
    sentence: int | None = None
    selection: Selected | None = None
    fields: dict[str, str] = {}
    marked: dict[str, Selected] = {}
    why: str | None = None
    seen: int = 0
    anyway: bool = False


class FieldShape(Shape):
    """A field that can be corrected: its kind, whether it holds many or may be unknown, and its words."""

    name: str
    kind: str
    many: bool
    optional: bool
    choices: list[str]


class Decided(Shape):
    """
    A decision that was kept: its number in the log, and how it fared over each report that has the text.

    ``others`` are what others decided there, told to a second coder once he has decided himself.
    """

    id: int
    states: list[str]
    others: list[DecisionShape]


class Meanwhile(Shape):
    """Nothing was written: others decided on the same place since."""

    detail: str
    others: list[DecisionShape]


class Undo(BaseModel):
    """Why a decision is taken back; another's only ``anyway``."""

    model_config = ConfigDict(extra="forbid")

    why: str | None = None
    anyway: bool = False


class ReviewItem(Shape):
    """
    A thing to decide on, as it stands in its sentence and those around it, with what it is decided among.

    ``key`` names it in an address, ``part`` is what is decided on (``e5``, or ``e5.c1`` of it); ``decided`` says who has.
    """

    key: str
    part: str
    decided: list[DecisionShape]
    report: ReportHead
    thing: str
    why: str
    passages: list[PassageShape]
    event: EventShape | None
    statement: StatementShape | None
    actors: list[ActorShape]
    places: list[PlaceShape]
    times: list[When]
    links: list[LinkShape]
    disputes: list[DisputeShape]
    seen: int


class PairItem(Shape):
    """Two events of two reports that may be one happening: merge or split them."""

    key: str
    why: str
    one: ReviewItem
    other: ReviewItem


class Pairing(BaseModel):
    """
    Whether two events (``REPORT:e5``) are one happening, whatever the rule of incidents says; or two actors (``REPORT:a3``) one.

    ``seen`` is the last decision of the log the page knew of; without it nobody asks who decided meanwhile.
    """

    model_config = ConfigDict(extra="forbid")

    verb: Literal["merge", "split"]
    one: str
    other: str
    why: str | None = None
    seen: int | None = None
    anyway: bool = False


class Queue(Shape):
    """A queue by name, what stands in it, how many things wait there and how many it holds."""

    name: str
    words: str
    left: int
    total: int


class ReviewPage(Shape):
    """
    The next things of a part of a queue, from ``key`` on; ``decisions`` are orphans and changed ones.

    ``position`` counts from 0 among the ``left`` that wait, None for what is decided; ``before`` is the key of the one before.
    ``double``: what this coder has not decided on, as it was read, whatever others have. ``seen`` is the last decision known.
    """

    queue: str
    queues: list[Queue]
    coder: str
    double: bool
    left: int
    total: int
    position: int | None
    before: str | None
    publishers: list[Facet]
    types: list[Facet]
    items: list[ReviewItem]
    pairs: list[PairItem]
    decisions: list[DecisionShape]
    seen: int


class LogPage(Shape):
    """The log, newest first, narrowed; how many decisions fare how, and who has decided."""

    total: int
    start: int
    rows: list[DecisionShape]
    states: list[Facet]
    coders: list[str]
    last: int


class LastDecision(Shape):
    """The number of the last decision of the log: what a page asks now and then."""

    last: int


class AgreementRow(Shape):
    """How far coders agree on one field; ``alpha`` is Krippendorff's, null where there is too little to tell by."""

    field: str
    coders: list[str]
    questions: int
    alike: int
    alpha: float | None
