"""Dictionaries of one's own, given on the command line: actors and verbs in PETRARCH's formats, and what in them cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from herodotus.lexicons import OwnVerbs
    from herodotus.mentions import Dictionary
    from herodotus.surfaces.console import Console

SHOWN = 10
"""Broken lines of a dictionary that are told one by one."""

Actors = Annotated[
    list[Path] | None,
    typer.Option(
        "--actors", help="A PETRARCH actor or agent file of your own; it comes before what ships. May be given again."
    ),
]
Verbs = Annotated[
    Path | None,
    typer.Option(
        "--verbs", help="A verb dictionary in PETRARCH's format; it goes before the shipped events.", exists=True
    ),
]


Pivot = Annotated[
    int,
    typer.Option("--pivot", min=0, max=99, help="Two-digit years of an actor file up to this one are of this century."),
]


def own_verbs(path: Path | None, console: Console) -> OwnVerbs | None:
    """Return the user's verb dictionary, after saying what in it could not be read."""
    if path is None:
        return None
    from herodotus import lexicons

    found = lexicons.load_verbs(path)
    for problem in found.problems:
        console.note(problem)
    return found


def own(paths: list[Path] | None, console: Console, pivot: int) -> Dictionary | None:
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
