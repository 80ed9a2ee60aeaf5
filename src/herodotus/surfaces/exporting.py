"""``herodotus export`` and ``import``: the ledger in the forms of other programs; accounts and decisions from elsewhere."""

from __future__ import annotations

import json as json_
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from herodotus.errors import InputError, NotFoundError
from herodotus.model import EVENT_TYPES
from herodotus.surfaces.console import Console
from herodotus.surfaces.exits import FAILED
from herodotus.surfaces.options import HOME, LedgerAt, Quiet, compare, opened

if TYPE_CHECKING:
    from herodotus.ledger import Ledger
    from herodotus.surfaces.export.base import LeftOut, Told

_Many = list[str] | None


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="accounts, event-reports, event-reports-parquet, geojson, brief.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file; standard output if none is named.")] = None,
    status: Annotated[_Many, typer.Option(help="Only events told so: happened, alleged … ; may be given again.")] = None,
    type_: Annotated[_Many, typer.Option("--type", help="Only events of this PLOVER type; may be given again.")] = None,
    since: Annotated[str | None, typer.Option(help="Only what may have happened from this day on.")] = None,
    until: Annotated[str | None, typer.Option(help="Only what may have happened up to this day.")] = None,
    report: Annotated[_Many, typer.Option(help="Only this report, by the start of its id; may be given again.")] = None,
    ledger: LedgerAt = HOME, *, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Write what the ledger holds, corrected, in the form another program reads; say what was left out."""
    from herodotus.surfaces.export import FORMATS
    from herodotus.surfaces.export.base import Asked

    _check(form, FORMATS, "FORMAT")
    types = tuple(one.upper() for one in type_ or ())
    for one in types:
        _check(one, EVENT_TYPES, "--type")
    asked = Asked(tuple(status or ()), types, since, until)
    console = Console(quiet=quiet)
    with opened(ledger) as kept, _stream(output) as to:
        if form != "accounts":
            compare(kept, console)
        left_out = FORMATS[form](_told(kept, report), to, asked)
    _account_for(left_out, console)


def _check(one: str, there: Any, hint: str) -> None:
    if one not in there:
        raise typer.BadParameter(f"{one!r} is none of {', '.join(there)}", param_hint=hint)


@contextmanager
def _stream(output: Path | None) -> Iterator[BinaryIO]:
    """Give the stream to write to. A file is there whole or not at all."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = output.with_name(f"{output.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)


def _told(kept: Ledger, reports: _Many) -> Iterator[Told]:
    from herodotus.ledger import keeping
    from herodotus.surfaces.export.base import told_of

    with kept.reading() as db:
        yield from told_of(db, None if reports is None else [keeping.number_of(db, prefix) for prefix in reports])


def _account_for(left_out: LeftOut, console: Console) -> None:
    if left_out:
        reasons = ", ".join(f"{count} {why}" for why, count in left_out.most_common())
        console.note(f"left out {left_out.total()} ({reasons})")


def import_(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="accounts or corrections, as JSON, one a line.")],
    path: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False)],
    ledger: LedgerAt = HOME, *, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Bring in accounts that `export accounts` wrote, or decisions that `review log --jsonl` wrote; each is kept once."""
    readers = {"accounts": _accounts, "corrections": _corrections}
    _check(form, readers, "FORMAT")
    from herodotus.ledger import open_ledger

    console = Console(quiet=quiet)
    with open_ledger(ledger, tell=console.note) as kept:
        new, known, failed = readers[form](kept, path, console)
    console.note(f"{path}: {new} new, {known} there already, {failed} failed")
    if not new + known + failed:
        raise NotFoundError(f"{path}: nothing in it.")
    raise typer.Exit(FAILED if failed else 0)


def _accounts(kept: Ledger, path: Path, console: Console) -> tuple[int, int, int]:
    """Keep accounts, each in a transaction of its own; return how many are new, known and failed."""
    from herodotus import contract

    new = known = failed = 0
    for number, line in _lines(path):
        try:
            account = contract.from_json(json_.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            failed += 1
            console.note(str(_broken(path, number, error)))
            continue
        fresh = kept.add(account).new
        new, known = new + fresh, known + (not fresh)
    return new, known, failed


def _corrections(kept: Ledger, path: Path, console: Console) -> tuple[int, int, int]:
    """Keep decisions, all in one transaction, with their undoing; return how many are new, known and failed."""
    from herodotus.ledger import correcting
    from herodotus.surfaces import corrections

    found, failed = [], 0
    for number, line in _lines(path):
        try:
            found.append(corrections.read(json_.loads(line)))
        except ValueError as error:
            failed += 1
            console.note(str(_broken(path, number, error)))
    with kept.writing() as db:
        new, left = correcting.bring_in(db, found)
    if left:
        console.note(f"{path}: {left} take back what is not in it, and are left out: bring in the whole log")
    return new, len({one.id for one in found}) - new - left, failed + left


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with path.open(encoding="utf-8", errors="surrogatepass") as file:
        yield from ((number, line) for number, line in enumerate(file, 1) if line.strip())


def _broken(path: Path, number: int, error: Exception) -> InputError:
    return InputError(f"{path}, line {number}", f"not what is expected: {error}", "Mend the line, or leave it out.")
