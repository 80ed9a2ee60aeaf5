"""
What people add that nobody read: made of the fields they give, and known again where a later reading finds it by itself.

An addition stands on words of the text like any other decision. It remembers what stood on them when it was made: what is read
there beyond that is the thing itself, which is then not there twice.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from typing import Any, cast

from herodotus.accounts.anchors import Standing, Thing
from herodotus.accounts.edits import UNRESOLVED, next_id, rule_of
from herodotus.accounts.fields import HELD, addable, added_field
from herodotus.accounts.values import Json, dumps, reference
from herodotus.model import (
    NARRATOR,
    UNNAMED,
    Actor,
    Anchor,
    Claim,
    Correction,
    Count,
    Event,
    Evidence,
    Layer,
    Mention,
    Party,
    Place,
    Span,
    Statement,
    Time,
)

Values = Mapping[str, Any]
_ALIKE = 0.5
"""Two statements that share so much of their words are one."""
_UNLESS_SAID: Mapping[Layer, Mapping[str, Json]] = {"event": {"status": "happened"}, "statement": {"act": "say"}}
OF_EVENTS = ("claim", "count")
"""What is no thing of its own, but how a voice holds an event, or a number of it."""
_NEEDED: Mapping[Layer, str] = {"claim": "voice", "count": "low"}
_OPEN = ("at least", "more than", "dozens", "several")
"""How a number is qualified that says of no highest one."""
_QUOTES = "\"“”'‘’«»"


def addition(
    standing: Standing, layer: Layer, span: Span, fields: Mapping[str, Json], *, who: str, why: str | None = None,
    event: Thing | None = None,
) -> Correction:  # fmt: skip
    """
    Return the decision that something stands on some words, with its fields as JSON. Raises ValueError for a field it has not.

    ``standing`` is what the person sees: what stands on the words already is something else. A statement stands at its cue. Of a
    number, and of a voice that holds an event, too, ``event`` is whose they are; a voice stands where the event does.
    """
    if layer in OF_EVENTS:
        return _part(standing, layer, span, fields, event, who=who, why=why)
    if not addable(layer).keys() >= fields.keys():
        added_field(layer, next(name for name in fields if name not in addable(layer)))
    text = standing.account.report.text
    given = {
        **_UNLESS_SAID.get(layer, {}),
        **({"content": [reference(span, text)]} if layer == "statement" else {}),
        **fields,
    }
    at = Span(given["cue"]["start"], given["cue"]["end"]) if given.get("cue") else span
    alike = sum(one.spans[0] == at for one in standing.of(layer))
    anchor = Anchor(standing.hash, layer, at, at.of(text), nth=alike)
    there = [reference(one.spans[0], text) for one in standing.of(layer) if _is_there(one, at, given)]
    return Correction(0, "", who, "add", anchor, old=dumps(there), new=dumps(given), why=why)


def _part(
    standing: Standing, layer: Layer, span: Span, fields: Mapping[str, Json], event: Thing | None, *, who: str, why: str | None
) -> Correction:  # fmt: skip
    """Return the decision that an event has one more number, or is held by one more voice."""
    for name in fields:
        added_field(layer, name)
    if event is None or event.layer != "event":
        raise ValueError(f"a {layer} is of an event: name it, as e5")
    if fields.get(_NEEDED[layer]) is None:
        raise ValueError(f"a {layer} has its {_NEEDED[layer]}")
    at = event.spans[0] if layer == "claim" else span
    anchor = Anchor(standing.hash, layer, at, at.of(standing.account.report.text), _voice_at(layer, fields))
    there = parts_of(event, anchor, standing)
    old = [reference(one.spans[0], standing.account.report.text) for one in there]
    anchor, of = replace(anchor, nth=len(there)), standing.anchor(event.id)
    return Correction(0, "", who, "add", anchor, old=dumps(old), new=dumps(fields), why=why, other=of)


def _voice_at(layer: Layer, fields: Mapping[str, Json]) -> Span | str | None:
    """Return where the voice of a claim stands: its words, or itself where it is a literal one."""
    voice = fields["voice"] if layer == "claim" else None
    return Span(voice["start"], voice["end"]) if isinstance(voice, dict) else voice


def parts_of(event: Thing, anchor: Anchor, standing: Standing) -> list[Thing]:
    """Return the numbers of an event that stand on the words of an anchor, or the claims of the voice that it names."""
    own = [one for one in standing.of(anchor.layer) if one.id.startswith(f"{event.id}.")]
    if anchor.layer == "claim":
        return [one for one in own if one.voice == standing.voice(anchor)]
    return [one for one in own if one.spans[0].meets(anchor.span)]


def known_again(one: Correction, standing: Standing, gone: Container[str], event: Thing | None = None) -> Thing | None:
    """Return what stands there by itself and is the very thing that is added; None where nobody reads it, or it was rejected."""
    assert one.anchor is not None, "an addition stands on words"
    span, given = one.anchor.span, json.loads(one.new or "{}")
    if event is not None:
        there = parts_of(event, one.anchor, standing)
    else:
        there = [thing for thing in standing.of(one.anchor.layer) if _is_there(thing, span, given)]
    for other in json.loads(one.old or "[]"):
        _take(there, Span(other["start"], other["end"]))
    left = [thing for thing in there if thing.id not in gone]
    return min(left, key=lambda thing: (thing.spans[0] != span, _unlike(thing, given)), default=None)


def _is_there(thing: Thing, span: Span, given: Mapping[str, Json]) -> bool:
    """Whether a thing stands on the words: an event by its first mention, a statement by its cue, else by half of its words."""
    if isinstance(thing.value, Event):
        return thing.spans[0].meets(span)
    if isinstance(thing.value, Statement):
        if (
            given.get("cue") and thing.value.cue is not None
        ):  # "said it believed that …": two statements, nearly the same words
            return thing.value.cue.meets(span)
        return _shared(thing, given) >= _ALIKE
    return any(core.meets(span) for core in thing.cores)


def _unlike(thing: Thing, given: Mapping[str, Json]) -> float:
    """Return how little of what is given of it a thing has: the kind of an event, the words of a statement."""
    if isinstance(thing.value, Statement):
        return -_shared(thing, given)
    return float(getattr(thing.value, "type", None) != given.get("type"))


def _shared(thing: Thing, given: Mapping[str, Json]) -> float:
    """Return which part of the code points of two contents both have."""
    one = {at for span in getattr(thing.value, "content", ()) for at in range(span.start, span.end)}
    other = {at for span in given.get("content") or () for at in range(span["start"], span["end"])}
    return len(one & other) / len(one | other) if one and other else 0.0


def _take(there: list[Thing], span: Span) -> None:
    """Leave out what stood there when the addition was made, even if its words are cut otherwise now."""
    same = next((one for one in there if one.spans[0] == span), None)
    found = same or next((one for one in there if one.spans[0].meets(span)), None)
    if found is not None:
        there.remove(found)


# --- made of what was given ------------------------------------------------------------------------------------------------


def made(one: Correction, values: Values, standing: Standing) -> Thing:
    """Return the thing an addition says is there; ``values`` are its fields as an account holds them."""
    assert one.anchor is not None, "an addition stands on words"
    layer, span = one.anchor.layer, one.anchor.span
    name = next_id(layer[0], standing, layer)
    value = _MAKERS[layer](one, name, values)
    spans = (span, *value.content) if isinstance(value, Statement) else (span,)
    return Thing(layer, name, value, spans, (span,))


def claim_of(one: Correction, values: Values) -> Claim:
    """Return who holds an added event, and how: unless it is said, the report's own voice that tells it as having happened."""
    return Claim(
        values.get("voice", NARRATOR), values.get("statement"), values.get("status", "happened"),
        values.get("stance", "asserts"), values.get("polarity", "+"), values.get("about"), values.get("source", ()),
        values.get("source_not", ()), _because(one),
    )  # fmt: skip


def count_of(one: Correction, values: Values) -> Count:
    """Return the number that is added to an event: that very one, unless a higher one or a qualifier is given."""
    assert one.anchor is not None, "an addition stands on words"
    low, qualifier = values.get("low"), values.get("qualifier", "exact")
    if low is None:
        raise ValueError("a number says how many")
    high = values.get("high", None if qualifier in _OPEN else low)
    return Count(
        values.get("what"), low, high, qualifier, values.get("whose"), one.anchor.span, voice=values.get("voice", NARRATOR)
    )  # fmt: skip


def _because(one: Correction) -> tuple[Evidence, ...]:
    return (Evidence(rule_of(one), None if one.anchor is None else one.anchor.span),)


def _words(one: Correction) -> str:
    return "" if one.anchor is None else " ".join(one.anchor.quote.split())


def _event(one: Correction, name: str, values: Values) -> Event:
    assert one.anchor is not None, "an addition stands on words"
    return Event(
        name, values.get("label", _words(one).casefold()), (one.anchor.span,), values.get("type"), values.get("mode"),
        values.get("cameo"), values.get("source", ()), values.get("target", ()), values.get("place"),
        place_span(json.loads(one.new or "{}").get("place")), values.get("time"), (), values.get("part_of"),
        (claim_of(one, {name: values[name] for name in HELD if name in values}),), None, _because(one),
    )  # fmt: skip


def place_span(found: Json) -> Span | None:
    """Return the words that put an event where it is, of a place as corrections name it."""
    return None if found is None else Span(found["start"], found["end"])


def _statement(one: Correction, name: str, values: Values) -> Statement:
    assert one.anchor is not None, "an addition stands on words"
    content = values.get("content", (one.anchor.span,))
    first = _words(one)[:1] if not values.get("cue") else ""
    return Statement(
        name, values.get("speaker", Party(UNNAMED)), values.get("cue"), content, values.get("act", "say"),
        values.get("stance", "asserts"), values.get("form", "direct" if first and first in _QUOTES else "indirect"),
        values.get("target", ()), values.get("addressee"), values.get("medium"), values.get("relay", ()),
        values.get("time"), values.get("negated_cue", False), _because(one),
    )  # fmt: skip


def _actor(one: Correction, name: str, values: Values) -> Actor:
    assert one.anchor is not None, "an addition stands on words"
    span, words = one.anchor.span, _words(one)
    mention = Mention(span, span, "name" if words[:1].isupper() else "description", _because(one))
    return Actor(
        name, values.get("name", words), values.get("kind", "unnamed"), values.get("country"), values.get("sectors", ()),
        acts_for=values.get("acts_for"), mentions=(mention,), because=_because(one),
    )  # fmt: skip


def _place(one: Correction, name: str, values: Values) -> Place:
    assert one.anchor is not None, "an addition stands on words"
    known = {key: values.get(key) for key in ("country", "admin1", "lat", "lon", "precision", "gazetteer_id")}
    return Place(name, values.get("name", _words(one)), **known, mentions=(one.anchor.span,), because=_because(one))


def _time(one: Correction, name: str, values: Values) -> Time:
    assert one.anchor is not None, "an addition stands on words"
    first, last = values.get("earliest"), values.get("latest")
    known = first is not None or last is not None
    return Time(
        name, one.anchor.span, first, last, values.get("granularity", "day" if known else "unknown"), None, rule_of(one),
        reason=None if known else UNRESOLVED, because=_because(one),
    )  # fmt: skip


_Maker = Callable[[Correction, str, Values], Event | Statement | Actor | Place | Time]
_MAKERS: Mapping[Layer, _Maker] = cast(
    "Mapping[Layer, _Maker]",
    {"event": _event, "statement": _statement, "actor": _actor, "place": _place, "time": _time},
)
