"""What an event is compared by, drawn from its account alone: its words, who, where, when, how many, the words around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from herodotus.accounts.ages import is_old
from herodotus.accounts.names import folded
from herodotus.accounts.wording import WORD, stem, weight, words
from herodotus.model import Account, Event, EventRef, EventType, Span, Time

NEAR = 5
"""Words to either side of an event that stand near it."""
_TELLING = 1.0
"""What a word must weigh to stand for an event by itself."""
_OPEN = frozenset({"planned", "threatened", "demanded", "hypothetical"})
_WIDE = frozenset({"country", "region", "admin1"})

Range = tuple[str, int, int | None]


@dataclass(frozen=True, slots=True)
class Sketch:
    """
    One event as others are compared with it, ``events`` being itself and what it brought about in the same report.

    ``words`` are the stems of its mentions, the main one first; ``around`` those of its sentence, ``near`` the nearest of them,
    ``names`` the names in it; ``doers`` and ``who`` are words of names, the latter of those done to as well; ``when`` is a first
    and a last day, ``by`` the day by which it had happened, that of its report. ``open`` says that nobody tells it as having
    happened, ``negated`` that all who speak of it say it did not, ``old`` that it lies long before its report, ``told`` that
    the account holds it as an event.
    """

    ref: EventRef
    events: tuple[str, ...]
    words: tuple[str, ...]
    label: str = ""
    type: EventType | None = None
    sentence: int = 0
    around: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    doers: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    place: str | None = None
    place_name: str | None = None
    precise: bool = False
    when: tuple[str, str] | None = None
    by: str | None = None
    numbers: tuple[Range, ...] = ()
    open: bool = False
    negated: bool = False
    old: bool = False
    told: bool = False


class Sketcher:
    """Draws the sketches of one account; keeps what they share."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self._text = account.report.text
        self._actors = {actor.id: actor for actor in account.actors}
        self._places = {place.id: place for place in account.places}
        self._times = {time.id: time for time in account.times}
        self._sentences = account.sentences or (Span(0, len(self._text)),)
        self._names = sorted(_named(account))

    def event(self, event: Event, parts: Sequence[Event] = ()) -> Sketch:
        """Return the sketch of an event together with those it brought about."""
        whole = (event, *parts)
        place = next((self._places[e.place] for e in whole if e.place in self._places), None)
        drawn = self.words(event.id, [span for one in whole for span in one.triggers], event.label)
        return replace(
            drawn,
            events=tuple(one.id for one in whole),
            label=event.label,
            type=event.type,
            doers=self._names_of(p.actor for p in event.source),
            who=self._names_of(one for e in whole for one in _parties(e)),
            countries=tuple(sorted({c for one in whole for c in self._countries(one)})),
            place=None if place is None else folded(place.name),
            place_name=None if place is None else place.name,
            precise=place is not None and place.precision not in _WIDE,
            when=next((days for one in whole if (days := self._when(one)) is not None), None),
            numbers=tuple((c.what, c.low, c.high) for one in whole for c in one.counts if c.what is not None),
            by=self._by(whole),
            open=not any(_is_told(one) for one in whole),
            negated=all(c.status == "negated" or c.stance == "denies" for c in event.claims),
            old=is_old(event, self.account),
            told=True,
        )

    def words(self, event: str, spans: Sequence[Span], label: str | None = None) -> Sketch:
        """Return the sketch of words that tell an event, whatever else is known of it."""
        first = min(spans)
        number, sentence = self._sentence_of(first)
        found = [(m.start() + sentence.start, stem(m.group())) for m in WORD.finditer(sentence.of(self._text))]
        own = [at for at, (start, _) in enumerate(found) if any(s.start <= start < s.end for s in spans)]
        others = [(at, one) for at, (_, one) in enumerate(found) if at not in own]
        near = [one for at, one in others if own and own[0] - NEAR <= at <= own[-1] + NEAR]
        return Sketch(
            ref=EventRef(self.account.report.id, event),
            events=(event,),
            words=tuple(dict.fromkeys([*([stem(label)] if label else []), *_main(spans, self._text)])),
            sentence=number,
            around=tuple(sorted({one for _, one in others if weight(one) > 0})),
            near=tuple(sorted({one for one in near if weight(one) > 0})),
            names=tuple(sorted({n for span, n in self._names if sentence.holds(span)})),
        )

    def _sentence_of(self, span: Span) -> tuple[int, Span]:
        found = ((n, one) for n, one in enumerate(self._sentences) if one.start <= span.start < one.end)
        return next(found, (len(self._sentences), span))

    def _names_of(self, actors: Iterable[str]) -> tuple[str, ...]:
        """Return the telling words of the names of some actors."""
        names = [self._actors[one].name for one in actors if one in self._actors]
        return tuple(sorted({one for name in names for word in words(name) if weight(one := stem(word)) >= _TELLING}))

    def _when(self, event: Event) -> tuple[str, str] | None:
        """Return the first and last day of an event; a day after the report, of what it tells as done, is no day."""
        days, told = _days(self._times.get(event.time or "")), self.account.report.published
        late = days is not None and told is not None and days[0] > _day(told)
        return None if late and _is_told(event) else days

    def _by(self, whole: Iterable[Event]) -> str | None:
        told = self.account.report.published
        return _day(told) if told is not None and any(_is_told(event) for event in whole) else None

    def _countries(self, event: Event) -> Iterator[str]:
        place = self._places.get(event.place or "")
        found = [self._actors[one].country for one in _parties(event) if one in self._actors]
        yield from (country for country in (*found, place and place.country) if country)


def _parties(event: Event) -> list[str]:
    """Return who did it and to whom, and who is blamed."""
    ids = [p.actor for p in (*event.source, *event.target)] + [a for c in event.claims for a in c.source]
    return list(dict.fromkeys(ids))


def _main(spans: Iterable[Span], text: str) -> Iterator[str]:
    """Yield the stem that stands for each mention: its most telling word."""
    for span in spans:
        stems = [stem(word) for word in words(span.of(text))]
        if stems:
            yield max(stems, key=weight)


def _named(account: Account) -> Iterator[tuple[Span, str]]:
    """Yield every word of a name of somebody or of a place, with where it stands."""
    text = account.report.text
    spans = [m.span for a in account.actors for m in a.mentions if m.kind == "name"]
    spans += [span for place in account.places for span in place.mentions]
    for span in spans:
        for found in WORD.finditer(span.of(text)):
            if found.group()[0].isupper():
                yield Span(span.start + found.start(), span.start + found.end()), stem(found.group())


def _is_told(event: Event) -> bool:
    """Whether anybody tells an event as having happened, or denies no more than who did it."""
    return any(c.status not in _OPEN for c in event.claims)


def _days(time: Time | None) -> tuple[str, str] | None:
    """Return the first and last day of a time that has both ends."""
    if time is None or time.earliest is None or time.latest is None:
        return None
    return _day(time.earliest), _day(time.latest)


def _day(moment: dt.date | dt.datetime) -> str:
    return moment.isoformat()[:10]
