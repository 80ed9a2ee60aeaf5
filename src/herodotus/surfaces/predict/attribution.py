"""Task ``attribution``: statements as source, cue and content spans."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from herodotus import pipeline
from herodotus.model import Account, Span, Statement
from herodotus.reading import Reader


def predict(row: dict[str, Any], reader: Reader, *, options: set[str], beside: Path) -> dict[str, Any]:
    """Return ``{attributions}`` for ``{text}``: each with its spans, act, stance, form and speaker."""
    account = pipeline.read(row["text"], reader=reader)
    return {"attributions": attributions(account)}


def attributions(account: Account) -> list[dict[str, Any]]:
    """Return the statements that have a content in the form of the corpora."""
    return [_attribution(statement, account) for statement in account.statements if statement.content]


def _attribution(statement: Statement, account: Account) -> dict[str, Any]:
    return {
        "source": _spans(statement.speaker.span),
        "cue": _spans(statement.cue),
        "content": [[span.start, span.end] for span in statement.content],
        "act": statement.act,
        "stance": statement.stance,
        "form": statement.form,
        **_speaker(statement, account),
    }


def _spans(span: Span | None) -> list[list[int]]:
    return [] if span is None else [[span.start, span.end]]


def _speaker(statement: Statement, account: Account) -> dict[str, Any]:
    """Return where the speaker is named first, if anywhere."""
    actor = next((a for a in account.actors if a.id == statement.speaker.actor), None)
    named = [m for m in actor.mentions if m.kind == "name"] if actor is not None else []
    return {"speaker": {"span": [named[0].head.start, named[0].head.end]}} if named else {}
