"""
An account told to a person: who did what by whose word, who said what, who contradicts whom, in what order.

Lines of plain text; each carries the kind of line it is, so that a surface may colour it. Words, not colour, carry meaning.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from herodotus.accounts import sequence
from herodotus.model import (
    NARRATOR,
    REAL,
    UNNAMED,
    Account,
    Claim,
    Count,
    Dispute,
    Event,
    Position,
    Span,
    Statement,
    Time,
)

Kind = Literal["title", "heading", "happened", "alleged", "not", "open", "said", "note", "detail"]
WIDTH = 96
MARKS: Mapping[str, str] = {
    "happened": "●", "ongoing": "◐", "alleged": "?", "denied": "✕", "planned": "○", "threatened": "!", "demanded": "→",
    "hypothetical": "~", "negated": "⊘",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a telling and what kind of line it is."""

    text: str
    kind: Kind = "detail"


def tell(account: Account, *, name: str | None = None) -> Iterator[Line]:
    """Yield the lines that tell an account: title, events, statements, disputes, warnings."""
    yield _title(account, name)
    if account.events:
        yield Line("")
        yield Line("  WHAT HAPPENED, AND BY WHOSE WORD", "heading")
        for event in account.events:
            yield from _event(event, account)
    if account.statements:
        yield Line("")
        yield Line("  WHO SAYS WHAT", "heading")
        for statement in account.statements:
            yield from _statement(statement, account)
    if account.disputes:
        yield Line("")
        yield Line("  WHERE VOICES DIFFER", "heading")
        for dispute in account.disputes:
            yield from _dispute(dispute, account)
    yield from _order(account)
    for warning in account.warnings:
        words = f" “{_words(warning.span, account)}”" if warning.span is not None else ""
        yield Line(f"  ⚠ {warning.message}{words}", "note")


def _order(account: Account) -> Iterator[Line]:
    """Yield in what order the report puts its events, if it puts two of them in one."""
    steps = sequence.of(account)
    if len(steps) < 2:
        return
    yield Line("")
    yield Line("  IN WHAT ORDER", "heading")
    for step in steps:
        behind = ", ".join(f"after {link.to_event} (“{_words(link.cue, account)}”)" for link in step.after)
        words = f"{step.event.id:<4}{_words(step.event.triggers[0], account)}"
        yield from _wrapped(f"      {_when(step.event.time, account):<23}{words}  {behind}".rstrip(), 33, "detail")


def _title(account: Account, name: str | None) -> Line:
    report = account.report
    known = [name, report.publisher, report.published and report.published.isoformat(), f"report {report.id[:6]}"]
    counts = f"{len(account.sentences)} sentences"
    return Line("  ".join(str(part) for part in [*known, counts] if part), "title")


def _event(event: Event, account: Account) -> Iterator[Line]:
    status = label(event)
    mark = MARKS[status]
    when = _when(event.time, account)
    head = f"  {event.id:<4}{when:<23}{mark} {_deed(event, account)}"
    kind: Kind = "happened" if status in REAL else "alleged" if status in ("alleged", "denied") else "open"
    yield from _wrapped(head, 29, kind if status != "negated" else "not")
    for line in _holders(event, account):
        yield Line(" " * 29 + line, "detail")


def label(event: Event) -> str:
    """
    Return the word a display gives an event: its narrator's status, else "alleged" or "denied", else the first claim's.

    What the narrator leaves open in one place and tells as done in another is done ("disagree about how many died when
    the ships opened fire"). "Alleged": only voices other than the narrator assert it. "Denied": some voice denies it and
    none but the accuser tells it. What another only doubts, asks about or keeps to himself is "hypothetical": nobody says
    that it happened.
    """
    own = [c for c in event.claims if c.voice == NARRATOR and c.stance != "denies"]
    if own:
        told = own[0].status
        return next((c.status for c in own if c.status in REAL), told) if told == "hypothetical" else told
    if any(c.vouches for c in event.claims):
        return "alleged"
    if any(c.stance == "denies" for c in event.claims):
        return "denied"
    open_ones = [c.status for c in event.claims if c.status not in REAL]
    return open_ones[0] if open_ones else "hypothetical"


def _deed(event: Event, account: Account) -> str:
    kind = f"{event.type or 'no type'}{f'/{event.mode}' if event.mode else ''}"
    doers = _names((p.actor for p in event.source), account)
    done_to = _names((p.actor for p in event.target), account)
    parts = [doers or "somebody unnamed", f"“{_words(event.triggers[0], account)}”", done_to]
    place = next((p.name for p in account.places if p.id == event.place), None)
    counts = ", ".join(dict.fromkeys(number_in_words(count) for count in event.counts))
    told = (
        " ".join(part for part in parts if part) + (f", {place}" if place else "") + (f": {counts}" if counts else "")
    )
    return f"{told}  [{kind}{f' {event.cameo}' if event.cameo else ''}]"


def number_in_words(count: Count) -> str:
    """
    Return a count as a person writes it; an open end is "or more".

    >>> number_in_words(Count("killed", 25, None, "at least", None, Span(0, 2)))
    '25 or more killed'
    """
    if count.high is None:
        number = f"{count.low} or more"
    elif count.high == count.low:
        number = str(count.low)
    else:
        number = f"{count.low}–{count.high}"
    return f"{number} {count.what or 'people'}"


def _holders(event: Event, account: Account) -> Iterator[str]:
    """Yield who holds an event and how, one line a voice; the narrator alone, telling it as fact, needs none."""
    if len(event.claims) == 1 and event.claims[0].voice == NARRATOR and event.claims[0].status == "happened":
        return
    for claim in event.claims:
        yield f"{voice_in_words(claim.voice, account)}: {claim_in_words(claim, account)}"


def claim_in_words(claim: Claim, account: Account) -> str:
    """Return what a voice does with an event: "denies it as happened, not by Merania"."""
    verbs = {
        "asserts": "tells it as", "concedes": "admits it as", "denies": "denies it as", "doubts": "doubts it as",
        "predicts": "foresees it:", "commits": "announces it as", "directs": "wants it:", "evaluates": "judges it as",
        "withholds": "leaves it open:", "none": "",
    }  # fmt: skip
    status = "not to be " + claim.status if claim.polarity == "-" else claim.status
    told = f"{verbs[claim.stance]} {status}"
    if claim.source:
        told += f", by {_names(claim.source, account)}"
    if claim.source_not:
        told += f", not by {_names(claim.source_not, account)}"
    return told


def _statement(statement: Statement, account: Account) -> Iterator[Line]:
    who = voice_in_words(statement.speaker.actor, account)
    aimed = f" → {_names((p.actor for p in statement.target), account)}" if statement.target else ""
    to = f" to {voice_in_words(statement.addressee.actor, account)}" if statement.addressee else ""
    through = f" ({statement.medium})" if statement.medium else ""
    words = " … ".join(span.line_of(account.report.text) for span in statement.content)
    words = textwrap.shorten(words, 150, placeholder=" …")
    if words and statement.form != "direct":
        words = f"‹{words}›"
    head = f"  {statement.id:<4}{who}: {statement.act}{aimed}{to}{through}"
    yield Line(head, "said")
    if words:
        yield from _wrapped(" " * 6 + words, 6, "detail")


def _dispute(dispute: Dispute, account: Account) -> Iterator[Line]:
    events = ", ".join(f"{e.id} {e.label}" for e in account.events if e.id in dispute.events)
    fits = "can all be true" if dispute.compatible else "cannot all be true"
    yield Line(f"  {dispute.question} of {events}: {fits}", "said")
    for position in dispute.positions:
        voices = ", ".join(voice_in_words(voice, account) for voice in position.voices)
        yield Line(f"      {voices}: {position_in_words(position, account)}", "detail")


def position_in_words(position: Position, account: Account) -> str:
    """Return what voices answer to the question of a dispute."""
    if position.source:
        return _names(position.source, account)
    if position.source_not:
        return f"not {_names(position.source_not, account)}"
    if position.what is not None and position.low is not None:
        high = "or more" if position.high is None else f"to {position.high}" if position.high != position.low else ""
        return f"{position.low} {high} {position.what}".replace("  ", " ")
    if position.words is not None:
        return f"‹{textwrap.shorten(_words(position.words, account), 90, placeholder=' …')}›"
    return "it happened" if position.happened else "it did not happen"


def voice_in_words(voice: str, account: Account) -> str:
    """Return the name of a voice; the narrator is called by his outlet."""
    if voice == NARRATOR:
        return account.report.publisher or "the report"
    if voice == UNNAMED:
        return "an unnamed voice"
    return _names((voice,), account)


def _names(actors: Iterable[str], account: Account) -> str:
    by_id = {actor.id: actor.name for actor in account.actors}
    return " and ".join(by_id.get(actor, actor) for actor in actors)


def _words(span: Span | None, account: Account) -> str:
    return "" if span is None else span.line_of(account.report.text)


def _when(time: str | None, account: Account) -> str:
    found = next((t for t in account.times if t.id == time), None)
    return "" if found is None else interval(found)


def interval(time: Time) -> str:
    """
    Return an interval as a person writes it; an open end is "…".

    >>> from herodotus.model import Span
    >>> day = dt.date(2026, 3, 9)
    >>> interval(Time("t1", Span(0, 6), day, day, "day", "report", "weekday"))
    '2026-03-09'
    """
    first, last = (_day(moment) for moment in (time.earliest, time.latest))
    if first is None and last is None:
        return ""
    return str(first) if first == last else f"{first or '…'}/{last or '…'}"


def _day(moment: dt.date | dt.datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()[:10]


def _wrapped(text: str, indent: int, kind: Kind) -> Iterator[Line]:
    for line in textwrap.wrap(
        text, WIDTH, subsequent_indent=" " * indent, drop_whitespace=False, break_long_words=False
    ):
        yield Line(line.rstrip(), kind)
