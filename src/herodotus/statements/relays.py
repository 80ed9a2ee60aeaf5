"""Relays: who passes a statement on that stands inside somebody else's words."""

from __future__ import annotations

from dataclasses import replace

from herodotus.model import NARRATOR, UNNAMED, Statement


def passed_on(statements: list[Statement]) -> list[Statement]:
    """
    Return the statements with their relays: "the king spoke with the envoy, *the palace* said" is the palace's telling.

    The outermost voice comes first; nobody passes on his own words.
    """
    return [replace(one, relay=_chain(one, statements)) for one in statements]


def _chain(statement: Statement, statements: list[Statement]) -> tuple[str, ...]:
    holders = [other for other in statements if other is not statement and _holds(other, statement)]
    holders.sort(key=lambda other: -sum(span.end - span.start for span in other.content))
    voices = [*(other.speaker.actor for other in holders), *statement.relay]
    nobody = (statement.speaker.actor, UNNAMED, NARRATOR)
    return tuple(dict.fromkeys(voice for voice in voices if voice not in nobody))


def _holds(outer: Statement, inner: Statement) -> bool:
    return inner.cue is not None and any(span.holds(inner.cue) for span in outer.content)
