"""Why a thing is what it is: for every field its words, its rule, and the lexicon entry or the rank of evidence behind the rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import singledispatch

from herodotus import lexicons
from herodotus.accounts.support import supports
from herodotus.errors import NotFoundError
from herodotus.events import sureness
from herodotus.ledger import Ledger, logbook
from herodotus.mentions import gazetteer
from herodotus.model import Account, Actor, Event, Evidence, Place, Span, Statement, Time
from herodotus.surfaces.corrections import told

Thing = Event | Statement | Actor | Place | Time
_DECIDED = re.compile(r"^ +because correction\.(\d+)")


def explained(account: Account, part: str) -> Iterator[str]:
    """Yield the lines that explain an event, statement, actor, place or time of an account. Raises NotFoundError."""
    things: tuple[Thing, ...] = (
        *account.events, *account.statements, *account.actors, *account.places, *account.times,
    )  # fmt: skip
    for thing in things:
        if thing.id == part:
            yield from _of(thing, account)
            return
    listed = ", ".join(thing.id for thing in things) or "none"
    raise NotFoundError(f"{part or 'nothing'}: no such thing in report {account.report.id[:6]}. It has {listed}.")


def decisions(ledger: Ledger, lines: Iterable[str]) -> Iterator[str]:
    """Yield the decisions of people that an explanation rests on, each with who, when and why."""
    named = {int(number) for line in lines for number in _DECIDED.findall(line)}
    with ledger.reading() as db:
        yield from (told(one, None) for one in logbook.some(db, named))


@singledispatch
def _of(thing: object, account: Account) -> Iterator[str]:
    raise TypeError(type(thing))


@_of.register
def _event(thing: Event, account: Account) -> Iterator[str]:
    yield f"{thing.id}  {thing.label}  {thing.type or 'no PLOVER type'}  CAMEO {thing.cameo or '-'}"
    yield from _fields(
        account, ("trigger", thing.triggers), ("source", _spans(thing.source)), ("target", _spans(thing.target))
    )
    yield from _fields(account, ("place", [thing.place_span]), ("count", [count.span for count in thing.counts]))
    yield from _because(thing.because, account)
    yield from _sure(thing)
    for claim in thing.claims:
        yield f"  claim of {_name(claim.voice, account)}: {claim.status} × {claim.stance}"
        yield from _because(claim.because, account)


def _sure(event: Event) -> Iterator[str]:
    """Yield how often events like this one were right, and how often its rules were right about the kind."""
    if (told := sureness.told(event)) is not None:
        yield f"    sure? {told}"
    for rule in dict.fromkeys(one.rule for one in event.because):
        if (counted := sureness.record(rule)) is not None:
            yield f"    sure? {rule}: the kind was right in {counted[0]} of {counted[1]} judged"


@_of.register
def _statement(thing: Statement, account: Account) -> Iterator[str]:
    yield f"{thing.id}  {_name(thing.speaker.actor, account)}: {thing.act} × {thing.stance}, {thing.form}"
    yield from _fields(account, ("speaker", [thing.speaker.span]), ("cue", [thing.cue]), ("content", thing.content))
    yield from _fields(account, ("target", _spans(thing.target)))
    yield from _because(thing.because, account)


@_of.register
def _actor(thing: Actor, account: Account) -> Iterator[str]:
    yield f"{thing.id}  {thing.name}  {thing.kind}  {thing.country or '-'} {' '.join(thing.sectors)}".rstrip()
    for mention in thing.mentions:
        rules = ", ".join(one.rule for one in mention.because)
        yield f"  mention  {marked(mention.span, account)}{f'  ({rules})' if rules else ''}"
    if thing.acts_for is not None:
        yield f"  acts for {_name(thing.acts_for, account)}"
    yield from _because(thing.because, account)


@_of.register
def _place(thing: Place, account: Account) -> Iterator[str]:
    at = "no point" if thing.lat is None else f"{thing.lat:.2f} {thing.lon:.2f}"
    where = "/".join(part for part in (thing.country, thing.admin1) if part) or "-"
    number = f"  GeoNames {thing.gazetteer_id}" if thing.gazetteer_id else ""
    yield f"{thing.id}  {thing.name}  {thing.precision or 'unknown'}  {where}  {at}{number}"
    yield from _fields(account, ("mention", thing.mentions))
    yield from _because(thing.because, account)
    if thing.lat is not None:
        support = supports(account, lambda place: gazetteer.people(place.name, place.gazetteer_id)).get(thing.id)
        yield f"  support  {support or 'none: only its name puts it there'}"


@_of.register
def _time(thing: Time, account: Account) -> Iterator[str]:
    first, last = (end.isoformat() if end is not None else "…" for end in (thing.earliest, thing.latest))
    told = first if first == last else f"{first}/{last}"
    from_ = {"report": "the day of publication", "event": "the day told before", "statement": "the day of saying"}
    anchor = f", reckoned from {from_[thing.anchor]}" if thing.anchor is not None else ""
    yield f"{thing.id}  {told if thing.reason is None else 'unresolved: ' + thing.reason}  {thing.granularity}{anchor}"
    yield from _fields(account, ("words", [thing.span]))
    yield from _because((Evidence(thing.rule, thing.span), *thing.because), account)


def _spans(parties: Iterable[object]) -> list[Span | None]:
    return [getattr(party, "span", None) for party in parties]


def _fields(account: Account, *fields: tuple[str, Iterable[Span | None]]) -> Iterator[str]:
    for name, spans in fields:
        for span in spans:
            if span is not None:
                yield f"  {name:<8} {marked(span, account)}"


def marked(span: Span, account: Account) -> str:
    """Return the sentence of a span with the span between brackets, shortened around it."""
    text = account.report.text
    whole = next(
        (s for s in account.sentences if s.holds(span)), Span(max(0, span.start - 60), min(len(text), span.end + 60))
    )
    before, after = text[whole.start : span.start], text[span.end : whole.end]
    before = f"…{before[-60:]}" if len(before) > 60 else before
    after = f"{after[:60]}…" if len(after) > 60 else after
    return " ".join(f"{before}[{span.of(text)}]{after}".split())


def _because(evidence: Iterable[Evidence], account: Account) -> Iterator[str]:
    for one in evidence:
        name, _, candidates = one.rule.partition(":")
        rule = lexicons.load().rule(one.rule)
        where = f"  ({rule.file})" if rule is not None else _pattern(one.rule) or _rank(one.rule)
        words = f" “{one.span.of(account.report.text)}”" if one.span is not None else ""
        if name == "place.or-else":
            yield f"    or else {candidates.replace(':', ', ')}"
        elif name == "actor.open":
            yield f"    left open: {candidates.replace('/', ', ')}"
        else:
            yield f"    because {one.rule}{where}{words}"


def _pattern(rule: str) -> str:
    """
    Return the file of a time pattern; nothing for other rules.

    >>> _pattern("weekday")
    '  (en/times/patterns.toml)'
    """
    known = any(row["id"] == rule for row in lexicons.load().document("times/patterns")["time"])
    return "  (en/times/patterns.toml)" if known else ""


def _rank(rule: str) -> str:
    """
    Return how strong the evidence of a rule for actors, places or zones is, 1 being the strongest; nothing for other rules.

    >>> _rank("actor.apposition"), _rank("place.container"), _rank("weekday")
    ('  (rank 4: apposition)', '  (rank 1: what the text puts it in: "Tripoli, Lebanon")', '')
    """
    tables = (lexicons.load().table(f"{name}/ranks") for name in ("actors", "places", "times"))
    rows = [row for table in tables for row in table]
    same = (
        row for row in rows if row["rule"] == rule or (row["rule"].endswith("*") and rule.startswith(row["rule"][:-1]))
    )
    found = next(same, None)
    return (
        ""
        if found is None
        else f"  ({found['words']})"
        if found["rank"] == "-"
        else f"  (rank {found['rank']}: {found['words']})"
    )


def _name(voice: str, account: Account) -> str:
    return next((actor.name for actor in account.actors if actor.id == voice), voice)
