"""The command line. Data goes to standard output, everything else to standard error; how it ended is its exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from herodotus._version import __version__
from herodotus.errors import HerodotusError, LedgerError, NotFoundError
from herodotus.model import ACTS
from herodotus.surfaces.actor import actor
from herodotus.surfaces.console import Console
from herodotus.surfaces.db import app as db_app
from herodotus.surfaces.dictionaries import Actors, Pivot, Verbs, own, own_verbs
from herodotus.surfaces.diff import diff
from herodotus.surfaces.exits import BELOW, FAILED, INTERRUPTED, LOCKED, NOTHING
from herodotus.surfaces.exporting import export, import_
from herodotus.surfaces.incidents import accounts, incidents
from herodotus.surfaces.lexicon import app as lexicon_app
from herodotus.surfaces.options import HOME, AsJson, LedgerAt, Quiet, as_json, instant, opened, out
from herodotus.surfaces.parse import parse
from herodotus.surfaces.rerun import rerun
from herodotus.surfaces.review import app as review_app
from herodotus.surfaces.search import search
from herodotus.surfaces.serve import serve
from herodotus.surfaces.show import show
from herodotus.surfaces.timeline import timeline

if TYPE_CHECKING:
    from herodotus.ledger import Ledger

app = typer.Typer(
    name="herodotus", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="Reads news reports; keeps who did what to whom, who says so, and who disputes it.",
)  # fmt: skip
app.add_typer(lexicon_app, name="lexicon")
app.add_typer(review_app, name="review")
app.add_typer(db_app, name="db")
app.command()(export)
app.command("import")(import_)
app.command()(parse)
app.command()(rerun)
app.command()(search)
app.command()(serve)
app.command()(show)
app.command()(timeline)
app.command()(actor)
app.command()(diff)
app.command()(incidents)
app.command()(accounts)


@app.command()
def read(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, patterns, or - for standard input.")],
    published: Annotated[
        str | None, typer.Option(help="When it was published: 2026-03-11, 2026-03-11T18:20+01:00.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was published.")] = None,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    format: Annotated[str, typer.Option(help="auto, txt, html or jsonl.")] = "auto",  # noqa: A002
    reader: Annotated[
        Path | None, typer.Option(help="A CoNLL-U file to read with instead of the shipped reader.")
    ] = None,
    actors: Actors = None,
    pivot: Pivot = 30,
    verbs: Verbs = None,
    ledger: LedgerAt = HOME,
    *,
    save: Annotated[bool, typer.Option("--save/--no-save", help="Keep the accounts in the ledger.")] = True,
    json: AsJson = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a line.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read side by side.")] = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Leave out what was read into this ledger before.")] = False,
    quiet: Quiet = False,
) -> None:
    """Read reports and give their accounts."""
    from herodotus import reading
    from herodotus.surfaces.executors import Work, executor
    from herodotus.surfaces.reports import Batch

    if format not in reading.FORMATS:
        raise typer.BadParameter(f"{format!r} is none of {', '.join(reading.FORMATS)}", param_hint="--format")
    day = instant(published)
    found = reading.sources(inputs, format=format, published=day, publisher=publisher, title=title, url=url)
    console = Console(quiet=quiet)
    work = Work(reader, own(actors, console, pivot), own_verbs(verbs, console))
    batch = Batch(executor(work, workers), console, one_object=json, lines=jsonl)
    with _ledger(ledger, wanted=save, tell=console.note) as kept:
        batch.run(found, kept, resume=work if resume else None)
    raise typer.Exit(batch.exit_code())


@app.command()
def statements(
    by: Annotated[str | None, typer.Option(help="Who speaks, or whom the speaker speaks for.")] = None,
    about: Annotated[str | None, typer.Option(help="Who is aimed at or named in what is said.")] = None,
    act: Annotated[list[str] | None, typer.Option(help="deny, accuse, … ; may be given more than once.")] = None,
    ledger: LedgerAt = HOME,
    *,
    json: AsJson = False,
) -> None:
    """List who says what: the statements that are kept, by speaker, by whom they are about, by act."""
    from herodotus.surfaces import statements as asking

    unknown = [one for one in act or [] if one not in ACTS]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]!r} is none of {', '.join(ACTS)}", param_hint="--act")
    asked = asking.Asked(by, about, tuple(act or ()))
    with opened(ledger) as kept:
        found = list(asking.find(kept, asked))
    if not found:
        raise NotFoundError(f"{ledger}: no statement {asked.said()}is kept. Ask for less, or see 'herodotus show'.")
    out(as_json(asking.as_json(found)) if json else "\n".join(asking.told(found)))


@app.command()
def explain(
    thing: Annotated[
        str, typer.Argument(help="REPORT:e5, REPORT:s2, :a1, :p1 or :t1; REPORT is the start of a report's id.")
    ],
    ledger: LedgerAt = HOME,
) -> None:
    """Say why an event, statement, actor, place or time is what it is: rule, rank of evidence, words."""
    from herodotus.surfaces.explain import decisions, explained

    report, _, part = thing.partition(":")
    with opened(ledger) as kept:
        lines = list(explained(kept.get(report), part))
        for line in [*lines, *decisions(kept, lines)]:
            out(line)


@app.command()
def predict(
    task: Annotated[str, typer.Argument(help="What to predict; an unknown one lists them.")],
    path: Annotated[Path, typer.Argument(help="Input in the form of the corpora.", exists=True, dir_okay=False)],
    given: Annotated[bool, typer.Option("--given", help="geo: resolve the toponyms given.")] = False,  # noqa: FBT002
    demonyms: Annotated[bool, typer.Option("--demonyms", help="geo: write demonyms too.")] = False,  # noqa: FBT002
    attributed: Annotated[  # noqa: FBT002
        bool, typer.Option("--attributed", help="events: count what a cited voice plainly tells, too.")
    ] = False,
    docs: Annotated[bool, typer.Option("--docs", help="clusters: whole reports into stories.")] = False,  # noqa: FBT002
    verbs: Verbs = None,
) -> None:
    """Write predictions for a corpus, through the same code as `read`."""
    from herodotus import reading
    from herodotus.surfaces import predict as predictions

    if task not in predictions.TASKS:
        raise typer.BadParameter(f"{task!r} is none of {', '.join(predictions.TASKS)}", param_hint="TASK")
    if verbs is not None and task != "events":
        raise typer.BadParameter("only the task events reads with your own verbs", param_hint="--verbs")
    named = (("given", given), ("demonyms", demonyms), ("attributed", attributed), ("docs", docs))
    options = {name for name, on in named if on}
    failed = 0
    for text, error in predictions.run(task, path, reading.default_reader(), options, own_verbs(verbs, Console())):
        sys.stdout.write(text)
        if error is not None:
            failed += 1
            Console().note(f"{path}: {error}")
    if failed:
        Console().note(f"{failed} lines failed")
        raise typer.Exit(FAILED)


@app.command()
def doctor() -> None:
    """Say whether everything is here and sound: versions, hashes, database, threads, disk, a self-test."""
    from herodotus.surfaces.doctor import findings

    sound = True
    for finding in findings():
        out(f"{'ok  ' if finding.sound else 'BAD '} {finding.name:<12} {finding.words}")
        sound = sound and finding.sound
    if not sound:
        raise typer.Exit(BELOW)


@app.command()
def version() -> None:
    """Print the version."""
    out(f"herodotus {__version__}")


@app.command(hidden=True)
def schema() -> None:
    """Print the JSON Schema of an account."""
    import json

    from herodotus.schema import of_account

    out(json.dumps(of_account(), indent=2))


def _ledger(url: str, *, wanted: bool, tell: Callable[[str], None]) -> AbstractContextManager[Ledger | None]:
    if not wanted:
        return nullcontext()
    from herodotus.ledger import open_ledger

    return open_ledger(url, tell=tell)


def main() -> NoReturn:
    """Run the command line; turn what goes wrong into a line for a person and an exit code."""
    try:
        app(standalone_mode=True)
    except (NotFoundError, LedgerError, HerodotusError) as error:
        sys.stderr.write(f"herodotus: {error}\n")
        code = NOTHING if isinstance(error, NotFoundError) else LOCKED if isinstance(error, LedgerError) else FAILED
        sys.exit(code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.stderr.write(
            "\nherodotus: interrupted; what was read is kept. The same command with --resume goes on, and doubles nothing.\n"
        )
        sys.exit(INTERRUPTED)
    sys.exit(0)
