"""Map and timeline: where and when events are told to have happened."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query

from herodotus.ledger import happenings, placing, timelines
from herodotus.ledger.timelines import Entry, Happening, Said
from herodotus.surfaces.page import bars, shapes, telling
from herodotus.surfaces.page.asking import Asked, understood
from herodotus.surfaces.page.context import Here

router = APIRouter(tags=["map and timeline"], responses={422: {"model": shapes.Problem}})
Start = Annotated[int, Query(ge=0)]
Limit = Annotated[int, Query(ge=1, le=500)]


@router.get("/map.json")
def map_(here: Here, query: Asked) -> shapes.MapPage:
    """Return the places of events, fullest first; a place the gazetteer does not hold has no coordinates."""
    with understood(), here.ledger.reading() as db:
        found = placing.spots(db, query)
        waiting, names = happenings.waiting(db), placing.names_of(db, query)
    spots = [
        shapes.SpotShape(**{**asdict(one), "sure": one.sure, "displays": dict(one.displays)}) for one in found.spots
    ]
    return shapes.MapPage(
        line=query.line(), spots=spots, places=found.places, incidents=found.incidents, placed=found.placed,
        nowhere=found.nowhere, waiting=waiting, names=names,
    )  # fmt: skip


@router.get("/timeline.json")
def timeline(
    here: Here, query: Asked, start: Start = 0, limit: Limit = 200, *, folded: bool = True, undated: bool = False,
) -> shapes.TimelinePage:  # fmt: skip
    """Return what a clock shows in its order; happened, said and published stay apart. ``folded``: one row a happening."""
    with understood(), here.ledger.reading() as db:
        if folded:
            rows, found = timelines.folded(db, query, start=start, most=limit, undated=undated)
        else:
            found = timelines.timeline(db, query, start=start, most=limit, undated=undated)
            rows = [Happening(entry.incident, (entry,), 1, 1) for entry in found.entries]
        waiting, names = happenings.waiting(db), placing.names_of(db, query)
    return shapes.TimelinePage(
        line=query.line(), total=found.total, undated=found.undated, start=start, limit=limit, waiting=waiting,
        names=names, rows=[_happening(one) for one in rows],
    )  # fmt: skip


@router.get("/days.json")
def days(here: Here, query: Asked) -> shapes.DaysPage:
    """Return how much stands on which days of the clock, around those asked for."""
    with understood(), here.ledger.reading() as db:
        counted = timelines.days(db, query)
    found, before, after = bars.bars(counted, query.since, query.until)
    drawn = [shapes.BarShape(first=str(one.first), last=str(one.last), count=one.count) for one in found]
    return shapes.DaysPage(line=query.line(), bars=drawn, before=before, after=after)


def _happening(one: Happening) -> shapes.HappeningShape:
    tellings = [_told(entry) for entry in one.entries]
    return shapes.HappeningShape(incident=one.incident, told=one.told, reports=one.reports, tellings=tellings)


def _told(one: Entry) -> shapes.Told:
    return shapes.Told(
        id=one.id, report=one.report, short=one.report[: telling.SHORT], publisher=one.publisher, published=one.published,
        words=one.words, label=one.label, type=one.type, display=one.display, source=one.source, target=one.target,
        place=one.place, earliest=one.happened[0], latest=one.happened[1], granularity=one.granularity,
        said=[_said(each) for each in one.said],
    )  # fmt: skip


def _said(one: Said) -> shapes.SaidShape:
    return shapes.SaidShape(
        statement=one.statement, voice=one.voice, stance=one.stance, earliest=one.when[0], latest=one.when[1]
    )
