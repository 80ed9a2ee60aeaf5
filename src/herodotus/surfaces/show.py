"""``herodotus show``: what is kept, an account of it, which runs read it, what one of them read, and what changed since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from herodotus.errors import NotFoundError
from herodotus.surfaces.console import Console
from herodotus.surfaces.options import HOME, AsJson, LedgerAt, as_json, opened, out

if TYPE_CHECKING:
    from herodotus.accounts.rereading import Change
    from herodotus.ledger import Ledger
    from herodotus.ledger.runs import Reading
    from herodotus.model import Account

_SIGNS = {"found": "+", "lost": "-", "otherwise": "≠"}


def show(
    report: Annotated[str | None, typer.Argument(help="The start of a report's id; none lists what is kept.")] = None,
    ledger: LedgerAt = HOME, *,
    as_read: Annotated[bool, typer.Option("--as-read", help="As it was read, without corrections.")] = False,
    runs: Annotated[bool, typer.Option("--runs", help="List the runs that read the report, each with its number.")] = False,
    run: Annotated[int | None, typer.Option(metavar="N", help="What run N read, without corrections.")] = None,
    compare: Annotated[int | None, typer.Option(metavar="N", help="What is found, lost and told otherwise since run N.")] = None,
    json: AsJson = False,
) -> None:  # fmt: skip
    """Show an account that is kept, corrected, or list them; by run, what was read before and what changed since."""
    with opened(ledger) as kept:
        if report is None:
            _list(kept)
        elif runs:
            _runs(kept, report, json=json)
        elif compare is not None:
            _compared(kept, report, compare, run, json=json)
        else:
            _told(_account(kept, report, run, as_read=as_read), json=json)


def _account(kept: Ledger, report: str, run: int | None, *, as_read: bool) -> Account:
    from herodotus.ledger import keeping
    from herodotus.ledger import runs as readings

    if run is not None:
        with kept.reading() as db:
            return readings.read_by(db, keeping.number_of(db, report), run)
    account = kept.get(report, as_read=as_read)
    if not as_read and account != kept.get(report, as_read=True):
        Console().note("corrected by hand: --as-read shows what was read, 'herodotus review log' who decided what")
    return account


def _told(account: Account, *, json: bool) -> None:
    from herodotus import contract

    if json:
        out(contract.dumps(account, indent=2))
    else:
        Console().tell(account)


def _list(kept: Ledger) -> None:
    rows = list(kept.reports())
    if not rows:
        raise NotFoundError(f"{kept.url}: the ledger is empty. Read a report first.")
    for row in rows:
        known = (row.published or "?")[:10], row.publisher or "?", row.title or ""
        out("{}  {:<10}  {:<24}  {}".format(row.report[:10], *known).rstrip())


# --- the runs of a report --------------------------------------------------------------------------------------------------


def _runs(kept: Ledger, report: str, *, json: bool) -> None:
    from herodotus.ledger import keeping
    from herodotus.ledger import runs as readings

    with kept.reading() as db:
        found = readings.of(db, keeping.number_of(db, report))
    if json:
        out(as_json({"schema": "herodotus.runs/1", "runs": [asdict(one) for one in found]}))
        return
    for one in found:
        out(_run_in_words(one))


def _run_in_words(one: Reading) -> str:
    current = "  current" if one.current else ""
    settings = "" if one.settings == "{}" else f"  {one.settings}"
    made_by = f"herodotus {one.herodotus}  model {one.model[:15]}  lexicons {one.lexicons[:15]}"
    return f"run {one.id}  {one.made}  {made_by}{settings}{current}"


def _compared(kept: Ledger, report: str, then: int, now: int | None, *, json: bool) -> None:
    from herodotus.ledger import keeping
    from herodotus.ledger import runs as readings

    with kept.reading() as db:
        n = keeping.number_of(db, report)
        found = readings.compared(db, n, then, now)
        last = readings.of(db, n)[-1].id if now is None else now
    if json:
        out(
            as_json(
                {"schema": "herodotus.changes/1", "then": then, "now": last, "changes": [_object(c) for c in found]}
            )
        )
        return
    counts = ", ".join(f"{sum(one.kind == kind for one in found)} {words}" for kind, words in _COUNTED.items())
    out(f"run {then} → run {last}: {counts}")
    out("\n".join(line for one in found for line in _lines(one)) or "read alike")


_COUNTED = {"found": "found", "lost": "lost", "otherwise": "told otherwise"}


def _lines(one: Change) -> Iterator[str]:
    beside = f"  (there: {one.beside})" if one.beside else ""
    yield f"  {_SIGNS[one.kind]} {one.now or one.then}  {one.told}{beside}"
    yield from (f"      {field.name}: {field.then or '–'}  →  {field.now or '–'}" for field in one.fields)


def _object(one: Change) -> dict[str, Any]:
    return {**asdict(one), "span": [one.span.start, one.span.end]}
