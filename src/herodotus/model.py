"""
The nouns of Herodotus: what a report is made of once it has been read.

Every noun is frozen and slotted, equal when its fields are equal, and imports nothing of ours. A found thing
carries its :class:`Span` into ``Report.text`` and its ``because``, so that whoever reads the ledger can be shown
the words and the rule. Lists of nouns are tuples. ``None`` means unknown; an empty tuple means "we looked: none".

Offsets are Unicode code points, half-open, into the text the user gave: ``text[span.start:span.end]`` is always the
words meant, and nothing is normalised in place.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

Act = Literal[
    "say", "report", "explain", "claim", "confirm", "deny", "doubt", "withhold", "accuse", "condemn", "praise",
    "regret", "warn", "threaten", "promise", "demand", "request", "reject", "agree", "predict", "believe", "want",
    "learn", "decide", "ask", "meet", "greet",
]  # fmt: skip
Stance = Literal[
    "asserts", "concedes", "denies", "doubts", "predicts", "commits", "directs", "evaluates", "withholds", "none"
]
Status = Literal["happened", "ongoing", "planned", "threatened", "demanded", "hypothetical", "negated"]
Form = Literal["direct", "mixed", "indirect", "narrated"]
ActorKind = Literal["person", "state", "government", "organisation", "armed group", "crowd", "facility", "unnamed"]
MentionKind = Literal["name", "description", "pronoun"]
Precision = Literal["site", "city", "admin1", "country", "region"]
Granularity = Literal["minute", "hour", "part of day", "day", "week", "month", "quarter", "year", "decade", "unknown"]
TimeAnchor = Literal["report", "event", "statement"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Qualifier = Literal["exact", "at least", "more than", "about", "up to", "less than", "dozens", "several"]
LinkKind = Literal["retaliation_for", "response_to", "caused_by", "follows", "during", "part_of", "purpose"]
Question = Literal["responsibility", "numbers", "identity", "naming", "occurrence"]
Layer = Literal["event", "claim", "count", "statement", "actor", "place", "time"]
Verb = Literal["accept", "reject", "correct", "add", "merge", "split", "undo"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip

ACTS: tuple[str, ...] = get_args(Act)
STANCES: tuple[str, ...] = get_args(Stance)
STATUSES: tuple[str, ...] = get_args(Status)
EVENT_TYPES: tuple[str, ...] = get_args(EventType)
REAL: tuple[Status, ...] = ("happened", "ongoing")
"""The statuses of what came about, or is coming about, in the world of whoever tells it."""

NARRATOR = "narrator"
"""The voice of the report itself."""
UNNAMED = "unnamed"
"""The voice a text hides: "reportedly", "is said to"."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """
    Half-open stretch of ``Report.text`` in Unicode code points.

    >>> Span(4, 9).of("The *raid* on the harbour")
    '*raid'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of ``text`` this span stands for, unchanged."""
        return text[self.start : self.end]

    def line_of(self, text: str) -> str:
        r"""
        Return the words on one line, as they are shown.

        >>> Span(4, 17).line_of("The raid on\n  the harbour")
        'raid on the'
        """
        return " ".join(self.of(text).split())

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span (its own ends included)."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field is what it is: the id of a rule or model, and the words it rested on."""

    rule: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Warned:
    """Something the reader of an account should know: a stable code, words for a person, and where."""

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """
    One text as it was given or extracted, with what is known of where it came from.

    ``id`` is the sha-256 of text, publisher and published instant. ``published`` is a date, or a date-time with its
    zone, or None: it is never guessed. ``raw_hash`` is the sha-256 of the bytes the text came from.
    """

    id: str
    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: dt.date | dt.datetime | None = None
    language: str | None = None
    raw_hash: str | None = None
    extractor: str = "plain"


@dataclass(frozen=True, slots=True)
class Token:
    """
    One word in the sense of Universal Dependencies, with its place in the text.

    ``head`` is the index of the governor in ``Sentence.tokens`` and None on the root; ``entity`` is a BIO tag over PER,
    ORG, LOC, MISC (``B-PER``) or ``O``. ``form`` is always the words of ``span``. ``feats`` are UD's morphological features
    (``Mood=Ind|Tense=Past``), "" where there are none. ``factuality`` is how far the sentence tells the event of this word as
    having happened, from -3 (it did not) to 3 (it did), as the reader learned it from readers' judgements; None where the
    reader does not say, and without meaning on a word that tells no event.
    """

    index: int
    span: Span
    form: str
    lemma: str
    upos: str
    xpos: str
    head: int | None
    deprel: str
    entity: str = "O"
    feats: str = ""
    factuality: float | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its tokens and the number of its paragraph (from 0). ``cut`` says that it was too long to read whole."""

    index: int
    span: Span
    tokens: tuple[Token, ...]
    paragraph: int = 0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as read: its sentences, its date line ("PORT ELISE, 11 March (Gazette) —"), and what the reader warned of."""

    report: Report
    sentences: tuple[Sentence, ...]
    dateline: Span | None = None
    warnings: tuple[Warned, ...] = ()
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that point at an actor: the whole phrase with its titles, and the span of its head word."""

    span: Span
    head: Span
    kind: MentionKind
    because: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """An office or function an actor is given, with the words that give it."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Actor:
    """
    Somebody who can act, speak or be acted on.

    ``country`` is ISO 3166 alpha-3 or None; ``sectors`` are PLOVER's, most telling first; ``acts_for`` is the id of the
    body an official or spokesperson speaks for.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    acts_for: str | None = None
    mentions: tuple[Mention, ...] = ()
    because: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place the text names. ``lat`` and ``lon`` are WGS 84 degrees, None where no gazetteer holds the place."""

    id: str
    name: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision | None = None
    gazetteer_id: str | None = None
    mentions: tuple[Span, ...] = ()
    because: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """
    A time expression and the interval it stands for (both ends included).

    An expression that cannot be resolved keeps None on both ends and says why in ``reason``; the publication date never
    stands in for it. An open end is None beside a known other end. ``type`` and ``value`` are TIMEX3's. An hour of the day has
    date-times for ends, with a zone only where the text states one or its date line tells one; ``because`` says which.
    """

    id: str
    span: Span
    earliest: dt.date | dt.datetime | None
    latest: dt.date | dt.datetime | None
    granularity: Granularity
    anchor: TimeAnchor | None
    rule: str
    type: TimexType = "DATE"
    value: str | None = None
    reason: str | None = None
    because: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """
    How many, of whom, and what befell them.

    ``high`` is None when the text leaves it open ("at least 12"). ``what`` is ``killed``, ``wounded``, ``casualties``,
    ``detained``, ``missing``, ``displaced``, ``taking part`` … or None; ``whose`` is an actor id; ``who`` the words that
    name those counted; ``span`` the number with its qualifier; ``voice`` who gives the number.
    """

    what: str | None
    low: int
    high: int | None
    qualifier: Qualifier
    whose: str | None
    span: Span
    who: Span | None = None
    voice: str = NARRATOR


@dataclass(frozen=True, slots=True)
class Cast:
    """Who, where, when and how many: everything the ``mentions`` stage found in one report, in text order."""

    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a part (speaker, target, source …) with the words that put it there; ``span`` is None if inherited."""

    actor: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """
    Who says what: one actor's words or claim, as one report carries it. It says nothing about truth.

    ``speaker`` holds an actor id, ``narrator`` or ``unnamed``. ``cue`` is None only where quotation marks alone carry a
    continued statement. ``relay`` lists the voices between report and speaker, outermost first. ``time`` is a Time id.
    ``negated_cue`` marks "did not say": it never negates the content.
    """

    id: str
    speaker: Party
    cue: Span | None
    content: tuple[Span, ...]
    act: Act
    stance: Stance
    form: Form
    target: tuple[Party, ...] = ()
    addressee: Party | None = None
    medium: str | None = None
    relay: tuple[str, ...] = ()
    time: str | None = None
    negated_cue: bool = False
    because: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """
    One voice's hold on an event: what the event is to it (status) and what it does with it (stance).

    ``polarity`` "-" is wanted, planned or threatened *not* to be. ``about`` names what this voice says differently
    (``source``, ``counts``, ``naming``); then ``source`` / ``source_not`` hold the actors it blames or clears.
    """

    voice: str
    statement: str | None
    status: Status
    stance: Stance
    polarity: Literal["+", "-"] = "+"
    about: Literal["source", "counts", "naming"] | None = None
    source: tuple[str, ...] = ()
    source_not: tuple[str, ...] = ()
    because: tuple[Evidence, ...] = ()

    @property
    def tells(self) -> bool:
        """
        Whether by this voice the event came about, or is coming about.

        >>> Claim("narrator", None, "ongoing", "asserts").tells, Claim("a1", "s1", "happened", "denies").tells
        (True, False)
        """
        return self.status in REAL and self.stance not in ("denies", "doubts", "withholds")

    @property
    def vouches(self) -> bool:
        """
        Whether this voice puts the event forward as real: asserts it, owns to it, or judges it as given.

        >>> Claim("a1", "s1", "happened", "evaluates").vouches, Claim("a1", "s1", "happened", "predicts").vouches
        (True, False)
        """
        return self.status in REAL and self.stance in ("asserts", "concedes", "evaluates")


@dataclass(frozen=True, slots=True)
class Event:
    """
    One happening of a report with all its mentions; held only by its ``claims``.

    ``label`` is the lemma of the main trigger; ``type`` is PLOVER's or None; ``cameo`` a CAMEO code. ``place`` and ``time``
    are ids. ``confidence``: of events read in the same way, the share that was right on development data, or None.
    """

    id: str
    label: str
    triggers: tuple[Span, ...]
    type: EventType | None
    mode: str | None = None
    cameo: str | None = None
    source: tuple[Party, ...] = ()
    target: tuple[Party, ...] = ()
    place: str | None = None
    place_span: Span | None = None
    time: str | None = None
    counts: tuple[Count, ...] = ()
    part_of: str | None = None
    claims: tuple[Claim, ...] = ()
    confidence: float | None = None
    because: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A tie the text draws between two events, with the cue that draws it and the voice that says so."""

    kind: LinkKind
    from_event: str
    to_event: str
    cue: Span | None
    voice: str = NARRATOR
    because: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """What some voices answer to the question of a dispute; exactly the fields the question asks for are filled."""

    voices: tuple[str, ...]
    source: tuple[str, ...] = ()
    source_not: tuple[str, ...] = ()
    what: str | None = None
    low: int | None = None
    high: int | None = None
    words: Span | None = None
    happened: bool | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """One question that voices of the report answer differently. ``compatible``: their answers can all be true."""

    question: Question
    events: tuple[str, ...]
    compatible: bool
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Happenings:
    """What the ``events`` stage found: the events in text order, and the links between them."""

    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What made an account: version of the code, sha-256 of the reader and of the lexicons."""

    herodotus: str
    model: str
    lexicons: str


@dataclass(frozen=True, slots=True)
class Account:
    """One report and all that was read in it: the unit that is stored, exported and shown."""

    report: Report
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    links: tuple[Link, ...]
    disputes: tuple[Dispute, ...]
    warnings: tuple[Warned, ...]
    made_by: MadeBy
    sentences: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """
    Where a thing of an account stands in a text: how it is found again when the text is read anew.

    ``text_hash`` is the sha-256 of the report's text, ``quote`` the words of ``span`` in it. A claim stands where its event
    does and has a ``voice`` besides: where that actor stands, ``narrator`` or ``unnamed``. ``nth`` (from 0) tells apart things
    that stand in one place alike.
    """

    text_hash: str
    layer: Layer
    span: Span
    quote: str
    voice: Span | str | None = None
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """
    What a person decided about a thing of an account, when, and why; never changed, only undone by another.

    ``field`` is None where the whole thing is accepted, rejected or added. ``old`` (what was read) and ``new`` are JSON, in which
    an actor, place, time or event is named by where it stands; of an ``add``, ``new`` holds the fields of what nobody read and
    ``old`` the list of what stood on its words then. ``other`` is the second event of a merge or split, or the event to
    which a number or a voice is added. ``undoes`` is the id of
    the correction an ``undo`` takes back. ``turn`` is the instant by which it counts, where ``at`` would put it before what
    its ledger held already.
    """

    id: int
    at: str
    who: str
    verb: Verb
    anchor: Anchor | None = None
    field: str | None = None
    old: str | None = None
    new: str | None = None
    why: str | None = None
    undoes: int | None = None
    other: Anchor | None = None
    turn: str | None = None


# --- many accounts -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class EventRef:
    """
    An event of a report, wherever it is kept.

    >>> str(EventRef("9f2c81", "e5"))
    '9f2c81:e5'
    """

    report: str
    event: str

    def __str__(self) -> str:
        return f"{self.report}:{self.event}"


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that speaks for or against two events being one: its name, its points, the words it rests on."""

    name: str
    points: float
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """
    How far two events look like one happening: the sum of what speaks for it (points above 0) and against it.

    It depends on the two events alone, never on what else is kept. ``a`` comes before ``b``.
    """

    a: EventRef
    b: EventRef
    score: float
    because: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """
    The events of many accounts that are one happening: a view made by a named rule, never stored over the accounts.

    ``id`` comes from its smallest member. ``earliest`` and ``latest`` are ISO days, None where no report dates it.
    """

    id: str
    rule: str
    label: str
    type: EventType | None
    place: str | None
    earliest: str | None
    latest: str | None
    events: tuple[EventRef, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """
    Where word of an incident first comes from, however many reports carry it: a voice, an agency or a report of its own.

    ``voices`` are those that speak by it, an echo among them; ``reports`` carry it; ``because`` says why they are one.
    """

    name: str
    kind: Literal["report", "agency", "voice"]
    voices: tuple[str, ...]
    reports: tuple[str, ...]
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a voice answers to one question about an incident; exactly the fields the question asks for are filled."""

    source: tuple[str, ...] = ()
    source_not: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    who: str | None = None
    words: str | None = None
    happened: bool | None = None
    earliest: str | None = None
    latest: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """One answer of a voice in one report: the event, the stance, the words it rests on."""

    answer: Answer
    event: EventRef
    stance: Stance
    span: Span | None
    published: str | None = None
    echoes: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one voice answers to one question: its sayings by publication, the last of which stands. No cell is silence."""

    voice: str
    question: str
    sayings: tuple[Saying, ...]

    @property
    def standing(self) -> Saying:
        """The last answer this voice gave."""
        return self.sayings[-1]


@dataclass(frozen=True, slots=True)
class Side:
    """One answer to a question, who holds it, and from how many independent origins."""

    answer: Answer
    voices: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Column:
    """One question about an incident: its sides, whether they can all be true, and who says nothing."""

    question: str
    sides: tuple[Side, ...]
    compatible: bool
    silent: tuple[str, ...]
    disagreement: float = 0.0


@dataclass(frozen=True, slots=True)
class Matrix:
    """
    Accounts of an incident side by side: voice by question. ``gaps`` are questions that nobody answers.

    Reports, publishers and independent origins are three numbers, never one.
    """

    incident: Incident
    reports: tuple[str, ...]
    publishers: tuple[str, ...]
    origins: tuple[Origin, ...]
    voices: tuple[str, ...]
    cells: tuple[Cell, ...]
    columns: tuple[Column, ...]
    gaps: tuple[str, ...]
