"""``herodotus diff``: two reports, two versions of one, or two outlets: what only one tells, and what they tell otherwise."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from herodotus.errors import NotFoundError
from herodotus.surfaces.console import Console
from herodotus.surfaces.options import HOME, AsJson, LedgerAt, Quiet, as_json, compare, opened, out

if TYPE_CHECKING:
    from herodotus.ledger import Ledger
    from herodotus.model import Account
    from herodotus.surfaces.export.base import Told
    from herodotus.surfaces.export.rows import Row

SCHEMA = "herodotus.diff/1"
_ALIKE = 0.2
"""Share of sentences two texts must have in common for their sentences to be compared: they are versions of one then."""
_FIELDS = (
    "type", "status", "date_start", "date_end", "location", "actor1", "actor1_alleged", "actor1_denied", "actor2", "deaths",
    "injuries", "detained", "disputed",
)  # fmt: skip
_EFFECTS = ("deaths", "injuries", "detained")


@dataclass(frozen=True, slots=True)
class Other:
    """A field two tellings fill differently; None is what one leaves open."""

    field: str
    a: str | None
    b: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """One happening as two tell it; where each does, and the fields in which they differ."""

    a: str
    b: str
    words: str
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """What only one of two tells, what both tell otherwise, how much alike; of two versions the sentences gone and come."""

    only_a: tuple[tuple[str, str], ...]
    only_b: tuple[tuple[str, str], ...]
    otherwise: tuple[Pair, ...]
    alike: int
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()


def diff(
    a: Annotated[str, typer.Argument(help="The start of a report's id, or the name of an outlet.")],
    b: Annotated[str, typer.Argument(help="The other one.")],
    ledger: LedgerAt = HOME, *, json: AsJson = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Compare what two reports, two versions of one report, or two outlets tell."""
    with opened(ledger) as kept:
        compare(kept, Console(quiet=quiet))
        one, other = (_told(kept, name) for name in (a, b))
    found = compared(one, other)
    if json:
        out(as_json({"schema": SCHEMA, "a": a, "b": b, **asdict(found)}))
    else:
        out("\n".join(_lines(found, a, b)))


def _told(kept: Ledger, name: str) -> list[Told]:
    """Return the reports that are meant by a name: an outlet's, else the one whose id begins so."""
    from herodotus.ledger import keeping
    from herodotus.surfaces.export.base import told_of

    with kept.reading() as db:
        return list(told_of(db, keeping.published_by(db, name) or [keeping.number_of(db, name)]))


def compared(one: list[Told], other: list[Told]) -> Diff:
    """Return how two sets of reports differ; of one outlet's reports on a happening the last one counts."""
    a, b = _rows(one), _rows(other)
    pairs = dict(_paired(a, b))
    otherwise = [_pair(a[key], b[match]) for key, match in pairs.items()]
    matched = set(pairs.values())
    gone, come = _sentences(one, other)
    only_a = tuple(_named(row) for key, row in a.items() if key not in pairs)
    only_b = tuple(_named(row) for key, row in b.items() if key not in matched)
    alike = sum(not pair.others for pair in otherwise)
    return Diff(only_a, only_b, tuple(pair for pair in otherwise if pair.others), alike, gone, come)


def _rows(told: list[Told]) -> Mapping[str, Row]:
    from herodotus.surfaces.export.base import Asked, LeftOut
    from herodotus.surfaces.export.rows import rows

    return {row["event_id"]: row for row in rows(told, Asked(), LeftOut())}


def _paired(a: Mapping[str, Row], b: Mapping[str, Row]) -> Iterator[tuple[str, str]]:
    """Yield what tells one happening: by incident, else where kind, words and somebody in it are the same."""
    left = {key: row for key, row in b.items() if key not in a}
    for key, row in a.items():
        if key in b:
            yield key, key
            continue
        match = next((at for at, found in left.items() if _is_same(row, found)), None)
        if match is not None:
            del left[match]
            yield key, match


def _is_same(one: Row, other: Row) -> bool:
    if (one["type"], one["trigger"].casefold()) != (other["type"], other["trigger"].casefold()):
        return False
    return one["sentence"] == other["sentence"] or any(
        one[name] and one[name] == other[name] for name in ("actor1", "actor2")
    )


def _pair(one: Row, other: Row) -> Pair:
    told = [Other(name, *(_value(row, name) for row in (one, other))) for name in _FIELDS]
    return Pair(_where(one), _where(other), _words(one), tuple(field for field in told if field.a != field.b))


def _value(row: Row, name: str) -> str | None:
    if name not in _EFFECTS:
        return str(row[name]) if row[name] is not None else None
    if row[f"{name}_low"] is None:
        return None
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    number = f"{low} or more" if high is None else str(low) if low == high else f"{low} to {high}"
    voice = "" if row[f"{name}_voice"] == "narrator" else f" ({row[f'{name}_voice']})"
    return "; ".join(filter(None, [f"{number}{voice}", row[f"{name}_others"]]))


def _named(row: Row) -> tuple[str, str]:
    return _where(row), f"{row['status']}: {_words(row)}"


def _where(row: Row) -> str:
    return f"{row['report'][:10]}:{row['events'].split('; ')[0]}"


def _words(row: Row) -> str:
    parts = [
        row["actor1"] or row["actor1_alleged"],
        f"“{row['trigger']}”",
        row["actor2"],
        f"[{row['type'] or 'no type'}]",
    ]
    return " ".join(part for part in parts if part)


def _sentences(one: list[Told], other: list[Told]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sentences gone and come from one report to another, where they are versions of one text."""
    if len(one) != 1 or len(other) != 1:
        return (), ()
    a, b = (_texts(told[0].account) for told in (one, other))
    if len(set(a) & set(b)) < _ALIKE * min(len(a), len(b)):
        return (), ()
    changes = list(difflib.ndiff(a, b))
    return tuple(_starting("- ", changes)), tuple(_starting("+ ", changes))


def _texts(account: Account) -> list[str]:
    return [span.line_of(account.report.text) for span in account.sentences]


def _starting(mark: str, lines: Iterable[str]) -> Iterator[str]:
    return (line.removeprefix(mark) for line in lines if line.startswith(mark))


def _lines(found: Diff, a: str, b: str) -> Iterator[str]:
    if not (found.only_a or found.only_b or found.otherwise or found.alike):
        raise NotFoundError(f"neither {a} nor {b} tells an event.")
    for sentence in found.gone:
        yield f"- {sentence}"
    for sentence in found.come:
        yield f"+ {sentence}"
    yield f"{found.alike} told alike, {len(found.otherwise)} told otherwise"
    for pair in found.otherwise:
        yield f"  {pair.words}  {pair.a} ≠ {pair.b}"
        yield from (f"    {one.field:<15}{one.a or '–'}  ≠  {one.b or '–'}" for one in pair.others)
    for name, only in ((a, found.only_a), (b, found.only_b)):
        if only:
            yield f"only {name} tells"
            yield from (f"  {words}  {where}" for where, words in only)
