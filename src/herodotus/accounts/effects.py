"""What a deed brought about, told as an event of its own: "Eight fighters were killed" after "The navy shelled the fort"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from herodotus import lexicons
from herodotus.accounts.ages import is_old, sentence_of
from herodotus.accounts.wording import stem
from herodotus.model import Account, Event

_REACH, _SHORT = 8, 2
"""Sentences an effect may stand after its deed; and after another effect that has a place."""


def wholes(account: Account) -> Iterator[tuple[Event, tuple[Event, ...]]]:
    """Yield every event that stands for itself with those that belong to it, in text order."""
    owner = _owners(account)
    for event in account.events:
        if event.id not in owner:
            yield event, tuple(e for e in account.events if _root(owner, e.id) == event.id and e is not event)


def _owners(account: Account) -> dict[str, str]:
    """Return the deed each effect belongs to, by id."""
    found: dict[str, str] = {}
    for event in account.events:
        owner = _deed_of(event, account)
        if owner is not None and owner.id != event.id and _root(found, owner.id) != event.id:
            found[event.id] = owner.id
    return found


def _root(owner: dict[str, str], event: str) -> str:
    while event in owner:
        event = owner[event]
    return event


def _deed_of(event: Event, account: Account) -> Event | None:
    """
    Return the deed an event belongs to.

    An effect belongs to a deed told before it in its sentence, else to the last deed with a place told shortly before,
    unless time or place of its own speak against it. A deed belongs to the first of its sentence with its place and time.
    """
    before = [e for e in account.events if e.triggers[0] < event.triggers[0] and _is_deed(e)]
    before = [e for e in before if is_old(e, account) == is_old(event, account)]
    here = [e for e in before if _sentence(e, account) == _sentence(event, account)]
    if by_itself := next((e for e in here if _did(e, event)), None):
        return by_itself
    if is_effect(event):
        placed = [e for e in before if _is_placed(e) and 0 <= _apart(e, event, account) <= _reach(e)]
        fitting = [e for e in (*placed, *[e for e in here if not is_effect(e)]) if _fits(event, e)]
        return fitting[-1] if fitting else None
    return next((e for e in here if _is_deed(event) and _one_breath(e, event)), None)


def _reach(deed: Event) -> int:
    return _SHORT if is_effect(deed) else _REACH


def _did(deed: Event, effect: Event) -> bool:
    """Whether the doer of an effect is the very deed: "the quake killed ten"."""
    doers = [party.span for party in effect.source if party.span is not None]
    return stem(effect.label) in _parts() and any(span.meets(trigger) for span in doers for trigger in deed.triggers)


def is_effect(event: Event) -> bool:
    """Whether an event is no more than what befell somebody: its main word says so, and nobody is told to have done it."""
    part = _parts().get(stem(event.label))
    counted = any(count.what == "detained" for count in event.counts)
    return not event.source and (part == "effect" or (part == "arrest" and counted))


def _is_deed(event: Event) -> bool:
    """Whether an event can bring others about, and is told as having happened."""
    told = any(c.status in ("happened", "ongoing") or c.stance in ("evaluates", "denies") for c in event.claims)
    deed = event.type in ("ASSAULT", "PROTEST") or _is_disaster(event)
    return told and (deed or (is_effect(event) and event.place is not None))


def _is_disaster(event: Event) -> bool:
    return _parts().get(stem(event.label)) == "disaster"


def _is_placed(event: Event) -> bool:
    """Whether a deed has a place, or needs none to be known again: a report tells of one disaster."""
    return event.place is not None or _is_disaster(event)


def _fits(effect: Event, deed: Event) -> bool:
    """Whether neither place nor time of an effect speaks against its deed."""
    place = effect.place is None or deed.place is None or effect.place == deed.place
    return place and (effect.time is None or deed.time is None or effect.time == deed.time)


def _one_breath(first: Event, second: Event) -> bool:
    """Whether two deeds of a sentence have one place and one time, and no two doers."""
    doers = [{p.actor for p in e.source} for e in (first, second)]
    together = first.place is not None and first.place == second.place and first.time == second.time
    return together and first.time is not None and (not all(doers) or bool(doers[0] & doers[1]))


def _apart(first: Event, second: Event, account: Account) -> int:
    return _sentence(second, account) - _sentence(first, account)


def _sentence(event: Event, account: Account) -> int:
    return sentence_of(event.triggers[0], account)


@cache
def _parts() -> dict[str, str]:
    return {stem(row["word"]): row["part"] for row in lexicons.load().table("accounts/effects")}
