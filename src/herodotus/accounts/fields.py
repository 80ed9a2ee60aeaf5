"""What can be corrected: the fields of each layer, and the values each may have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from herodotus import model
from herodotus.model import Layer

Kind = Literal[
    "choice", "text", "code", "whole", "number", "flag", "day", "actor", "party", "place", "time", "event", "statement", "words"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A field that can be corrected. ``many``: it holds a list; ``optional``: it may be unknown; ``choices``: its words."""

    name: str
    kind: Kind
    many: bool = False
    optional: bool = False
    choices: tuple[str, ...] = ()


def _choice(name: str, words: object, *, optional: bool = False) -> Field:
    return Field(name, "choice", optional=optional, choices=get_args(words))


def _maybe(name: str, kind: Kind) -> Field:
    return Field(name, kind, optional=True)


def _list(name: str, kind: Kind) -> Field:
    return Field(name, kind, many=True)


_ALL: Mapping[Layer, tuple[Field, ...]] = {
    "event": (
        Field("label", "text"), _choice("type", model.EventType, optional=True), _maybe("mode", "text"), _maybe("cameo", "text"),
        _list("source", "party"), _list("target", "party"), _maybe("place", "place"), _maybe("time", "time"),
        _maybe("part_of", "event"), _list("triggers", "words"),
    ),
    "claim": (
        Field("voice", "actor"), _maybe("statement", "statement"), _choice("status", model.Status),
        _choice("stance", model.Stance), Field("polarity", "choice", choices=("+", "-")),
        Field("about", "choice", optional=True, choices=("source", "counts", "naming")),
        _list("source", "actor"), _list("source_not", "actor"),
    ),
    "count": (
        _maybe("what", "text"), Field("low", "whole"), _maybe("high", "whole"), _choice("qualifier", model.Qualifier),
        _maybe("whose", "actor"), Field("voice", "actor"),
    ),
    "statement": (
        Field("speaker", "party"), _choice("act", model.Act), _choice("stance", model.Stance), _choice("form", model.Form),
        _list("target", "party"), _maybe("addressee", "party"), _maybe("medium", "text"), _list("relay", "actor"),
        _maybe("time", "time"), Field("negated_cue", "flag"), _list("content", "words"),
    ),
    "actor": (
        Field("name", "text"), _choice("kind", model.ActorKind), _maybe("country", "code"), _list("sectors", "code"),
        _maybe("acts_for", "actor"),
    ),
    "place": (
        Field("name", "text"), _maybe("country", "code"), _maybe("admin1", "text"), _maybe("lat", "number"),
        _maybe("lon", "number"), _choice("precision", model.Precision, optional=True), _maybe("gazetteer_id", "text"),
    ),
    "time": (_maybe("earliest", "day"), _maybe("latest", "day"), _choice("granularity", model.Granularity)),
}  # fmt: skip
FIELDS: Mapping[Layer, Mapping[str, Field]] = {
    layer: {field.name: field for field in fields} for layer, fields in _ALL.items()
}


def field_of(layer: Layer, name: str) -> Field:
    """
    Return a field of a layer. Raises ValueError with those there are.

    >>> field_of("claim", "stance").kind
    'choice'
    >>> field_of("time", "when")
    Traceback (most recent call last):
    ValueError: times have no field 'when', they have earliest, latest, granularity
    """
    found = FIELDS[layer].get(name)
    if found is None:
        raise ValueError(f"{layer}s have no field {name!r}, they have {', '.join(FIELDS[layer])}")
    return found


HELD = ("voice", "statement", "status", "stance", "polarity")
"""The fields of a claim that say who holds an added event, and how."""
ADDED: Mapping[Layer, Mapping[str, Field]] = {
    "event": {
        **{name: field for name, field in FIELDS["event"].items() if name != "triggers"},
        **{name: FIELDS["claim"][name] for name in HELD},
    },
    "statement": {**FIELDS["statement"], "cue": _maybe("cue", "words")},
    "claim": FIELDS["claim"], "count": FIELDS["count"], "actor": FIELDS["actor"], "place": FIELDS["place"],
    "time": FIELDS["time"],
}  # fmt: skip
"""What may be said of a thing that is added by hand: of an event, who holds it first, and how; of a statement, its cue."""


def addable(layer: Layer) -> Mapping[str, Field]:
    """
    Return the fields of what is added by hand. Raises ValueError for what is no layer.

    >>> sorted(addable("place"))[:2]
    ['admin1', 'country']
    """
    if layer not in ADDED:
        raise ValueError(f"no {layer} is added by hand: {', '.join(ADDED)} are")
    return ADDED[layer]


def added_field(layer: Layer, name: str) -> Field:
    """
    Return a field of what is added by hand. Raises ValueError with those there are.

    >>> added_field("event", "status").choices[0]
    'happened'
    """
    found = addable(layer).get(name)
    if found is None:
        raise ValueError(f"{layer}s have no field {name!r}, they have {', '.join(ADDED[layer])}")
    return found
