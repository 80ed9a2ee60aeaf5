"""``herodotus incidents`` and ``herodotus accounts``: what many reports tell as one happening, and how they tell it."""

from __future__ import annotations

import json as json_
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from herodotus.errors import NotFoundError
from herodotus.surfaces.console import Console
from herodotus.surfaces.options import HOME, AsJson, LedgerAt, as_json, compare, opened, out

if TYPE_CHECKING:
    from herodotus.ledger import Db
    from herodotus.ledger.incidents import Listed
    from herodotus.model import Incident


def incidents(
    reports: Annotated[int, typer.Option("--reports", min=1, help="Told by at least so many reports.")] = 2,
    kind: Annotated[str | None, typer.Option("--type", help="Of this PLOVER type: ASSAULT, PROTEST …")] = None,
    place: Annotated[str | None, typer.Option(help="At this place.")] = None,
    since: Annotated[str | None, typer.Option(help="Not over before this day: 2026-03-08.")] = None,
    until: Annotated[str | None, typer.Option(help="Begun by this day.")] = None,
    ledger: LedgerAt = HOME,
    *,
    json: AsJson = False,
) -> None:
    """List what several reports tell as one happening."""
    from herodotus.ledger import incidents as asking

    with _compared(ledger) as db:
        found = asking.listed(db, asking.Asked(reports, kind, place, since, until))
    if not found:
        raise NotFoundError(f"{ledger}: no such incident. Ask for less (--reports 1), or read more reports.")
    rows = {"schema": "herodotus.incidents/1", "incidents": [asdict(one) for one in found]}
    out(as_json(rows) if json else "\n".join(_line(one) for one in found))


def accounts(
    incident: Annotated[str, typer.Argument(help="The start of an incident's id, or an event of it: REPORT:e5.")],
    rule: Annotated[str, typer.Option(help="informative, conservative or representative.")] = "conservative",
    ledger: LedgerAt = HOME,
    *,
    why: Annotated[bool, typer.Option("--why", help="Say why its events are held to be one.")] = False,
    json: AsJson = False,
) -> None:
    """Lay the accounts of one incident side by side: every voice's answer to every question, and what nobody says."""
    from herodotus.accounts import aggregating, tabling
    from herodotus.ledger import incidents as asking

    if rule not in aggregating.RULES:
        raise typer.BadParameter(f"{rule!r} is none of {', '.join(aggregating.RULES)}", param_hint="--rule")
    with _compared(ledger) as db:
        one = asking.get(db, incident)
        told = asking.accounts_of(db, one)
        matrix = asking.matrix(db, one)
        grounds = _grounds(db, one) if why else []
    by_id = {account.report.id: account for account in told}
    if json:
        row = tabling.as_json(matrix, by_id, rule)
        out(as_json({**row, **({"because": grounds} if why else {})}))
        return
    Console().lines(tabling.tell(matrix, rule))
    for pair in grounds:
        out(_pair(pair))


@contextmanager
def _compared(url: str) -> Iterator[Db]:
    """Give a ledger to ask, its reports compared with one another."""
    with opened(url) as kept:
        compare(kept, Console())
        with kept.reading() as db:
            yield db


def _grounds(db: Db, one: Incident) -> list[dict[str, Any]]:
    from herodotus.ledger import incidents as asking

    pairs = asking.because(db, one)
    return [{"a": a, "b": b, "score": score, "grounds": json_.loads(why)} for a, b, score, why in pairs]


def _pair(pair: dict[str, Any]) -> str:
    grounds = [f"{name} {points:+.1f}" + (f" ({words})" if words else "") for name, points, words in pair["grounds"]]
    return f"  {_short(pair['a'])} = {_short(pair['b'])}  {pair['score']:+.1f}: {', '.join(grounds)}"


def _short(ref: str) -> str:
    report, _, event = ref.partition(":")
    return f"{report[:6]}:{event}"


def _line(one: Listed) -> str:
    when = one.earliest or "?"
    if one.latest is not None and one.latest != one.earliest:
        when = f"{one.earliest}/{one.latest}"
    what = ", ".join(part for part in (one.label, one.place) if part)
    kind = f"  [{one.type}]" if one.type else ""
    told = f"{_many(one.reports, 3, 'report')}  {_many(one.publishers, 2, 'publisher')}"
    return f"{one.id}  {when:<21}  {told}  {what}{kind}"


def _many(number: int, width: int, word: str) -> str:
    """Return a number with its noun, as wide for one as for many."""
    return f"{number:>{width}} {word}{' ' if number == 1 else 's'}"
