"""What a person should look at next, one thing after another."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from herodotus.errors import InputError
from herodotus.ledger import Db, correcting, keeping, queues, shelf
from herodotus.ledger.queues import Item
from herodotus.surfaces.page import segments, shapes, telling
from herodotus.surfaces.page.context import Here
from herodotus.surfaces.page.routes.decisions import shape

router = APIRouter(tags=["review"])
AROUND = 1
"""Sentences shown before and after the one that is asked about."""
_OF_DECISIONS = ("orphans", "changed")
"""Queues that hold decisions to look at again; the others hold things that were read."""


@router.get("/review.json")
def review(
    here: Here, queue: str = "disputes", most: Annotated[int, Query(ge=1, le=50)] = 10
) -> shapes.ReviewPage:  # fmt: skip
    """Return the next things of a queue that this coder has not decided on, each with all that is needed to decide."""
    if queue not in queues.QUEUES:
        raise InputError("queue", f"none of {', '.join(queues.QUEUES)}: {queue}", "Ask for one of them.")
    with here.ledger.reading() as db:
        found = [] if queue in _OF_DECISIONS else queues.waiting(db, queue, here.coder, most=most)
        items = [_item(db, one) for one in found if one.other is None]
        pairs = [
            shapes.PairItem(why=one.why, one=_item(db, one), other=_item(db, Item(*one.other, one.queue, one.why)))
            for one in found
            if one.other is not None
        ]
        fared = list(correcting.fared(db)) if queue in _OF_DECISIONS else []
    again = [
        one
        for one in fared
        if (one.state == "orphaned" if queue == "orphans" else one.reason and one.state != "orphaned")
    ]
    return shapes.ReviewPage(
        queue=queue, coder=here.coder, items=items, pairs=pairs, decisions=[shape(one) for one in again],
        queues=[shapes.Queue(name=name, words=_first_line(of.__doc__)) for name, of in queues.QUEUES.items()],
    )  # fmt: skip


def _item(db: Db, item: Item) -> shapes.ReviewItem:
    """Return a thing with its sentence. Who decides second sees what was read, not what the first made of it."""
    n = keeping.number_of(db, item.report)
    account = keeping.newest(db, n) if item.queue == "second" else correcting.current(db, n).account
    told = telling.Telling(account)
    thing = item.thing.partition(".")[0]
    event = next((told.event(one) for one in account.events if one.id == thing), None)
    said = next((told.statement(one) for one in account.statements if one.id == thing), None)
    at = (event or said).sentence if event or said else None  # type: ignore[union-attr]
    return shapes.ReviewItem(
        report=telling.head(account.report), thing=thing, why=item.why, passages=_near(segments.passages(account), at),
        event=event, statement=said, actors=[told.actor(one) for one in account.actors],
        places=[telling.place(one) for one in account.places], times=[told.time(one) for one in account.times],
        links=[told.link(one) for one in account.links if thing in (one.from_event, one.to_event)],
        disputes=[told.dispute(one) for one in account.disputes if thing in one.events], seen=shelf.last_decision(db),
    )  # fmt: skip


def _near(passages: tuple[segments.Passage, ...], sentence: int | None) -> list[shapes.PassageShape]:
    here = next((n for n, one in enumerate(passages) if one.sentence == sentence), 0)
    return [telling.passage(one) for one in passages[max(0, here - AROUND) : here + AROUND + 1]]


def _first_line(words: str | None) -> str:
    return (words or "").strip().splitlines()[0].rstrip(".")
