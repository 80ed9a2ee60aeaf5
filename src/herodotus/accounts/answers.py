"""From what a person types to the value of a field: ids of the account, words of its text, or the plain word."""

from __future__ import annotations

from herodotus.accounts.anchors import LITERAL_VOICES, Standing, Thing
from herodotus.accounts.fields import FIELDS, Field, field_of
from herodotus.accounts.values import REFERRING, Json, reference
from herodotus.model import Event, Layer, Span

NOTHING = ("", "none")
"""What is typed for "unknown", or for an empty list."""


def answered(thing: Thing, name: str, written: str, standing: Standing) -> Json:
    """
    Return the value a person typed for a field of a thing, as JSON. Raises ValueError with what would be one.

    Whoever or whatever is meant is called by its id (``a3``) or by words of the text, the nearest of them; of several, ";"
    stands between them.
    """
    return given(field_of(thing.layer, name), written, thing.spans[0], standing)


def given(field: Field, written: str, place: Span, standing: Standing) -> Json:
    """Return the value a person typed for a field of what stands at a place. Raises ValueError with what would be one."""
    if field.many:
        return [] if written in NOTHING else [_one(field, one.strip(), place, standing) for one in written.split(";")]
    if written in NOTHING and field.optional:
        return None
    return _one(field, written, place, standing)


def _one(field: Field, written: str, place: Span, standing: Standing) -> Json:
    if field.kind in REFERRING:
        return _meant(REFERRING[field.kind], written, place, standing)
    if field.kind == "words":
        return reference(nearest(written, place, standing), standing.account.report.text)
    try:
        if field.kind == "flag":
            return {"yes": True, "no": False}[written]
        return int(written) if field.kind == "whole" else float(written) if field.kind == "number" else written
    except (KeyError, ValueError):
        raise ValueError(
            f"{field.name} is {'yes or no' if field.kind == 'flag' else 'a number'}: {written!r}"
        ) from None


def _meant(layer: Layer, written: str, place: Span, standing: Standing) -> Json:
    if layer == "actor" and written in LITERAL_VOICES:
        return written
    named = standing.get(written)
    if named is not None and named.layer == layer:
        return reference(named.spans[0], standing.account.report.text)
    return reference(nearest(written, place, standing), standing.account.report.text)


def nearest(words: str, place: Span, standing: Standing) -> Span:
    """Return where the text says these words: within a place if it does, else nearest to it. Raises ValueError where nowhere."""
    text = standing.account.report.text
    starts = [at for at in range(len(text)) if text.startswith(words, at)] if words else []
    if not starts:
        raise ValueError(f"the report says {words!r} nowhere: name an id of the account, or words of its text")
    start = min(starts, key=lambda at: (not place.start <= at < place.end, abs(at - place.start)))
    return Span(start, start + len(words))


def meant_by(account_thing: Thing, name: str, standing: Standing) -> Thing:
    """
    Return the thing whose field a person means: asked for the status of an event, it is the one claim that holds it.

    Raises ValueError where several do.
    """
    event = account_thing.value
    if not isinstance(event, Event) or name in FIELDS["event"] or name not in FIELDS["claim"]:
        return account_thing
    claims = [one for one in standing.of("claim") if one.id.startswith(f"{account_thing.id}.")]
    if len(claims) > 1:
        raise ValueError(
            f"{account_thing.id} is held by several voices: say which claim, {', '.join(c.id for c in claims)}"
        )
    return claims[0]
