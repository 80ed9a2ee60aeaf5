"""What a deed brought about, told as an event of its own: "Eight fighters were killed" after "The navy shelled the fort"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from herodotus import lexicons
from herodotus.accounts.ages import is_old, sentence_of
from herodotus.accounts.wording import are_kin, stem, words
from herodotus.model import REAL, Account, Event

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
    unless time or place of its own speak against it. A deed belongs to the first of its sentence with its place and time; one
    told by a bare word ("condemned the bombing") to the first of that kind in the report.
    """
    deeds = [
        e for e in account.events if e is not event and _is_deed(e) and is_old(e, account) == is_old(event, account)
    ]
    before = [e for e in deeds if e.triggers[0] < event.triggers[0]]
    here = [e for e in before if _sentence(e, account) == _sentence(event, account)]
    if by_itself := next((e for e in (*here, *before) if _did(e, event, account)), None):
        return by_itself
    if is_effect(event):
        placed = [e for e in before if _is_placed(e) and 0 <= _apart(e, event, account) <= _reach(e)]
        fitting = [e for e in placed if _fits(event, e)] + [e for e in here if not is_effect(e) and _is_near(event, e)]
        return fitting[-1] if fitting else next((e for e in deeds if _is_just_after(e, event, account)), None)
    if _is_deed(event) and (first := next((e for e in here if _one_breath(e, event)), None)):
        return first
    return next((e for e in before if _is_bare(event) and _is_meant(event, e)), None)


def _is_just_after(deed: Event, effect: Event, account: Account) -> bool:
    """Whether a deed follows its effect in one sentence: "Five hurt in quake"; a disaster within a few."""
    reach = _REACH if is_disaster(deed) else 0
    later = 0 <= _apart(effect, deed, account) <= reach and deed.triggers[0] > effect.triggers[0]
    in_one = _apart(effect, deed, account) == 0
    return later and not is_effect(deed) and (_is_near(effect, deed) if in_one else _fits(effect, deed))


def _reach(deed: Event) -> int:
    return _SHORT if is_effect(deed) else _REACH


def fate_of(event: Event) -> str | None:
    """Return the fate an effect is: "died" is killed; None for other events."""
    return _fates().get(event.label) if is_effect(event) else None


def _did(deed: Event, effect: Event, account: Account) -> bool:
    """Whether the doer of an effect is the very deed: "the quake killed ten", "the tremor struck the town"."""
    doers = [party.span for party in effect.source if party.span is not None]
    if any(span.meets(trigger) for span in doers for trigger in deed.triggers):
        return stem(effect.label) in _parts() or is_disaster(deed)
    named = {stem(word) for span in doers for word in words(span.of(account.report.text))}
    label = stem(deed.label)
    return is_disaster(deed) and any(word == label or are_kin(word, label) for word in named)


def is_effect(event: Event) -> bool:
    """Whether an event is no more than what befell somebody: its main word says so, and nobody is told to have done it."""
    part = _parts().get(stem(event.label))
    counted = any(count.what == "detained" for count in event.counts)
    return not event.source and (part == "effect" or (part == "arrest" and counted))


def _is_deed(event: Event) -> bool:
    """Whether an event can bring others about, and is told as having happened."""
    told = any(c.status in REAL or c.stance in ("evaluates", "denies") for c in event.claims)
    deed = event.type in ("ASSAULT", "PROTEST") or is_disaster(event)
    return told and (deed or (is_effect(event) and event.place is not None))


def is_disaster(event: Event) -> bool:
    """Whether an event is one that nobody does and that has effects: a quake, a crash, a fire."""
    return _parts().get(stem(event.label)) == "disaster"


def _is_placed(event: Event) -> bool:
    """Whether a deed has a place, or needs none to be known again: a report tells of one disaster, of one riot."""
    return event.place is not None or is_disaster(event) or event.type == "PROTEST"


def _fits(effect: Event, deed: Event) -> bool:
    """Whether neither place nor time of an effect speaks against its deed."""
    place = effect.place is None or deed.place is None or effect.place == deed.place
    return place and (effect.time is None or deed.time is None or effect.time == deed.time)


def _is_near(effect: Event, deed: Event) -> bool:
    """Whether an effect fits a deed of its sentence: their places may differ, for one may be within the other."""
    return effect.time is None or deed.time is None or effect.time == deed.time


def _one_breath(first: Event, second: Event) -> bool:
    """Whether two deeds of a sentence have one place and time, or the second no more than the victims of the first."""
    doers = [{p.actor for p in e.source} for e in (first, second)]
    together = first.place is not None and first.place == second.place and first.time == second.time is not None
    victims = {p.actor for p in first.target} & {p.actor for p in second.target}
    follows = bool(victims) and first.place is not None and second.place is None and second.time is None
    return (together or follows) and (not all(doers) or bool(doers[0] & doers[1]))


def _is_bare(event: Event) -> bool:
    """Whether nothing is told of an event but that it was: no place, no time, nobody, no number."""
    return _is_deed(event) and not (event.place or event.time or event.source or event.target or event.counts)


def _is_meant(bare: Event, deed: Event) -> bool:
    """Whether a bare word means a deed: the same word or one of its kin."""
    one, other = stem(bare.label), stem(deed.label)
    return not is_effect(deed) and (one == other or are_kin(one, other))


def _apart(first: Event, second: Event, account: Account) -> int:
    return _sentence(second, account) - _sentence(first, account)


def _sentence(event: Event, account: Account) -> int:
    return sentence_of(event.triggers[0], account)


@cache
def _parts() -> dict[str, str]:
    return {stem(row["word"]): row["part"] for row in lexicons.load().table("accounts/effects")}


@cache
def _fates() -> dict[str, str]:
    """Return what befell people by the word that tells it: *died* is killed."""
    return {row["word"]: row["fate"] for row in lexicons.load().table("accounts/effects") if row["fate"]}
