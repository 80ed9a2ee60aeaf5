"""Where word of an incident first comes from: a copy, a credit to an agency, a spokesman and an echo are one with their source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from herodotus.accounts.incidents import pieces
from herodotus.accounts.names import folded
from herodotus.accounts.voices import Voice, outlet, voice
from herodotus.model import Account, Actor, Origin

Copy = tuple[str, str]
Kind = Literal["report", "agency", "voice"]
Tie = tuple[str, str, str]
"""Two rows of a matrix that are one origin, and why."""

_CREDIT = re.compile(r"[(\[]\s*([A-Z][\w.&' ]{1,40}?)\s*[)\]]\s*[—–-]")
"""An agency named after the place at the head of a report: "PORT ELISE, March 11 (CNA) —"."""
_HEAD = 160


def find(
    rows: Mapping[Voice, str],
    accounts: Sequence[Account],
    echoes: Iterable[tuple[str, str]] = (),
    copies: Iterable[Copy] = (),
) -> tuple[Origin, ...]:
    """
    Return the independent origins of what some voices say, each voice in one of them.

    ``rows`` name the voices that say anything; ``echoes`` are rows that take up the words of another; ``copies`` are reports.
    """
    known = set(rows.values())
    ties = [tie for tie in _ties(rows, accounts, echoes, copies) if {tie[0], tie[1]} <= known and tie[0] != tie[1]]
    families = pieces(known, [(one, other) for one, other, _ in ties])
    return tuple(sorted((_origin(family, rows, ties, accounts) for family in families), key=lambda o: (o.kind, o.name)))


def _ties(
    rows: Mapping[Voice, str], accounts: Sequence[Account], echoes: Iterable[tuple[str, str]], copies: Iterable[Copy]
) -> Iterator[Tie]:
    outlets = {account.report.id: _row(rows, voice(account, "narrator")) for account in accounts}
    yield from ((one, other, f"{one} takes up the words of {other}") for one, other in echoes)
    for one, other in copies:
        yield from _copied(one, other, rows)
    for account in accounts:
        yield from _credited(account, rows, outlets[account.report.id])
        yield from _speaking_for(account, rows)


def _copied(one: str, other: str, rows: Mapping[Voice, str]) -> Iterator[Tie]:
    """Yield what near-copies share: their narrators, and the nameless who speak in both by one description."""
    for voice_ in (v for v in rows if v.report == one):
        for twin in (v for v in rows if v.report == other):
            if twin.kind == voice_.kind and (twin.kind == "outlet" or folded(twin.name) == folded(voice_.name)):
                yield rows[voice_], rows[twin], f"near-copies: {one[:6]}, {other[:6]}"


def _row(rows: Mapping[Voice, str], one: Voice) -> str:
    return rows.get(one, one.shown)


def _credited(account: Account, rows: Mapping[Voice, str], own: str) -> Iterator[Tie]:
    """Yield the agency at the head of a report, where it is among the outlets by its name or initials."""
    agency = agency_of(account)
    for other in sorted({row for one, row in rows.items() if one.kind == "outlet"}) if agency else ():
        if agency is not None and is_called(other, agency):
            yield own, other, f"{account.report.id[:6]} credits {agency}"


def agency_of(account: Account) -> str | None:
    """Return the agency a report credits at its head or in its byline, other than its own publisher."""
    found = _CREDIT.search(account.report.text[:_HEAD])
    agency = found.group(1) if found is not None else account.report.byline
    return None if agency is None or is_called(outlet(account), agency) else agency


def is_called(name: str, short: str) -> bool:
    """
    Whether a short way of writing a name is that name: the same words, or its initials.

    >>> is_called("Continental News Agency", "CNA"), is_called("Harbour Gazette", "CNA")
    (True, False)
    """
    key, whole = folded(short), folded(name)
    return key == whole or (len(whole.split()) > 1 and key == "".join(word[0] for word in whole.split()))


def _speaking_for(account: Account, rows: Mapping[Voice, str]) -> Iterator[Tie]:
    """Yield officials with the body they speak for: two mouths of one source."""
    for one in (voice(account, actor.id) for actor in account.actors):
        actor = _actor(account, one.id)
        body = _actor(account, actor.acts_for) if actor is not None and actor.acts_for is not None else None
        if body is not None and one in rows:
            other = voice(account, body.id)
            yield rows[one], _row(rows, other), f"{one.name} speaks for {body.name}"


def _actor(account: Account, actor_id: str | None) -> Actor | None:
    return next((actor for actor in account.actors if actor.id == actor_id), None)


def _origin(
    family: Sequence[str], rows: Mapping[Voice, str], ties: Sequence[Tie], accounts: Sequence[Account]
) -> Origin:
    """Return the origin of some rows: the outlet printed first, else the voice most of the others lead to."""
    voices = [one for one, row in rows.items() if row in family]
    reports = {one.report for one in voices}
    outlets = [a for a in accounts if any(v.report == a.report.id and v.kind == "outlet" for v in voices)]
    led_to = [other for one, other, _ in ties if one in family]
    because = tuple(dict.fromkeys(why for one, _, why in sorted(ties) if one in family))
    if outlets and not any(v.kind != "outlet" for v in voices):
        first = min(outlets, key=lambda a: (a.report.published is None, str(a.report.published), a.report.id))
        credited = [name for name in led_to if name in family and any("credits" in why for why in because)]
        name = credited[0] if credited else _row(rows, voice(first, "narrator"))
        kind: Kind = "agency" if credited else "report"
    else:
        name, kind = min(family, key=lambda row: (-led_to.count(row), row)), "voice"
    return Origin(name, kind, tuple(family), tuple(sorted(reports)), because)
