"""
Score the project's own sentences: for every act, how many of its statements are found and how many found are right.

    python -m evaluation.acts [--errors] [--table] [NAME…]

The cases (``tests/cases/statements/acts/*.toml``) name every statement of a text as ``[who, cue, act]``, so that what is found
beyond them is wrong. A statement is right when its cue overlaps, its act is the same, and the right one speaks. A case may go on
``[who, cue, act, stance, content]``: of those found, the stance and the words of the content are then counted by themselves.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import herodotus
from evaluation.sets import HERE
from herodotus.model import ACTS, Account, Actor, Statement

CASES = HERE.parent / "tests" / "cases" / "statements" / "acts"
PUBLISHED = "2026-03-11"
_WORD = re.compile(r"\w+")
Read = Callable[[str], Account]


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of a case: who speaks, the cue and the act; and, where the case names them, the stance and the content."""

    who: str
    cue: str
    act: str
    stance: str | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A text and every statement in it."""

    text: str
    says: tuple[Told, ...]


@dataclass(slots=True)
class Tally:
    """
    What was right, found beyond the cases and missed, counted by act; ``errors`` tells each of the latter in words.

    ``stances`` holds whether the stance of one found is right, ``contents`` the F1 of its content's words, where a case names them.
    """

    right: Counter[str] = field(default_factory=Counter)
    beyond: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    stances: list[bool] = field(default_factory=list)
    contents: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def precision(self, *acts: str) -> float:
        """Return how many per cent of the statements found of some acts are right; 100 where none is found."""
        return _share(self.right, self.beyond, acts)

    def recall(self, *acts: str) -> float:
        """Return how many per cent of the statements of some acts are found."""
        return _share(self.right, self.missed, acts)


def _share(right: Counter[str], wrong: Counter[str], acts: Sequence[str]) -> float:
    good, bad = (sum(counts[act] for act in acts) for counts in (right, wrong))
    return 100 * good / (good + bad) if good + bad else 100.0


def cases(*names: str) -> Iterator[Case]:
    """Yield the cases of every file in order, or of the files named."""
    for path in sorted(path for path in CASES.glob("*.toml") if not names or path.stem in names):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield Case(case["text"], tuple(Told(*told) for told in case["says"]))


def read(text: str) -> Account:
    """Read a case as a report of the day the project's samples are published."""
    return herodotus.read(text, published=PUBLISHED, publisher="Harbour Gazette")


def score(wanted: Iterable[Case], read: Read = read) -> Tally:
    """Return the tally over cases."""
    tally = Tally()
    for case in wanted:
        _compare(case, read(case.text), tally)
    return tally


def _compare(case: Case, account: Account, tally: Tally) -> None:
    left = list(account.statements)
    for told in case.says:
        found = next((s for s in left if _is(s, told, account)), None)
        if found is None:
            tally.missed[told.act] += 1
            tally.errors.append(f"missed {told.act:<9} {told.who} / {told.cue}: {case.text}")
        else:
            left.remove(found)
            tally.right[told.act] += 1
            _look_closer(found, told, account, tally)
    for statement in left:
        tally.beyond[statement.act] += 1
        tally.errors.append(f"beyond {statement.act:<9} {_told(statement, account)}: {case.text}")


def _look_closer(found: Statement, told: Told, account: Account, tally: Tally) -> None:
    if told.stance is not None:
        tally.stances.append(found.stance == told.stance)
    if told.content is not None:
        tally.contents.append(agreement(" ".join(span.of(account.report.text) for span in found.content), told.content))


def agreement(found: str, told: str) -> float:
    """
    Return the F1 of the words of two contents; two empty ones agree.

    >>> agreement("that the raid failed", "the raid failed.")
    0.857...
    """
    ours, theirs = Counter(_WORD.findall(found)), Counter(_WORD.findall(told))
    if not ours and not theirs:
        return 1.0
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())


def _is(statement: Statement, told: Told, account: Account) -> bool:
    text = account.report.text
    words = statement.cue or statement.content[0]
    near = words.of(text)
    return (
        statement.act == told.act
        and (near in told.cue or told.cue in near or _overlaps(near, told.cue))
        and _speaks(statement, told.who, account)
    )


def _overlaps(words: str, cue: str) -> bool:
    return not set(words.split()).isdisjoint(cue.split())


def _speaks(statement: Statement, who: str, account: Account) -> bool:
    """Whether the speaker's own words or the actor's name hold the words of a case."""
    span, actor = statement.speaker.span, _actor(statement, account)
    own = span.of(account.report.text) if span is not None else ""
    return who in own or (actor is not None and who in actor.name) or who == statement.speaker.actor


def _actor(statement: Statement, account: Account) -> Actor | None:
    return next((actor for actor in account.actors if actor.id == statement.speaker.actor), None)


def _told(statement: Statement, account: Account) -> str:
    actor = _actor(statement, account)
    cue = statement.cue.of(account.report.text) if statement.cue is not None else "-"
    return f"{actor.name if actor is not None else statement.speaker.actor} / {cue} ({statement.because[0].rule})"


def _lines(tally: Tally) -> Iterator[str]:
    for act in (*ACTS, None):
        acts = ACTS if act is None else (act,)
        asked = sum(tally.right[a] + tally.missed[a] for a in acts)
        yield f"{act or 'all':<10} P {tally.precision(*acts):5.1f}  R {tally.recall(*acts):5.1f}  of {asked}"
    for name, marks in (("stance", tally.stances), ("content", tally.contents)):
        if marks:
            yield f"{name:<10} {100 * sum(marks) / len(marks):5.1f}  of {len(marks)} found"


def table(tally: Tally) -> Iterator[str]:
    """
    Yield the table of the documentation: for every act its statements, how many are found, and how many found are right.

    >>> tally = Tally(right=Counter({"deny": 3}), missed=Counter({"deny": 1}))
    >>> [line for line in table(tally) if "deny" in line]
    ['| deny | 4 | 75 | 100 |']
    """
    yield "| act | sentences | recall | precision |"
    yield "|---|---|---|---|"
    for act in (*ACTS, None):
        acts = ACTS if act is None else (act,)
        asked = sum(tally.right[a] + tally.missed[a] for a in acts)
        yield f"| {act or '**all**'} | {asked} | {tally.recall(*acts):.0f} | {tally.precision(*acts):.0f} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures, with ``--errors`` every error; with ``--table`` as the table of docs/3-statements.md."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.acts", description=__doc__)
    parser.add_argument("names", nargs="*", help="files of cases to score; all if none is named")
    parser.add_argument("--errors", action="store_true", help="tell every error")
    parser.add_argument("--table", action="store_true", help="print a Markdown table")
    options = parser.parse_args(arguments)
    tally = score(cases(*options.names))
    if options.errors:
        print("\n".join(tally.errors))
    print("\n".join(table(tally) if options.table else _lines(tally)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
