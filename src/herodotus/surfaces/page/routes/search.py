"""Search: sentences by their words and by what is told in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query

from herodotus.ledger import facets, naming, searching
from herodotus.ledger.searching import Hit
from herodotus.surfaces.page import shapes
from herodotus.surfaces.page.asking import Asked, understood
from herodotus.surfaces.page.context import Here
from herodotus.surfaces.page.telling import SHORT

router = APIRouter(tags=["search"])


@router.get("/search.json", responses={422: {"model": shapes.Problem}})
def search(
    here: Here, asked: Asked, start: Annotated[int, Query(ge=0)] = 0, most: Annotated[int, Query(ge=1, le=200)] = 30,
    order: searching.Order = "kept",
) -> shapes.SearchPage:  # fmt: skip
    """Find sentences; all that is asked for must hold of one sentence. Of more than 10,000 the first are put in another order."""
    if not asked.line():
        return shapes.SearchPage(line="", start=0, hits=[], more=False)
    with understood(), here.ledger.reading() as db:
        found = searching.find(db, asked, most=most + 1, start=start, order=order)
    hits = [_hit(one) for one in found[:most]]
    return shapes.SearchPage(line=asked.line(), start=start, hits=hits, more=len(found) > most)


@router.get("/search/facets.json", responses={422: {"model": shapes.Problem}})
def narrowings(here: Here, asked: Asked) -> shapes.FacetsPage:
    """Count what the sentences found can be narrowed to; of more than 10,000 the first are counted, and ``all`` is false."""
    if not asked.line():
        return shapes.FacetsPage(line="", sentences=0, all=True, facets=[])
    with understood(), here.ledger.reading() as db:
        found = facets.count(db, asked)
    return shapes.FacetsPage(
        line=asked.line(), sentences=found.sentences, all=found.all,
        facets=[
            shapes.NarrowingShape(
                field=one.field, others=one.others,
                values=[
                    shapes.ChoiceShape(value=each.value, count=each.count, asks=_asks(one.field, each.value))
                    for each in one.values
                ],
            )
            for one in found.facets
        ],
    )  # fmt: skip


def _asks(field: str, value: str) -> dict[str, str]:
    """Return what narrows a question to a value, as its address says it."""
    if field != "published":
        return {field: value}
    since, until = facets.days_of(value)
    return {"clock": "published", "since": since, "until": until}


@router.get("/search/named.json")
def named(here: Here, words: Annotated[str, Query(max_length=300)] = "") -> shapes.NamedPage:
    """Return the actors, places, incidents and reports whose names hold some words, a few of each."""
    with here.ledger.reading() as db:
        found = naming.known(db, words)
    rows = [
        shapes.NamedThing(kind=one.kind, name=one.name, address=_address(one), reports=one.reports) for one in found
    ]
    return shapes.NamedPage(rows=rows)


def _address(one: naming.Named) -> str:
    if one.kind == "place":
        return f"/search?{urlencode({'place': one.name})}"
    folder, name = {"actor": ("a", one.id), "incident": ("i", one.id), "report": ("r", one.id[:SHORT])}[one.kind]
    return f"/{folder}/{quote(name, safe='')}"


def _hit(one: Hit) -> shapes.HitShape:
    told = [
        shapes.ToldIn(id=each.id, words=each.words, display=each.display) for each in (*one.events, *one.statements)
    ]
    return shapes.HitShape(
        short=one.report[:SHORT], publisher=one.publisher, published=one.published, sentence=one.sentence + 1,
        pieces=list(_pieces(one)), told=told,
    )  # fmt: skip


def _pieces(one: Hit) -> Iterator[shapes.Piece]:
    """Yield the words of a sentence in pieces, those looked for marked."""
    at = one.start
    for start, end in one.marks:
        if at < start:
            yield shapes.Piece(text=one.words[at - one.start : start - one.start], marked=False)
        yield shapes.Piece(text=one.words[start - one.start : end - one.start], marked=True)
        at = end
    if at < one.end:
        yield shapes.Piece(text=one.words[at - one.start :], marked=False)
