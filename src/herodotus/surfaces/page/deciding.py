"""
A decision taken on the page: laid over what is there *now*, and never silently over what somebody else decided meanwhile.

The page says up to which number of the log it has seen the thing. If another decided on the same place since, nothing is written
and the answer says who, what and when; whoever still wants it says ``anyway``, and the log keeps both.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from herodotus.accounts import answers, overlay
from herodotus.accounts.anchors import Standing, Thing
from herodotus.accounts.fields import Field, field_of
from herodotus.accounts.overlay import Fate
from herodotus.accounts.values import REFERRING, dumps, reference
from herodotus.errors import HerodotusError, InputError, NotFoundError
from herodotus.ledger import Db, correcting, keeping, pairs
from herodotus.model import Anchor, Correction
from herodotus.surfaces.page.segments import span_from


@dataclass(frozen=True, slots=True)
class Selection:
    """Words somebody marked in the text: where their passage begins, what stands before them in it, and they themselves."""

    at: int
    before: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What somebody decides: on which thing (``e5``, ``e5.c1``, ``s2``) of which report, and what.

    ``value`` is written as on the command line: a word, a number, an id of the account, or words of the report. Words that
    were marked in the text (``selection``) go before it.
    """

    report: str
    thing: str
    verb: Literal["accept", "reject", "correct"]
    field: str | None = None
    value: str | None = None
    why: str | None = None
    selection: Selection | None = None
    seen: int = 0
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """What somebody decides on two things, ``REPORT:e5`` or ``REPORT:a3``; without ``seen`` nobody asks who decided meanwhile."""

    verb: Literal["merge", "split"]
    one: str
    other: str
    why: str | None = None
    seen: int | None = None
    anyway: bool = False


class MeanwhileError(HerodotusError):
    """Somebody else has decided on the same thing since the page was loaded; ``others`` are those decisions."""

    def __init__(self, others: tuple[Correction, ...]) -> None:
        super().__init__(
            "Meanwhile somebody else has decided on this. Look at it, and decide again if you still want to."
        )
        self.others = others


def decide(db: Db, asked: Asked, *, who: str) -> tuple[Correction, tuple[Fate, ...]]:
    """Write a decision down and say how it fared. Raises MeanwhileError, NotFoundError, InputError; then nothing is kept."""
    standing, thing = _standing(db, asked)
    try:
        meant, new = _meant(thing, asked, standing)
        old = overlay.seen(standing.account, meant.id, asked.field)
    except ValueError as error:
        raise InputError(asked.field or asked.thing, str(error), "Give another value.") from error
    anchor = standing.anchor(meant.id)
    _look_for_others(db, anchor, asked, who)
    one = Correction(0, "", who, asked.verb, anchor, asked.field, old=old, new=new, why=asked.why or None)
    kept, fates = correcting.record(db, one)
    lost = next((fate for fate in fates if fate.state == "orphaned"), None)
    if lost is not None:
        raise InputError(asked.field or asked.thing, str(lost.reason), "Give another value.")
    return kept, fates


def pair(db: Db, asked: Pair, *, who: str) -> Correction:
    """
    Say that two events are one happening, or two; that two actors are one, or two.

    Raises NotFoundError for what is not there, InputError for what cannot be merged or split, MeanwhileError.
    """
    one = pairs.decision(db, asked.verb, (asked.one, asked.other), who=who, why=asked.why)
    others = pairs.others_since(db, one, asked.seen) if asked.seen is not None and not asked.anyway else ()
    if others:
        raise MeanwhileError(others)
    kept, fates = correcting.record(db, one)
    lost = next((fate for fate in fates if fate.state == "orphaned"), None)
    if lost is not None:
        raise InputError(asked.one, str(lost.reason), "Correct what is said of it instead.")
    return kept


def _standing(db: Db, asked: Asked) -> tuple[Standing, Thing]:
    """Return the thing as it stands now; as it was read, where somebody has rejected it. Raises NotFoundError."""
    n = keeping.number_of(db, asked.report)
    for account in (correcting.current(db, n).account, keeping.newest(db, n)):
        standing = Standing(account)
        thing = standing.get(asked.thing)
        if thing is not None:
            return standing, thing
    raise NotFoundError(f"{asked.thing}: no such thing in this report any more. Load it again.")


def _meant(thing: Thing, asked: Asked, standing: Standing) -> tuple[Thing, str | None]:
    """Return the very thing that is meant (of the status of an event: its claim), and the new value as JSON."""
    if asked.field is None:
        if asked.verb == "correct":
            raise ValueError("a correction names its field")
        return thing, None
    meant = answers.meant_by(thing, asked.field, standing)
    if asked.verb != "correct":
        return meant, None
    if asked.selection is not None:
        return meant, dumps(
            _selected(asked.selection, field_of(meant.layer, asked.field), standing.account.report.text)
        )
    return meant, dumps(answers.answered(meant, asked.field, asked.value or "", standing))


def _selected(selection: Selection, field: Field, text: str) -> Any:
    """Return marked words as the value of a field. Raises ValueError where the field is none that words can fill."""
    if field.kind not in REFERRING and field.kind != "words":
        raise ValueError(f"{field.name} is no words of the report")
    found = reference(span_from(text, selection.at, selection.before, selection.words), text)
    return [found] if field.many else found


def _look_for_others(db: Db, anchor: Anchor, asked: Asked, who: str) -> None:
    if asked.anyway:
        return
    since = tuple(correcting.log(db, since=asked.seen))
    others = tuple(one for one in since if one.who != who and one.anchor is not None and _same(one.anchor, anchor))
    if others:
        raise MeanwhileError(others)


def _same(one: Anchor, other: Anchor) -> bool:
    return (one.text_hash, one.span) == (other.text_hash, other.span)


def in_words(one: Correction) -> str:
    """
    Return a decision in words.

    >>> from herodotus.model import Span
    >>> in_words(Correction(4, "", "hk", "correct", Anchor("", "event", Span(0, 4), "raid"), "type", new='"ASSAULT"'))
    'correct event “raid”, type: ASSAULT'
    """
    if one.verb == "undo":
        return f"take back {one.undoes}"
    where = "" if one.anchor is None else f" {one.anchor.layer} “{' '.join(one.anchor.quote.split())}”"
    beside = "" if one.other is None else f" and “{one.other.quote}”"
    field = "" if one.field is None else f", {one.field}"
    return f"{one.verb}{where}{beside}{field}" + (f": {_value(json.loads(one.new))}" if one.new is not None else "")


def _value(found: Any) -> str:
    if isinstance(found, list):
        return "; ".join(map(_value, found)) or "nobody"
    if isinstance(found, dict):
        return str(found.get("quote"))
    return "unknown" if found is None else str(found)
