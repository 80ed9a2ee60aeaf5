"""The shelf of reports, what may be done here, and readings under way."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from herodotus.surfaces.page.shapes.base import Facet, Shape


class InboxRow(Shape):
    """A report on the shelf."""

    id: str
    short: str
    title: str | None
    publisher: str | None
    published: str | None
    opening: str
    events: int
    contested: int
    statements: int
    follows: str | None


class InboxPage(Shape):
    """The shelf: rows in order, how many there are in all, and what they can be narrowed to."""

    total: int
    start: int
    rows: list[InboxRow]
    publishers: list[Facet]


class Started(Shape):
    """A reading that has begun: where its news can be had."""

    job: str


class Given(BaseModel):
    """A report as somebody gives it to the page: its text, and what is known of it. Nothing is fetched from ``url``."""

    model_config = ConfigDict(extra="forbid")

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


class NewsShape(Shape):
    """How far a reading is."""

    state: str
    done: int
    all: int
    report: str | None
    words: str | None


class Session(Shape):
    """What the page may do here, and the token its writes must carry."""

    version: str
    ledger: str
    read_only: bool
    coder: str
    token: str
