"""
The event-report table: one row for each report and incident, every value with its words' place and whose word it is.

The shape is that of research on reporting (one row per source and event, merged only later and by a named rule): columns ``id``,
``event_id`` and ``source``, then one column a variable. The columns explain themselves, in the codebook, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from herodotus.accounts.telling import label
from herodotus.contract import written
from herodotus.ledger.projecting import supports
from herodotus.model import NARRATOR, REAL, UNNAMED, Actor, Count, Event, Party, Span, Time
from herodotus.surfaces.export.base import Asked, LeftOut, Told

Row = dict[str, Any]
Kind = Literal["text", "whole", "number"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what kind of value it holds, and what it means, as the codebook says it."""

    name: str
    kind: Kind
    means: str


_EFFECTS = {"deaths": "killed", "injuries": "wounded", "detained": "detained"}


def _effect(name: str, what: str) -> list[Column]:
    return [
        Column(f"{name}_low", "whole", f"fewest {what}, by the voice in `{name}_voice`"),
        Column(
            f"{name}_best",
            "whole",
            f"the number that voice gives: of “at least 12” {what} it is 12, of “12 to 14” empty",
        ),
        Column(f"{name}_high", "whole", f"most {what}; empty where the text leaves it open (“at least”)"),
        Column(f"{name}_qualifier", "text", "exact, at least, more than, about, up to, less than, dozens, several"),
        Column(
            f"{name}_voice",
            "text",
            "whose number it is: the report's own where it gives one, else the first voice's that does",
        ),
        Column(f"{name}_span", "text", "where the number stands"),
        Column(f"{name}_others", "text", "the numbers of all other voices: `20 or more (Merania); 8 (Norland)`"),
    ]


def _actor(name: str, part: str) -> list[Column]:
    return [
        Column(name, "text", f"{part}, by the report's own word; several joined by “; ”"),
        Column(
            f"{name}_kind", "text", "person, state, government, organisation, armed group, crowd, facility, unnamed"
        ),
        Column(f"{name}_country", "text", "ISO 3166 alpha-3; Kosovo is KOS"),
        Column(f"{name}_sectors", "text", "PLOVER sectors, most telling first, of the first of them"),
        Column(f"{name}_span", "text", "where the text says so; empty where it is understood"),
    ]


COLUMNS: tuple[Column, ...] = (
    Column("id", "text", "this row: report and incident"),
    Column("event_id", "text", "the incident: rows with the same one tell one happening; without incidents, report and event"),
    Column("source", "text", "who published the report"),
    Column("report", "text", "id of the report, a hash of its text, publisher and instant"),
    Column("published", "text", "when it was published: a day, or an instant with its zone; never stands in for another date"),
    Column("url", "text", "where it was published"),
    Column("title", "text", "its title"),
    Column("events", "text", "the events of the report that are in this row; the first one gives the values"),
    Column("type", "text", "PLOVER type; empty where PLOVER has none"),
    Column("mode", "text", "PLOVER mode"),
    Column("cameo", "text", "CAMEO code"),
    Column("trigger", "text", "the words that tell the event"),
    Column("trigger_span", "text", "where they stand: `start-end`, code points of the report's text, half-open"),
    Column("status", "text", "happened, ongoing, planned, threatened, demanded, hypothetical, negated; alleged: only voices other "
           "than the report's own tell it; denied: a voice denies it and nobody but its accuser tells it"),
    Column("status_voice", "text", "whose word the status is: `narrator` is the report's own"),
    Column("claims", "text", "every voice's hold on it: `narrator asserts happened; Merania denies happened, not by Merania`"),
    Column("disputed", "text", "the questions on which voices of this report cannot all be right"),
    Column("date_start", "text", "first day or instant it may have happened; empty where the text leaves it open"),
    Column("date_end", "text", "last one"),
    Column("date_precision", "text", "minute, hour, part of day, day, week, month, quarter, year, decade, unknown"),
    Column("date_words", "text", "the words it rests on"),
    Column("date_span", "text", "where they stand"),
    Column("location", "text", "the place, as the text names it"),
    Column("location_precision", "text", "site, city, admin1, country, region: what the coordinates stand for"),
    Column("location_support", "text", "what the report says for the coordinates: container, country, near others, date line, "
           "publisher, town; else size, name (of a state or region) or by hand; empty where they are only those of a namesake"),
    Column("admin1", "text", "first-order division"),
    Column("country", "text", "ISO 3166 alpha-3; Kosovo is KOS"),
    Column("latitude", "number", "WGS 84, of the place as a whole; empty where no gazetteer holds it"),
    Column("longitude", "number", "as latitude"),
    Column("location_span", "text", "where the text places the event"),
    *_actor("actor1", "who did it"),
    Column("actor1_alleged", "text", "who did it by the word of other voices: `Merania (Ama Serwaa)`"),
    Column("actor1_denied", "text", "who did not do it by the word of whom: `Merania (Merania)`"),
    *_actor("actor2", "to whom it was done"),
    *(column for name, what in _EFFECTS.items() for column in _effect(name, what)),
    Column("sentence", "text", "the sentence of the event"),
    Column("sentence_span", "text", "where it stands"),
    Column("review", "text", "machine: nobody looked at it; accepted or corrected by a person"),
    Column("made_by", "text", "version, and the first digits of the hashes of model and lexicons"),
)  # fmt: skip


def rows(told: Iterable[Told], asked: Asked, left_out: LeftOut) -> Iterator[Row]:
    """Yield the rows of reports, those of a report in text order; what is not wanted is counted in ``left_out``."""
    for one in told:
        grouped = _grouped(one, asked, left_out)
        supported = supports(one.account) if grouped else {}
        for incident, events in grouped.items():
            yield _Row(one, incident, events, supported).values()


def _grouped(told: Told, asked: Asked, left_out: LeftOut) -> Mapping[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    times = {time.id: time for time in told.account.times}
    for event in told.account.events:
        why = unwanted(event, times.get(event.time or ""), asked)
        if why is not None:
            left_out[why] += 1
            continue
        key = told.incidents.get(event.id, f"{told.account.report.id[:10]}:{event.id}")
        found.setdefault(key, []).append(event)
    return found


def unwanted(event: Event, time: Time | None, asked: Asked) -> str | None:
    """Return why an event is not wanted, or None if it is."""
    status = label(event)
    if asked.statuses and status not in asked.statuses:
        return status
    if asked.types and event.type not in asked.types:
        return f"of type {event.type or 'none'}"
    if (asked.since or asked.until) and not _shares(time, asked):
        return "undated" if time is None or not (time.earliest or time.latest) else "of another day"
    return None


def _shares(time: Time | None, asked: Asked) -> bool:
    if time is None or not (time.earliest or time.latest):
        return False
    first, last = written(time.earliest) or "", written(time.latest) or "9999"
    return not (asked.until and first[:10] > asked.until) and not (asked.since and last < asked.since)


class _Row:
    """One report's telling of one incident; its first event told as having happened gives the values."""

    def __init__(self, told: Told, incident: str, events: list[Event], supports: Mapping[str, str]) -> None:
        self._supports = supports
        self._account, self._verdicts, self._incident = told.account, told.verdicts, incident
        self._events = sorted(events, key=lambda one: (label(one) not in REAL, one.type is None))
        self._event = self._events[0]
        self._names = {actor.id: actor for actor in told.account.actors}
        self._text = told.account.report.text

    def values(self) -> Row:
        """Return the row, with a value for every column."""
        report, event = self._account.report, self._event
        found: Row = {
            "id": f"{report.id[:10]}:{self._incident}", "event_id": self._incident, "source": report.publisher,
            "report": report.id, "published": written(report.published), "url": report.url, "title": report.title,
            "events": "; ".join(one.id for one in self._events), "type": event.type, "mode": event.mode, "cameo": event.cameo,
            "trigger": event.triggers[0].line_of(self._text), "trigger_span": _span(event.triggers[0]),
            "status": label(event), "status_voice": self._status_voice(), "claims": self._claims(), "disputed": self._disputed(),
            **self._date(), **self._place(), **self._party("actor1", event.source), "actor1_alleged": self._named_by("source"),
            "actor1_denied": self._named_by("source_not"), **self._party("actor2", event.target),
        }  # fmt: skip
        for name, what in _EFFECTS.items():
            found |= self._effect(name, what)
        sentence = next((one for one in self._account.sentences if one.holds(event.triggers[0])), event.triggers[0])
        made_by = self._account.made_by
        return found | {
            "sentence": sentence.line_of(self._text), "sentence_span": _span(sentence), "review": self._review(),
            "made_by": f"herodotus {made_by.herodotus} model {_digits(made_by.model)} lexicons {_digits(made_by.lexicons)}",
        }  # fmt: skip

    def _voice(self, voice: str) -> str:
        return voice if voice in (NARRATOR, UNNAMED) else self._names[voice].name

    def _status_voice(self) -> str:
        own = [claim for claim in self._event.claims if claim.voice == NARRATOR]
        return self._voice((own or list(self._event.claims))[0].voice)

    def _claims(self) -> str:
        told = []
        for claim in self._event.claims:
            words = f"{self._voice(claim.voice)} {claim.stance} {'not ' if claim.polarity == '-' else ''}{claim.status}"
            words += f", by {self._listed(claim.source)}" if claim.source else ""
            told.append(words + (f", not by {self._listed(claim.source_not)}" if claim.source_not else ""))
        return "; ".join(told)

    def _listed(self, actors: Iterable[str]) -> str:
        return " and ".join(self._voice(actor) for actor in actors)

    def _disputed(self) -> str | None:
        own = {one.id for one in self._events}
        found = [one.question for one in self._account.disputes if own & set(one.events) and not one.compatible]
        return "; ".join(dict.fromkeys(found)) or None

    def _date(self) -> Row:
        times = {time.id: time for time in self._account.times}
        time = next((times[one.time] for one in self._events if one.time in times), None)
        return {
            "date_start": time and written(time.earliest), "date_end": time and written(time.latest),
            "date_precision": time and time.granularity, "date_words": time and time.span.line_of(self._text),
            "date_span": time and _span(time.span),
        }  # fmt: skip

    def _place(self) -> Row:
        event = next((one for one in self._events if one.place), self._event)
        place = next((one for one in self._account.places if one.id == event.place), None)
        span = event.place_span or (place.mentions[0] if place and place.mentions else None)
        return {
            "location": place and place.name, "location_precision": place and place.precision,
            "location_support": place and self._supports.get(place.id), "admin1": place and place.admin1,
            "country": country_code(place.country if place else None), "latitude": place and place.lat,
            "longitude": place and place.lon, "location_span": span and _span(span),
        }  # fmt: skip

    def _party(self, name: str, parties: tuple[Party, ...]) -> Row:
        actors = [(self._names.get(party.actor), party) for party in parties]
        first: Actor | None = next((actor for actor, _ in actors if actor), None)
        spans = [_span(party.span) for _, party in actors if party.span]
        return {
            name: "; ".join(actor.name if actor else party.actor for actor, party in actors) or None,
            f"{name}_kind": first and first.kind, f"{name}_country": country_code(first.country if first else None),
            f"{name}_sectors": "; ".join(first.sectors) if first else None, f"{name}_span": "; ".join(spans) or None,
        }  # fmt: skip

    def _named_by(self, field: Literal["source", "source_not"]) -> str | None:
        told = [(getattr(claim, field), claim.voice) for one in self._events for claim in one.claims]
        return (
            "; ".join(
                dict.fromkeys(f"{self._listed(actors)} ({self._voice(voice)})" for actors, voice in told if actors)
            )
            or None
        )

    def _effect(self, name: str, what: str) -> Row:
        counts = [count for one in self._events for count in one.counts if count.what == what]
        chosen = _chosen(counts)
        rest = [count for count in counts if chosen and count.voice != chosen.voice]
        others = dict.fromkeys(f"{_number(count)} ({self._voice(count.voice)})" for count in rest)
        return {
            f"{name}_low": chosen and chosen.low, f"{name}_best": chosen and _best(chosen), f"{name}_high": chosen and chosen.high,
            f"{name}_qualifier": chosen and chosen.qualifier, f"{name}_voice": chosen and self._voice(chosen.voice),
            f"{name}_span": chosen and _span(chosen.span), f"{name}_others": "; ".join(others) or None,
        }  # fmt: skip

    def _review(self) -> str:
        own = [
            verdict for name, verdict in self._verdicts.items() for one in self._events if name.split(".")[0] == one.id
        ]
        return "corrected" if {"corrected", "rejected"} & set(own) else "accepted" if own else "machine"


def _chosen(counts: list[Count]) -> Count | None:
    """Return the report's own number where it gives one, else the first voice's; the largest where that voice gives several."""
    voice = next((c.voice for c in counts if c.voice == NARRATOR), counts[0].voice if counts else None)
    return max((c for c in counts if c.voice == voice), key=lambda c: c.low, default=None)


def _best(count: Count) -> int | None:
    return count.low if count.high in (None, count.low) or count.qualifier == "about" else None


def _number(count: Count) -> str:
    high = " or more" if count.high is None else "" if count.high == count.low else f" to {count.high}"
    return f"{count.low}{high}"


def country_code(country: str | None) -> str | None:
    """Return a country as exports write it: Kosovo, XKX inside, is KOS."""
    return "KOS" if country == "XKX" else country


def _span(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _digits(hash_: str) -> str:
    return hash_.removeprefix("sha256:")[:12]
