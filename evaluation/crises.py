"""
The project's own crises, told by invented reports with origins and decoys known by construction, measured through a ledger.

    python -m evaluation.crises [--misses]

voices   share of listed narrators and voices that have a row
origins  share of those whose origin holds those it should and no other listed one
cells    share of listed cells that are right: the voice's standing answer, or its silence
decoys   share of listed events of other happenings that are not in the incident; members: reports that tell it and are in it
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from herodotus import reading
from herodotus.accounts import voices
from herodotus.accounts.names import folded
from herodotus.ledger import comparing, incidents, open_ledger
from herodotus.model import Account, Answer, EventRef, Incident, Matrix
from herodotus.pipeline import account_for
from herodotus.reading import Reader, Source

HERE = Path(__file__).parent.parent / "tests" / "cases" / "crises"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A crisis as the ledger has it: its accounts by name, the incident and its matrix."""

    crisis: Row
    accounts: Mapping[str, Account]
    incident: Incident
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that should be so: what kind of thing, whether it is, and in words what is there instead."""

    kind: str
    right: bool
    words: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure all crises and print the shares."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.crises", description=__doc__)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args(arguments)
    found = [
        (path.stem, check)
        for path in sorted(HERE.glob("*.toml"))
        for check in checks(told(path, reading.default_reader()))
    ]
    for kind, (right, whole) in shares([check for _, check in found]).items():
        print(f"{kind:8} {right / whole:.3f}  ({right} of {whole})")
    for crisis, check in found if options.misses else ():
        if not check.right:
            print(f"{crisis}: {check.kind}: {check.words}")
    return 0


def shares(found: Sequence[Check]) -> dict[str, tuple[int, int]]:
    """Return of each kind of check how many are right, and how many there are."""
    kinds = dict.fromkeys(check.kind for check in found)
    return {kind: (sum(c.right for c in found if c.kind == kind), sum(c.kind == kind for c in found)) for kind in kinds}


def told(path: Path, reader: Reader) -> Told:
    """Read the reports of a crisis into a ledger and ask for its matrix."""
    crisis = tomllib.loads(path.read_text(encoding="utf-8"))
    accounts = {row["id"]: account_for(_source(row), reader=reader) for row in crisis["report"]}
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "crisis.db") as ledger:
        ledger.add_many([(account, None) for account in accounts.values()])
        comparing.bring_up_to_date(ledger)
        with ledger.reading() as db:
            incident = incidents.get(db, _first(accounts[crisis["crisis"]["seed"]], crisis["crisis"]["word"]))
            return Told(crisis, accounts, incident, incidents.matrix(db, incident))


def _source(row: Row) -> Source:
    day = reading.instant(row["published"], where=row["id"])
    return Source.of_text(row["text"].strip() + "\n", published=day, publisher=row["publisher"], title=row["title"])


def _first(account: Account, words: str) -> str:
    return str(next(_events(account, words)))


def _events(account: Account, words: str) -> Iterator[EventRef]:
    """Yield the events of an account told by some words."""
    text = account.report.text
    start = text.find(words)
    for event in account.events:
        if any(span.start < start + len(words) and start < span.end for span in event.triggers):
            yield EventRef(account.report.id, event.id)


def checks(one: Told) -> Iterator[Check]:
    """Yield everything that should be so in a crisis."""
    yield from (check for row in _items(one) for check in _origin(row, one))
    yield from (_cell(row, one) for row in one.crisis["cell"])
    for row in one.crisis["decoy"]:
        inside = [
            str(ref)[-3:] for ref in _events(one.accounts[row["report"]], row["word"]) if ref in one.incident.events
        ]
        yield Check("decoys", not inside, f"{row['report']} “{row['word']}” is in it")
    decoys = {row["report"] for row in one.crisis["decoy"]}
    for name in one.accounts:
        there = one.accounts[name].report.id in one.matrix.reports
        if name not in decoys or there is False:
            yield Check("members", there or name in decoys, f"{name} is not in it")


def _items(one: Told) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield every listed narrator and voice with all of its origin."""
    for origin in one.crisis["origin"]:
        yield from ((item, frozenset(origin["items"])) for item in origin["items"])


def _origin(row: tuple[str, frozenset[str]], one: Told) -> Iterator[Check]:
    item, wanted = row
    listed = {other: _row(other, one) for other, _ in _items(one)}
    home = next((set(o.voices) for o in one.matrix.origins if listed[item] in o.voices), set())
    found = {other for other, voice in listed.items() if voice in home}
    words = f"{item} with {sorted(found - {item})}, not with {sorted(wanted - {item})}"
    yield Check("voices", bool(home), f"{item} has no row")
    if home:
        yield Check("origins", found == wanted & set(_there(listed)), words)


def _there(listed: Mapping[str, str | None]) -> list[str]:
    return [item for item, row in listed.items() if row is not None]


def _row(name: str, one: Told) -> str | None:
    """Return the row a report's narrator or a named voice speaks in."""
    if name in one.accounts:
        name = voices.outlet(one.accounts[name])
    wanted = folded(name).split()
    rows = [row for row in one.matrix.voices if set(wanted) <= set(folded(row.split(", in ")[0]).split())]
    return min(rows, key=len, default=None)


def _cell(row: Row, one: Told) -> Check:
    voice = _row(row["voice"], one)
    cell = next((c for c in one.matrix.cells if c.voice == voice and c.question == row["question"]), None)
    words = f"{row['voice']}, {row['question']}: {cell and cell.standing.answer}"
    if row.get("silent"):
        return Check("cells", cell is None, words)
    return Check("cells", cell is not None and _is(cell.standing.answer, row), words)


def _is(answer: Answer, row: Row) -> bool:
    """Whether an answer says what it should."""
    for key in ("source", "source_not"):
        if key in row:
            return any(set(folded(row[key]).split()) <= set(folded(name).split()) for name in getattr(answer, key))
    if "low" in row or "high" in row:
        return answer.low == row.get("low") and answer.high == row.get("high")
    if "day" in row:
        return answer.earliest == answer.latest == row["day"]
    if "words" in row:
        return row["words"] in (answer.words or "")
    return answer.happened == row.get("happened") if "happened" in row else answer.place == row.get("place")


if __name__ == "__main__":
    sys.exit(main())
