"""
The command line. Data goes to standard output, everything else to standard error.

Exit codes: 0 done · 1 internal error · 2 usage · 3 some inputs failed · 4 nothing found · 5 ledger locked or of another
version · 6 a check below its bar · 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from herodotus._version import __version__
from herodotus.errors import HerodotusError, InputError, LedgerError, NotFoundError
from herodotus.model import ACTS
from herodotus.surfaces.console import Console
from herodotus.surfaces.lexicon import app as lexicon_app
from herodotus.surfaces.parse import parse

if TYPE_CHECKING:
    from herodotus.ledger import Ledger
    from herodotus.lexicons import OwnVerbs
    from herodotus.mentions import Dictionary
    from herodotus.reading import Reader

FAILED, NOTHING, LOCKED, BELOW, INTERRUPTED = 3, 4, 5, 6, 130

app = typer.Typer(
    name="herodotus", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="Reads news reports; keeps who did what to whom, who says so, and who disputes it.",
)  # fmt: skip
app.add_typer(lexicon_app, name="lexicon")
app.command()(parse)

LedgerAt = Annotated[
    str, typer.Option("--ledger", envvar="HERODOTUS_LEDGER", help="Path or SQLAlchemy URL of the ledger.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Verbs = Annotated[
    Path | None,
    typer.Option(
        "--verbs", help="A verb dictionary in PETRARCH's format; it goes before the shipped events.", exists=True
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No notes on standard error.")]


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
    actors: Annotated[
        list[Path] | None,
        typer.Option(
            help="A PETRARCH actor or agent file of your own; it comes before what ships. May be given again."
        ),
    ] = None,
    pivot: Annotated[
        int, typer.Option(min=0, max=99, help="Two-digit years of an actor file up to this one are of this century.")
    ] = 30,
    verbs: Verbs = None,
    ledger: LedgerAt = "herodotus.db",
    *,
    save: Annotated[bool, typer.Option("--save/--no-save", help="Keep the accounts in the ledger.")] = True,
    json: AsJson = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a line.")] = False,
    quiet: Quiet = False,
) -> None:
    """Read reports and give their accounts."""
    from herodotus import reading
    from herodotus.surfaces.reports import Batch

    if format not in reading.FORMATS:
        raise typer.BadParameter(f"{format!r} is none of {', '.join(reading.FORMATS)}", param_hint="--format")
    day = _instant(published)
    found = reading.sources(inputs, format=format, published=day, publisher=publisher, title=title, url=url)  # type: ignore[arg-type]
    console = Console(quiet=quiet)
    batch = Batch(
        _reader(reader),
        console,
        one_object=json,
        lines=jsonl,
        own=_own(actors, console, pivot),
        verbs=_verbs(verbs, console),
    )
    with _ledger(ledger, wanted=save) as kept:
        batch.run(found, kept)
    raise typer.Exit(batch.exit_code())


def _verbs(path: Path | None, console: Console) -> OwnVerbs | None:
    """Return the user's verb dictionary, after saying what in it could not be read."""
    if path is None:
        return None
    from herodotus import lexicons

    found = lexicons.load_verbs(path)
    for problem in found.problems:
        console.note(problem)
    return found


@app.command()
def show(
    report: Annotated[str | None, typer.Argument(help="The start of a report's id; none lists what is kept.")] = None,
    ledger: LedgerAt = "herodotus.db",
    *,
    json: AsJson = False,
) -> None:
    """Show an account that is kept, or list them."""
    from herodotus import contract
    from herodotus.surfaces.console import Console

    with _ledger(ledger, must_exist=True) as kept:
        assert kept is not None
        if report is None:
            _list(kept)
            return
        account = kept.get(report)
    if json:
        _out(contract.dumps(account, indent=2))
    else:
        Console().tell(account)


@app.command()
def statements(
    by: Annotated[str | None, typer.Option(help="Who speaks, or whom the speaker speaks for.")] = None,
    about: Annotated[str | None, typer.Option(help="Who is aimed at or named in what is said.")] = None,
    act: Annotated[list[str] | None, typer.Option(help="deny, accuse, … ; may be given more than once.")] = None,
    ledger: LedgerAt = "herodotus.db",
    *,
    json: AsJson = False,
) -> None:
    """List who says what: the statements that are kept, by speaker, by whom they are about, by act."""
    from herodotus.surfaces import statements as asking

    unknown = [one for one in act or [] if one not in ACTS]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]!r} is none of {', '.join(ACTS)}", param_hint="--act")
    asked = asking.Asked(by, about, tuple(act or ()))
    with _ledger(ledger, must_exist=True) as kept:
        assert kept is not None
        found = list(asking.find(kept, asked))
    if not found:
        raise NotFoundError(f"{ledger}: no statement {asked.said()}is kept. Ask for less, or see 'herodotus show'.")
    _out(_json(asking.as_json(found)) if json else "\n".join(asking.told(found)))


@app.command()
def explain(
    thing: Annotated[
        str, typer.Argument(help="REPORT:e5, REPORT:s2, :a1, :p1 or :t1; REPORT is the start of a report's id.")
    ],
    ledger: LedgerAt = "herodotus.db",
) -> None:
    """Say why an event, statement, actor, place or time is what it is: rule, rank of evidence, words."""
    from herodotus.surfaces.explain import explained

    report, _, part = thing.partition(":")
    with _ledger(ledger, must_exist=True) as kept:
        assert kept is not None
        for line in explained(kept.get(report), part):
            _out(line)


@app.command()
def predict(
    task: Annotated[str, typer.Argument(help="What to predict; an unknown one lists them.")],
    path: Annotated[Path, typer.Argument(help="Input in the form of the corpora.", exists=True, dir_okay=False)],
    given: Annotated[bool, typer.Option("--given", help="geo: resolve the toponyms given.")] = False,  # noqa: FBT002
    demonyms: Annotated[bool, typer.Option("--demonyms", help="geo: write demonyms too.")] = False,  # noqa: FBT002
    attributed: Annotated[  # noqa: FBT002
        bool, typer.Option("--attributed", help="events: count what a cited voice plainly tells, too.")
    ] = False,
    verbs: Verbs = None,
) -> None:
    """Write predictions for a corpus, through the same code as `read`."""
    from herodotus import reading
    from herodotus.surfaces import predict as predictions

    if task not in predictions.TASKS:
        raise typer.BadParameter(f"{task!r} is none of {', '.join(predictions.TASKS)}", param_hint="TASK")
    if verbs is not None and task != "events":
        raise typer.BadParameter("only the task events reads with your own verbs", param_hint="--verbs")
    named = (("given", given), ("demonyms", demonyms), ("attributed", attributed))
    options = {name for name, on in named if on}
    failed = 0
    for text, error in predictions.run(task, path, reading.default_reader(), options, _verbs(verbs, Console())):
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
        _out(f"{'ok  ' if finding.sound else 'BAD '} {finding.name:<12} {finding.words}")
        sound = sound and finding.sound
    if not sound:
        raise typer.Exit(BELOW)


@app.command()
def version() -> None:
    """Print the version."""
    _out(f"herodotus {__version__}")


@app.command(hidden=True)
def schema() -> None:
    """Print the JSON Schema of an account."""
    import json

    from herodotus import contract

    _out(json.dumps(contract.schema(), indent=2))


def _instant(written: str | None) -> object:
    from herodotus import reading

    if written is None:
        return None
    try:
        return reading.instant(written, where="--published")
    except InputError as error:
        raise typer.BadParameter(f"{error.problem}. {error.remedy}", param_hint="--published") from None


def _reader(path: Path | None) -> Reader:
    from herodotus import reading

    if path is None:
        return reading.default_reader()
    from herodotus.reading.conllu import ConlluReader

    return ConlluReader(path)


def _own(paths: list[Path] | None, console: Console, pivot: int) -> Dictionary | None:
    """Return the user's dictionaries as one, after saying which of their lines could not be read as they stand."""
    if not paths:
        return None
    from herodotus import mentions

    found = [mentions.load_dictionary(path, pivot=pivot) for path in paths]
    for path, one in zip(paths, found, strict=True):
        for problem in one.problems[:SHOWN]:
            console.note(f"{path}, line {problem.line}: {problem.words}")
        if len(one.problems) > SHOWN:
            console.note(f"{path}: {len(one.problems) - SHOWN} more such lines")
    return mentions.join_dictionaries(found)


SHOWN = 10
"""Broken lines of a dictionary that are told one by one."""


class _NoLedger:
    """Stands where nothing is to be kept."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


def _ledger(url: str, *, wanted: bool = True, must_exist: bool = False) -> Ledger | _NoLedger:
    if not wanted:
        return _NoLedger()
    if must_exist and "://" not in url and not Path(url).is_file():
        raise NotFoundError(f"{url}: no such ledger. Read a report first, or name one with --ledger.")
    from herodotus.ledger import open_ledger

    return open_ledger(url)


def _list(kept: Ledger) -> None:
    rows = list(kept.reports())
    if not rows:
        raise NotFoundError(f"{kept.url}: the ledger is empty. Read a report first.")
    for row in rows:
        _out(
            f"{row.report[:10]}  {(row.published or '?')[:10]:<10}  {row.publisher or '?':<24}  {row.title or ''}".rstrip()
        )


def _json(found: object) -> str:
    import json

    return json.dumps(found, ensure_ascii=False, indent=2)


def _out(text: str) -> None:
    sys.stdout.write(text + "\n")


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
            "\nherodotus: interrupted; what was read is kept. The same command goes on, and doubles nothing.\n"
        )
        sys.exit(INTERRUPTED)
    sys.exit(0)
