"""Search: sentences by their words and by what is told in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query

from herodotus.errors import InputError
from herodotus.ledger import searching
from herodotus.ledger.searching import Hit
from herodotus.surfaces.page import shapes
from herodotus.surfaces.page.context import Here
from herodotus.surfaces.page.telling import SHORT

router = APIRouter(tags=["search"])


@router.get("/search.json", responses={422: {"model": shapes.Problem}})
def search(
    here: Here, words: str = "", actor: str | None = None, source: str | None = None, target: str | None = None,
    by: str | None = None, act: str | None = None, type: str | None = None, status: str | None = None,  # noqa: A002
    stance: str | None = None, place: str | None = None, country: str | None = None, publisher: str | None = None,
    since: str | None = None, until: str | None = None, clock: str = "event",
    most: Annotated[int, Query(ge=1, le=200)] = 30,
) -> shapes.SearchPage:  # fmt: skip
    """Find sentences; all that is asked for must hold of one sentence."""
    query = searching.Query(
        words=words, actor=actor or None, source=source or None, target=target or None, by=by or None, act=act or None,
        type=type or None, status=status or None, stance=stance or None, place=place or None, country=country or None,
        publisher=publisher or None, since=since or None, until=until or None, clock=clock,
    )  # fmt: skip
    if clock not in searching.CLOCKS:
        raise InputError("clock", f"none of {', '.join(searching.CLOCKS)}: {clock}", "Ask for one of them.")
    if not query.line():
        return shapes.SearchPage(line="", hits=[], more=False)
    try:
        with here.ledger.reading() as db:
            found = searching.find(db, query, most=most + 1)
    except ValueError as error:
        raise InputError("search", str(error), "Look at the examples.") from error
    return shapes.SearchPage(line=query.line(), hits=[_hit(one) for one in found[:most]], more=len(found) > most)


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
