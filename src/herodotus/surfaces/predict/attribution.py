"""
Task ``attribution``: statements as source, cue and content spans.

The corpora have one attribution for each cue, whoever shares it, and count as content all that is attributed: the one accused
or urged as well as the deed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from herodotus import pipeline
from herodotus.model import Account, Span, Statement
from herodotus.reading import Reader

_AIMED = frozenset({"accuse", "condemn", "praise", "demand", "request", "threaten"})
"""Acts whose target stands in the corpora's content; of the others it is the recipient."""


def predict(row: dict[str, Any], reader: Reader, *, options: set[str], beside: Path) -> dict[str, Any]:
    """Return ``{attributions}`` for ``{text}``: each with its spans, act, stance, form and speaker."""
    return {"attributions": attributions(pipeline.read(row["text"], reader=reader))}


def attributions(account: Account) -> list[dict[str, Any]]:
    """Return the statements that have a content in the form of the corpora, all speakers of one cue together."""
    found: dict[object, dict[str, Any]] = {}
    for statement in account.statements:
        key = (statement.cue or statement.id, statement.content)
        if key in found:
            found[key]["source"] += _spans(statement.speaker.span)
        elif statement.content:
            found[key] = _attribution(statement, account)
    return list(found.values())


def _attribution(statement: Statement, account: Account) -> dict[str, Any]:
    return {
        "source": _spans(statement.speaker.span),
        "cue": _spans(statement.cue),
        "content": _content(statement),
        "act": statement.act,
        "stance": statement.stance,
        "form": statement.form,
        **_speaker(statement, account),
    }


def _content(statement: Statement) -> list[list[int]]:
    """Return the content, and before it whom it is aimed at: "accused *Merania* of arming the rebels"."""
    spans = list(statement.content)
    for party in statement.target if statement.act in _AIMED else ():
        if party.span is not None and not any(span.meets(party.span) for span in spans):
            spans.append(party.span)
    return [[span.start, span.end] for span in sorted(spans)]


def _spans(span: Span | None) -> list[list[int]]:
    return [] if span is None else [[span.start, span.end]]


def _speaker(statement: Statement, account: Account) -> dict[str, Any]:
    """Return the speaker's name and where it stands: in his own words, else first; of nobody named the first description."""
    actor = next((a for a in account.actors if a.id == statement.speaker.actor), None)
    known = [m for m in actor.mentions if m.kind != "pronoun"] if actor is not None else []
    if actor is None or not known:
        return {}
    own = statement.speaker.span
    named = [m for m in known if m.kind == "name"] or known
    here = next((m for m in named if own is not None and own.holds(m.head)), named[0])
    return {"speaker": {"span": [here.span.start, here.span.end], "name": actor.name}}
