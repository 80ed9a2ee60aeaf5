"""What a voice did with an event, as a person would say it after the voice's name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from herodotus.accounts.telling import position_in_words
from herodotus.model import Account, Claim, Dispute, Party, Position, Statement

_THAT: Mapping[str, str] = {
    "happened": "it happened", "ongoing": "it was going on", "planned": "it was planned", "threatened": "it was threatened",
    "demanded": "it was demanded", "hypothetical": "it might happen", "negated": "it did not happen",
}  # fmt: skip
_THAT_NOT: Mapping[str, str] = {
    "planned": "it was planned not to be", "threatened": "it was threatened not to be", "demanded": "it was not to be",
    "hypothetical": "it might not happen",
}  # fmt: skip
_DEED: Mapping[str, str] = {
    "asserts": "said {}", "concedes": "admitted that {}", "denies": "denied that {}", "doubts": "doubted that {}",
    "withholds": "left open whether {}", "none": "spoke of it",
}  # fmt: skip
_YET_TO_COME: Mapping[str, tuple[str, str]] = {
    "commits": ("announced it", "announced that it would not happen"),
    "directs": ("wanted it to happen", "wanted it not to happen"),
    "predicts": ("expected it", "expected it not to happen"),
}
_JUDGED: Mapping[str, str] = {"condemn": "condemned it", "praise": "praised it", "regret": "regretted it"}


def held(claim: Claim, account: Account) -> str:
    """
    Return what a voice did with an event, to stand after its name; the past, in which one and many are alike.

    >>> from herodotus.model import MadeBy, Report
    >>> account = Account(Report("r", "A raid."), (), (), (), (), (), (), (), (), MadeBy("0", "m", "l"))
    >>> held(Claim("a1", "s1", "happened", "denies", source_not=("a1",)), account)
    'denied having done it'
    >>> held(Claim("a1", "s2", "demanded", "directs", polarity="-"), account)
    'wanted it not to happen'
    """
    if claim.source and claim.stance in ("asserts", "concedes"):
        return f"{'admitted' if claim.stance == 'concedes' else 'said'} it was {_names(claim.source, account)}"
    if claim.source_not and claim.stance == "denies":
        return denied(claim.source_not, (claim.voice,), account)
    if claim.stance in _YET_TO_COME:
        return _yet_to_come(claim)
    if claim.stance == "evaluates":
        return _JUDGED.get(next((one.act for one in account.statements if one.id == claim.statement), ""), "judged it")
    clauses = _THAT_NOT if claim.polarity == "-" else _THAT
    clause = clauses.get(claim.status, _THAT[claim.status])
    if claim.stance == "withholds":
        clause = clause.replace("might", "would")
    return _DEED[claim.stance].format(clause)


def _yet_to_come(claim: Claim) -> str:
    """What a voice wants, announces or expects is yet to come: its status says little more."""
    against = claim.polarity == "-" or claim.status == "negated"
    if claim.stance == "commits" and claim.status == "threatened":
        return "threatened that it would not happen" if against else "threatened it"
    return _YET_TO_COME[claim.stance][against]


def denied(cleared: Iterable[str], voices: Iterable[str], account: Account) -> str:
    """Return a denial of having done it: of oneself, or of others by name."""
    others = [one for one in cleared if one not in set(voices)]
    return f"denied that it was {_names(others, account)}" if others else "denied having done it"


def answered(position: Position, dispute: Dispute, account: Account) -> str:
    """Return what voices answered to the question of a dispute, to stand after their names."""
    if position.source:
        return f"said it was {_names(position.source, account)}"
    if position.source_not:
        return denied(position.source_not, position.voices, account)
    words = position_in_words(position, account)
    called = {"identity": "spoke of", "naming": "called it"}
    return f"{called.get(dispute.question, 'said')} {words}"


def asked(dispute: Dispute) -> str:
    """Return the question of a dispute as one asks it of its event."""
    return {
        "responsibility": "who did it",
        "numbers": "how many",
        "identity": "who they were",
        "naming": "what to call it",
        "occurrence": "whether it happened",
    }[dispute.question]


_DID: Mapping[str, str] = {
    "say": "said", "withhold": "would not say", "deny": "denied", "request": "asked for", "meet": "met", "learn": "learned",
}  # fmt: skip
_DID_TO: Mapping[str, str] = {
    "accuse": "accused", "condemn": "condemned", "praise": "praised", "warn": "warned", "threaten": "threatened",
    "greet": "greeted", "meet": "met", "reject": "rejected", "demand": "demanded of", "request": "asked of",
    "promise": "promised", "ask": "asked", "want": "wanted of", "agree": "agreed with",
}  # fmt: skip


def did(said: Statement) -> str:
    """
    Return what a speaker did, to stand between his name and whom he spoke of: "accused", "demanded of", "did not say".

    >>> from dataclasses import replace
    >>> from herodotus.model import Party, Span
    >>> made = Statement("s1", Party("a1"), Span(0, 4), (), "demand", "directs", "indirect")
    >>> did(made), did(replace(made, target=(Party("a2"),))), did(replace(made, act="say", negated_cue=True))
    ('demanded', 'demanded of', 'did not say')
    """
    if said.negated_cue:
        return f"did not {said.act}"
    past = _DID.get(said.act) or (f"{said.act}d" if said.act.endswith("e") else f"{said.act}ed")
    return _DID_TO.get(said.act, f"{past}, of") if toward(said) else past


def toward(said: Statement) -> tuple[Party, ...]:
    """Return whom a statement is aimed at, as it reads after :func:`did`: whom it is about, else whom one meets, asks or warns."""
    if said.target or said.addressee is None or said.act not in _DID_TO:
        return said.target
    return (said.addressee,)


def _names(actors: Iterable[str], account: Account) -> str:
    named = {actor.id: actor.name for actor in account.actors}
    return " and ".join(named.get(one, one) for one in actors)
