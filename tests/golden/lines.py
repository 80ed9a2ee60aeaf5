"""An account as lines to diff: one line an event, a statement, a dispute; the words of the report in curly quotes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from herodotus.accounts.telling import interval, label
from herodotus.model import NARRATOR, UNNAMED, Account, Claim, Count, Dispute, Event, Party, Position, Span, Statement


def lines_of(account: Account) -> Iterator[str]:
    """Yield the lines of an account, each part under its heading."""
    yield "# status | type | who → whom | place | when | how many | by whose word | “words”"
    yield from (_event(event, account) for event in account.events)
    yield "# who | act stance form | about → to | “cue” | “words”"
    yield from (_statement(statement, account) for statement in account.statements)
    if account.links or account.disputes:
        yield "# links and disputes"
        yield from (
            f"{link.from_event} {link.kind} {link.to_event} | {_voice(link.voice, account)} | {_quoted([link.cue], account)}"
            for link in account.links
        )
        yield from (_dispute(dispute, account) for dispute in account.disputes)


def _event(event: Event, account: Account) -> str:
    kind = " ".join(filter(None, [event.type, event.mode, event.cameo])) or "–"
    place = next((place.name for place in account.places if place.id == event.place), "–")
    when = next((interval(time) for time in account.times if time.id == event.time), "") or "–"
    counts = ", ".join(_count(count, account) for count in event.counts) or "–"
    voices = "; ".join(_claim(claim, account) for claim in event.claims)
    parties = f"{_parties(event.source, account)} → {_parties(event.target, account)}"
    cells = [label(event), kind, parties, place, when, counts, voices, _quoted(event.triggers, account)]
    return f"{event.id} " + " | ".join(cells)


def _count(count: Count, account: Account) -> str:
    high = "+" if count.high is None else "" if count.high == count.low else f"–{count.high}"
    voice = "" if count.voice == NARRATOR else f" ({_voice(count.voice, account)})"
    return f"{count.low}{high} {count.what or 'people'}{voice}"


def _claim(claim: Claim, account: Account) -> str:
    told = f"{_voice(claim.voice, account)} {claim.stance} {'not ' if claim.polarity == '-' else ''}{claim.status}"
    told += f" by {_names(claim.source, account)}" if claim.source else ""
    return told + (f" not by {_names(claim.source_not, account)}" if claim.source_not else "")


def _statement(statement: Statement, account: Account) -> str:
    speaker = _voice(statement.speaker.actor, account)
    relay = "".join(f" via {_voice(voice, account)}" for voice in statement.relay)
    kind = f"{'not ' if statement.negated_cue else ''}{statement.act} {statement.stance} {statement.form}"
    to = statement.addressee and _voice(statement.addressee.actor, account)
    about = f"{_parties(statement.target, account)} → {to or '–'}"
    words = _quoted(statement.content, account) + (f" ({statement.medium})" if statement.medium else "")
    return f"{statement.id} " + " | ".join([speaker + relay, kind, about, _quoted([statement.cue], account), words])


def _dispute(dispute: Dispute, account: Account) -> str:
    fits = "compatible" if dispute.compatible else "incompatible"
    positions = "; ".join(_position(position, account) for position in dispute.positions)
    return f"{dispute.question} of {' '.join(dispute.events)} | {fits} | {positions}"


def _position(position: Position, account: Account) -> str:
    said = [
        f"by {_names(position.source, account)}" if position.source else None,
        f"not by {_names(position.source_not, account)}" if position.source_not else None,
        f"{position.low}–{'' if position.high is None else position.high} {position.what}" if position.what else None,
        {True: "happened", False: "did not happen", None: None}[position.happened],
        _quoted([position.words], account) if position.words else None,
    ]
    return f"{_names(position.voices, account)}: {' '.join(filter(None, said))}"


def _parties(parties: Iterable[Party], account: Account) -> str:
    return _names((party.actor for party in parties), account) or "–"


def _names(voices: Iterable[str], account: Account) -> str:
    return ", ".join(_voice(voice, account) for voice in voices)


def _voice(voice: str, account: Account) -> str:
    if voice in (NARRATOR, UNNAMED):
        return voice
    return next((actor.name for actor in account.actors if actor.id == voice), voice)


def _quoted(spans: Iterable[Span | None], account: Account) -> str:
    words = [" ".join(span.of(account.report.text).split()) for span in spans if span is not None]
    return " … ".join(f"“{textwrap.shorten(word, 110, placeholder=' …')}”" for word in words) or "–"
