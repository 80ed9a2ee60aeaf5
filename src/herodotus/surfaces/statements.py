"""``herodotus statements``: what the ledger holds of somebody's words, of words about somebody, of one kind of act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from herodotus import contract
from herodotus.ledger import Ledger, correcting, searching
from herodotus.model import Account, Actor, Statement

_WIDTH = 90


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: who speaks, who is spoken of, which acts. None or nothing asks for all."""

    by: str | None = None
    about: str | None = None
    acts: tuple[str, ...] = ()

    def wants(self, statement: Statement, account: Account) -> bool:
        """Whether a statement is one of those asked for."""
        if self.acts and statement.act not in self.acts:
            return False
        if self.by is not None and not _is_by(self.by, statement, account):
            return False
        return self.about is None or _is_about(self.about, statement, account)


@dataclass(frozen=True, slots=True)
class Found:
    """A statement with the account it stands in."""

    statement: Statement
    account: Account


def find(ledger: Ledger, asked: Asked) -> Iterator[Found]:
    """Yield the statements of current accounts, by publication date; only reports that may hold one are opened."""
    with ledger.reading() as db:
        names = [name for name in (asked.by, asked.about) if name is not None]
        for _, laid in correcting.everything(db, searching.reports_with(db, names, asked.acts)):
            account = laid.account
            yield from (Found(one, account) for one in account.statements if asked.wants(one, account))


def _is_by(name: str, statement: Statement, account: Account) -> bool:
    """Whether somebody of that name speaks, or a person who speaks for the body of that name."""
    speaker = _actor(statement.speaker.actor, account)
    if speaker is None:
        return name.casefold() == statement.speaker.actor
    body = _actor(speaker.acts_for, account) if speaker.acts_for is not None else None
    return any(_is_called(actor, name, account) for actor in (speaker, body) if actor is not None)


def _is_about(name: str, statement: Statement, account: Account) -> bool:
    """Whether somebody of that name is aimed at, or named in what is said."""
    targets = [_actor(party.actor, account) for party in statement.target]
    named = [
        actor
        for actor in account.actors
        if any(span.holds(mention.head) for mention in actor.mentions for span in statement.content)
    ]
    return any(_is_called(actor, name, account) for actor in (*targets, *named) if actor is not None)


def _is_called(actor: Actor, name: str, account: Account) -> bool:
    """Whether a name, or a part of it in whole words, is one the report gives an actor."""
    wanted = name.casefold().split()
    names = [actor.name, *(m.span.of(account.report.text) for m in actor.mentions if m.kind != "pronoun")]
    return any(_holds(one.casefold().split(), wanted) for one in names)


def _holds(words: list[str], wanted: list[str]) -> bool:
    plain = [word.strip("“”\"',.").removesuffix("’s").removesuffix("'s") for word in words]
    return bool(wanted) and any(plain[i : i + len(wanted)] == wanted for i in range(len(plain)))


def _actor(actor_id: str | None, account: Account) -> Actor | None:
    return next((actor for actor in account.actors if actor.id == actor_id), None)


def told(found: Found) -> str:
    """Return a statement on one or two lines: where it stands, who does what with words, and the words."""
    account, statement = found.account, found.statement
    day = account.report.published.isoformat()[:10] if account.report.published else "?"
    where = f"{account.report.id[:6]}:{statement.id:<4} {day:<10}  {account.report.publisher or '?'}"
    return f"{where}\n  {_name(statement, account)}: {statement.act} × {statement.stance}{_aim(statement, account)}{_words(found)}"


def _name(statement: Statement, account: Account) -> str:
    speaker = _actor(statement.speaker.actor, account)
    return speaker.name if speaker is not None else statement.speaker.actor


def _aim(statement: Statement, account: Account) -> str:
    targets = [actor.name for party in statement.target if (actor := _actor(party.actor, account)) is not None]
    return f" → {', '.join(targets)}" if targets else ""


def _words(found: Found) -> str:
    text = found.account.report.text
    words = " … ".join(" ".join(span.of(text).split()) for span in found.statement.content)
    cue = " ".join(found.statement.cue.of(text).split()) if found.statement.cue is not None else ""
    shown = words if len(words) <= _WIDTH else words[: _WIDTH - 1] + "…"
    return f"\n  {cue}: {shown}" if shown else f"\n  {cue}"


def as_json(found: Iterable[Found]) -> dict[str, Any]:
    """Return statements as one object: each as the account has it, with its report, names and words."""
    return {"schema": "herodotus.statements/1", "statements": [_row(one) for one in found]}


def _row(found: Found) -> dict[str, Any]:
    account, text = found.account, found.account.report.text
    own = next(row for row in contract.to_json(account)["statements"] if row["id"] == found.statement.id)
    report = {key: value for key, value in contract.to_json(account)["report"].items() if key != "text"}
    return {
        "report": report,
        **own,
        "speaker_name": _name(found.statement, account),
        "words": [span.of(text) for span in found.statement.content],
    }
