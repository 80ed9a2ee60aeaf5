"""Task ``pairs``: what the first of two marked actors does to the second, as a PLOVER type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from herodotus.model import REAL, Account, Event, Party, Span
from herodotus.pipeline import account_for
from herodotus.reading import Reader, Source
from herodotus.surfaces.predict.events import announced

ROLES = ("SRC", "TAR")


def predict(row: Mapping[str, Any], reader: Reader, *, options: set[str], beside: Path) -> dict[str, Any]:
    """Return the type of the event that the marked actors are in, or None."""
    del options, beside
    account = account_for(Source.of_text(str(row["text"])), reader=reader)
    marked = {s["role"]: Span(s["start"], s["end"]) for s in row["spans"] if s["role"] in ROLES}
    return {"plover_root": _root(account, marked)}


def _root(account: Account, marked: Mapping[str, Span]) -> str | None:
    """Return the type of the event whose parties fit the marked ones best; of equals, the one told first."""
    told = [event for event in account.events if not any(span.holds(event.triggers[0]) for span in marked.values())]
    coded = [(event, kind) for event in told or account.events for kind in _kinds(event)]
    ranked = sorted(coded, key=lambda one: (-_fit(account, one[0], marked), *_place(one[0], marked)))
    return ranked[0][1] if ranked else None


def _kinds(event: Event) -> Iterator[str]:
    """Yield what an event is to the one who does it: its type if it is told, else the act of wanting or foretelling it."""
    statuses = {claim.status for claim in event.claims}
    act = announced(event)
    if statuses.intersection(REAL) and event.type is not None:
        yield event.type
    elif act is not None and act.type is not None:
        yield act.type
    elif "demanded" in statuses and event.type is not None:
        yield "REQUEST"
    elif "threatened" in statuses and event.type is not None:
        yield "THREATEN"
    elif event.type is not None:
        yield event.type


def _fit(account: Account, event: Event, marked: Mapping[str, Span]) -> int:
    """Return how well the parties fit: two for each in its own part, less for one in the other's."""
    source, target = marked.get("SRC"), marked.get("TAR")
    fit = 2 * _is_in(account, event.source, source) + 2 * _is_in(account, event.target, target)
    if event.target:
        return fit - _is_in(account, event.target, source) - _is_in(account, event.source, target)
    return fit + _is_in(account, event.source, target)


def _is_in(account: Account, parties: tuple[Party, ...], span: Span | None) -> bool:
    """Whether one of the parties is named by the marked words, here or elsewhere."""
    wanted = {party.actor for party in parties}
    spans = [p.span for p in parties if p.span] + [m.span for a in account.actors if a.id in wanted for m in a.mentions]
    return span is not None and any(one.meets(span) for one in spans)


def _place(event: Event, marked: Mapping[str, Span]) -> tuple[int, int]:
    """Return where an event stands: those between or after the doer first."""
    source = marked.get("SRC")
    trigger = event.triggers[0]
    return (source is not None and trigger.start < source.start, trigger.start)
