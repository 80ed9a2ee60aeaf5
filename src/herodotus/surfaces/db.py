"""``herodotus db``: how the ledger is, bringing it up to date, copying it, checking it, taking a report out of it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated

import typer

from herodotus.errors import NotFoundError
from herodotus.surfaces.console import Console
from herodotus.surfaces.exits import BELOW
from herodotus.surfaces.options import HOME, AsJson, LedgerAt, as_json, must_be, opened, out

if TYPE_CHECKING:
    from herodotus.ledger.health import Status

app = typer.Typer(no_args_is_help=True, help="How the ledger is: status, migrate, backup, verify, remove.")


@app.command()
def status(ledger: LedgerAt = HOME, *, json: AsJson = False) -> None:
    """Say what the ledger is and holds."""
    from herodotus.ledger import health

    with opened(ledger, any_version=True) as kept:
        found = health.status(kept)
    if found.revision is None:
        raise NotFoundError(f"{found.where}: there is no ledger. Read a report first, or name one with --ledger.")
    out(as_json(dataclasses.asdict(found)) if json else "\n".join(_told(found)))


@app.command()
def migrate(ledger: LedgerAt = HOME, *, json: AsJson = False) -> None:
    """Bring a ledger of an older version to this one; a file is copied first."""
    from herodotus.ledger import copying

    must_be(ledger)
    console, done = Console(), 0
    for done in copying.migrate(ledger, tell=console.note):
        console.progress(f"{done} reports")
    console.progress("")
    words = f"brought up to date: {done} reports" if done else "it is of this version; nothing to do"
    out(as_json({"migrated": done}) if json else f"{_shown(ledger)}: {words}")


@app.command()
def backup(
    to: Annotated[
        str | None, typer.Argument(help="A file or URL where nothing is yet; else beside the ledger.")
    ] = None,
    ledger: LedgerAt = HOME,
    *,
    json: AsJson = False,
) -> None:
    """Copy the ledger while others use it. To a file it is SQLite, to a URL what the URL says."""
    from herodotus.ledger import copying, dialects, health, keeping

    path = dialects.file_of(ledger)
    if to is None and path is None:
        raise typer.BadParameter("a ledger on a server needs one: a file or URL", param_hint="TO")
    where = to or str(health.beside(path, keeping.now())) if path is not None else str(to)
    with opened(ledger) as kept:
        copying.backup(kept, where)
    out(as_json({"copy": _shown(where)}) if json else _shown(where))


@app.command()
def verify(
    ledger: LedgerAt = HOME,
    *,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="First make everything anew that can be made from what is kept.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Check that everything kept is whole and the flat tables say what it says. Exit code 6 where something is wrong."""
    from herodotus.ledger import health, upgrading

    console, found = Console(), []
    with opened(ledger) as kept:
        if rebuild:
            with kept.writing() as db:
                for done in upgrading.make_again(db):
                    console.progress(f"{done} reports laid flat")
        for finding in health.verify(kept):
            console.progress("")
            found.append(finding)
            if not json:
                out(f"{'ok  ' if finding.sound else 'BAD '} {finding.name:<9} {finding.words}")
    sound = all(one.sound for one in found)
    if json:
        out(as_json({"sound": sound, "findings": [dataclasses.asdict(one) for one in found]}))
    elif not sound:
        console.note("what is said can be made again with --rebuild; for what is kept, take the last copy")
    if not sound:
        raise typer.Exit(BELOW)


@app.command()
def remove(
    report: Annotated[str, typer.Argument(help="The start of a report's id.")],
    why: Annotated[str, typer.Option("--why", help="The reason, kept in its place.")],
    ledger: LedgerAt = HOME,
    *,
    json: AsJson = False,
) -> None:
    """Take a report out for good: text, bytes and accounts go; that it was there, when it went and why stays."""
    with opened(ledger) as kept:
        gone = kept.remove(report, why=why)
    out(as_json({"removed": gone}) if json else f"{gone}: taken out")


def _told(found: Status) -> list[str]:
    lines = [f"{found.where}  {found.database}  version {found.revision}  {found.bytes / 1e6:.1f} MB"]
    if not found.current:
        return [*lines, "it is of another version: 'herodotus db migrate' brings an older one up to date"]
    lines += [f"  {count:>9,} {name}" for name, count in found.counts.items()]
    lines.append(f"  {found.versions:>9,} reports follow an earlier version")
    for run in found.runs:
        lines.append(
            f"  run {run.id}  {run.started or '?'}  herodotus {run.herodotus}  model {run.model[:15]}  "
            f"lexicons {run.lexicons[:15]}  {run.accounts:,} accounts"
        )
    return lines


def _shown(url: str) -> str:
    from herodotus.ledger import dialects

    return dialects.shown(url)
