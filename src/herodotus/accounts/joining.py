"""Actors of one account that are one by hand: all that is said of either is said of the first of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from herodotus.accounts import disputes
from herodotus.accounts.names import is_named
from herodotus.model import Account, Actor, Claim, Count, Event, Party, Statement


def joined(account: Account, groups: Iterable[Collection[str]], kept_names: Collection[str] = ()) -> Account:
    """
    Return an account in which each group of actors is one: the first in the text, with the mentions of all.

    It has the first name among them that names somebody; ``kept_names`` are those whose name somebody gave.
    """
    actors = {actor.id: actor for actor in account.actors}
    into: dict[str, str] = {}
    for group in groups:
        members = [actor for actor in account.actors if actor.id in group]
        if len(members) > 1:
            into |= {actor.id: members[0].id for actor in members[1:]}
            actors[members[0].id] = _one(members, kept_names)
    if not into:
        return account
    now = _Now(into)
    events = tuple(now.event(event) for event in account.events)
    statements = tuple(now.statement(one) for one in account.statements)
    return replace(
        account,
        actors=tuple(now.actor(actor) for actor in actors.values() if actor.id not in into),
        statements=statements, events=events,
        links=tuple(replace(one, voice=now.who(one.voice)) for one in account.links),
        disputes=disputes.find(events, statements, account.report.text),
    )  # fmt: skip


def _one(members: list[Actor], kept_names: Collection[str]) -> Actor:
    first = members[0]
    named = first if first.id in kept_names else next((one for one in members if is_named(one.name)), first)
    others = [named, *(one for one in members if one is not named)]
    return replace(
        first, name=named.name, kind=named.kind,
        country=next((one.country for one in others if one.country), None),
        sectors=tuple(dict.fromkeys(sector for one in others for sector in one.sectors)),
        roles=tuple(dict.fromkeys(role for one in members for role in one.roles)),
        acts_for=next((one.acts_for for one in others if one.acts_for), None),
        mentions=tuple(sorted((m for one in members for m in one.mentions), key=lambda m: (m.span, m.head))),
        because=tuple(dict.fromkeys(reason for one in members for reason in one.because)),
    )  # fmt: skip


class _Now:
    """The things of an account with one actor in place of another."""

    def __init__(self, into: Mapping[str, str]) -> None:
        self._into = into

    def who(self, voice: str) -> str:
        return self._into.get(voice, voice)

    def actor(self, actor: Actor) -> Actor:
        for_whom = self._maybe(actor.acts_for)
        return replace(actor, acts_for=None if for_whom == actor.id else for_whom)

    def event(self, event: Event) -> Event:
        return replace(
            event, source=self._parties(event.source), target=self._parties(event.target),
            claims=tuple(self._claim(one) for one in event.claims), counts=tuple(self._count(one) for one in event.counts),
        )  # fmt: skip

    def statement(self, one: Statement) -> Statement:
        return replace(
            one, speaker=self._party(one.speaker), target=self._parties(one.target),
            addressee=None if one.addressee is None else self._party(one.addressee), relay=self._each(one.relay),
        )  # fmt: skip

    def _claim(self, one: Claim) -> Claim:
        return replace(
            one, voice=self.who(one.voice), source=self._each(one.source), source_not=self._each(one.source_not)
        )

    def _count(self, one: Count) -> Count:
        return replace(one, whose=self._maybe(one.whose), voice=self.who(one.voice))

    def _maybe(self, voice: str | None) -> str | None:
        return None if voice is None else self.who(voice)

    def _each(self, voices: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.who(one) for one in voices))

    def _party(self, party: Party) -> Party:
        return replace(party, actor=self.who(party.actor))

    def _parties(self, parties: Iterable[Party]) -> tuple[Party, ...]:
        """Return who has a part, each once, by the first of his words."""
        now = [self._party(one) for one in parties]
        return tuple(
            {one.actor: one for one in reversed(now)}[actor] for actor in dict.fromkeys(one.actor for one in now)
        )
