"""``herodotus lexicon``: check the entries, show one, see what it finds."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from herodotus import lexicons
from herodotus.errors import LexiconError, NotFoundError
from herodotus.lexicons.checking import Failure, check, filled
from herodotus.lexicons.loader import Lexicons, rules_of
from herodotus.lexicons.rules import Match, Rule, RuleSet
from herodotus.model import Reading, Sentence
from herodotus.surfaces.exits import BELOW, NOTHING
from herodotus.syntax import Tree

app = typer.Typer(help="Check, show and try out the entries of the lexicons.", no_args_is_help=True)
Extra = Annotated[list[Path], typer.Option("--with", help="A folder of lexicons of your own.")]
Which = Annotated[list[str] | None, typer.Argument(help="Ids of entries, or TOML files. Nothing: all entries.")]
In = Annotated[list[Path] | None, typer.Option("--in", help="Reports to look in; else the shipped samples.")]


@app.command("check")
def check_entries(which: Which = None, *, extra: Extra = [], trees: bool = False) -> None:  # noqa: B006
    """Run the examples and counter-examples of entries through the reader; exit 6 if any fails."""
    rules = _chosen(which or [], extra=tuple(extra))
    failures = list(check(rules, _read))
    for failure in failures:
        typer.echo(_told(failure, trees=trees) + "\n")
    examples = sum(len(rule.examples) + len(rule.counter_examples) for rule in rules)
    typer.echo(f"{len(rules)} entries, {examples} examples, {len(failures)} of them fail.", err=True)
    raise typer.Exit(BELOW if failures else 0)


@app.command("show")
def show_entries(which: Which = None, *, extra: Extra = []) -> None:  # noqa: B006
    """Print entries: where they stand, what calls them up, their frames, keys and examples."""
    for rule in _chosen(which or [], extra=tuple(extra)):
        typer.echo("\n".join(described(rule)) + "\n")


@app.command("hits")
def show_hits(
    which: Which = None,
    *,
    inputs: In = None,
    extra: Extra = [],  # noqa: B006
) -> None:
    """List the sentences entries match, with the words in every hole."""
    rules, count = RuleSet(tuple(_chosen(which or [], extra=tuple(extra)))), 0
    for name, reading in _readings(inputs or []):
        for tree in map(Tree, reading.sentences):
            for one in lexicons.match(rules, tree):
                count += 1
                typer.echo("\n".join(_hit(name, reading, tree=tree, found=one)))
    typer.echo(f"{count} hits of {len(rules)} entries.", err=True)


def described(rule: Rule) -> Iterator[str]:
    """Yield the lines that show an entry to a person."""
    yield f"{rule.id}   ({rule.kind}, {rule.file})"
    for word_class in ("VERB", "NOUN", "ADJ", "PHRASE"):
        words = [" ".join(anchor.words) for anchor in rule.anchors if anchor.word_class == word_class]
        if words:
            yield f"  {word_class:9} {', '.join(words)}"
    yield from (f"  frame     {frame.text}" for frame in rule.frames)
    yield from (f"  {key:9} {value}" for key, value in rule.fields.items())
    for example in rule.examples:
        yield f"  example   {example.text}"
        yield from (f"            {name} = “{words}”" for name, words in example.holes.items())
    yield from (f"  not       {case.text}   ({case.because})" for case in rule.counter_examples)


def _chosen(which: Iterable[str], *, extra: tuple[Path, ...]) -> list[Rule]:
    try:
        return list(_rules(list(which), extra))
    except LexiconError as error:
        raise _ended(error, BELOW) from error
    except NotFoundError as error:
        raise _ended(error, NOTHING) from error


def _ended(error: Exception, code: int) -> typer.Exit:
    typer.echo(str(error), err=True)
    return typer.Exit(code)


def _rules(which: list[str], extra: tuple[Path, ...]) -> Iterator[Rule]:
    if not which:
        yield from lexicons.load("en", extra).rules()
        return
    for name in which:
        if name.endswith(".toml"):
            yield from rules_of(Path(name).resolve())
        else:
            yield _rule(lexicons.load("en", extra), name)


def _rule(loaded: Lexicons, rule_id: str) -> Rule:
    rule = loaded.rule(rule_id)
    if rule is None:
        near = [one.id for one in loaded.rules() if rule_id in one.id][:5]
        hint = f"Did you mean {', '.join(near)}?" if near else "`herodotus lexicon show` lists them all."
        raise NotFoundError(f"No entry has the id '{rule_id}'. {hint}")
    return rule


def _read(text: str) -> Sequence[Sentence]:
    from herodotus import reading

    return reading.default_reader().read(text)


def _told(failure: Failure, *, trees: bool) -> str:
    lines = failure.told().splitlines()
    return "\n".join(lines if trees else [line for line in lines if not line.startswith("  tree ")])


def _readings(inputs: list[Path]) -> Iterator[tuple[str, Reading]]:
    from herodotus import reading

    paths = inputs or [Path(str(lexicons.__file__)).parents[1] / "samples"]
    for source in reading.sources(paths):
        if isinstance(source, reading.Unread):
            typer.echo(str(source.error), err=True)
        else:
            yield source.name, reading.read(source, reader=reading.default_reader())


def _hit(name: str, reading: Reading, *, tree: Tree, found: Match) -> Iterator[str]:
    text = reading.report.text
    yield f"{Path(name).name}: {tree.sentence.span.of(text)}"
    holes = "  ".join(f"{hole} = “{words}”" for hole, words in filled(found, text).items())
    yield f"    {found.rule.id}  “{found.span.of(text)}”  {holes}"


if __name__ == "__main__":
    sys.exit(app())
