"""One thing of an account on a few lines, with its sentence: what a person needs to see to decide on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from herodotus.accounts.anchors import Standing, Thing
from herodotus.accounts.fields import FIELDS
from herodotus.accounts.telling import interval, label
from herodotus.accounts.values import encode, reference, snapshot
from herodotus.errors import NotFoundError
from herodotus.events import sureness
from herodotus.model import Account, Event, Time
from herodotus.surfaces.explain import marked

_WIDTH = 12


def thing_in(account: Account, name: str) -> tuple[Thing, Standing]:
    """Return the thing that is called so in an account. Raises NotFoundError with what there is."""
    standing = Standing(account)
    thing = standing.get(name)
    if thing is None:
        there = ", ".join([*(e.id for e in account.events), *(s.id for s in account.statements)]) or "nothing"
        raise NotFoundError(f"{name or 'nothing'}: no such thing in report {account.report.id[:10]}. It has {there}.")
    return thing, standing


def card(account: Account, name: str) -> Iterator[str]:
    """Yield the lines of a card: the words in their sentence, then every field that is known, then claims and numbers."""
    thing, standing = thing_in(account, name)
    yield f"  {marked(thing.spans[0], account)}"
    yield from _fields(thing, standing)
    for part in (*standing.of("claim"), *standing.of("count")):
        if isinstance(thing.value, Event) and part.id.startswith(f"{thing.id}."):
            known = ", ".join(f"{field} {value}" for field, value in _known(part, standing))
            yield f"  {part.id:<{_WIDTH}}{known}"


def _fields(thing: Thing, standing: Standing) -> Iterator[str]:
    if isinstance(thing.value, Event):
        yield f"  {'told as':<{_WIDTH}}{label(thing.value)}"
        if (told := sureness.told(thing.value)) is not None:
            yield f"  {'sure?':<{_WIDTH}}{told}"
    for field, value in _known(thing, standing):
        if field != "triggers":
            yield f"  {field:<{_WIDTH}}{value}"


def _known(thing: Thing, standing: Standing) -> Iterator[tuple[str, str]]:
    """Yield the fields of a thing that are known, in words; whoever is meant with id and name."""
    for name, field in FIELDS[thing.layer].items():
        value = getattr(thing.value, name)
        if value not in (None, (), False):
            values = value if isinstance(value, tuple) else (value,)
            yield name, "; ".join(_worded(one, encode(field, value, standing), standing) for one in values)


def _worded(value: Any, encoded: Any, standing: Standing) -> str:
    one = getattr(value, "actor", value)
    named = standing.get(one) if isinstance(one, str) else None
    if named is not None:
        return f"{named.id} {_called(named, standing)}"
    if hasattr(one, "of"):
        return f"“{' '.join(one.of(standing.account.report.text).split())}”"
    return str(one.isoformat() if hasattr(one, "isoformat") else one)


def _called(thing: Thing, standing: Standing) -> str:
    words = thing.spans[0].line_of(standing.account.report.text)
    if isinstance(thing.value, Time):
        return f"“{words}” {interval(thing.value) or 'not resolved'}"
    return getattr(thing.value, "name", words)


def as_object(account: Account, name: str) -> dict[str, Any]:
    """Return a card as an object: where the thing stands, its sentence, and its fields as corrections write them."""
    thing, standing = thing_in(account, name)
    text, span = account.report.text, thing.spans[0]
    sentence = next((one for one in account.sentences if one.holds(span)), span)
    return {
        "report": account.report.id, "thing": name, "layer": thing.layer, "at": reference(span, text),
        "sentence": reference(sentence, text), "fields": snapshot(thing, standing),
    }  # fmt: skip
