"""Relays: who passes a statement on that stands inside somebody else's words."""

from __future__ import annotations

from dataclasses import replace

from herodotus.model import NARRATOR, UNNAMED, Statement
from herodotus.statements.nesting import Nesting

_BIDDING = frozenset({"request", "demand", "ask", "meet"})
"""Acts told indirectly that pass nothing on: "asked it to condemn the raid, in which Merania says ten died"."""


def cited(statements: list[Statement]) -> list[Statement]:
    """Return the statements, what somebody is cited for told as his: "the agency, *citing an official*, reported that …"."""
    nesting = Nesting(statements)
    found = []
    for index, statement in enumerate(statements):
        told = next((one for one in nesting.inside(index) if one.content and one.because[0].rule != "citing"), None)
        if statement.because[0].rule == "citing" and told is not None:
            relay = (told.speaker.actor,)
            statement = replace(statement, content=told.content, form=told.form, relay=relay)  # noqa: PLW2901
        found.append(statement)
    return found


def passed_on(statements: list[Statement]) -> list[Statement]:
    """
    Return the statements with their relays: "the king spoke with the envoy, *the palace* said" is the palace's telling.

    The outermost voice comes first; nobody passes on his own words.
    """
    nesting = Nesting(statements)
    return [replace(one, relay=_chain(one, nesting.around(i))) for i, one in enumerate(statements)]


def _chain(statement: Statement, holders: list[Statement]) -> tuple[str, ...]:
    tell = (other for other in holders if other.form != "indirect" or other.act not in _BIDDING)
    holders = sorted(tell, key=lambda one: (-sum(span.end - span.start for span in one.content), len(one.relay)))
    voices = [*(other.speaker.actor for other in holders), *statement.relay]
    nobody = (statement.speaker.actor, UNNAMED, NARRATOR)
    return tuple(dict.fromkeys(voice for voice in voices if voice not in nobody))
