"""One report: its text in segments, and everything that was read in it."""

from __future__ import annotations

from typing import Any

from herodotus.surfaces.page.shapes.base import Because, Named, Shape


class ReportHead(Shape):
    """What is known of a report from outside its sentences; ``name`` is its title, else how it opens."""

    id: str
    short: str
    title: str | None
    name: str
    opening: str
    byline: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None
    extractor: str
    length: int


class SegmentShape(Shape):
    """Text that the same marks cover throughout; ``at`` is its first code point."""

    at: int
    text: str
    marks: list[str]


class PassageShape(Shape):
    """A sentence, or a stretch that is none (``sentence`` null)."""

    sentence: int | None
    paragraph: int
    segments: list[SegmentShape]


class When(Shape):
    """A time as the text gives it and as it was understood; ``reason`` says why it was not."""

    id: str
    words: str
    told: str
    earliest: str | None
    latest: str | None
    granularity: str
    anchor: str | None
    rule: str
    reason: str | None
    because: list[Because]


class Number(Shape):
    """How many, as told by whom."""

    told: str
    words: str
    voice: Named


class ClaimShape(Shape):
    """One voice's hold on an event, in words and by its two axes."""

    voice: Named
    statement: str | None
    status: str
    stance: str
    polarity: str
    about: str | None
    told: str
    because: list[Because]


class EventShape(Shape):
    """An event with everything it was read from; ``display`` is the word for a reader, ``glyph`` its sign."""

    id: str
    label: str
    words: str
    type: str | None
    mode: str | None
    cameo: str | None
    display: str
    glyph: str
    sentence: int | None
    source: list[Named]
    target: list[Named]
    place: PlaceShape | None
    when: When | None
    numbers: list[Number]
    claims: list[ClaimShape]
    part_of: str | None
    confidence: float | None
    sure: str | None
    because: list[Because]


class StatementShape(Shape):
    """Who says what, with the words; ``did`` is the act as it reads between the speaker and those it was aimed ``toward``."""

    id: str
    speaker: Named
    relay: list[Named]
    cue: str | None
    act: str
    did: str
    toward: list[Named]
    stance: str
    form: str
    target: list[Named]
    addressee: Named | None
    medium: str | None
    when: When | None
    negated: bool
    words: list[str]
    sentence: int | None
    because: list[Because]


class ActorShape(Shape):
    """Somebody of the report."""

    id: str
    name: str
    key: str | None
    kind: str
    country: str | None
    sectors: list[str]
    roles: list[str]
    acts_for: Named | None
    mentions: int
    because: list[Because]


class PlaceShape(Shape):
    """A place, as precisely as it is known."""

    id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    because: tuple[Because, ...] = ()


class LinkShape(Shape):
    """A tie the text draws between two events."""

    kind: str
    source: str
    target: str
    words: str | None
    voice: Named


class PositionShape(Shape):
    """What some voices answer."""

    voices: list[Named]
    says: str


class DisputeShape(Shape):
    """A question that voices answer differently; ``asks`` is the question in words."""

    question: str
    asks: str
    events: list[str]
    compatible: bool
    positions: list[PositionShape]


class WarningShape(Shape):
    """What the reader of the account should know."""

    code: str
    message: str
    words: str | None
    sentence: int | None


class MadeByShape(Shape):
    """Version, model and lexicons."""

    herodotus: str
    model: str
    lexicons: str


class RunShape(Shape):
    """A run that read this report: its number, when, with what; ``current`` is the newest."""

    id: int
    made: str
    herodotus: str
    model: str
    lexicons: str
    current: bool


class FieldOtherwise(Shape):
    """A field that two readings fill differently, in words; null is what one of them leaves open."""

    name: str
    then: str | None
    now: str | None


class ChangeShape(Shape):
    """
    What this reading makes of one event or statement of the other: ``found``, ``lost`` or told ``otherwise``.

    ``mark`` is its name among the marks of the text (what is lost has one of its own, ``x1``), ``then`` what the other run calls
    it, ``beside`` what the other reading has at these words instead.
    """

    kind: str
    layer: str
    mark: str
    now: str | None
    then: str | None
    beside: str | None
    words: str
    told: str
    sentence: int | None
    fields: list[FieldOtherwise]


class Since(Shape):
    """What changed since a run, in text order."""

    run: int
    changes: list[ChangeShape]


class Citation(Shape):
    """What is open, cited: ``text`` for a person, ``annotations`` a W3C Web Annotation page with one annotation a field."""

    text: str
    annotations: dict[str, Any]


class ReaderPage(Shape):
    """
    One report, cut for the browser, with its structure; ``seen`` is the last decision of the log that is in it.

    ``run`` is the run whose reading is shown as it was read, null for what is current; ``since`` what changed since another.
    """

    seen: int
    verdicts: dict[str, str]
    runs: list[RunShape]
    run: int | None
    since: Since | None

    report: ReportHead
    passages: list[PassageShape]
    left_out: int
    events: list[EventShape]
    statements: list[StatementShape]
    actors: list[ActorShape]
    places: list[PlaceShape]
    times: list[When]
    links: list[LinkShape]
    disputes: list[DisputeShape]
    warnings: list[WarningShape]
    made_by: MadeByShape
