"""What a person should look at next, one thing after another; and how far those agree who looked at the same things."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import Annotated

from fastapi import APIRouter, Query

from herodotus.accounts.agreement import agreements
from herodotus.errors import InputError, NotFoundError
from herodotus.ledger import Db, correcting, keeping, logbook, queues
from herodotus.ledger.queues import Entry, Item, Wanted
from herodotus.surfaces.page import segments, shapes, telling
from herodotus.surfaces.page.context import Here
from herodotus.surfaces.page.routes.decisions import shape, shaped

router = APIRouter(tags=["review"])
AROUND = 1
"""Sentences shown before and after the one that is asked about."""
_OF_DECISIONS = ("orphans", "changed")
"""Queues that hold decisions to look at again; the others hold things that were read."""
_AT_ONCE = 100
"""Most decisions of such a queue that are shown together."""


@router.get("/review.json")
def review(
    here: Here, queue: str = "disputes", most: Annotated[int, Query(ge=1, le=50)] = 3, at: str | None = None,
    publisher: str | None = None, type: str | None = None, day: str | None = None, *, double: bool = False,  # noqa: A002
) -> shapes.ReviewPage:  # fmt: skip
    """Return the next things of a queue that wait, each with all that is needed to decide, and how many wait in every queue."""
    if queue not in queues.QUEUES:
        raise InputError("queue", f"none of {', '.join(queues.QUEUES)}: {queue}", "Ask for one of them.")
    wanted = Wanted(publisher, type, day, double)
    with here.ledger.reading() as db:
        found = here.queues.look(db, queue, here.coder, wanted)
        counts = here.queues.counts(db, here.coder, double=double)
        position, some = _from(db, found.left, queue, at)
        now = [] if queue in _OF_DECISIONS else [_called(db, entry) for entry in some[:most]]
        items = [_item(db, *one, double=double) for one in now if one is not None and one[1].other is None]
        pairs = [_pair(db, *one) for one in now if one is not None and one[1].other is not None]
        again = [_decision(db, entry) for entry in found.left[:_AT_ONCE]] if queue in _OF_DECISIONS else []
        seen = logbook.last(db)
    return shapes.ReviewPage(
        queue=queue, coder=here.coder, double=double, items=items, pairs=pairs, decisions=again, seen=seen,
        left=len(found.left), total=found.total, position=position,
        before=_key(found.left[position - 1]) if position else None,
        publishers=[shapes.Facet(value=name, count=many) for name, many in found.publishers],
        types=[shapes.Facet(value=name, count=many) for name, many in found.types],
        queues=[
            shapes.Queue(name=name, words=words, left=counts[name][0], total=counts[name][1])
            for name, words in queues.QUEUES.items()
        ],
    )  # fmt: skip


@router.get("/agreement.json")
def agreement(here: Here) -> list[shapes.AgreementRow]:
    """Say how far coders agree on what two or more of them decided: Krippendorff's alpha, on all fields and on each."""
    with here.ledger.reading() as db:
        numbers = here.queues.shared(db)
        found = agreements(logbook.some(db, numbers), cache(partial(correcting.standing, db)))
    return [
        shapes.AgreementRow(field=a.field, coders=list(a.coders), questions=a.units, alike=a.same, alpha=a.alpha)
        for a in found
    ]


def _key(entry: Entry) -> str:
    """Return how an address names a thing of a queue."""
    item = entry.item
    name = f"{item.report[: telling.SHORT]}:{item.thing.replace(' ', '-')}"
    return name if item.other is None else f"{name}~{item.other[0][: telling.SHORT]}:{item.other[1]}"


def _from(db: Db, left: Sequence[Entry], queue: str, at: str | None) -> tuple[int | None, Sequence[Entry]]:
    """Return the place of a thing among those that wait, and those from it on; one that is decided comes before them all."""
    if at is None:
        return (0 if left else None), left
    place = next((n for n, entry in enumerate(left) if _key(entry) == at), None)
    if place is not None:
        return place, left[place:]
    decided = _decided(db, at, queue)
    return (0 if left else None, left) if decided is None else (None, (decided, *left))


def _decided(db: Db, at: str, queue: str) -> Entry | None:
    report, _, thing = at.partition(":")
    if "~" in at or queue in (*_OF_DECISIONS, "pairs", "second"):
        return None
    try:
        whole = correcting.current(db, keeping.number_of(db, report)).account.report.id
    except NotFoundError:
        return None
    return Entry(Item(whole, thing, queue, "decided on already"), None)


def _called(db: Db, entry: Entry) -> tuple[str, Item] | None:
    """Return a thing of a queue by its key and as it is called now; None where it is read no more."""
    item = queues.named(db, entry.item)
    return None if item is None else (_key(entry), item)


def _pair(db: Db, key: str, item: Item) -> shapes.PairItem:
    assert item.other is not None, "a pair has two events"
    other = Item(item.other[0], item.other[1], item.queue, item.why)
    return shapes.PairItem(key=key, why=item.why, one=_item(db, key, item), other=_item(db, key, other))


def _decision(db: Db, entry: Entry) -> shapes.DecisionShape:
    number = int(entry.item.thing.removeprefix("correction "))
    sought = correcting.Sought(number=number)
    _, found = correcting.search_log(db, sought, start=0, limit=50)
    return shaped(db, next(one for one in found if (one.report or "") == entry.item.report))


def _item(db: Db, key: str, item: Item, *, double: bool = False) -> shapes.ReviewItem:
    """Return a thing with its sentence. Who decides second sees what was read, not what the first made of it."""
    n = keeping.number_of(db, item.report)
    blind = double or item.queue == "second"
    account = keeping.newest(db, n) if blind else correcting.current(db, n).account
    told = telling.Telling(account)
    thing = item.thing.partition(".")[0]
    event = next((told.event(one) for one in account.events if one.id == thing), None)
    said = next((told.statement(one) for one in account.statements if one.id == thing), None)
    at = (event or said).sentence if event or said else None  # type: ignore[union-attr]
    return shapes.ReviewItem(
        key=key, part=item.thing, decided=[] if blind or item.why != "decided on already" else _by(db, n, item.thing),
        report=telling.head(account.report), thing=thing, why=item.why, passages=_near(segments.passages(account), at),
        event=event, statement=said, actors=[told.actor(one) for one in account.actors],
        places=[telling.place(one) for one in account.places], times=[told.time(one) for one in account.times],
        links=[told.link(one) for one in account.links if thing in (one.from_event, one.to_event)],
        disputes=[told.dispute(one) for one in account.disputes if thing in one.events], seen=logbook.last(db),
    )  # fmt: skip


def _by(db: Db, n: int, thing: str) -> list[shapes.DecisionShape]:
    return [shape(one) for one in correcting.on_thing(db, n, thing)]


def _near(passages: tuple[segments.Passage, ...], sentence: int | None) -> list[shapes.PassageShape]:
    here = next((n for n, one in enumerate(passages) if one.sentence == sentence), 0)
    return [telling.passage(one) for one in passages[max(0, here - AROUND) : here + AROUND + 1]]
