"""What commands share: the options they all have, the ledger they open, and how they write data."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from herodotus.errors import InputError, NotFoundError
from herodotus.surfaces.console import Console

if TYPE_CHECKING:
    from herodotus.ledger import Ledger

HOME = "herodotus.db"
"""Where the ledger is unless somebody says otherwise."""

LedgerAt = Annotated[
    str, typer.Option("--ledger", envvar="HERODOTUS_LEDGER", help="Path or SQLAlchemy URL of the ledger.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
AsLines = Annotated[bool, typer.Option("--jsonl", help="One JSON object a line.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No notes on standard error.")]
Coder = Annotated[
    str,
    typer.Option("--coder", envvar="HERODOTUS_CODER", help="Who decides; your login name unless you say otherwise."),
]
Why = Annotated[str | None, typer.Option("--why", help="The reason, kept with the decision.")]


def login() -> str:
    """Return the name of whoever is logged in: who decides, where nobody says otherwise; somebody where it has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def opened(url: str, *, any_version: bool = False) -> Ledger:
    """Open a ledger that is there already; who has to wait for another writer is told. Raises NotFoundError where there is none."""
    from herodotus.ledger import Ledger

    must_be(url)
    return Ledger(url, tell=Console().note, any_version=any_version)


def must_be(url: str) -> None:
    """Raise NotFoundError where a ledger would be a file and there is none: asking makes nothing."""
    from herodotus.ledger import dialects

    path = dialects.file_of(url)
    if path is not None and not path.is_file():
        raise NotFoundError(f"{url}: no such ledger. Read a report first, or name one with --ledger.")


def compare(ledger: Ledger, console: Console) -> None:
    """Bring what compares the reports of a ledger up to date, with progress."""
    from herodotus.ledger import comparing

    comparing.bring_up_to_date(ledger, lambda done, of: console.progress(f"comparing {done} of {of} reports"))
    console.progress("")


def instant(written: str | None) -> dt.date | dt.datetime | None:
    """Return when something was published, as a person writes it. Raises BadParameter for what is no day and no instant."""
    from herodotus import reading

    if written is None:
        return None
    try:
        return reading.instant(written, where="--published")
    except InputError as error:
        raise typer.BadParameter(f"{error.problem}. {error.remedy}", param_hint="--published") from None


def out(text: str) -> None:
    """Write a line of data."""
    sys.stdout.write(text + "\n")


def as_json(found: Any) -> str:
    """Return an object as JSON for a person and a program alike."""
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_line(found: Any) -> str:
    """Return an object as one line of JSON."""
    return json.dumps(found, ensure_ascii=False)
