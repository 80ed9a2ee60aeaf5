"""
The values of fields as JSON that outlives a reading: whoever or whatever they name is named by where it stands.

An actor, place, time, event or statement, and words of the text, are ``{"start": 34, "end": 41, "quote": "Merania"}``; the
voices ``narrator`` and ``unnamed`` are themselves; days are ISO 8601.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from herodotus.accounts.anchors import LITERAL_VOICES, Standing, Thing
from herodotus.accounts.fields import FIELDS, Field, Kind
from herodotus.model import Layer, Party, Span

Json = Any
Finder = Callable[[Layer, Span], Thing]
REFERRING: Mapping[Kind, Layer] = {
    "actor": "actor", "party": "actor", "place": "place", "time": "time", "event": "event", "statement": "statement",
}  # fmt: skip
"""The kinds of field that name a thing, and its layer."""
_PLAIN: Mapping[Kind, type | tuple[type, ...]] = {"text": str, "whole": int, "number": (int, float), "flag": bool}
_CODE = re.compile(r"[A-Z]{3}")


def encode(field: Field, value: object, standing: Standing) -> Json:
    """Return the value a field has in an account as JSON."""
    if field.many:
        assert isinstance(value, tuple)
        return [_encoded(field.kind, one, standing) for one in value]
    return None if value is None else _encoded(field.kind, value, standing)


def _encoded(kind: Kind, value: Any, standing: Standing) -> Json:
    if kind == "party":
        value = value.actor
    if kind == "day":
        return value.isoformat()
    if kind == "words":
        return reference(value, standing.account.report.text)
    if kind in REFERRING and value not in LITERAL_VOICES:
        thing = standing.get(value)
        return None if thing is None else reference(thing.spans[0], standing.account.report.text)
    return value


def reference(span: Span, text: str) -> Json:
    """
    Return words of a text as JSON that names what stands there.

    >>> reference(Span(2, 6), "A raid.")
    {'start': 2, 'end': 6, 'quote': 'raid'}
    """
    return {"start": span.start, "end": span.end, "quote": span.of(text)}


def decode(field: Field, found: Json, finder: Finder, text: str) -> object:
    """Return the value that JSON stands for. Raises ValueError where it is none of this field's, with what would be."""
    if field.many:
        if not isinstance(found, list):
            raise ValueError(f"{field.name} holds a list")
        return tuple(
            {plain(one): one for one in reversed([_decoded(field, one, finder, text) for one in found])}.values()
        )[::-1]
    if found is None:
        if not field.optional:
            raise ValueError(f"{field.name} is never unknown")
        return None
    return _decoded(field, found, finder, text)


def _decoded(field: Field, found: Json, finder: Finder, text: str) -> object:
    if field.kind in REFERRING:
        return _referred(field.kind, found, finder, text)
    if field.kind == "words":
        return _span(found, text)
    if field.kind == "day":
        return _instant(found)
    return _checked(field, found)


def _checked(field: Field, found: Json) -> object:
    if field.kind == "choice":
        if found not in field.choices:
            raise ValueError(f"{field.name} is none of {', '.join(field.choices)}: {found!r}")
    elif field.kind == "code":
        if not isinstance(found, str) or not _CODE.fullmatch(found):
            raise ValueError(f"{field.name} is a code of three capitals: {found!r}")
    elif not isinstance(found, _PLAIN[field.kind]) or (field.kind != "flag" and isinstance(found, bool)):
        raise ValueError(f"{field.name} is a {field.kind}: {found!r}")
    return found


def _referred(kind: Kind, found: Json, finder: Finder, text: str) -> object:
    if found in LITERAL_VOICES and kind in ("actor", "party"):
        return Party(found) if kind == "party" else found
    span = _span(found, text)
    thing = finder(REFERRING[kind], span)
    return Party(thing.id, span) if kind == "party" else thing.id


def _span(found: Json, text: str) -> Span:
    if not isinstance(found, dict) or not {"start", "end", "quote"} <= set(found):
        raise ValueError(f"not words of the text: {found!r}")
    span = Span(found["start"], found["end"])
    if span.of(text) != found["quote"] or not found["quote"]:
        raise ValueError(f"the text does not say {found['quote']!r} at {span.start}")
    return span


def _instant(written: Json) -> dt.date | dt.datetime:
    try:
        return dt.date.fromisoformat(written) if len(written) == 10 else dt.datetime.fromisoformat(written)
    except (TypeError, ValueError):
        raise ValueError(f"not a day or an instant: {written!r} (as 2026-03-11 or 2026-03-11T18:20+01:00)") from None


def plain(value: Any) -> Any:
    """Return a value for comparing: parties by their actor alone, wherever they stand."""
    if isinstance(value, tuple):
        return tuple(plain(one) for one in value)
    return value.actor if isinstance(value, Party) else value


def meaning(field: Field, found: Json, standing: Standing) -> Json:
    """Return a value for comparing what people meant: who is named is the one who stands there, by whichever words."""

    def known(layer: Layer, span: Span) -> Thing:
        thing = standing.at(layer, span)
        if thing is None:
            raise ValueError(f"no {layer} stands there")
        return thing

    try:
        return repr(plain(decode(field, found, known, standing.account.report.text)))
    except ValueError:
        return found


def snapshot(thing: Thing, standing: Standing) -> Json:
    """Return all fields of a thing as JSON: what a person saw who accepted it."""
    fields = FIELDS[thing.layer].values()
    return {field.name: encode(field, getattr(thing.value, field.name), standing) for field in fields}


def dumps(value: Json) -> str:
    """Return JSON in the one form in which corrections keep it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
