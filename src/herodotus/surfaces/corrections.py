"""Corrections as JSON, one way and back, and in words: what ``review log`` writes and ``import corrections`` reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, get_args

from herodotus.accounts.lastword import instant
from herodotus.accounts.lastword import written as written_at
from herodotus.accounts.overlay import short
from herodotus.accounts.values import dumps
from herodotus.ledger.faring import Logged
from herodotus.model import Anchor, Correction, Layer, Span, Verb

SCHEMA = "herodotus.corrections/1"


def as_object(logged: Logged) -> dict[str, Any]:
    """Return a correction of the log as an object, with how it fares over a report."""
    return {**written(logged.correction), "report": logged.report, "state": logged.state, "reason": logged.reason}


def written(one: Correction) -> dict[str, Any]:
    """Return a correction as an object; values are JSON in it, not text of JSON."""
    values = {key: json.loads(value) for key, value in (("old", one.old), ("new", one.new)) if value is not None}
    return {
        "id": one.id, "at": one.at, "who": one.who, "verb": one.verb, "anchor": _anchor(one.anchor), "field": one.field,
        **values, "why": one.why, "undoes": one.undoes, "other": _anchor(one.other),
        **({} if one.turn is None else {"turn": one.turn}),
    }  # fmt: skip


def _anchor(anchor: Anchor | None) -> dict[str, Any] | None:
    if anchor is None:
        return None
    voice = [anchor.voice.start, anchor.voice.end] if isinstance(anchor.voice, Span) else anchor.voice
    return {
        "text_hash": anchor.text_hash, "layer": anchor.layer, "start": anchor.span.start, "end": anchor.span.end,
        "quote": anchor.quote, "voice": voice, "nth": anchor.nth,
    }  # fmt: skip


def read(found: Mapping[str, Any]) -> Correction:
    """Return the correction of an object. Raises ValueError where it is none."""
    try:
        if found["verb"] not in get_args(Verb):
            raise ValueError(f"no verb of corrections: {found['verb']!r}")
        values: dict[str, Any] = {key: dumps(found[key]) for key in ("old", "new") if key in found}
        rest = {key: found.get(key) for key in ("field", "why", "undoes")}
        turn = found.get("turn")
        return Correction(
            found["id"], written_at(instant(found["at"])), found["who"], found["verb"], anchor=_to_anchor(found["anchor"]),
            other=_to_anchor(found.get("other")), turn=None if turn is None else written_at(instant(turn)), **values, **rest,
        )  # fmt: skip
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a correction: {error}") from None


def _to_anchor(found: Mapping[str, Any] | None) -> Anchor | None:
    if found is None:
        return None
    if found["layer"] not in get_args(Layer):
        raise ValueError(f"no layer of an account: {found['layer']!r}")
    voice = Span(*found["voice"]) if isinstance(found["voice"], list) else found["voice"]
    span = Span(found["start"], found["end"])
    return Anchor(found["text_hash"], found["layer"], span, found["quote"], voice, found.get("nth", 0))


def told(one: Correction, report: str | None) -> str:
    """Return a correction in one line: number, instant, who, what, and why."""
    at = one.at.replace("T", " ")[:16]
    what = f"{one.verb} {one.undoes}" if one.verb == "undo" else f"{one.verb} {_where(one, report)}"
    reason = f"  ({one.why})" if one.why else ""
    return f"{one.id:>5}  {at}  {one.who}  {what}{_change(one)}{reason}"


def _change(one: Correction) -> str:
    if one.verb == "undo":
        return ""
    if one.verb == "add":
        fields = json.loads(one.new or "{}").items()
        return "".join(f" {name}={short(value)}" for name, value in fields if name != "content")
    if one.verb == "correct":
        return f" {one.field}: {_short(one.old)} → {_short(one.new)}"
    return f" {one.field or ''}".rstrip()


def _where(one: Correction, report: str | None) -> str:
    if one.anchor is None:
        return ""
    tie = "of" if one.verb == "add" else "and"
    beside = f" {tie} “{one.other.quote}”" if one.other is not None else ""
    place = f" in {report[:10]}" if report else ""
    return f"{one.anchor.layer} “{one.anchor.quote}”{beside}{place}"


def _short(value: str | None) -> str:
    return "nothing" if value is None else short(json.loads(value))
