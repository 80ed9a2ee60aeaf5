"""What a person writes on the command line, turned into decisions and written down: on a thing, on two, on what was not read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, cast

import typer

from herodotus.errors import InputError
from herodotus.surfaces.console import Console
from herodotus.surfaces.options import compare, opened

if TYPE_CHECKING:
    from herodotus.accounts.overlay import Fate
    from herodotus.ledger import Db
    from herodotus.model import Account, Correction, Layer, Span, Verb

    Done = list[tuple[Correction, tuple[Fate, ...]]]
    """Decisions written down, each with how it fared."""

Given = Callable[["Account", str], "list[tuple[str, str | None, Any]]"]


@dataclass(frozen=True, slots=True)
class By:
    """Who decides, why, in which ledger; ``as_read``: on what was read, not on what others made of it."""

    who: str
    why: str | None
    ledger: str
    as_read: bool = False


def decided(verb: Verb, thing: str, given: Given, by: By) -> Done:
    """Write decisions on a thing down, all or none."""
    prefix, _, name = thing.partition(":")
    with opened(by.ledger) as kept:
        account = kept.get(prefix, as_read=by.as_read)
        decisions = [_decision(account, verb, one, by) for one in given(account, name)]
        with kept.writing() as db:
            return [_recorded(db, one) for one in decisions]


def _decision(account: Account, verb: Verb, given: tuple[str, str | None, Any], by: By) -> Correction:
    from herodotus.accounts import overlay
    from herodotus.accounts.values import dumps
    from herodotus.model import Correction
    from herodotus.surfaces.cards import thing_in

    name, field, new = given
    _, standing = thing_in(account, name)
    try:
        seen = overlay.seen(account, name, field)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="FIELD") from None
    value = dumps(new) if verb == "correct" else None
    return Correction(0, "", by.who, verb, standing.anchor(name), field, old=seen, new=value, why=by.why)


def _recorded(db: Db, one: Correction) -> tuple[Correction, tuple[Fate, ...]]:
    """Write one decision down. Raises BadParameter where the value is none of the field's: nothing is kept then."""
    from herodotus.ledger import correcting

    kept, fates = correcting.record(db, one)
    lost = next((fate for fate in fates if fate.state == "orphaned"), None)
    if lost is not None:
        raise typer.BadParameter(str(lost.reason), param_hint="FIELDS")
    return kept, fates


def given(account: Account, name: str, written: str) -> tuple[str, str, Any]:
    """Return which field of which thing a person means by FIELD=VALUE, and the value. Raises BadParameter."""
    from herodotus.accounts import answers
    from herodotus.surfaces.cards import thing_in

    field, equals, value = written.partition("=")
    if not equals:
        raise typer.BadParameter(f"{written!r} is not FIELD=VALUE", param_hint="FIELDS")
    thing, standing = thing_in(account, name)
    try:
        meant = answers.meant_by(thing, field, standing)
        return meant.id, field, answers.answered(meant, field, value, standing)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="FIELDS") from None


def added(report: str, kind: str, words: str, fields: list[str], by: By) -> Done:
    """Write down that something stands on some words of a report."""
    prefix, _, place = report.partition(":")
    with opened(by.ledger) as kept:
        decision = _addition(kept.get(prefix), place, kind, words, fields)
        with kept.writing() as db:
            return [_recorded(db, replace(decision, who=by.who, why=by.why))]


def _addition(account: Account, place: str, kind: str, words: str, fields: list[str]) -> Correction:
    """Return what a person adds. Raises BadParameter for words, fields or values that are none."""
    from herodotus.accounts import adding, answers
    from herodotus.accounts.anchors import Standing
    from herodotus.accounts.fields import added_field

    layer, standing = cast("Layer", kind), Standing(account)
    try:
        event = standing.get(place) if layer in adding.OF_EVENTS else None
        near = _sentence(account, place) if event is None else event.spans[0]
        if layer == "claim":  # it stands where its event does; the words say who holds it
            fields, span = [f"voice={words}", *fields], near
        else:
            span = answers.nearest(words, near, standing)
        parted = [one.partition("=") for one in fields]
        given = {name: answers.given(added_field(layer, name), new, span, standing) for name, _, new in parted}
        return adding.addition(standing, layer, span, given, who="", event=event)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="KIND, WORDS, FIELDS") from None


def _sentence(account: Account, name: str) -> Span:
    """Return where a person looks for words: the sentence he names, else the whole report."""
    from herodotus.model import Span

    number = int(name[1:]) - 1 if name[:1] == "n" and name[1:].isdigit() else -1 if name else None
    if number is None:
        return Span(0, len(account.report.text))
    if not 0 <= number < len(account.sentences):
        raise ValueError(f"{name!r} is no sentence of the report: n1 to n{len(account.sentences)} are")
    return account.sentences[number]


def paired(verb: Literal["merge", "split"], one: str, other: str, by: By) -> Done:
    """Write down that two events or actors are one, or two; or what numbers of a column answer rather. Raises BadParameter."""
    from herodotus.ledger import correcting, pairs

    with opened(by.ledger) as kept:
        if "/" in one:
            compare(kept, Console())
        with kept.writing() as db:
            try:
                some = (
                    _moved(db, verb, one, other, by)
                    if "/" in one
                    else [pairs.decision(db, verb, (one, other), who=by.who, why=by.why)]
                )
            except InputError as error:
                raise typer.BadParameter(str(error), param_hint="THING") from None
            return correcting.record_many(db, some)


def _moved(db: Db, verb: Literal["merge", "split"], column: str, other: str, by: By) -> list[Correction]:
    """Return the decisions by which a column's numbers stand in another of its incident, or one of them in none."""
    from herodotus.ledger import columns, incidents

    name, _, question = column.rpartition("/")
    incident = incidents.get(db, name)
    if verb == "split":
        return columns.decisions(db, incident, columns.Moving(question, None, [other], by.why), who=by.who)
    its, _, to = other.rpartition("/")
    if incidents.get(db, its).id != incident.id:
        raise InputError(other, "a column of another incident", "Merge the events first: then it is one incident.")
    return columns.decisions(db, incident, columns.Moving(question, to, (), by.why), who=by.who)
