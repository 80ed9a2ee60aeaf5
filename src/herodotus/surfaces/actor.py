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
    from herodotus.ledger.dossiers import Dossier, Line

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
    for section in found.sections:
        yield ""
        yield f"  {section.name.upper()}  {section.count}"
        for line in section.lines:
            yield from _line(line)
        if section.count > len(section.lines):
            yield f"    … {section.count - len(section.lines)} more (--most)"


def _line(line: Line) -> Iterator[str]:
    from herodotus.accounts.telling import MARKS

    told = f"{MARKS[line.display]} {line.words}" if line.display else f"{line.voice}: {line.words}"
    where = f"{line.publisher or '?'} {(line.published or '?')[:10]}  {line.report[:10]}:{line.id}"
    whole = f"{interval(line.when):<12}{textwrap.shorten(told, 160, placeholder=' …')}  {where}"
    yield from textwrap.wrap(whole, 120, initial_indent="    ", subsequent_indent=" " * 18)
