"""Who speaks, across reports: one row for the ways one voice is named, and for all that one outlet prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from herodotus.accounts.names import folded
from herodotus.accounts.pairing import ALONE
from herodotus.model import NARRATOR, UNNAMED, Account, Actor

Hands = Mapping[tuple[str, str], str]
"""Who is one across reports because people decided so: a key for an actor, by report and id."""
NOBODY: Hands = {}
_BARE = frozenset({"unnamed", "crowd"})
_BODIES = frozenset({"organisation", "government", "state", "armed group", "facility"})
_LONGEST = 6
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_SMALL = frozenset({"of", "the", "and", "for", "in"})


@dataclass(frozen=True, slots=True)
class Voice:
    """
    One who speaks in one report: how it is called, and where. ``kind`` is an actor's, or ``outlet`` for a narrator.

    ``within`` is the outlet of people without a name: witnesses of one report need not be those of another. A body is one by
    its words, "the police", since the reports tell of one incident.
    """

    name: str
    kind: str
    country: str | None
    report: str
    id: str
    within: str | None = None

    @property
    def key(self) -> str:
        """What is one voice across reports: the name folded; for the nameless, within their report."""
        return folded(self.name) if self.within is None else f"{folded(self.name)}|{self.report}"

    @property
    def shown(self) -> str:
        """How a voice is called where it stands alone."""
        return self.name if self.within is None else f"{self.name}, in {self.within}"


def outlet(account: Account) -> str:
    """Return what a report's own voice is called: its publisher, else the start of its id."""
    return account.report.publisher or f"report {account.report.id[:6]}"


def voice(account: Account, voice_id: str) -> Voice:
    """Return a voice of an account by its id there; the nameless ones of two reports are two."""
    report = account.report.id
    if voice_id == NARRATOR:
        return Voice(outlet(account), "outlet", None, report, NARRATOR)
    actor = next((one for one in account.actors if one.id == voice_id), None)
    if actor is None or voice_id == UNNAMED:
        return Voice("unnamed", "unnamed", None, report, UNNAMED, outlet(account))
    within = outlet(account) if _is_bare(actor) else None
    return Voice(_full(actor, account), actor.kind, actor.country, report, voice_id, within)


def _full(actor: Actor, account: Account) -> str:
    """Return the name of an actor, of a body as the report writes it in full: "interior ministry of Tasmere" for its end."""
    if actor.kind not in _BODIES:
        return actor.name
    key, text = folded(actor.name), account.report.text
    written = [m.span.line_of(text) for m in actor.mentions if m.kind != "pronoun"]
    fuller = [one for one in written if folded(one).endswith(f" {key}") and len(one.split()) <= _LONGEST]
    whole = max(fuller, key=len, default=actor.name)
    return _ARTICLE.sub("", whole)


def _is_bare(actor: Actor) -> bool:
    """Whether words describe people without naming them: "doctors", not "Norland's doctors", and no body: "police"."""
    if actor.kind in _BODIES:
        return False
    first, *rest = actor.name.split() or [""]
    proper = "’s" in first or "'s" in first or any(word[0].isupper() for word in rest)
    return not proper and (actor.kind in _BARE or not any(m.kind == "name" for m in actor.mentions))


def rows(voices: Iterable[Voice], hands: Hands = NOBODY) -> Mapping[Voice, str]:
    """
    Return the row of the matrix each voice speaks in: one name for all its ways.

    A name whose words all stand in one longer name only is that one ("Serwaa", "Ama Serwaa"); an outlet's initials are the outlet.
    Whom people decided to be one, or to be somebody else, is so by ``hands``.

    >>> ama = Voice("Ama Serwaa", "person", None, "r1", "a1")
    >>> rows([ama, Voice("Serwaa", "person", None, "r2", "a4")])[Voice("Serwaa", "person", None, "r2", "a4")]
    'Ama Serwaa'
    """
    known = sorted(set(voices), key=lambda one: (one.name, one.report, one.id))
    keys = {one: hands.get((one.report, one.id), one.key) for one in known}
    named: dict[str, list[Voice]] = {}
    for one, key in keys.items():
        named.setdefault(key, []).append(one)
    longer = {key: None if ALONE in key else _longer(key, named) for key in named}
    return {one: _shown(_last(key, longer), named) for one, key in keys.items()}


def _longer(key: str, named: Mapping[str, list[Voice]]) -> str | None:
    """Return the one key that a shorter way of the same name stands for, if there is one only."""
    others = (other for other in named if other != key and ALONE not in other)
    found = [other for other in others if _is_short_for(named[key][0], named[other][0])]
    return found[0] if len(found) == 1 else None


def _is_short_for(one: Voice, whole: Voice) -> bool:
    short, words = folded(one.name).split(), folded(whole.name).split()
    if "outlet" in (whole.kind, one.kind):
        initials = "".join(word[0] for word in words if word not in _SMALL)
        return whole.kind == "outlet" and len(words) > 1 and short == [initials]
    same = one.kind == whole.kind and (one.country is None or whole.country is None or one.country == whole.country)
    return same and whole.within is None and _cut_short(short, words, kind=one.kind)


def _cut_short(short: list[str], words: list[str], *, kind: str) -> bool:
    """
    Whether words are the end of a longer name, or a body without its "of" and "in".

    >>> _cut_short(["serwaa"], ["ama", "serwaa"], kind="person")
    True
    >>> _cut_short(["interior", "ministry"], ["interior", "ministry", "of", "tasmere"], kind="organisation")
    True
    """
    if len(short) >= len(words):
        return False
    ends = words[-len(short) :] == short and kind in ("person", "organisation")
    return ends or (kind in _BODIES and words[: len(short)] == short and words[len(short)] in ("of", "in", "at"))


def _last(key: str, longer: Mapping[str, str | None]) -> str:
    seen = {key}
    while (following := longer[key]) is not None and following not in seen:
        key = following
        seen.add(key)
    return key


def _shown(key: str, named: Mapping[str, list[Voice]]) -> str:
    """Return how a row is headed: the way most reports write the name, of equals the first."""
    names = [one.shown for one in named[key]]
    name = min(names, key=lambda name: (-names.count(name), name))
    return f"{name} ({named[key][0].report[:6]})" if ALONE in key else name
