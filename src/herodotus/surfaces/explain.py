"""Why a thing is what it is: for every field its words, its rule, and the lexicon entry behind the rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from herodotus import lexicons
from herodotus.errors import NotFoundError
from herodotus.ledger import Ledger, correcting
from herodotus.model import Account, Actor, Event, Evidence, Span, Statement
from herodotus.surfaces.corrections import told

_DECIDED = re.compile(r"^ +because correction\.(\d+)")


def explained(account: Account, part: str) -> Iterator[str]:
    """Yield the lines that explain an event, statement or actor of an account. Raises NotFoundError."""
    things: tuple[Event | Statement | Actor, ...] = (*account.events, *account.statements, *account.actors)
    for thing in things:
        if thing.id == part:
            yield from _of(thing, account)
            return
    listed = ", ".join([*(e.id for e in account.events), *(s.id for s in account.statements)]) or "none"
    raise NotFoundError(f"{part or 'nothing'}: no such thing in report {account.report.id[:6]}. It has {listed}.")


def decisions(ledger: Ledger, lines: Iterable[str]) -> Iterator[str]:
    """Yield the decisions of people that an explanation rests on, each with who, when and why."""
    named = {int(number) for line in lines for number in _DECIDED.findall(line)}
    with ledger.reading() as db:
        yield from (told(one, None) for one in correcting.log(db) if one.id in named)


def _of(thing: Event | Statement | Actor, account: Account) -> Iterator[str]:
    if isinstance(thing, Event):
        yield f"{thing.id}  {thing.label}  {thing.type or 'no PLOVER type'}  CAMEO {thing.cameo or '-'}"
        yield from _fields(
            account, ("trigger", thing.triggers), ("source", _spans(thing.source)), ("target", _spans(thing.target))
        )
        yield from _fields(account, ("place", [thing.place_span]), ("count", [count.span for count in thing.counts]))
        yield from _because(thing.because, account)
        for claim in thing.claims:
            yield f"  claim of {_name(claim.voice, account)}: {claim.status} × {claim.stance}"
            yield from _because(claim.because, account)
    elif isinstance(thing, Statement):
        yield f"{thing.id}  {_name(thing.speaker.actor, account)}: {thing.act} × {thing.stance}, {thing.form}"
        yield from _fields(account, ("speaker", [thing.speaker.span]), ("cue", [thing.cue]), ("content", thing.content))
        yield from _fields(account, ("target", _spans(thing.target)))
        yield from _because(thing.because, account)
    else:
        yield f"{thing.id}  {thing.name}  {thing.kind}  {thing.country or '-'} {' '.join(thing.sectors)}"
        yield from _fields(account, ("mention", [mention.span for mention in thing.mentions]))
        yield from _because(thing.because, account)


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
        rule = lexicons.load().rule(one.rule)
        where = f"  ({rule.file})" if rule is not None else _rank(one.rule)
        words = f" “{one.span.of(account.report.text)}”" if one.span is not None else ""
        yield f"    because {one.rule}{where}{words}"


def _rank(rule: str) -> str:
    """
    Return how strong the evidence of an actor rule is, 1 being the strongest; nothing for other rules.

    >>> _rank("actor.apposition")
    '  (rank 4: apposition)'
    """
    rows = lexicons.load().table("actors/ranks")
    same = (
        row for row in rows if row["rule"] == rule or (row["rule"].endswith("*") and rule.startswith(row["rule"][:-1]))
    )
    found = next(same, None)
    return f"  (rank {found['rank']}: {found['words']})" if found is not None else ""


def _name(voice: str, account: Account) -> str:
    return next((actor.name for actor in account.actors if actor.id == voice), voice)
