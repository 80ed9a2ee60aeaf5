"""``herodotus statements``: what the ledger holds of somebody's words, of words about somebody, of one kind of act."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from herodotus import contract
from herodotus.ledger import Ledger, correcting, searching
from herodotus.model import Account, Actor, Span, Statement

_WIDTH = 110
_POINTERS = frozenset({"which", "this", "that", "it", "these", "those", "what"})
_STOP = re.compile(r"[.!?][”\"’]?\s")


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

    def said(self) -> str:
        """
        Return the question in words.

        >>> Asked(by="Merania", acts=("deny",)).said()
        'by Merania of act deny '
        """
        parts = [f"by {self.by} "] if self.by else []
        parts += [f"about {self.about} "] if self.about else []
        parts += [f"of act {' or '.join(self.acts)} "] if self.acts else []
        return "".join(parts)


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


def told(found: Iterable[Found]) -> Iterator[str]:
    """Yield the lines a person reads: a report's heading, and below it who does what with words, and the words."""
    for _, group in groupby(found, key=lambda one: one.account.report.id):
        ones = list(group)
        yield _heading(ones[0].account)
        for one in ones:
            yield from _lines(one)


def _heading(account: Account) -> str:
    report = account.report
    day = report.published.isoformat()[:10] if report.published else "no date"
    title = f"  {report.title}" if report.title else ""
    return _shortened(f"{report.id[:6]}  {day}  {report.publisher or 'no publisher'}{title}")


def _lines(found: Found) -> Iterator[str]:
    statement, account = found.statement, found.account
    passed = "".join(f", told by {_named(voice, account)}" for voice in reversed(statement.relay))
    deed = f"{statement.act} × {statement.stance}{_aim(statement, account)}"
    yield f"  {statement.id:<4} {_speaker(statement, account)}: {deed}{passed}"
    yield f"       {_words(found)}"


def _speaker(statement: Statement, account: Account) -> str:
    """Return the speaker's name, with the body a person speaks for."""
    name, speaker = _named(statement.speaker.actor, account), _actor(statement.speaker.actor, account)
    body = _actor(speaker.acts_for, account) if speaker is not None and speaker.kind == "person" else None
    return name if body is None or body.name.casefold() in name.casefold() else f"{name} (for {body.name})"


def _named(actor_id: str, account: Account) -> str:
    actor = _actor(actor_id, account)
    return actor.name if actor is not None else actor_id


def _aim(statement: Statement, account: Account) -> str:
    """Return whom a statement is aimed at, or else to whom it is said."""
    aimed = [_named(party.actor, account) for party in statement.target]
    if aimed:
        return f" → {', '.join(aimed)}"
    return f", to {_named(statement.addressee.actor, account)}" if statement.addressee is not None else ""


def _words(found: Found) -> str:
    """Return cue and content on one line, a long content shortened."""
    text = found.account.report.text
    words = " … ".join(span.line_of(text) for span in found.statement.content)
    cue = found.statement.cue.line_of(text) if found.statement.cue is not None else ""
    cue = f"not {cue}" if found.statement.negated_cue else cue
    if words.casefold() in _POINTERS and found.statement.cue is not None:
        words = f"{words}  ({_sentence(text, found.statement.cue)})"
    return _shortened(f"{cue}: {words}" if cue and words else cue or words)


def _sentence(text: str, span: Span) -> str:
    """Return the words around a span up to the nearest full stops: what "which" and "this" stand for is mostly there."""
    start = max((found.end() for found in _STOP.finditer(text, 0, span.start)), default=0)
    end = _STOP.search(text, span.end)
    return " ".join(text[start : end.start() + 1 if end is not None else len(text)].split())


def _shortened(line: str) -> str:
    """Return a line that fits a terminal, cut at a word."""
    if len(line) <= _WIDTH:
        return line
    return line[:_WIDTH].rsplit(" ", 1)[0].rstrip(" ,;") + " …"


def as_json(found: Iterable[Found]) -> dict[str, Any]:
    """Return statements as one object: each as the account has it, with its report, names and words."""
    return {"schema": "herodotus.statements/1", "statements": list(_rows(found))}


def _rows(found: Iterable[Found]) -> Iterator[dict[str, Any]]:
    for _, group in groupby(found, key=lambda one: one.account.report.id):
        ones = list(group)
        kept = contract.to_json(ones[0].account)
        report = {key: value for key, value in kept["report"].items() if key != "text"}
        known = {row["id"]: row for row in kept["statements"]}
        yield from ({"report": report, **known[one.statement.id], **_names(one)} for one in ones)


def _names(found: Found) -> dict[str, Any]:
    """Return what a reader without the account needs: names for ids, words for spans."""
    statement, account, text = found.statement, found.account, found.account.report.text
    addressee = statement.addressee
    return {
        "speaker_name": _named(statement.speaker.actor, account),
        "target_names": [_named(party.actor, account) for party in statement.target],
        "addressee_name": None if addressee is None else _named(addressee.actor, account),
        "relay_names": [_named(voice, account) for voice in statement.relay],
        "cue_words": None if statement.cue is None else statement.cue.of(text),
        "words": [span.of(text) for span in statement.content],
    }
