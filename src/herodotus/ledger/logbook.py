"""
The log of decisions: rows of ``correction`` as corrections, and corrections as rows. It only grows.

``other`` keeps, as JSON, what the columns have no room for: the voice of a claim, the second anchor of a merge or split, and by
which instant a decision counts that does not count by its own.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from herodotus.accounts import lastword
from herodotus.accounts.lastword import undone_among
from herodotus.ledger import dialects, tables
from herodotus.model import Anchor, Correction, Span, Verb

_PAIRED = ("merge", "split", "undo")
"""The verbs that may belong to two texts."""
_TABLE = tables.correction


def log(db: Connection, *, since: int = 0) -> Iterator[Correction]:
    """Yield the corrections with an id above ``since``, oldest first."""
    for row in db.execute(sa.select(_TABLE).where(_TABLE.c.id > since).order_by(_TABLE.c.id)).mappings():
        yield read(row)


def by_others(db: Connection, since: int, who: str, *, text: str | None = None) -> list[Correction]:
    """Return what others than a coder decided after a number of the log, oldest first; on one text alone, where it is named."""
    wanted = sa.select(_TABLE).where(_TABLE.c.id > since, _TABLE.c.who != who).order_by(_TABLE.c.id)
    wanted = wanted if text is None else wanted.where(_TABLE.c.text_hash == text)
    return [read(row) for row in db.execute(wanted).mappings()]


def second_texts(db: Connection, *, since: int) -> dict[str, int]:
    """Return the second texts of what was decided on two, or taken back of that, each with the last number above ``since``."""
    wanted = sa.select(_TABLE.c.id, _TABLE.c.other)
    wanted = wanted.where(_TABLE.c.id > since, _TABLE.c.verb.in_(_PAIRED), _TABLE.c.other.contains(_OTHER))
    return {json.loads(row.other)["other"]["text_hash"]: row.id for row in db.execute(wanted.order_by(_TABLE.c.id))}


def write(db: Connection, one: Correction) -> Correction:
    """Write a correction down as it is; its number is the ledger's."""
    return replace(one, id=int(db.execute(sa.insert(_TABLE).values(_row(one)).returning(_TABLE.c.id)).scalar_one()))


def latest(db: Connection) -> dt.datetime | None:
    """Return the instant at which the last word of the log counts, None where there is none."""
    column = _TABLE.c.other  # a turn stands first in it, in a form that sorts
    turned = sa.select(sa.func.max(column)).where(column.startswith(_TURN, autoescape=True))
    at, beside = db.execute(sa.select(sa.func.max(_TABLE.c.at))).scalar(), db.execute(turned).scalar()
    found = [at] if at else []
    found += [json.loads(beside)["turn"]] if beside else []
    return max(map(lastword.instant, found), default=None)


_TURN = '{"turn": '


def last(db: Connection) -> int:
    """Return the number of the last decision of the log, 0 where there is none."""
    return int(db.execute(sa.select(sa.func.coalesce(sa.func.max(_TABLE.c.id), 0))).scalar_one())


def some(db: Connection, numbers: Iterable[int]) -> Iterator[Correction]:
    """Yield the corrections of these numbers that there are, oldest first."""
    wanted = sorted(set(numbers))
    for at in range(0, len(wanted), 500):
        found = sa.select(_TABLE).where(_TABLE.c.id.in_(wanted[at : at + 500])).order_by(_TABLE.c.id)
        for row in db.execute(found).mappings():
            yield read(row)


def undone(db: Connection) -> frozenset[int]:
    """Return the numbers of corrections taken back; what took one back may itself be taken back."""
    rows = db.execute(sa.select(_TABLE.c.id, _TABLE.c.undoes).where(_TABLE.c.verb == "undo"))
    return undone_among({row.id: row.undoes for row in rows})


def on_texts(db: Connection, hashes: set[str], *, verbs: Collection[Verb] | None = None) -> dict[str, list[Correction]]:
    """Return the corrections made on some texts, by text, all or of some verbs; a merge or split belongs to both of its texts."""
    found: dict[str, list[Correction]] = defaultdict(list)
    of_verbs = sa.true() if verbs is None else _TABLE.c.verb.in_(verbs)
    for part in dialects.parts(hashes):
        here = sa.or_(_TABLE.c.text_hash.in_(part), _beside(part))
        for row in db.execute(sa.select(_TABLE).where(here, of_verbs)).mappings():
            one = read(row)
            for key in hashes_of(one) & set(part):
                found[key].append(one)
    return {key: sorted(ones, key=lambda one: one.id) for key, ones in found.items()}


_FEW = 12


def _beside(hashes: list[str]) -> sa.ColumnElement[bool]:
    """What stands beside another text: the second of a pair is kept as JSON, in which a few hashes are quickly looked for."""
    if len(hashes) > _FEW:
        return _TABLE.c.verb.in_(_PAIRED) & _TABLE.c.other.contains(_OTHER)
    named = [_TABLE.c.other.contains(key, autoescape=True) for key in hashes]
    return sa.and_(_TABLE.c.verb.in_(_PAIRED), sa.or_(sa.false(), *named))


_OTHER = '"other":'


def hashes_of(one: Correction) -> set[str]:
    """Return the hashes of the texts a correction was made on: one, or two."""
    return {anchor.text_hash for anchor in (one.anchor, one.other) if anchor is not None}


def _row(one: Correction) -> dict[str, Any]:
    anchor = one.anchor
    where = {} if anchor is None else _flat(anchor)
    turn = {} if one.turn is None else {"turn": one.turn}
    beside = {**turn, "voice": where.pop("voice", None), "nth": where.pop("nth", 0)}
    if one.other is not None:
        beside["other"] = _flat(one.other)
    return {
        "at": one.at, "who": one.who, "why": one.why, "verb": one.verb, **where, "field": one.field,
        "old": one.old, "new": one.new, "undoes": one.undoes, "other": json.dumps(beside, ensure_ascii=False),
    }  # fmt: skip


def _flat(anchor: Anchor) -> dict[str, Any]:
    voice = [anchor.voice.start, anchor.voice.end] if isinstance(anchor.voice, Span) else anchor.voice
    return {
        "text_hash": anchor.text_hash, "layer": anchor.layer, "start": anchor.span.start, "end": anchor.span.end,
        "quote": anchor.quote, "voice": voice, "nth": anchor.nth,
    }  # fmt: skip


def read(row: RowMapping) -> Correction:
    """Return the correction of a row."""
    beside = json.loads(row["other"] or "{}")
    anchor = None if row["text_hash"] is None else _anchor({**row, **beside})
    other = _anchor(beside["other"]) if beside.get("other") else None
    return Correction(
        row["id"], row["at"], row["who"], row["verb"], anchor, row["field"], row["old"], row["new"], row["why"],
        row["undoes"], other, beside.get("turn"),
    )  # fmt: skip


def _anchor(row: Mapping[str, Any]) -> Anchor:
    voice = row.get("voice")
    where = Span(*voice) if isinstance(voice, list) else voice
    return Anchor(
        row["text_hash"], row["layer"], Span(row["start"], row["end"]), row["quote"], where, row.get("nth", 0)
    )
