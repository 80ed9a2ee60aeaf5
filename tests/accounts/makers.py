"""Accounts made by hand: only what a test of comparing needs to say."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence

from herodotus.model import (
    NARRATOR,
    Account,
    Actor,
    Claim,
    Count,
    Event,
    MadeBy,
    Mention,
    Party,
    Place,
    Report,
    Span,
    Statement,
    Time,
)

MADE_BY = MadeBy("test", "sha256:reader", "sha256:lexicons")
DAY = dt.date(2026, 3, 8)


def report(text: str, publisher: str = "Harbour Gazette", published: dt.date | None = dt.date(2026, 3, 10)) -> Report:
    """Return a report of this text."""
    return Report(report_id(text, publisher, published), text, publisher=publisher, published=published)


def report_id(text: str, publisher: object, published: object) -> str:
    """Return an id like a report's: another for another text, publisher or day."""
    return hashlib.sha256(f"{text}{publisher}{published}".encode()).hexdigest()


def raid(
    text: str = "Gunmen raided the harbour office in Port Elise on Sunday, killing 12 dockers.",
    *,
    publisher: str = "Harbour Gazette",
    published: dt.date | None = dt.date(2026, 3, 10),
    word: str = "raided",
    label: str = "raid",
    place: str | None = "Port Elise",
    day: dt.date | None = DAY,
    actors: Sequence[Actor] = (),
    claims: Sequence[Claim] = (Claim(NARRATOR, None, "happened", "asserts"),),
    counts: Sequence[Count] = (),
    statements: Sequence[Statement] = (),
    source: Sequence[str] = (),
    kind: str = "ASSAULT",
) -> Account:
    """Return the account of a report that tells one raid; a keyword says what is otherwise."""
    at = span(text, word)
    places = () if place is None else (Place("p1", place, "XNO", precision="city", mentions=(span(text, place),)),)
    times = () if day is None else (Time("t1", Span(0, 1), day, day, "day", "report", "weekday"),)
    event = Event(
        "e1", label, (at,), kind, source=tuple(map(Party, source)), place="p1" if places else None,  # type: ignore[arg-type]
        time="t1" if times else None, counts=tuple(counts), claims=tuple(claims),
    )  # fmt: skip
    return Account(
        report(text, publisher, published), tuple(actors), places, times, tuple(statements), (event,), (), (), (), MADE_BY,
        tuple(sentences(text)),
    )  # fmt: skip


def sentences(text: str) -> list[Span]:
    """Return the stretches up to full stops."""
    return [Span(*found.span()) for found in re.finditer(r"\S.*?(?:\.(?= )|$)", text)]


def span(text: str, words: str) -> Span:
    """Return where some words stand first."""
    start = text.index(words)
    return Span(start, start + len(words))


def actor(text: str, name: str, number: int = 1, *, kind: str = "state", acts_for: str | None = None) -> Actor:
    """Return an actor that the text names."""
    at = span(text, name)
    return Actor(f"a{number}", name, kind, acts_for=acts_for, mentions=(Mention(at, at, "name"),))  # type: ignore[arg-type]


def killed(low: int, high: int | None, voice: str = NARRATOR) -> Count:
    """Return a number of dead."""
    return Count("killed", low, high, "exact" if low == high else "at least", None, Span(0, 1), voice=voice)
