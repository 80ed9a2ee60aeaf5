"""The shelf of reports, what may be done here, and the jobs under way."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from herodotus.surfaces.page.shapes.base import Facet, Shape


class InboxRow(Shape):
    """
    A report on the shelf; ``name`` is its title, else how it opens.

    ``copies``: of how many reports it is a near-copy, null where it was not compared with the others yet.
    ``contested``: events a voice denies; ``differing``: events of which voices give other numbers.
    """

    id: str
    short: str
    title: str | None
    name: str
    publisher: str | None
    published: str | None
    opening: str
    events: int
    contested: int
    differing: int
    statements: int
    run: int
    copies: int | None
    follows: str | None
    followed: str | None


class RunFacet(Shape):
    """A run, what it read with, and how many reports it read last of those that the other facets leave."""

    id: int
    herodotus: str
    model: str
    lexicons: str
    started: str | None
    count: int


class InboxPage(Shape):
    """
    The shelf: rows in order, how many there are in all, and what they can be narrowed to.

    Each count is of what the *other* facets leave. ``review``: nobody has decided on something in it that the queues ``disputes``
    or ``open`` ask about, or its last reading orphaned a decision. ``uncompared`` reports may be near-copies: it is not known.
    """

    total: int
    start: int
    rows: list[InboxRow]
    publishers: list[Facet]
    months: list[Facet]
    languages: list[Facet]
    runs: list[RunFacet]
    disputed: int
    review: int
    undated: int
    copied: int
    uncompared: int


class Stale(Shape):
    """
    What another version, model or lexicon read than is here now: how many reports the page can read anew.

    ``own`` more were read with dictionaries brought along on the command line, which the page has not. ``runs`` are those of today.
    """

    reports: int
    own: int
    runs: list[int]


class Gone(Shape):
    """A report that was taken out, when, and why."""

    id: str
    at: str
    why: str | None


class Started(Shape):
    """A job that has begun, or stands in line: where its news can be had."""

    job: str


class Given(BaseModel):
    """
    A report as somebody gives it to the page: its text, and what is known of it. Nothing is fetched from ``url``.

    ``page``: the text is the source of a web page, and the report is in it.
    """

    model_config = ConfigDict(extra="forbid")

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    page: bool = False


class Anew(BaseModel):
    """Which reports are to be read anew: some, by id or the start of it; or all that are stale."""

    model_config = ConfigDict(extra="forbid")

    reports: list[str] = Field(default=[], max_length=10_000)
    stale: bool = False


class Dated(BaseModel):
    """The date of publication a report is given, and why."""

    model_config = ConfigDict(extra="forbid")

    published: str
    why: str | None = Field(default=None, max_length=500)


class RereadShape(Shape):
    """What another reading made of a report: its events, statements before and after, how its corrections fare."""

    report: str
    found: list[str]
    lost: list[str]
    otherwise: list[str]
    statements: tuple[int, int]
    fates: dict[str, int]
    orphans: list[str]
    same: bool


class NewsShape(Shape):
    """
    How far a job is: ``done`` of ``all`` sentences or reports (``of``); ``report`` and its ``name`` are what was kept.

    ``change`` is what another reading made of it since run ``since``.
    """

    state: str
    done: int
    all: int
    of: str
    report: str | None
    name: str | None
    words: str | None
    change: RereadShape | None
    since: int | None


class JobShape(Shape):
    """A job with its last line: ``kind`` is read, anew or date."""

    id: str
    name: str
    kind: str
    news: NewsShape


class JobNews(Shape):
    """What a job has told since the last time; lines that a later one says better are left out."""

    id: str
    name: str
    kind: str
    news: list[NewsShape]


class Session(Shape):
    """What the page may do here, the token its writes must carry, how many bytes they may have; whether anything is kept yet."""

    version: str
    ledger: str
    read_only: bool
    largest: int
    coder: str
    token: str
    empty: bool
