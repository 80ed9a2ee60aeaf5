"""Sketches of events as rows: what an event is compared by, written once a report and read back equal."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Sequence
from dataclasses import MISSING, fields
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.accounts import candidates
from herodotus.accounts.sketches import Sketch
from herodotus.ledger import dialects, tables
from herodotus.model import EventRef, Report

Node = tuple[int, str]
"""An event as the ledger numbers it: report, event."""
_WHOLE = ""
"""In place of an event's id: a key of the report as a whole."""


def keep(db: Connection, n: int, report: Report, sketches: Sequence[Sketch]) -> None:
    """Keep the sketches of a report, what its deeds brought about, and the keys by which it and its events are met."""
    dialects.insert_rows(db, tables.sketch, [{"report": n, "event": s.ref.event, "json": written(s)} for s in sketches])
    effects = [
        {"report": n, "event": one, "deed": s.ref.event} for s in sketches for one in s.events if one != s.ref.event
    ]
    dialects.insert_rows(db, tables.effect, effects)
    keys = {(key, _WHOLE) for key in candidates.story_keys(report)}
    keys |= {(key, sketch.ref.event) for sketch in sketches for key in candidates.event_keys(sketch)}
    dialects.insert_rows(
        db, tables.sketch_key, [{"key": key, "report": n, "event": event} for key, event in sorted(keys)]
    )


def kept(db: Connection, reports: Iterable[int], only: Container[Node] | None = None) -> dict[int, list[Sketch]]:
    """Return the sketches of some reports, by number, each report's in text order; of ``only`` some events, if told so."""
    table = tables.sketch
    joined = table.join(tables.report, tables.report.c.n == table.c.report)
    wanted = sa.select(table.c.report, table.c.event, table.c.json, tables.report.c.id).select_from(joined)
    found: dict[int, list[Sketch]] = {n: [] for n in reports}
    for row in db.execute(wanted.where(table.c.report.in_(list(found)))):
        if only is None or (row.report, row.event) in only:
            found[row.report].append(read(row.id, row.json))
    return {n: sorted(sketches, key=_in_text) for n, sketches in found.items()}


def _in_text(sketch: Sketch) -> int:
    return int(sketch.ref.event[1:])


def met(db: Connection, n: int, report: Report, sketches: Sequence[Sketch]) -> set[int]:
    """Return the reports that share enough keys with one to be compared with it, whole or by an event."""
    table = tables.sketch_key
    whole = sa.select(table.c.report).where(
        table.c.key.in_(candidates.asked_keys(report)), table.c.event == _WHOLE, table.c.report != n
    )
    shared = whole.group_by(table.c.report).having(sa.func.count() >= candidates.SHARED)
    keys = {key for sketch in sketches for key in candidates.event_keys(sketch)}
    one = sa.select(table.c.report).where(table.c.key.in_(keys), table.c.event != _WHOLE, table.c.report != n)
    return set(db.execute(shared).scalars()) | set(db.execute(one.distinct()).scalars())


_DEFAULTS = {field.name: field.default for field in fields(Sketch) if field.default is not MISSING}


def written(sketch: Sketch) -> str:
    """Return a sketch as JSON, without what it leaves open."""
    row = {name: getattr(sketch, name) for name in (field.name for field in fields(Sketch)) if name != "ref"}
    told = {name: value for name, value in row.items() if value != _DEFAULTS.get(name, MISSING)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=20_000)
def read(report: str, text: str) -> Sketch:
    """Return the sketch that was written."""
    row = json.loads(text)
    event = row["events"][0]
    return Sketch(ref=EventRef(report, event), **{name: _tuples(value) for name, value in row.items()})


def _tuples(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return tuple(map(_tuples, value)) if value and isinstance(value[0], list) else tuple(value)
