"""
The JSON of the page: what ``/r/ID.json`` and its like answer, as types that OpenAPI and the browser's client are made from.

Names are resolved here, so that the page joins nothing: ``Named`` is an actor of the report, ``id`` the literal ``narrator`` or
``unnamed`` where it is no actor. None is unknown, and where the text leaves something open a ``reason`` says so.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A frozen piece of an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(Shape):
    """A voice or party by id and name; ``key`` is the actor's page across reports, None where it has none."""

    id: str
    name: str
    key: str | None = None


class Because(Shape):
    """A rule, the words it rested on, and the lexicon file that holds it."""

    rule: str
    words: str | None
    file: str | None


class ReportHead(Shape):
    """What is known of a report from outside its sentences."""

    id: str
    short: str
    title: str | None
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
    because: list[Because]


class StatementShape(Shape):
    """Who says what, with the words."""

    id: str
    speaker: Named
    relay: list[Named]
    cue: str | None
    act: str
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
    """A question that voices answer differently."""

    question: str
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


class ReaderPage(Shape):
    """One report, cut for the browser, with its structure; ``seen`` is the last decision of the log that is in it."""

    seen: int
    verdicts: dict[str, str]

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
    decisions: list[DecisionShape]


class LogPage(Shape):
    """The log, newest first."""

    total: int
    rows: list[DecisionShape]


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


class Facet(Shape):
    """A value and how many rows have it; null is "unknown"."""

    value: str | None
    count: int


class InboxPage(Shape):
    """The shelf: rows in order, how many there are in all, and what they can be narrowed to."""

    total: int
    start: int
    rows: list[InboxRow]
    publishers: list[Facet]


class SpotShape(Shape):
    """A place on the map, as precisely as it is known, with how many events of each word of display are told there."""

    key: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    events: int
    reports: int
    displays: dict[str, int]


class MapPage(Shape):
    """Places with events; ``nowhere`` is how many events have no place in their report."""

    spots: list[SpotShape]
    placed: int
    nowhere: int


class Told(Shape):
    """An event as one report tells it, on one line."""

    report: str
    short: str
    event: str
    publisher: str | None
    published: str | None
    label: str | None
    type: str | None
    display: str | None
    source: str | None
    target: str | None
    place: str | None
    earliest: str | None
    latest: str | None
    granularity: str | None


class SaidShape(Shape):
    """Who spoke of an event, what he did with it, and when."""

    statement: str
    speaker: str
    stance: str
    earliest: str | None
    latest: str | None


class TimelineRow(Told):
    """An event with the times at which somebody spoke of it."""

    said: list[SaidShape]


class TimelinePage(Shape):
    """Events in the order in which they happened; those without a day last."""

    total: int
    undated: int
    start: int
    limit: int
    rows: list[TimelineRow]


class ToldPage(Shape):
    """Events on one line each."""

    rows: list[Told]


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


class KnownShape(Shape):
    """An actor across reports."""

    key: str
    name: str
    kind: str | None
    country: str | None
    reports: int
    acts: int
    speaks: int


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
    """Actors, those of most reports first, and the network of the fullest dyads."""

    total: int
    start: int
    rows: list[KnownShape]
    dyads: list[DyadShape]


class LineShape(Shape):
    """One thing of a dossier."""

    short: str
    id: str
    earliest: str | None
    latest: str | None
    words: str
    display: str | None
    voice: str | None
    publisher: str | None
    published: str | None


class SectionShape(Shape):
    """A part of a dossier."""

    name: str
    count: int
    lines: list[LineShape]


class DossierPage(Shape):
    """One actor across reports."""

    key: str
    names: list[str]
    kinds: list[str]
    countries: list[str]
    reports: int
    sections: list[SectionShape]
    dyads: list[DyadShape]


class Piece(Shape):
    """A piece of a sentence; ``marked`` ones were looked for."""

    text: str
    marked: bool


class ToldIn(Shape):
    """An event or statement of a sentence in a few words."""

    id: str
    words: str
    display: str | None


class HitShape(Shape):
    """A sentence that was found, and what is told in it."""

    short: str
    publisher: str | None
    published: str | None
    sentence: int
    pieces: list[Piece]
    told: list[ToldIn]


class SearchPage(Shape):
    """What was found; ``line`` is the question in the one form that can be asked again."""

    line: str
    hits: list[HitShape]
    more: bool


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


class Problem(Shape):
    """What went wrong, in words with a remedy."""

    detail: str
