"""What a voice does with an event, as a person would say it after the voice's name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from herodotus.accounts.telling import position_in_words
from herodotus.model import Account, Claim, Dispute, Position

_CLAUSE: Mapping[str, str] = {
    "happened": "it happened", "ongoing": "it is going on", "planned": "it is planned", "threatened": "it is threatened",
    "demanded": "it is demanded", "hypothetical": "it may happen", "negated": "it did not happen",
}  # fmt: skip
_NOT_TO_BE: Mapping[str, str] = {
    "planned": "it is planned that it will not happen", "threatened": "it is threatened not to happen",
    "demanded": "it is demanded that it not happen", "hypothetical": "it may not happen",
}  # fmt: skip
_WITH_CLAUSE: Mapping[str, str] = {
    "asserts": "says {}", "concedes": "admits that {}", "denies": "denies that {}", "doubts": "doubts that {}",
    "predicts": "expects that {}", "evaluates": "judges it, taking it that {}", "withholds": "leaves open whether {}",
    "none": "speaks of it; {}",
}  # fmt: skip
_FROM_WILL: Mapping[str, tuple[str, str]] = {
    "commits": ("announces it", "announces that it will not happen"),
    "directs": ("wants it to happen", "wants it not to happen"),
}
_WILLED = ("planned", "threatened", "demanded")


def held(claim: Claim, account: Account) -> str:
    """
    Return what a voice does with an event: "says it was Merania", "denies having done it", "wants it not to happen".

    >>> from herodotus.model import MadeBy, Report
    >>> account = Account(Report("r", "A raid."), (), (), (), (), (), (), (), (), MadeBy("0", "m", "l"))
    >>> held(Claim("a1", "s1", "happened", "denies", source_not=("a1",)), account)
    'denies having done it'
    >>> held(Claim("a1", "s2", "demanded", "directs", polarity="-"), account)
    'wants it not to happen'
    """
    if claim.source and claim.stance in ("asserts", "concedes"):
        return f"{'admits' if claim.stance == 'concedes' else 'says'} it was {_names(claim.source, account)}"
    if claim.source_not and claim.stance == "denies":
        return denied(claim.source_not, (claim.voice,), account)
    if claim.stance in _FROM_WILL:
        return _willed(claim)
    clauses = _NOT_TO_BE if claim.polarity == "-" else _CLAUSE
    return _WITH_CLAUSE[claim.stance].format(clauses.get(claim.status, _CLAUSE[claim.status]))


def _willed(claim: Claim) -> str:
    """What a voice wants or announces is yet to come: the status says more only where it is not what one expects."""
    if claim.stance == "commits" and claim.status == "threatened":
        return "threatens that it will not happen" if claim.polarity == "-" else "threatens it"
    wanted = _FROM_WILL[claim.stance][claim.polarity == "-"]
    return wanted if claim.status in _WILLED else f"{wanted}; {_CLAUSE[claim.status]}"


def denied(cleared: Iterable[str], voices: Iterable[str], account: Account) -> str:
    """Return a denial of having done it: of oneself, or of others by name."""
    others = [one for one in cleared if one not in set(voices)]
    return f"denies that it was {_names(others, account)}" if others else "denies having done it"


def answered(position: Position, dispute: Dispute, account: Account) -> str:
    """Return what voices answer to the question of a dispute, after their names."""
    if dispute.question == "responsibility" and position.source:
        return f"it was {_names(position.source, account)}"
    if dispute.question == "responsibility" and position.source_not:
        return denied(position.source_not, position.voices, account)
    return position_in_words(position, account)


def asked(dispute: Dispute) -> str:
    """Return the question of a dispute as one asks it of its event."""
    return {
        "responsibility": "who did it",
        "numbers": "how many",
        "identity": "who they were",
        "naming": "what to call it",
        "occurrence": "whether it happened",
    }[dispute.question]


def _names(actors: Iterable[str], account: Account) -> str:
    named = {actor.id: actor.name for actor in account.actors}
    return " and ".join(named.get(one, one) for one in actors)
