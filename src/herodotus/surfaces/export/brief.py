"""A brief for people (Markdown): what is told, alleged, denied, to come, left open; every line with its voice and its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from herodotus.model import REAL
from herodotus.surfaces.export.base import Asked, LeftOut, Told
from herodotus.surfaces.export.rows import Row, rows

_PARTS = (
    ("Told as having happened", REAL),
    ("Alleged: told by others than the reports themselves", ("alleged",)),
    ("Denied, and told by nobody else", ("denied",)),
    ("Planned, threatened, demanded", ("planned", "threatened", "demanded")),
    ("Told as not having happened", ("negated",)),
    ("Open: asked about, doubted, supposed", ("hypothetical",)),
)


def write(told: Iterable[Told], to: BinaryIO, asked: Asked) -> LeftOut:
    """Write the brief: incidents by their first day, each with every report that tells it."""
    left_out = LeftOut()
    found = list(rows(told, asked, left_out))
    to.write(("\n".join(_lines(found, asked)) + "\n").encode())
    return left_out


def _lines(found: list[Row], asked: Asked) -> Iterator[str]:
    yield f"# Brief{_days(found, asked)}"
    yield ""
    reports, publishers = ({row[name] for row in found} for name in ("report", "source"))
    told = "Beside everything stands who says it; nothing here says what is true."
    yield f"{len(reports)} reports of {len(publishers)} publishers. {told}"
    for title, statuses in _PARTS:
        incidents = _incidents([row for row in found if row["status"] in statuses])
        if incidents:
            yield from ("", f"## {title}", "")
            for of_one in incidents:
                yield from _incident(of_one)
    yield from _open(found)


def _days(found: list[Row], asked: Asked) -> str:
    days = sorted(day[:10] for row in found for day in (row["date_start"], row["date_end"]) if day)
    first, last = asked.since or next(iter(days), None), asked.until or next(reversed(days), None)
    return f": {first or '…'} to {last or '…'}" if first or last else ""


def _incidents(found: list[Row]) -> list[list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in found:
        grouped.setdefault(row["event_id"], []).append(row)
    return sorted(grouped.values(), key=lambda of_one: min(row["date_start"] or "9999" for row in of_one))


def _incident(of_one: list[Row]) -> Iterator[str]:
    first = of_one[0]
    yield f"- **{_when(first)}** {_deed(first)}"
    for row in of_one:
        told = f"{row['source'] or 'the report'} ({(row['published'] or 'no date')[:10]})"
        yield f"  - {told}: “{row['sentence']}” `{row['report'][:10]}:{row['events'].split('; ')[0]}`"
        for name, words in (("deaths", "killed"), ("injuries", "wounded"), ("detained", "detained")):
            if row[f"{name}_low"] is not None:
                yield f"    - {_number(row, name)} {words}, says {_voice(row, row[f'{name}_voice'])}{_others(row, name)}"
        if row["disputed"]:
            yield f"    - voices differ on {row['disputed'].replace('; ', ', ')}: {row['claims']}"


def _when(row: Row) -> str:
    first, last = (row[end] and row[end][:10] for end in ("date_start", "date_end"))
    return "no date" if not (first or last) else first if first == last else f"{first or '…'} to {last or '…'}"


def _deed(row: Row) -> str:
    who = row["actor1"] or (f"somebody ({row['actor1_alleged']}, it is said)" if row["actor1_alleged"] else "somebody")
    there = row["location"] if row["location"] and row["location"] not in (row["actor2"] or "") else None
    parts = [who, f"“{row['trigger']}”", row["actor2"], there and f"in {there}"]
    return f"{' '.join(part for part in parts if part)} [{row['type'] or 'no type'}]"


def _number(row: Row, name: str) -> str:
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return f"{low} or more" if high is None else str(low) if low == high else f"{low} to {high}"


def _voice(row: Row, voice: str) -> str:
    return (row["source"] or "the report") if voice == "narrator" else voice


def _others(row: Row, name: str) -> str:
    return f"; others: {row[f'{name}_others']}" if row[f"{name}_others"] else ""


def _open(found: list[Row]) -> Iterator[str]:
    told = [row for row in found if row["status"] in REAL]
    gaps = [
        (sum(row["date_start"] is None and row["date_end"] is None for row in told), "without a date"),
        (sum(row["location"] is None for row in told), "without a place"),
        (sum(row["actor1"] is None for row in told), "by nobody named"),
    ]  # fmt: skip
    if any(count for count, _ in gaps):
        yield from ("", "## What the reports leave open", "")
        yield f"Of {len(told)} told as having happened: {', '.join(f'{count} {words}' for count, words in gaps if count)}."
