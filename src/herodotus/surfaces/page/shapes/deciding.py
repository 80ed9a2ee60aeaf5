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
from herodotus.surfaces.page.shapes.base import Shape


class DecisionShape(Shape):
    """A decision of the log, with how it fares over what is read now."""

    id: int
    at: str
    who: str
    told: str
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


class FieldShape(Shape):
    """A field that can be corrected: its kind, whether it holds many or may be unknown, and its words."""

    name: str
    kind: str
    many: bool
    optional: bool
    choices: list[str]


class Decided(Shape):
    """A decision that was kept: its number in the log, and how it fared over each report that has the text."""

    id: int
    states: list[str]


class Meanwhile(Shape):
    """Nothing was written: others decided on the same place since."""

    detail: str
    others: list[DecisionShape]


class Undo(BaseModel):
    """Why a decision is taken back."""

    model_config = ConfigDict(extra="forbid")

    why: str | None = None


class ReviewItem(Shape):
    """A thing to decide on, as it stands in its sentence and those around it, with what it is decided among."""

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
    """A queue by name, and what stands in it."""

    name: str
    words: str


class ReviewPage(Shape):
    """The next things of a queue that this coder has not decided on; ``decisions`` are orphans and changed ones."""

    queue: str
    queues: list[Queue]
    coder: str
    items: list[ReviewItem]
    pairs: list[PairItem]
    decisions: list[DecisionShape]


class LogPage(Shape):
    """The log, newest first."""

    total: int
    rows: list[DecisionShape]
