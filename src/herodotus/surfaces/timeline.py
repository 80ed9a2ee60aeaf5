"""``herodotus timeline``: what happened, was said or was published, in order, each with its three times."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from herodotus.errors import NotFoundError
from herodotus.surfaces.console import Console
from herodotus.surfaces.options import HOME, AsJson, LedgerAt, Quiet, as_json, opened, out
from herodotus.surfaces.search import ActorIs, ClockIs, CountryIs, PlaceIs, PublisherIs, Since, StanceIs, Until

if TYPE_CHECKING:
    from herodotus.ledger.queries import Query
    from herodotus.ledger.timelines import Entry, Interval, Timeline

SCHEMA = "herodotus.timeline/1"
_DATE = 23


_Several = list[str] | None
_Maybe = str | None
TypesAre = Annotated[
    _Several, typer.Option("--type", help="PLOVER type: ASSAULT, ACCUSE …; may be given several times.")
]
StatusesAre = Annotated[
    _Several,
    typer.Option("--status", help="happened, ongoing, alleged, denied, planned …; may be given several times."),
]


def timeline(
    words: Annotated[str, typer.Argument(help="Words of the sentence that tells it, as in search.")] = "",
    since: Since = None, until: Until = None, clock: ClockIs = "event", actor: ActorIs = None,
    source: Annotated[_Maybe, typer.Option(help="Who acts.")] = None,
    target: Annotated[_Maybe, typer.Option(help="Who is acted on.")] = None,
    by: Annotated[_Maybe, typer.Option(help="Who speaks of it.")] = None,
    act: Annotated[_Maybe, typer.Option(help="What is done with words: deny, accuse …")] = None,
    type_: TypesAre = None, status: StatusesAre = None, stance: StanceIs = None, place: PlaceIs = None,
    country: CountryIs = None, publisher: PublisherIs = None,
    incident: Annotated[_Maybe, typer.Option(help="The id of an incident.")] = None,
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="How many at most.")] = 200,
    ledger: LedgerAt = HOME, *, json: AsJson = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    """List what happened (or, with --time, what was said or published) in order; what has no date is counted."""
    from herodotus.ledger.queries import Query

    query = Query(
        words=words, actor=actor, source=source, target=target, by=by, act=act, type=tuple(type_ or ()),
        status=tuple(status or ()), stance=stance, place=place, country=country, publisher=publisher, since=since, until=until,
        clock=clock, incident=incident,
    )  # fmt: skip
    found = _found(query, ledger, most)
    if not found.entries and not found.undated:
        raise NotFoundError(f"{ledger}: nothing is found. Ask for less, or see 'herodotus show'.")
    if json:
        entries = [*map(_object, found.entries)]
        out(as_json({"schema": SCHEMA, "query": query.line(), "undated": found.undated, "entries": entries}))
        return
    for entry in found.entries:
        out("\n".join(_lines(entry, clock)))
    if found.undated:
        Console(quiet=quiet).note(f"{found.undated} more have no date on this clock")


def _found(query: Query, ledger: str, most: int) -> Timeline:
    from herodotus.ledger import queries, timelines

    try:
        queries.checked(query)
        with opened(ledger) as kept, kept.reading() as db:
            return timelines.timeline(db, query, most=most)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _object(entry: Entry) -> dict[str, Any]:
    return {**asdict(entry), "id": f"{entry.report}:{entry.id}"}


def _lines(entry: Entry, clock: str) -> Iterator[str]:
    from herodotus.accounts.telling import MARKS

    told = f"{MARKS[entry.display]} " if entry.display else ""
    when = {"event": interval(entry.happened), "published": (entry.published or "?")[:10]}.get(clock) or ""
    if clock == "said":
        when = interval(entry.said[0].when)
    where = f"{entry.report[:10]}:{entry.id}"
    yield from textwrap.wrap(f"{when:<{_DATE}}{told}{entry.words}  {where}", 120, subsequent_indent=" " * (_DATE + 2))
    yield " " * (_DATE + 2) + " · ".join(_other_times(entry, clock))


def _other_times(entry: Entry, clock: str) -> Iterator[str]:
    """Yield the times of an entry that are not those of the clock."""
    if clock == "published" and entry.display:
        yield f"happened {interval(entry.happened) or '?'}"
    if clock != "said":
        for said in entry.said:
            yield f"{said.voice}{f' {interval(said.when)}' if interval(said.when) else ''} ({said.statement})"
    yield f"{entry.publisher or '?'}{f' {(entry.published or chr(63))[:10]}' if clock != 'published' else ''}"


def interval(when: Interval) -> str:
    """
    Return an interval of the ledger for a person; an open end is "…".

    >>> interval(("2026-03-08", "2026-03-10")), interval(("2026-03-08", "2026-03-08")), interval((None, "2026-03-10"))
    ('2026-03-08/2026-03-10', '2026-03-08', '…/2026-03-10')
    """
    first, last = (end and end[:10] for end in when)
    if not (first or last):
        return ""
    return str(first) if first == last else f"{first or '…'}/{last or '…'}"
