"""
A decision taken on the page: laid over what is there *now*, and never silently over what somebody else decided meanwhile.

The page says up to which number of the log it has seen the thing. If another decided on the same place since, nothing is written
and the answer says who, what and when; whoever still wants it says ``anyway``, and the log keeps both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from herodotus.accounts import adding, answers, overlay
from herodotus.accounts.anchors import Standing, Thing
from herodotus.accounts.fields import Field, added_field, field_of
from herodotus.accounts.overlay import Fate
from herodotus.accounts.values import REFERRING, dumps, reference
from herodotus.errors import HerodotusError, InputError, NotFoundError
from herodotus.ledger import Db, correcting, keeping, logbook, pairs
from herodotus.model import Anchor, Correction, Layer, Span
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
    were marked in the text (``selection``) go before it. ``as_read`` is a second coder's: on what was read, unseen what others
    made of it.
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
    as_read: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """
    What somebody adds that was not read: a thing of a layer on words that were marked, or that stand in or near a sentence.

    ``thing`` is the event (``e5``) of which a number is added (``count``), or a voice that holds it, too (``claim``).
    ``fields`` are written as on the command line; ``marked`` are words marked for one of them.
    """

    report: str
    layer: Layer
    thing: str | None = None
    words: str = ""
    sentence: int | None = None
    selection: Selection | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    marked: Mapping[str, Selection] = field(default_factory=dict)
    why: str | None = None
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

    def __init__(self, others: tuple[Correction, ...], words: str = "") -> None:
        told = "Meanwhile somebody else has decided on this. Look at it, and decide again if you still want to."
        super().__init__(words or told)
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
    if not asked.anyway and not asked.as_read:
        _look_for_others(db, anchor, asked.seen, who)
    one = Correction(0, "", who, asked.verb, anchor, asked.field, old=old, new=new, why=asked.why or None)
    return _recorded(db, one, asked.field or asked.thing)


def add(db: Db, asked: Added, *, who: str) -> tuple[Correction, tuple[Fate, ...]]:
    """Write down what was not read. Raises MeanwhileError, NotFoundError, InputError; then nothing is kept."""
    standing = Standing(correcting.current(db, keeping.number_of(db, asked.report)).account)
    try:
        event = standing.get(asked.thing or "") if asked.layer in adding.OF_EVENTS else None
        held = event is not None and asked.layer == "claim"  # a voice stands where the event does
        span = event.spans[0] if event is not None and held else _words_of(asked, standing)
        given = dict(_given(asked, span, standing))
        one = adding.addition(standing, asked.layer, span, given, who=who, why=asked.why or None, event=event)
    except ValueError as error:
        raise InputError(f"the {asked.layer}", str(error), "Give other words, or another value.") from error
    if not asked.anyway and one.anchor is not None:
        words = f"Meanwhile somebody else has decided on these words. Look at it, and add your {asked.layer} only if it is another."
        _look_for_others(db, one.anchor, asked.seen, who, words)
    return _recorded(db, one, asked.layer)


def _words_of(asked: Added, standing: Standing) -> Span:
    """Return the words a thing is added on: those marked, else those written, in or nearest to the sentence they stand in."""
    account = standing.account
    if asked.selection is not None:
        return span_from(account.report.text, asked.selection.at, asked.selection.before, asked.selection.words)
    there = asked.sentence is not None and 0 <= asked.sentence < len(account.sentences)
    place = account.sentences[asked.sentence or 0] if there else Span(0, len(account.report.text))
    return answers.nearest(asked.words, place, standing)


def _given(asked: Added, place: Span, standing: Standing) -> Iterator[tuple[str, Any]]:
    for name, written in asked.fields.items():
        if name not in asked.marked:
            yield name, answers.given(added_field(asked.layer, name), written, place, standing)
    for name, selection in asked.marked.items():
        yield name, _selected(selection, added_field(asked.layer, name), standing.account.report.text)


def _recorded(
    db: Db, one: Correction, where: str, remedy: str = "Give another value."
) -> tuple[Correction, tuple[Fate, ...]]:
    """Write one decision down. Raises InputError where it holds of nothing: nothing is kept then."""
    kept, fates = correcting.record(db, one)
    lost = next((fate for fate in fates if fate.state == "orphaned"), None)
    if lost is not None:
        raise InputError(where, str(lost.reason), remedy)
    return kept, fates


def undo(
    db: Db, number: int, *, who: str, why: str | None, anyway: bool = False
) -> tuple[Correction, tuple[Fate, ...]]:
    """Take a decision back; another's only if one says so. Raises NotFoundError, and MeanwhileError for what is another's."""
    theirs = correcting.taken(db, number)
    if theirs.who != who and not anyway:
        raise MeanwhileError(
            (theirs,), f"{theirs.who} took this decision. Take it back only if you mean to: the log will say so."
        )
    return correcting.undo(db, number, who=who, why=why or None)


def others_on(db: Db, one: Correction) -> tuple[Correction, ...]:
    """Return the decisions of others that stand on the place of one: shown to a coder once he has decided himself."""
    if one.anchor is None:
        return ()
    undone = logbook.undone(db)
    there = logbook.by_others(db, 0, one.who, text=one.anchor.text_hash)
    return tuple(
        other for other in there if other.anchor and _same(other.anchor, one.anchor) and other.id not in undone
    )


def pair(db: Db, asked: Pair, *, who: str) -> Correction:
    """
    Say that two events are one happening, or two; that two actors are one, or two.

    Raises NotFoundError for what is not there, InputError for what cannot be merged or split, MeanwhileError.
    """
    one = pairs.decision(db, asked.verb, (asked.one, asked.other), who=who, why=asked.why)
    others = pairs.meanwhile(db, one, asked.seen) if asked.seen is not None and not asked.anyway else ()
    if others:
        raise MeanwhileError(others)
    return _recorded(db, one, asked.one, "Correct what is said of it instead.")[0]


def _standing(db: Db, asked: Asked) -> tuple[Standing, Thing]:
    """Return the thing as it stands now; as it was read, where somebody has rejected it. Raises NotFoundError."""
    n = keeping.number_of(db, asked.report)
    accounts = (keeping.newest(db, n), *([] if asked.as_read else [correcting.current(db, n).account]))
    for account in reversed(accounts):
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


def _look_for_others(db: Db, anchor: Anchor, seen: int, who: str, words: str = "") -> None:
    since = logbook.by_others(db, seen, who, text=anchor.text_hash)
    others = tuple(one for one in since if one.anchor is not None and _same(one.anchor, anchor))
    if others:
        raise MeanwhileError(others, words)


def _same(one: Anchor, other: Anchor) -> bool:
    """Whether two decisions stand on the same thing; what two people add on words they share may be one thing."""
    return one.text_hash == other.text_hash and (
        one.span == other.span or (one.layer == other.layer and one.span.meets(other.span))
    )


_DONE: Mapping[str, str] = {
    "accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "added", "merge": "joined", "split": "parted",
}  # fmt: skip


def in_words(one: Correction) -> str:
    """
    Return a decision as a sentence goes on after the name of who took it.

    >>> raid = Anchor("", "event", Span(0, 4), "raid")
    >>> in_words(Correction(4, "", "hk", "correct", raid, "type", old="null", new='"ASSAULT"'))
    'corrected type unknown → ASSAULT of event “raid”'
    >>> in_words(Correction(5, "", "hk", "add", raid, old="[]", new='{"type": "ASSAULT", "status": "happened"}'))
    'added event “raid”: type ASSAULT, status happened'
    >>> dead = Anchor("", "count", Span(17, 27), "12 dockers")
    >>> in_words(Correction(6, "", "hk", "add", dead, old="[]", new='{"low": 12}', other=raid))
    'added count “12 dockers” of event “raid”: low 12'
    """
    if one.verb == "undo":
        return f"took back {one.undoes}"
    where = "" if one.anchor is None else f"{one.anchor.layer} “{_shortened(one.anchor.quote)}”"
    done = _DONE[one.verb]
    if one.verb == "add":
        fields = json.loads(one.new or "{}").items()
        told = ", ".join(f"{_plain(name)} {_value(value)}" for name, value in fields if name not in ("content", "cue"))
        of = "" if one.other is None else f" of event “{_shortened(one.other.quote)}”"
        return f"{done} {where}{of}" + (f": {told}" if told else "")
    if one.other is not None:
        as_one = "one happening" if one.anchor is not None and one.anchor.layer == "event" else "one"
        return f"{done} {where} and “{_shortened(one.other.quote)}” as {as_one if one.verb == 'merge' else 'two'}"
    if one.field is None:
        return f"{done} {where}"
    if one.verb == "correct":
        was = "" if one.old is None else f"{_value(json.loads(one.old))} → "
        return f"{done} {_plain(one.field)} {was}{_value(json.loads(one.new or 'null'))} of {where}"
    return f"{done} {_plain(one.field)} of {where}"


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _shortened(quote: str, longest: int = 60) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= longest else f"{words[: longest - 2].rstrip()} …"


def _value(found: Any) -> str:
    if isinstance(found, list):
        return "; ".join(map(_value, found)) or "nobody"
    if isinstance(found, dict):
        return f"“{_shortened(str(found.get('quote')))}”"
    return "unknown" if found is None else str(found)
