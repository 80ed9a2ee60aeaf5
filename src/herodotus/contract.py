"""
The account as JSON, ``herodotus.account/1``: what other programs may rely on.

Names of keys and values are fixed; more keys may be added. Spans are ``[start, end]`` in code points of ``report.text``;
unknown is null. Writing is stable to the byte: the order of keys is the order here.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from herodotus.model import (
    Account,
    Actor,
    Claim,
    Count,
    Dispute,
    Event,
    Evidence,
    Link,
    MadeBy,
    Mention,
    Party,
    Place,
    Position,
    Report,
    Role,
    Span,
    Statement,
    Time,
    Warned,
)

SCHEMA = "herodotus.account/1"
Json = dict[str, Any]


def dumps(account: Account, *, indent: int | None = None) -> str:
    """Return an account as JSON text: the same account gives the same bytes."""
    return json.dumps(to_json(account), ensure_ascii=False, indent=indent)


def to_json(account: Account) -> Json:
    """Return an account as the object of the contract."""
    return {
        "schema": SCHEMA,
        "report": _report(account.report),
        "actors": [_actor(actor) for actor in account.actors],
        "places": [_place(place) for place in account.places],
        "times": [_time(time) for time in account.times],
        "statements": [_statement(statement) for statement in account.statements],
        "events": [_event(event) for event in account.events],
        "links": [_link(link) for link in account.links],
        "disputes": [_dispute(dispute) for dispute in account.disputes],
        "warnings": [{"code": w.code, "message": w.message, "span": _span(w.span)} for w in account.warnings],
        "sentences": [_span(span) for span in account.sentences],
        "made_by": {
            "herodotus": account.made_by.herodotus,
            "model": account.made_by.model,
            "lexicons": account.made_by.lexicons,
        },
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def written(moment: dt.date | dt.datetime | None) -> str | None:
    """Return a day or an instant in ISO 8601; None for none."""
    return None if moment is None else moment.isoformat()


def _because(evidence: Iterable[Evidence]) -> list[Json]:
    return [{"rule": one.rule, "span": _span(one.span)} for one in evidence]


def _report(report: Report) -> Json:
    return {
        "id": report.id, "text": report.text, "title": report.title, "byline": report.byline,
        "publisher": report.publisher, "url": report.url, "published": written(report.published),
        "language": report.language, "raw_hash": report.raw_hash, "extractor": report.extractor,
    }  # fmt: skip


def _actor(actor: Actor) -> Json:
    return {
        "id": actor.id, "name": actor.name, "kind": actor.kind, "country": actor.country, "sectors": list(actor.sectors),
        "roles": [role.name for role in actor.roles], "role_spans": _spans(role.span for role in actor.roles),
        "acts_for": actor.acts_for,
        "mentions": [
            {"start": m.span.start, "end": m.span.end, "kind": m.kind, "head": _span(m.head), "because": _because(m.because)}
            for m in actor.mentions
        ],
        "because": _because(actor.because),
    }  # fmt: skip


def _place(place: Place) -> Json:
    return {
        "id": place.id, "name": place.name, "country": place.country, "admin1": place.admin1, "lat": place.lat,
        "lon": place.lon, "precision": place.precision, "gazetteer_id": place.gazetteer_id,
        "mentions": _spans(place.mentions), "because": _because(place.because),
    }  # fmt: skip


def _time(time: Time) -> Json:
    return {
        "id": time.id, "span": _span(time.span), "earliest": written(time.earliest), "latest": written(time.latest),
        "granularity": time.granularity, "anchor": time.anchor, "rule": time.rule, "type": time.type, "value": time.value,
        "reason": time.reason, "because": _because(time.because),
    }  # fmt: skip


def _count(count: Count) -> Json:
    return {
        "what": count.what, "low": count.low, "high": count.high, "qualifier": count.qualifier, "whose": count.whose,
        "voice": count.voice, "span": _span(count.span), "who": _span(count.who),
    }  # fmt: skip


def _statement(statement: Statement) -> Json:
    return {
        "id": statement.id, "speaker": statement.speaker.actor, "speaker_span": _span(statement.speaker.span),
        "cue": _span(statement.cue), "content": _spans(statement.content), "act": statement.act,
        "stance": statement.stance, "form": statement.form, "target": [p.actor for p in statement.target],
        "target_spans": [_span(p.span) for p in statement.target],
        "addressee": statement.addressee.actor if statement.addressee else None,
        "addressee_span": _span(statement.addressee.span) if statement.addressee else None,
        "medium": statement.medium, "relay": list(statement.relay), "time": statement.time,
        "negated_cue": statement.negated_cue, "because": _because(statement.because),
    }  # fmt: skip


def _claim(claim: Claim) -> Json:
    found: Json = {
        "voice": claim.voice, "statement": claim.statement, "status": claim.status, "stance": claim.stance,
        "polarity": claim.polarity,
    }  # fmt: skip
    if claim.about is not None:
        found["about"] = claim.about
    for key, actors in (("source", claim.source), ("source_not", claim.source_not)):
        if actors:
            found[key] = list(actors)
    return {**found, "because": _because(claim.because)}


def _event(event: Event) -> Json:
    return {
        "id": event.id, "label": event.label, "triggers": _spans(event.triggers), "type": event.type, "mode": event.mode,
        "cameo": event.cameo, "source": [p.actor for p in event.source], "target": [p.actor for p in event.target],
        "source_spans": [_span(p.span) for p in event.source], "target_spans": [_span(p.span) for p in event.target],
        "place": event.place, "place_span": _span(event.place_span), "time": event.time, "part_of": event.part_of,
        "counts": [_count(count) for count in event.counts], "claims": [_claim(claim) for claim in event.claims],
        "confidence": event.confidence, "because": _because(event.because),
    }  # fmt: skip


def _link(link: Link) -> Json:
    return {
        "kind": link.kind, "from": link.from_event, "to": link.to_event, "cue": _span(link.cue), "voice": link.voice,
        "because": _because(link.because),
    }  # fmt: skip


def _dispute(dispute: Dispute) -> Json:
    return {
        "question": dispute.question, "events": list(dispute.events), "compatible": dispute.compatible,
        "positions": [{"voices": list(p.voices), "says": _says(p)} for p in dispute.positions],
    }  # fmt: skip


def _says(position: Position) -> Json:
    found: Json = {}
    if position.source:
        found["source"] = list(position.source)
    if position.source_not:
        found["source_not"] = list(position.source_not)
    if position.what is not None:
        found |= {"what": position.what, "low": position.low, "high": position.high}
    if position.words is not None:
        found["words"] = _span(position.words)
    if position.happened is not None:
        found["happened"] = position.happened
    return found


# Reading back


def from_json(found: Mapping[str, Any]) -> Account:
    """
    Return the account of a contract object; what ``to_json`` wrote comes back equal.

    Raises ValueError where the schema is another.
    """
    if found.get("schema") != SCHEMA:
        raise ValueError(f"not {SCHEMA}: {found.get('schema')!r}")
    report = dict(found["report"])
    return Account(
        report=Report(**{**report, "published": instant(report["published"])}),
        actors=tuple(_actor_back(row) for row in found["actors"]),
        places=tuple(_place_back(row) for row in found["places"]),
        times=tuple(_time_back(row) for row in found["times"]),
        statements=tuple(_statement_back(row) for row in found["statements"]),
        events=tuple(_event_back(row) for row in found["events"]),
        links=tuple(
            Link(row["kind"], row["from"], row["to"], _to_span(row["cue"]), row["voice"], _evidence(row["because"]))
            for row in found["links"]
        ),
        disputes=tuple(_dispute_back(row) for row in found["disputes"]),
        warnings=tuple(Warned(row["code"], row["message"], _to_span(row["span"])) for row in found["warnings"]),
        made_by=MadeBy(**found["made_by"]),
        sentences=tuple(Span(*span) for span in found["sentences"]),
    )


def _to_span(span: list[int] | None) -> Span | None:
    return None if span is None else Span(*span)


def instant(found: str | None) -> dt.date | dt.datetime | None:
    """Return the day or instant that was written."""
    if found is None:
        return None
    return dt.date.fromisoformat(found) if len(found) == len("2026-03-11") else dt.datetime.fromisoformat(found)


def _evidence(rows: Iterable[Json]) -> tuple[Evidence, ...]:
    return tuple(Evidence(row["rule"], _to_span(row["span"])) for row in rows)


def _parties(actors: Iterable[str], spans: Iterable[list[int] | None]) -> tuple[Party, ...]:
    return tuple(Party(actor, _to_span(span)) for actor, span in zip(actors, spans, strict=True))


def _actor_back(row: Json) -> Actor:
    roles = tuple(Role(name, Span(*span)) for name, span in zip(row["roles"], row["role_spans"], strict=True))
    mentions = tuple(
        Mention(Span(m["start"], m["end"]), Span(*m["head"]), m["kind"], _evidence(m["because"]))
        for m in row["mentions"]
    )
    return Actor(
        row["id"], row["name"], row["kind"], row["country"], tuple(row["sectors"]), roles, row["acts_for"], mentions,
        _evidence(row["because"]),
    )  # fmt: skip


def _place_back(row: Json) -> Place:
    return Place(
        row["id"], row["name"], row["country"], row["admin1"], row["lat"], row["lon"], row["precision"],
        row["gazetteer_id"], tuple(Span(*span) for span in row["mentions"]), _evidence(row["because"]),
    )  # fmt: skip


def _time_back(row: Json) -> Time:
    return Time(
        row["id"], Span(*row["span"]), instant(row["earliest"]), instant(row["latest"]), row["granularity"],
        row["anchor"], row["rule"], row["type"], row["value"], row["reason"], _evidence(row.get("because", ())),
    )  # fmt: skip


def _count_back(row: Json) -> Count:
    return Count(
        row["what"], row["low"], row["high"], row["qualifier"], row["whose"], Span(*row["span"]), _to_span(row["who"]),
        row["voice"],
    )  # fmt: skip


def _statement_back(row: Json) -> Statement:
    addressee = row["addressee"]
    return Statement(
        id=row["id"], speaker=Party(row["speaker"], _to_span(row["speaker_span"])), cue=_to_span(row["cue"]),
        content=tuple(Span(*span) for span in row["content"]), act=row["act"], stance=row["stance"], form=row["form"],
        target=_parties(row["target"], row["target_spans"]),
        addressee=None if addressee is None else Party(addressee, _to_span(row["addressee_span"])),
        medium=row["medium"], relay=tuple(row["relay"]), time=row["time"], negated_cue=row["negated_cue"],
        because=_evidence(row["because"]),
    )  # fmt: skip


def _claim_back(row: Json) -> Claim:
    return Claim(
        row["voice"], row["statement"], row["status"], row["stance"], row["polarity"], row.get("about"),
        tuple(row.get("source", ())), tuple(row.get("source_not", ())), _evidence(row["because"]),
    )  # fmt: skip


def _event_back(row: Json) -> Event:
    return Event(
        id=row["id"], label=row["label"], triggers=tuple(Span(*span) for span in row["triggers"]), type=row["type"],
        mode=row["mode"], cameo=row["cameo"], source=_parties(row["source"], row["source_spans"]),
        target=_parties(row["target"], row["target_spans"]), place=row["place"], place_span=_to_span(row["place_span"]),
        time=row["time"], counts=tuple(_count_back(one) for one in row["counts"]), part_of=row["part_of"],
        claims=tuple(_claim_back(one) for one in row["claims"]), confidence=row["confidence"],
        because=_evidence(row["because"]),
    )  # fmt: skip


def _dispute_back(row: Json) -> Dispute:
    return Dispute(
        row["question"], tuple(row["events"]), row["compatible"], tuple(map(_position_back, row["positions"]))
    )


def _position_back(row: Json) -> Position:
    says = row["says"]
    return Position(
        tuple(row["voices"]), tuple(says.get("source", ())), tuple(says.get("source_not", ())), says.get("what"),
        says.get("low"), says.get("high"), _to_span(says.get("words")), says.get("happened"),
    )  # fmt: skip
