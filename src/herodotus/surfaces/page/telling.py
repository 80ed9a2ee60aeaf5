"""An account as the Reader shows it: every field with its name, its words and its reason."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count

from herodotus import lexicons
from herodotus.accounts import phrasing, telling
from herodotus.accounts.names import folded
from herodotus.accounts.rereading import Change
from herodotus.contract import written
from herodotus.events import sureness
from herodotus.ledger.runs import Reading
from herodotus.model import (
    Account,
    Actor,
    Claim,
    Count,
    Dispute,
    Event,
    Evidence,
    Link,
    Place,
    Report,
    Span,
    Statement,
    Time,
    Warned,
)
from herodotus.surfaces.page import segments, shapes

OPENING = 160
"""Characters that stand for a text without a title."""
SHORT = 10
"""Characters of a report's id that a permalink carries."""


@dataclass(frozen=True, slots=True)
class Shown:
    """
    A reading to be shown: its account, people's ``verdicts``, the last decision of the log, its place among the runs.

    ``keys`` are those of actors whom people joined or parted by hand.
    """

    account: Account
    verdicts: Mapping[str, str] = field(default_factory=dict)
    seen: int = 0
    keys: Mapping[str, str] = field(default_factory=dict)
    runs: tuple[Reading, ...] = ()
    run: int | None = None
    since: tuple[int, tuple[Change, ...]] | None = None


def page_of(shown: Shown) -> shapes.ReaderPage:
    """Return everything the Reader shows of one reading."""
    account = shown.account
    told = Telling(account, shown.keys)
    lost = _lost(shown)
    return shapes.ReaderPage(
        seen=shown.seen,
        verdicts=dict(shown.verdicts),
        runs=[run(one) for one in shown.runs],
        run=shown.run,
        since=None if shown.since is None else told.since(*shown.since),
        report=head(account.report),
        passages=[passage(one) for one in segments.passages(account, lost)],
        left_out=max(0, len(account.report.text) - segments.SHOWN),
        events=[told.event(one) for one in account.events],
        statements=[told.statement(one) for one in account.statements],
        actors=[told.actor(one) for one in account.actors],
        places=[told.place(one) for one in account.places],
        times=[told.time(one) for one in account.times],
        links=[told.link(one) for one in account.links],
        disputes=[told.dispute(one) for one in account.disputes],
        warnings=[told.warning(one) for one in account.warnings],
        made_by=shapes.MadeByShape(
            herodotus=account.made_by.herodotus, model=account.made_by.model, lexicons=account.made_by.lexicons
        ),
    )


def _lost(shown: Shown) -> list[segments.Mark]:
    """Return marks for what an earlier run read and this one does not: it has no words of its own here."""
    changes = () if shown.since is None else shown.since[1]
    return [
        segments.Mark(one.span, name) for one, name in zip(changes, _marks(changes), strict=True) if one.now is None
    ]


def _marks(changes: Iterable[Change]) -> list[str]:
    """Return what each change is called among the marks of a text: ``e5``, or ``x1`` for what is lost."""
    numbers = count(1)
    return [one.now or f"x{next(numbers)}" for one in changes]


def run(one: Reading) -> shapes.RunShape:
    """Return a run that read a report."""
    return shapes.RunShape(
        id=one.id, made=one.made, herodotus=one.herodotus, model=one.model, lexicons=one.lexicons, current=one.current
    )


def head(report: Report) -> shapes.ReportHead:
    """Return what is known of a report from outside."""
    published = None if report.published is None else report.published.isoformat()
    return shapes.ReportHead(
        id=report.id, short=report.id[:SHORT], title=report.title, name=named(report.title, report.text[:OPENING]),
        opening=" ".join(report.text[:OPENING].split()),
        byline=report.byline, publisher=report.publisher, published=published, url=report.url, language=report.language,
        extractor=report.extractor, length=len(report.text),
    )  # fmt: skip


def named(title: str | None, opening: str, longest: int = 70) -> str:
    """
    Return what a report is called: its title, else how it opens.

    >>> named(None, "The raid on the harbour", 10)
    '“The raid …”'
    """
    words = " ".join(opening.split())
    return title or (f"“{shortened(words, longest)}”" if words else "An empty text")


def shortened(words: str, longest: int) -> str:
    """
    Return words cut at a space, with a sign that there is more.

    >>> shortened("The raid on the harbour", 10)
    'The raid …'
    """
    return words if len(words) <= longest else f"{words[:longest].rpartition(' ')[0] or words[:longest]} …"


def passage(one: segments.Passage) -> shapes.PassageShape:
    """Return a passage with its segments."""
    pieces = [shapes.SegmentShape(at=piece.at, text=piece.text, marks=list(piece.marks)) for piece in one.segments]
    return shapes.PassageShape(sentence=one.sentence, paragraph=one.paragraph, segments=pieces)


def place(one: Place, because: Iterable[shapes.Because] = ()) -> shapes.PlaceShape:
    """Return a place; coordinates are None where no gazetteer holds it."""
    return shapes.PlaceShape(
        id=one.id, name=one.name, country=one.country, admin1=one.admin1, lat=one.lat, lon=one.lon,
        precision=one.precision, because=tuple(because),
    )  # fmt: skip


class Telling:
    """The nouns of one account in the page's shapes; holds the account's names by id."""

    def __init__(self, account: Account, keys: Mapping[str, str] | None = None) -> None:
        self.account, self._keys = account, keys or {}
        self._names = {actor.id: actor.name for actor in account.actors}
        self._places = {one.id: one for one in account.places}
        self._times = {one.id: one for one in account.times}
        self._starts = [span.start for span in account.sentences]

    def event(self, event: Event) -> shapes.EventShape:
        """Return an event with its parties, numbers, claims and reasons."""
        display = telling.label(event)
        where = self._places.get(event.place or "")
        when = self._times.get(event.time or "")
        return shapes.EventShape(
            id=event.id, label=event.label, words=self.words(event.triggers[0]) or event.label, type=event.type,
            mode=event.mode, cameo=event.cameo, display=display, glyph=telling.MARKS[display],
            sentence=self.sentence(event.triggers[0]), source=self._named(p.actor for p in event.source),
            target=self._named(p.actor for p in event.target), place=None if where is None else self.place(where),
            when=None if when is None else self.time(when), numbers=[self._number(one) for one in event.counts],
            claims=[self._claim(one) for one in event.claims], part_of=event.part_of, confidence=event.confidence,
            sure=sureness.told(event), because=self._because(event.because),
        )  # fmt: skip

    def statement(self, said: Statement) -> shapes.StatementShape:
        """Return a statement with its speaker, chain and words."""
        when = self._times.get(said.time or "")
        first = said.cue or (said.content[0] if said.content else None)
        return shapes.StatementShape(
            id=said.id, speaker=self.named(said.speaker.actor), relay=self._named(said.relay), cue=self.words(said.cue),
            act=said.act, did=phrasing.did(said), stance=said.stance, form=said.form,
            toward=self._named(p.actor for p in phrasing.toward(said)),
            target=self._named(p.actor for p in said.target),
            addressee=None if said.addressee is None else self.named(said.addressee.actor), medium=said.medium,
            when=None if when is None else self.time(when), negated=said.negated_cue,
            words=[self.words(span) or "" for span in said.content], sentence=self.sentence(first),
            because=self._because(said.because),
        )  # fmt: skip

    def actor(self, actor: Actor) -> shapes.ActorShape:
        """Return an actor and how often the report names it."""
        return shapes.ActorShape(
            id=actor.id, name=actor.name, key=self._key(actor.id), kind=actor.kind, country=actor.country,
            sectors=list(actor.sectors), roles=[role.name for role in actor.roles],
            acts_for=None if actor.acts_for is None else self.named(actor.acts_for), mentions=len(actor.mentions),
            because=self._because(actor.because),
        )  # fmt: skip

    def place(self, one: Place) -> shapes.PlaceShape:
        """Return a place with what it was known by."""
        return place(one, self._because(one.because))

    def time(self, time: Time) -> shapes.When:
        """Return a time; one that was not understood has no interval and says why."""
        return shapes.When(
            id=time.id, words=self.words(time.span) or "", told=telling.interval(time), earliest=written(time.earliest),
            latest=written(time.latest), granularity=time.granularity, anchor=time.anchor, rule=time.rule,
            reason=time.reason, because=self._because(time.because),
        )  # fmt: skip

    def link(self, link: Link) -> shapes.LinkShape:
        """Return a tie between two events with the words that draw it."""
        return shapes.LinkShape(
            kind=link.kind, source=link.from_event, target=link.to_event, words=self.words(link.cue),
            voice=self.named(link.voice),
        )  # fmt: skip

    def dispute(self, dispute: Dispute) -> shapes.DisputeShape:
        """Return a dispute with its positions in words."""
        positions = [
            shapes.PositionShape(
                voices=self._named(one.voices), says=phrasing.answered(one, dispute, self.account)
            )
            for one in dispute.positions
        ]  # fmt: skip
        return shapes.DisputeShape(
            question=dispute.question, asks=phrasing.asked(dispute), events=list(dispute.events),
            compatible=dispute.compatible, positions=positions,
        )  # fmt: skip

    def warning(self, warned: Warned) -> shapes.WarningShape:
        """Return a warning with the first of the words it is about."""
        words = self.words(warned.span)
        return shapes.WarningShape(
            code=warned.code, message=warned.message, words=words if words is None else words[:120],
            sentence=self.sentence(warned.span),
        )  # fmt: skip

    def since(self, run: int, changes: tuple[Change, ...]) -> shapes.Since:
        """Return what changed since a run, each change with the mark that leads to its words."""
        told = [
            shapes.ChangeShape(
                kind=one.kind, layer=one.layer, mark=mark, now=one.now, then=one.then, beside=one.beside,
                words=self.words(one.span) or "", told=one.told, sentence=self.sentence(one.span),
                fields=[shapes.FieldOtherwise(name=f.name, then=f.then, now=f.now) for f in one.fields],
            )
            for one, mark in zip(changes, _marks(changes), strict=True)
        ]  # fmt: skip
        return shapes.Since(run=run, changes=told)

    def named(self, voice: str) -> shapes.Named:
        """Return a voice by its name; the narrator is called by his outlet."""
        return shapes.Named(id=voice, name=telling.voice_in_words(voice, self.account), key=self._key(voice))

    def words(self, span: Span | None) -> str | None:
        """Return the words of a span on one line."""
        return None if span is None else " ".join(span.of(self.account.report.text).split())

    def sentence(self, span: Span | None) -> int | None:
        """Return the number of the sentence a span begins in."""
        if span is None or not self._starts:
            return None
        found = bisect_right(self._starts, span.start) - 1
        return found if found >= 0 else None

    def _named(self, voices: Iterable[str]) -> list[shapes.Named]:
        return [self.named(voice) for voice in voices]

    def _key(self, voice: str) -> str | None:
        name = self._names.get(voice)
        return None if name is None else self._keys.get(voice) or folded(name)

    def _number(self, count: Count) -> shapes.Number:
        told = telling.number_in_words(count)
        return shapes.Number(told=told, words=self.words(count.span) or "", voice=self.named(count.voice))

    def _claim(self, claim: Claim) -> shapes.ClaimShape:
        return shapes.ClaimShape(
            voice=self.named(claim.voice), statement=claim.statement, status=claim.status, stance=claim.stance,
            polarity=claim.polarity, about=claim.about, told=phrasing.held(claim, self.account),
            because=self._because(claim.because),
        )  # fmt: skip

    def _because(self, evidence: Iterable[Evidence]) -> list[shapes.Because]:
        return [self._reason(one) for one in evidence]

    def _reason(self, one: Evidence) -> shapes.Because:
        rule = lexicons.load().rule(one.rule)
        return shapes.Because(rule=one.rule, words=self.words(one.span), file=None if rule is None else str(rule.file))
