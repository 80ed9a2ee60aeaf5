"""Map and timeline: where and when events are told to have happened."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query

from herodotus.ledger import placing
from herodotus.surfaces.page import shapes, telling
from herodotus.surfaces.page.context import Here

router = APIRouter(tags=["map and timeline"])
Day = Annotated[str | None, Query(pattern=r"^\d{4}-\d\d-\d\d$")]
Words = Annotated[list[str], Query()]


@router.get("/map.json")
def map_(here: Here, first: Day = None, last: Day = None, display: Words = [], type: Words = []) -> shapes.MapPage:  # noqa: A002, B006
    """Return the places of events, fullest first; a place the gazetteer does not hold has no coordinates."""
    within = placing.Within(first, last, tuple(display), tuple(type))
    with here.ledger.reading() as db:
        found, placed, nowhere = placing.spots(db, within)
    spots = [shapes.SpotShape(**{**asdict(one), "displays": dict(one.displays)}) for one in found]
    return shapes.MapPage(spots=spots, placed=placed, nowhere=nowhere)


@router.get("/map/events.json")
def events_there(
    here: Here, place: str, country: str | None = None, first: Day = None, last: Day = None,
    display: Words = [], type: Words = [],  # noqa: A002, B006
) -> shapes.ToldPage:  # fmt: skip
    """Return the events of one place, the latest first."""
    within = placing.Within(first, last, tuple(display), tuple(type), country or None, place)
    with here.ledger.reading() as db:
        found = placing.there(db, within)
    rows = [shapes.Told(**asdict(one), short=one.report[: telling.SHORT]) for one in found]
    return shapes.ToldPage(rows=rows)


@router.get("/timeline.json")
def timeline(
    here: Here, first: Day = None, last: Day = None, display: Words = [], type: Words = [],  # noqa: A002, B006
    actor: str | None = None, start: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> shapes.TimelinePage:  # fmt: skip
    """Return events in the order in which they happened; when it happened, was spoken of and was published stay apart."""
    within = placing.Within(first, last, tuple(display), tuple(type), actor=actor or None)
    with here.ledger.reading() as db:
        found, total, undated = placing.course(db, within, start=start, most=limit)
        said = placing.said_of(db, found)
    rows = [
        shapes.TimelineRow(
            **asdict(one), short=one.report[: telling.SHORT],
            said=[shapes.SaidShape(**asdict(each)) for each in said.get((one.report, one.event), ())],
        )
        for one in found
    ]  # fmt: skip
    return shapes.TimelinePage(total=total, undated=undated, start=start, limit=limit, rows=rows)
