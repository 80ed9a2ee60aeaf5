"""Decisions made on one version of a report, moved to the same words of a later one."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import replace
from typing import Any

from herodotus.accounts.anchors import text_hash
from herodotus.accounts.values import dumps
from herodotus.model import Anchor, Correction, Span

_WORD = re.compile(r"\S+")


class Alignment:
    """
    Which words of a later version are those of an earlier one.

    >>> way = Alignment("Nine died. The raid was on Sunday.", "At least 12 died. The raid was on Sunday.")
    >>> way.moved(Span(15, 19)), way.moved(Span(0, 4))
    (Span(start=22, end=26), None)
    """

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self.old_hash, self.new_hash = text_hash(old), text_hash(new)
        before, after = ([match.span() for match in _WORD.finditer(text)] for text in (old, new))
        words = ([old[start:end] for start, end in before], [new[start:end] for start, end in after])
        blocks = difflib.SequenceMatcher(None, *words, autojunk=False).get_matching_blocks()
        self._runs = [
            (before[a][0], before[a + size - 1][1], after[b][0] - before[a][0]) for a, b, size in blocks if size
        ]  # fmt: skip

    def moved(self, span: Span) -> Span | None:
        """Return where the words of a span stand now; None where they were changed or are gone."""
        for start, end, by in self._runs:
            if start <= span.start and span.end <= end:
                now = Span(span.start + by, span.end + by)
                return now if now.of(self._new) == span.of(self._old) else None
        return None


def moved(one: Correction, way: Alignment) -> Correction:
    """Return a correction as it stands in the later version; where its words are not there, as it was."""
    anchor, other = (_anchor(each, way) for each in (one.anchor, one.other))
    try:
        new = None if one.new is None else dumps(_value(json.loads(one.new), way))
    except ValueError:
        return one
    if (one.anchor is not None and anchor is None) or (one.other is not None and other is None):
        return one
    old = _there(one.old, way) if one.verb == "add" else _old(one.old, way)
    return replace(one, anchor=anchor, other=other, old=old, new=new)


def _there(written: str | None, way: Alignment) -> str:
    """Return what stood on the words of an addition, as far as it still does."""
    spans = [(one, way.moved(Span(one["start"], one["end"]))) for one in json.loads(written or "[]")]
    return dumps([{**one, "start": span.start, "end": span.end} for one, span in spans if span is not None])


def _anchor(anchor: Anchor | None, way: Alignment) -> Anchor | None:
    if anchor is None or anchor.text_hash != way.old_hash:
        return anchor
    span = way.moved(anchor.span)
    voice = way.moved(anchor.voice) if isinstance(anchor.voice, Span) else anchor.voice
    if span is None or (voice is None and anchor.voice is not None):
        return None
    return replace(anchor, text_hash=way.new_hash, span=span, voice=voice)


def _old(written: str | None, way: Alignment) -> str | None:
    """Return what was seen, as it stands now; None where part of it does not: then nothing is said of what changed since."""
    try:
        return None if written is None else dumps(_value(json.loads(written), way))
    except ValueError:
        return None


def _value(value: Any, way: Alignment) -> Any:
    if isinstance(value, list):
        return [_value(one, way) for one in value]
    if not isinstance(value, dict):
        return value
    if {"start", "end", "quote"} <= set(value):
        span = way.moved(Span(value["start"], value["end"]))
        if span is None:
            raise ValueError(f"the words {value['quote']!r} are not in this version")
        return {**value, "start": span.start, "end": span.end}
    return {key: _value(one, way) for key, one in value.items()}
