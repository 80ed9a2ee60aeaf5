"""The lines of a dossier: things that were said and done, each with its sentence, whose word it is, and whether it is an echo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts.sayings import echoed
from herodotus.accounts.telling import voice_in_words
from herodotus.ledger import correcting, keeping, tables, twins
from herodotus.model import NARRATOR, Account

LONGEST = 700
"""Code points of a sentence that are shown."""
_LOOKED_AT = 12
"""Accounts in which echoes are looked for, for one section."""
Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Line:
    """
    One thing of a dossier: where it stands, when, in a few words, by whose word, in which sentence.

    ``voice`` speaks, or holds an event, ``denied_by`` denies it; the report's own voice is not among them. ``echo`` says whose
    words are only taken up, where that is known.
    """

    report: str
    id: str
    when: tuple[str | None, str | None]
    words: str
    display: str | None
    voice: str | None
    publisher: str | None
    published: str | None
    sentence: str | None = None
    medium: str | None = None
    denied_by: str | None = None
    echo: str | None = None


def lines(db: Connection, table: sa.Table, conditions: Iterable[Any], most: int) -> tuple[Line, ...]:
    """Return the newest events, or statements, of which some conditions hold."""
    report, sentence = tables.report, tables.sentence
    of = sa.and_(sentence.c.report == table.c.report, sentence.c.n == table.c.sentence)
    joined = table.join(report, report.c.n == table.c.report).outerjoin(sentence, of)
    words = sa.func.substr(report.c.text, sentence.c.start + 1, sa.func.coalesce(sentence.c.end - sentence.c.start, 0))
    columns = (table, report.c.id.label("report_id"), report.c.publisher, report.c.published, words.label("whole"))
    newest = sa.select(*columns).select_from(joined).where(*conditions)
    newest = newest.order_by(report.c.published.desc(), report.c.id, table.c.start).limit(most)
    rows = db.execute(newest).all()
    copies = twins.echoed(db, {row.report for row in rows})
    if table is tables.event:
        return tuple(_events(db, rows, copies))
    return tuple(_statement(row, copies) for row in rows)


def _events(db: Connection, rows: Iterable[Any], copies: Mapping[int, str]) -> Iterator[Line]:
    shown = list(rows)
    held = _held(db, {(row.report, row.id) for row in shown})
    doubtful = {(row.report, row.id) for row in shown if row.display in ("alleged", "denied")}
    echoes = _echoes(db, [key for key in doubtful if len([one for one in held.get(key, ()) if one.statement]) > 1])
    for row in shown:
        key = (row.report, row.id)
        denied = [one.voice for one in held.get(key, ()) if one.stance == "denies"]
        asserted = [one.voice for one in held.get(key, ()) if one.stance != "denies"]
        words = " ".join(filter(None, [row.source, f"“{row.label}”", row.target, f"[{row.type or 'no type'}]"]))
        yield _line(
            row, words, display=row.display, voice="; ".join(dict.fromkeys(asserted)) or None,
            denied_by="; ".join(dict.fromkeys(denied)) or None, echo=copies.get(row.report) or echoes.get(key),
        )  # fmt: skip


def _statement(row: Any, copies: Mapping[int, str]) -> Line:
    quoted = row.words if (row.words or "").startswith(("“", '"')) else f"“{row.words}”"
    words = f"{row.act}{f' → {row.target}' if row.target else ''}{f' {quoted}' if row.words else ''}"
    return _line(row, words, voice=row.speaker, medium=row.medium, echo=copies.get(row.report))


def _line(row: Any, words: str, **more: Any) -> Line:
    given: dict[str, Any] = {"display": None, "medium": None, **more}
    sentence = " ".join((row.whole or "").split())
    return Line(
        row.report_id, row.id, (row.earliest, row.latest), words, publisher=row.publisher, published=row.published,
        sentence=(sentence if len(sentence) <= LONGEST else f"{sentence[:LONGEST]} …") or None, **given,
    )  # fmt: skip


def _held(db: Connection, events: set[Key]) -> dict[Key, list[Any]]:
    """Return the claims by which some events are held, besides the reports' own."""
    claim = tables.claim
    wanted = sa.select(claim).where(claim.c.report.in_({report for report, _ in events}), claim.c.voice_id != NARRATOR)
    found: dict[Key, list[Any]] = defaultdict(list)
    for row in db.execute(wanted.order_by(claim.c.report, claim.c.event, claim.c.n)) if events else ():
        if (row.report, row.event) in events:
            found[row.report, row.event].append(row)
    return found


def _echoes(db: Connection, held: Collection[Key]) -> dict[Key, str]:
    """Return which events are held by one voice that only takes up another's words, in words."""
    found: dict[Key, str] = {}
    reports = sorted({report for report, _ in held})[:_LOOKED_AT]
    for n, laid in correcting.overlaid(db, {n: keeping.newest(db, n) for n in reports}).items():
        for event, words in _echoes_in(laid.account):
            if (n, event) in held:
                found[n, event] = words
    return found


def _echoes_in(account: Account) -> Iterator[tuple[str, str]]:
    said = {one.id: one for one in account.statements}
    for event in account.events:
        echoes = ((claim.voice, echoed(event, claim, said)) for claim in event.claims)
        told = [
            f"{voice_in_words(voice, account)} takes up the words of {voice_in_words(first, account)}"
            for voice, first in echoes
            if first is not None and voice != NARRATOR
        ]
        if told:
            yield event.id, "; ".join(told)
