"""``herodotus search``: sentences by their words and by what is told in them, with where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from herodotus.errors import NotFoundError
from herodotus.surfaces.options import HOME, AsJson, AsLines, LedgerAt, as_json, as_line, opened, out

if TYPE_CHECKING:
    from herodotus.ledger.facets import Facets
    from herodotus.ledger.searching import Hit, Order, Query

SCHEMA = "herodotus.search/1"
_Maybe = str | None
ActorIs = Annotated[_Maybe, typer.Option("--actor", help="Who acts, is acted on, speaks or is aimed at.")]
TypeIs = Annotated[_Maybe, typer.Option("--type", help="PLOVER type: ASSAULT, ACCUSE …")]
StatusIs = Annotated[
    _Maybe, typer.Option("--status", help="happened, ongoing, alleged, denied, planned, threatened, negated …")
]
StanceIs = Annotated[_Maybe, typer.Option("--stance", help="What some voice does with it: denies, doubts, predicts …")]
PlaceIs = Annotated[_Maybe, typer.Option("--place", help="Where the event is placed.")]
CountryIs = Annotated[_Maybe, typer.Option("--country", help="Code of the country where: XNO.")]
PublisherIs = Annotated[_Maybe, typer.Option("--publisher", help="Who published it.")]
Since = Annotated[_Maybe, typer.Option("--since", help="From this day on: 2026-03-08.")]
Until = Annotated[_Maybe, typer.Option("--until", help="Up to this day.")]
ClockIs = Annotated[str, typer.Option("--time", help="Whose days are meant: event, said or published.")]


def search(
    words: Annotated[str, typer.Argument(help='Words, "phrases", begin*, a NEAR/5 b, a OR b, -not.')] = "",
    actor: ActorIs = None,
    source: Annotated[_Maybe, typer.Option(help="Who acts.")] = None,
    target: Annotated[_Maybe, typer.Option(help="Who is acted on.")] = None,
    by: Annotated[_Maybe, typer.Option(help="Who speaks.")] = None,
    act: Annotated[_Maybe, typer.Option(help="What is done with words: deny, accuse …")] = None,
    type_: TypeIs = None, status: StatusIs = None, stance: StanceIs = None, place: PlaceIs = None, country: CountryIs = None,
    publisher: PublisherIs = None, since: Since = None, until: Until = None, clock: ClockIs = "event",
    order: Annotated[str, typer.Option(help="What comes first: kept (last), relevance or published (last).")] = "kept",
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="How many at most.")] = 20,
    ledger: LedgerAt = HOME, *,
    facets: Annotated[bool, typer.Option("--facets", help="What it can be narrowed to, counted, not sentences.")] = False,
    json: AsJson = False, jsonl: AsLines = False,
) -> None:  # fmt: skip
    """Find sentences by their words and by what is told in them; all that is asked for must hold of one sentence."""
    from herodotus.ledger import facets as narrowing
    from herodotus.ledger.searching import Query, find

    query = Query(
        words=words, actor=actor, source=source, target=target, by=by, act=act, type=type_, status=status, stance=stance,
        place=place, country=country, publisher=publisher, since=since, until=until, clock=checked_clock(clock),
    )  # fmt: skip
    with opened(ledger) as kept, kept.reading() as db:
        try:
            found = [] if facets else find(db, query, most=most, order=checked_order(order))
            counted = narrowing.count(db, query) if facets else None
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="WORDS") from None
    if not (counted.sentences if counted else found):
        raise NotFoundError(f"{ledger}: no sentence is found. Ask for less, or see 'herodotus show'.")
    if counted:
        out(as_json(_counted(query, counted)) if json or jsonl else "\n".join(_tell(counted)))
        return
    if jsonl:
        out("\n".join(as_line(as_object(hit)) for hit in found))
    else:
        out(as_json(_whole(query, order, found)) if json else "\n".join(line for hit in found for line in told(hit)))


def checked_clock(clock: str) -> str:
    """Return the name of a clock. Raises BadParameter with those there are."""
    from herodotus.ledger.searching import CLOCKS

    if clock not in CLOCKS:
        raise typer.BadParameter(f"{clock!r} is none of {', '.join(CLOCKS)}", param_hint="--time")
    return clock


def checked_order(order: str) -> Order:
    """Return the name of an order. Raises BadParameter with those there are."""
    from herodotus.ledger.searching import ORDERS

    for one in ORDERS:
        if one == order:
            return one
    raise typer.BadParameter(f"{order!r} is none of {', '.join(ORDERS)}", param_hint="--order")


def _whole(query: Query, order: str, found: list[Hit]) -> dict[str, Any]:
    return {"schema": SCHEMA, "query": query.line(), "order": order, "hits": [as_object(hit) for hit in found]}


def _counted(query: Query, found: Facets) -> dict[str, Any]:
    return {"schema": "herodotus.facets/1", "query": query.line(), **asdict(found)}


def _tell(found: Facets) -> Iterator[str]:
    """Yield facets as lines: a field, then its values, the commonest first, each with the sentences it leaves."""
    yield f"{found.sentences:,} sentences" if found.all else f"of the first {found.sentences:,} sentences found"
    for facet in found.facets:
        yield ""
        yield f"{facet.field}{f'  ({facet.others} more)' if facet.others else ''}"
        yield from (f"  {one.count:>5}  {one.value}" for one in facet.values)


def as_object(hit: Hit) -> dict[str, Any]:
    """Return a hit as an object: spans are code points of the report's text; ``id`` opens what is told."""
    told_ = [
        {"id": f"{hit.report}:{one.id}", "words": one.words, "display": one.display} for one in (*hit.events, *hit.statements)
    ]  # fmt: skip
    return {
        "report": hit.report, "publisher": hit.publisher, "published": hit.published, "sentence": hit.sentence,
        "span": [hit.start, hit.end], "words": hit.words, "marks": [list(mark) for mark in hit.marks], "told": told_,
    }  # fmt: skip


def told(hit: Hit) -> Iterator[str]:
    """Yield a hit as lines: where it stands, its words with those looked for between brackets, what is told in it."""
    from herodotus.accounts.telling import MARKS

    yield f"{hit.report[:10]}:{hit.sentence}  {(hit.published or '?')[:10]}  {hit.publisher or '?'}"
    yield f"  {marked(hit)}"
    for one in hit.events:
        yield f"    {one.id:<4} {MARKS[one.display or 'hypothetical']} {one.display:<12} {one.words}"
    for one in hit.statements:
        yield f"    {one.id:<4} {one.words}"


def marked(hit: Hit) -> str:
    """Return the words of a hit with those looked for between brackets; neighbours share a pair."""
    parts: list[str] = []
    at = 0
    for start, end in _joined(hit):
        parts += [hit.words[at:start], "[", hit.words[start:end], "]"]
        at = end
    return " ".join("".join([*parts, hit.words[at:]]).split())


def _joined(hit: Hit) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in ((start - hit.start, end - hit.start) for start, end in hit.marks):
        if found and not hit.words[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
