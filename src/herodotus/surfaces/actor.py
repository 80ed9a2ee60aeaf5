"""``herodotus actor``: one actor across all reports: said, did, is said to have done, denied, suffered."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from herodotus.surfaces.options import HOME, AsJson, LedgerAt, as_json, opened, out
from herodotus.surfaces.timeline import interval

if TYPE_CHECKING:
    from herodotus.ledger.dossiers import Dossier
    from herodotus.ledger.identifying import Hand
    from herodotus.ledger.lines import Line

SCHEMA = "herodotus.actor/1"


def actor(
    name: Annotated[str, typer.Argument(help="A name, or a part of one in whole words.")],
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="How many of each at most.")] = 5,
    ledger: LedgerAt = HOME, *, json: AsJson = False,
) -> None:  # fmt: skip
    """Show what the ledger holds of an actor: what he said, did, is said to have done, denied; what was said of and done to him."""
    from herodotus.ledger.dossiers import dossier

    with opened(ledger) as kept, kept.reading() as db:
        found = dossier(db, name, most=most)
    out(as_json({"schema": SCHEMA, **asdict(found)}) if json else "\n".join(_lines(found)))


def _lines(found: Dossier) -> Iterator[str]:
    also = f"  also {', '.join(found.names[1:6])}" if len(found.names) > 1 else ""
    yield f"{found.names[0]}  ({', '.join([*found.kinds, *found.countries])}; in {found.reports} reports){also}"
    for hand in found.hands:
        yield f"  {_by_hand(hand)}"
    for section in found.sections:
        yield ""
        yield f"  {section.name.upper()}  {section.count}"
        for line in section.lines:
            yield from _line(line)
        if section.count > len(section.lines):
            yield f"    … {section.count - len(section.lines)} more (--most)"


def _by_hand(hand: Hand) -> str:
    """Return a decision on who is who in words."""
    what = "one with" if hand.verb == "merge" else "somebody else than"
    whom = f"“{hand.other}”" if hand.one != hand.other else "the others of that name"
    own = f" ({hand.keys[0]})" if hand.verb == "split" else ""
    why = f": {hand.why}" if hand.why else ""
    return f"“{hand.one}”{own} is {what} {whom}, says {hand.who} on {hand.at[:10]} (number {hand.id} of the log){why}"


def _line(line: Line) -> Iterator[str]:
    from herodotus.accounts.telling import MARKS

    denied = f" ✕ {line.denied_by}" if line.denied_by else ""
    voices = f" – {line.voice or ''}{denied}" if line.display and (line.voice or denied) else ""
    told = f"{MARKS[line.display]} {line.words}{voices}" if line.display else f"{line.voice}: {line.words}"
    where = f"{line.publisher or '?'} {(line.published or '?')[:10]}  {line.report[:10]}:{line.id}"
    echo = f" ({line.echo})" if line.echo else ""
    whole = f"{interval(line.when):<12}{textwrap.shorten(told, 160, placeholder=' …')}{echo}  {where}"
    yield from textwrap.wrap(whole, 120, initial_indent="    ", subsequent_indent=" " * 18)
