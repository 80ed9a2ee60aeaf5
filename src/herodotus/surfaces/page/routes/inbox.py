"""The shelf of reports, what it can be narrowed to, and what the page may do here."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from herodotus._version import __version__
from herodotus.ledger import dialects, removing, runs, shelf
from herodotus.ledger.facts import Counts, Value
from herodotus.surfaces.page import shapes, telling
from herodotus.surfaces.page.context import Here
from herodotus.surfaces.page.works import with_own

router = APIRouter(tags=["inbox"])
AT_ONCE = 200
"""Most rows of one answer."""
LONGEST = 110
"""Characters by which a report without a title is called on the shelf."""


@router.get("/session.json")
def session(here: Here) -> shapes.Session:
    """Say what the page may do here; only our own page can read the token."""
    with here.ledger.reading() as db:
        empty = shelf.is_empty(db)
    return shapes.Session(
        version=__version__, ledger=dialects.shown(here.ledger.url), read_only=here.limits.read_only,
        largest=here.limits.largest, coder=here.coder, token=here.limits.csrf, empty=empty,
    )  # fmt: skip


@router.get("/inbox.json", responses={404: {"model": shapes.Problem}})
def inbox(
    here: Here, *, publisher: str | None = None, month: str | None = None, language: str | None = None, run: int | None = None,
    disputed: bool = False, review: bool = False, undated: bool = False, copied: bool = False, copies_of: str | None = None,
    start: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(ge=1, le=AT_ONCE)] = 50,
) -> shapes.InboxPage:  # fmt: skip
    """List the reports that are kept, newest first; an empty ``publisher``, ``month`` or ``language`` asks for what has none."""
    named: dict[str, Value] = {"publisher": publisher, "month": month, "language": language}
    flags = {"disputed": disputed, "review": review, "undated": undated, "copied": copied}
    chosen = {name: value or None for name, value in named.items() if value is not None}
    chosen |= {name: True for name, flag in flags.items() if flag} | ({} if run is None else {"run": run})
    with here.ledger.reading() as db:
        found = shelf.look(db, shelf.Wanted(chosen, copies_of or None, start, limit), here.known)
    return _page(found, start)


@router.get("/stale.json")
def stale(here: Here) -> shapes.Stale:
    """Say how many reports another version, model or lexicon read than is here now."""
    newest = here.works.made_by
    with here.ledger.reading() as db:
        made_by = {one.id: one.made_by for one in runs.every(db)}
        read = [made_by[one.run] for one in here.known.facts(db)]
    old = [one for one in read if one != newest]
    own = sum(with_own(one) for one in old)
    return shapes.Stale(reports=len(old) - own, own=own, runs=[n for n, one in made_by.items() if one == newest])


@router.get("/taken-out.json")
def taken_out(here: Here) -> list[shapes.Gone]:
    """List the reports that were taken out, or are kept under another date now; the last one first."""
    with here.ledger.reading() as db:
        return [shapes.Gone(id=one.report, at=one.at, why=one.why) for one in removing.taken_out(db)]


def _page(found: shelf.Shelf, start: int) -> shapes.InboxPage:
    counts = found.facets
    return shapes.InboxPage(
        total=found.total, start=start, rows=[_row(one) for one in found.rows], publishers=_named(counts, "publisher"),
        months=_named(counts, "month")[::-1], languages=_named(counts, "language"), runs=_runs(found),
        disputed=_of(counts, "disputed"), review=_of(counts, "review"), undated=_of(counts, "undated"),
        copied=_of(counts, "copied"), uncompared=_of(counts, "copied", None),
    )  # fmt: skip


def _named(counts: Counts, facet: str) -> list[shapes.Facet]:
    return [shapes.Facet(value=None if value is None else str(value), count=many) for value, many in counts[facet]]


def _of(counts: Counts, facet: str, value: Value = True) -> int:  # noqa: FBT002  (a value among others)
    return dict(counts[facet]).get(value, 0)


def _runs(found: shelf.Shelf) -> list[shapes.RunFacet]:
    counted = dict(found.facets["run"])
    return [
        shapes.RunFacet(
            id=one.id, herodotus=one.made_by.herodotus, model=one.made_by.model, lexicons=one.made_by.lexicons,
            started=one.started, count=counted[one.id],
        )
        for one in found.runs if one.id in counted
    ]  # fmt: skip


def _row(one: shelf.Shelved) -> shapes.InboxRow:
    return shapes.InboxRow(
        id=one.report, short=one.report[: telling.SHORT], title=one.title,
        name=telling.named(one.title, one.opening, LONGEST), publisher=one.publisher, published=one.published,
        opening=one.opening, events=one.events, contested=one.contested, differing=one.differing,
        statements=one.statements, run=one.run, copies=one.copies, follows=one.follows, followed=one.followed,
    )  # fmt: skip
