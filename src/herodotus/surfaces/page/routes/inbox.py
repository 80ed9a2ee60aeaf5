"""The shelf of reports, and what the page may do here."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from herodotus._version import __version__
from herodotus.ledger import dialects, shelf
from herodotus.surfaces.page import shapes, telling
from herodotus.surfaces.page.context import Here

router = APIRouter(tags=["inbox"])
AT_ONCE = 200
"""Most rows of one answer."""


@router.get("/session.json")
def session(here: Here) -> shapes.Session:
    """Say what the page may do here; only our own page can read the token."""
    return shapes.Session(
        version=__version__, ledger=dialects.shown(here.ledger.url), read_only=here.limits.read_only,
        coder=here.coder, token=here.limits.csrf,
    )  # fmt: skip


@router.get("/inbox.json")
def inbox(
    here: Here,
    *,
    publisher: str | None = None,
    undated: bool = False,
    contested: bool = False,
    start: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=AT_ONCE)] = 50,
) -> shapes.InboxPage:
    """List the reports that are kept, newest first."""
    wanted = shelf.Wanted(publisher, undated=undated, contested=contested, start=start, limit=limit)
    with here.ledger.reading() as db:
        found = shelf.look(db, wanted)
    publishers = [shapes.Facet(value=name, count=count) for name, count in found.publishers]
    return shapes.InboxPage(
        total=found.total, start=start, rows=[_row(one) for one in found.rows], publishers=publishers
    )


def _row(one: shelf.Shelved) -> shapes.InboxRow:
    return shapes.InboxRow(
        id=one.report, short=one.report[: telling.SHORT], title=one.title, publisher=one.publisher,
        published=one.published, opening=one.opening, events=one.events, contested=one.contested,
        statements=one.statements, follows=one.follows,
    )  # fmt: skip
