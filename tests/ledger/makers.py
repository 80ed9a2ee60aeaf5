"""Accounts made quickly, without a reader: as many as a test of the ledger wants, each like a report of a few sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from herodotus.model import (
    Account,
    Actor,
    Claim,
    Event,
    Evidence,
    MadeBy,
    Mention,
    Party,
    Place,
    Report,
    Span,
    Statement,
    Time,
)
from tests.accounts.makers import MADE_BY, report_id, sentences

STATES = ("Norland", "Merania", "Averin", "Torvia", "Velmar")


def account(text_of: int | str = 0, *, made_by: MadeBy = MADE_BY, **known: object) -> Account:
    """Return the account of "STATE N denied the raid on Port Elise of Monday."; ``known`` are fields of the report."""
    text = text_of if isinstance(text_of, str) else _text(text_of)
    known = {"published": dt.date(2026, 3, 11), "publisher": "Harbour Gazette", **known}
    name = report_id(text, known["publisher"], known["published"])
    report = Report(id=name, text=text, **known)  # type: ignore[arg-type]
    return _told(report, made_by)


def many(count: int, **known: object) -> Iterator[tuple[Account, bytes]]:
    """Yield so many accounts, each of another report, with the bytes of the report."""
    for n in range(count):
        one = account(n, **known)  # type: ignore[arg-type]
        yield one, one.report.text.encode()


def _text(n: int) -> str:
    return f"{STATES[n % 5]} denied the raid on Port Elise. It came on Monday with {n} boats, its envoy said."


def _told(report: Report, made_by: MadeBy) -> Account:
    text = report.text
    first = Span(0, text.index(" "))
    cue, raid, port, day = (_words(text, words) for words in ("denied", "raid", "Port Elise", "Monday"))
    because = (Evidence("made", cue),)
    deny = Statement("s1", Party("a1", first), cue, (Span(cue.end + 1, port.end),), "deny", "denies", "indirect")
    claims = (Claim("a1", "s1", "happened", "denies", about="source", source_not=("a1",)),)
    actor = Actor("a1", first.of(text), "state", mentions=(Mention(first, first, "name"),))
    told = dt.date(2026, 3, 9)
    return Account(
        report=report,
        actors=(actor,),
        places=(Place("p1", "Port Elise", "XNO", mentions=(port,)),),
        times=(Time("t1", day, told, told, "day", "report", "weekday"),),
        statements=(deny,),
        events=(Event("e1", "raid", (raid,), "ASSAULT", place="p1", time="t1", claims=claims, because=because),),
        links=(), disputes=(), warnings=(), made_by=made_by,
        sentences=tuple(sentences(text)),
    )  # fmt: skip


def _words(text: str, words: str) -> Span:
    start = text.find(words)
    return Span(start, start + len(words)) if start >= 0 else Span(0, 1)
