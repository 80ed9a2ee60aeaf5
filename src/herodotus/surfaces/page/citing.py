"""
A thing of a report, cited: in words for a person, and as W3C Web Annotations that find its words again anywhere.

Every field has its span, so every field has its annotation: the exact words with those around them, and their place in code
points, which is how the Web Annotation Data Model counts. The text is named by its hash (RFC 6920), whoever printed it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from typing import Any

from herodotus.accounts.anchors import text_hash
from herodotus.errors import NotFoundError
from herodotus.model import Account, Actor, Event, Place, Span, Statement, Time
from herodotus.surfaces.page import shapes, telling

AROUND = 32
"""Characters before and after the words by which they are told from the same words elsewhere."""
LONGEST = 200
"""Characters of a quotation in a citation for a person."""
Field = tuple[str, Span]


def cite(account: Account, at: str | None, run: int) -> shapes.Citation:
    """Return the citation of a thing (``e3``), a sentence (``n4``) or, with None, of the report. Raises NotFoundError."""
    fields = list(fields_of(account, at)) if at else []
    if at and not fields:
        raise NotFoundError(f"{at}: no such thing in report {account.report.id[: telling.SHORT]}.")
    return shapes.Citation(text=_in_words(account, at, fields, run), annotations=_page(account, at, fields))


def fields_of(account: Account, at: str) -> Iterator[Field]:
    """Yield the fields of a thing that have words, the words it is known by first."""
    if at.startswith("n"):
        number = int(at[1:]) - 1 if at[1:].isdecimal() else -1
        if 0 <= number < len(account.sentences):
            yield "sentence", account.sentences[number]
        return
    things: Iterable[Event | Statement | Actor | Place | Time] = (
        *account.events, *account.statements, *account.actors, *account.places, *account.times,
    )  # fmt: skip
    for thing in things:
        if thing.id == at:
            yield from ((name, span) for name, span in _fields(thing, account) if span is not None)


def _fields(thing: Event | Statement | Actor | Place | Time, account: Account) -> Iterator[tuple[str, Span | None]]:
    match thing:
        case Event():
            yield from _of_event(thing, account)
        case Statement():
            yield from (("words", span) for span in thing.content)
            yield from (("cue", thing.cue), ("speaker", thing.speaker.span))
            yield from (("of whom", party.span) for party in thing.target)
        case Actor():
            yield from (("named", mention.span) for mention in thing.mentions)
        case Place():
            yield from (("named", span) for span in thing.mentions)
        case Time():
            yield "time", thing.span


def _of_event(event: Event, account: Account) -> Iterator[tuple[str, Span | None]]:
    yield from (("event", span) for span in event.triggers)
    yield from (("who", party.span) for party in event.source)
    yield from (("to whom", party.span) for party in event.target)
    yield "where", event.place_span
    yield from (("when", time.span) for time in account.times if time.id == event.time)
    yield from (("how many", count.span) for count in event.counts)


# --- for a person ----------------------------------------------------------------------------------------------------------


def _in_words(account: Account, at: str | None, fields: list[Field], run: int) -> str:
    report = account.report
    published = "no date of publication" if report.published is None else report.published.isoformat()
    known = (report.publisher or "Publisher unknown", telling.head(report).name, published, report.url)
    thing = f":{at}" if at else ""
    read = f"Herodotus {account.made_by.herodotus}, run {run}, report {report.id[: telling.SHORT]}{thing}"
    return ". ".join(part for part in (*known, _quoted(account, fields), read) if part) + "."


def _quoted(account: Account, fields: list[Field]) -> str | None:
    """Return the words of a statement or sentence; of anything else its words and the sentence they stand in."""
    if not fields:
        return None
    told, name = telling.Telling(account), fields[0][0]
    words = " … ".join(told.words(span) or "" for field, span in fields if field == name)
    number = told.sentence(fields[0][1])
    if name in ("sentence", "words") or number is None:
        return _inside(telling.shortened(words, LONGEST))
    sentence = telling.shortened(told.words(account.sentences[number]) or "", LONGEST)
    return f"{_inside(told.words(fields[0][1]) or '')} in {_inside(sentence)}"


def _inside(words: str) -> str:
    """
    Return words in quotation marks, their own turned into single ones.

    >>> _inside("“No,” she said")
    '“‘No,’ she said”'
    """
    return f"“{words.translate(_SINGLE)}”"


_SINGLE = str.maketrans("“”", "‘’")


# --- for programs ----------------------------------------------------------------------------------------------------------


def _page(account: Account, at: str | None, fields: list[Field]) -> dict[str, Any]:
    """Return one annotation for each field; of a report as a whole there is one that has all of its text for a target."""
    items = [_annotation(f"{at} {name}", _target(span, account)) for name, span in fields]
    items = items or [_annotation("report", _source(account))]
    return {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": items}


def _annotation(words: str, target: dict[str, Any]) -> dict[str, Any]:
    body = {"type": "TextualBody", "purpose": "tagging", "value": words, "format": "text/plain"}
    return {"type": "Annotation", "motivation": "identifying", "body": body, "target": target}


def _target(span: Span, account: Account) -> dict[str, Any]:
    text = account.report.text
    quote = {
        "type": "TextQuoteSelector", "exact": span.of(text), "prefix": text[max(0, span.start - AROUND) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }  # fmt: skip
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"type": "SpecificResource", "source": _source(account), "selector": [quote, position]}


def _source(account: Account) -> dict[str, Any]:
    report = account.report
    digest = base64.urlsafe_b64encode(bytes.fromhex(text_hash(report.text))).decode().rstrip("=")
    found = {"id": f"ni:///sha-256;{digest}", "type": "Text", "format": "text/plain"}
    return (
        found | ({"language": report.language} if report.language else {}) | ({"via": report.url} if report.url else {})
    )
