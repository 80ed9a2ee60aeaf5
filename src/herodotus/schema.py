"""The JSON Schema (2020-12) of an account, the object that ``contract`` writes: ``docs/reference/account.schema.json``."""

from __future__ import annotations

from typing import get_args

from herodotus import model
from herodotus.contract import SCHEMA, Json


def of_account() -> Json:
    """Return the schema of an account as ``herodotus read --json`` writes it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An account of one report, as Herodotus gives it",
        **_thing(
            "schema report actors places times statements events links disputes warnings made_by",
            schema={"const": SCHEMA}, report=_REPORT, actors=_many(_ACTOR), places=_many(_PLACE), times=_many(_TIME),
            statements=_many(_STATEMENT), events=_many(_EVENT), links=_many(_LINK), disputes=_many(_DISPUTE),
            warnings=_many(_thing("code message", code=_TEXT, message=_TEXT)),
            made_by=_thing("herodotus model lexicons", herodotus=_TEXT, model=_TEXT, lexicons=_TEXT),
        ),
    }  # fmt: skip


def _one_of(values: object) -> Json:
    return {"enum": list(get_args(values))}


def _many(item: Json, *, least: int = 0) -> Json:
    return {"type": "array", "items": item, **({"minItems": least} if least else {})}


def _thing(required: str, **properties: Json) -> Json:
    return {"type": "object", "required": required.split(), "properties": properties}


_TEXT: Json = {"type": "string"}
_MAYBE: Json = {"type": ["string", "null"]}
_SPAN: Json = {"type": "array", "prefixItems": [{"type": "integer", "minimum": 0}] * 2, "minItems": 2, "maxItems": 2}
_MAYBE_SPAN: Json = {"anyOf": [_SPAN, {"type": "null"}]}
_VOICE: Json = {"type": "string", "pattern": "^(narrator|unnamed|a[1-9][0-9]*)$"}
_ACTOR_ID: Json = {"type": "string", "pattern": "^a[1-9][0-9]*$"}
_BECAUSE = _many(_thing("rule span", rule=_TEXT, span=_MAYBE_SPAN))

_REPORT = _thing(
    "id text title publisher url published language", id=_TEXT, text=_TEXT, title=_MAYBE, publisher=_MAYBE, url=_MAYBE,
    published=_MAYBE, language=_MAYBE,
)  # fmt: skip
_MENTION = _thing("start end kind", start={"type": "integer"}, end={"type": "integer"}, kind=_one_of(model.MentionKind))
_ACTOR = _thing(
    "id name kind country sectors roles acts_for mentions", id=_ACTOR_ID, name=_TEXT, kind=_one_of(model.ActorKind),
    country=_MAYBE, sectors=_many(_TEXT), roles=_many(_TEXT), acts_for=_MAYBE, mentions=_many(_MENTION), because=_BECAUSE,
)  # fmt: skip
_PLACE = _thing(
    "id name country admin1 lat lon precision mentions", id=_TEXT, name=_TEXT, country=_MAYBE,
    lat={"type": ["number", "null"]}, lon={"type": ["number", "null"]},
    precision={"enum": [*get_args(model.Precision), None]}, mentions=_many(_SPAN),
)  # fmt: skip
_TIME = _thing(
    "id span earliest latest granularity rule", id=_TEXT, span=_SPAN, earliest=_MAYBE, latest=_MAYBE,
    granularity=_one_of(model.Granularity), rule=_TEXT, reason=_MAYBE, because=_BECAUSE,
)  # fmt: skip
_STATEMENT = _thing(
    "id speaker cue content act stance form target addressee medium relay time because", id=_TEXT, speaker=_VOICE,
    cue=_MAYBE_SPAN, content=_many(_SPAN), act=_one_of(model.Act), stance=_one_of(model.Stance), form=_one_of(model.Form),
    target=_many(_VOICE), addressee=_MAYBE, medium=_MAYBE, relay=_many(_ACTOR_ID), time=_MAYBE, because=_BECAUSE,
)  # fmt: skip
_COUNT = _thing(
    "what low high qualifier whose voice span", what=_MAYBE, low={"type": "integer"}, high={"type": ["integer", "null"]},
    qualifier=_one_of(model.Qualifier), whose=_MAYBE, voice=_VOICE, span=_SPAN,
)  # fmt: skip
_CLAIM = _thing(
    "voice statement status stance polarity", voice=_VOICE, statement=_MAYBE, status=_one_of(model.Status),
    stance=_one_of(model.Stance), polarity={"enum": ["+", "-"]}, about={"enum": ["source", "counts", "naming"]},
    source=_many(_ACTOR_ID), source_not=_many(_ACTOR_ID), because=_BECAUSE,
)  # fmt: skip
_EVENT = _thing(
    "id label triggers type mode cameo source target place time part_of counts claims because", id=_TEXT, label=_TEXT,
    triggers=_many(_SPAN, least=1), type={"enum": [*model.EVENT_TYPES, None]}, mode=_MAYBE, cameo=_MAYBE,
    source=_many(_VOICE), target=_many(_ACTOR_ID), place=_MAYBE, time=_MAYBE, part_of=_MAYBE, counts=_many(_COUNT),
    claims=_many(_CLAIM, least=1), confidence={"type": ["number", "null"]}, because=_BECAUSE,
)  # fmt: skip
_LINK = _thing("kind from to cue voice", kind=_one_of(model.LinkKind), to=_TEXT, cue=_MAYBE_SPAN, voice=_VOICE)
_DISPUTE = _thing(
    "question events compatible positions", question=_one_of(model.Question), events=_many(_TEXT),
    compatible={"type": "boolean"}, positions=_many(_thing("voices says", voices=_many(_VOICE)), least=2),
)  # fmt: skip
