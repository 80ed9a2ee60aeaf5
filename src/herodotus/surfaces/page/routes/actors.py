"""Actors across reports: who there is, who does what to whom, and the dossier of each."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query

from herodotus.accounts.names import folded
from herodotus.ledger import casting, dossiers
from herodotus.ledger.casting import Dyad
from herodotus.surfaces.page import shapes
from herodotus.surfaces.page.context import Here
from herodotus.surfaces.page.telling import SHORT

router = APIRouter(tags=["actors"])
NODES = 36
"""Actors of one network: with more nobody sees anything."""


@router.get("/a.json")
def actors(
    here: Here,
    words: str = "",
    start: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> shapes.ActorsPage:
    """List actors, those of most reports first, with the network of the fullest dyads."""
    with here.ledger.reading() as db:
        found, total = casting.listed(db, words, start=start, most=limit)
        dyads = _fewer(casting.dyads(db))
        names = casting.names(db, {key for one in dyads for key in (one.source, one.target)})
    rows = [shapes.KnownShape(**asdict(one)) for one in found]
    return shapes.ActorsPage(total=total, start=start, rows=rows, dyads=[_dyad(one, names) for one in dyads])


@router.get("/a/{key:path}.json", responses={404: {"model": shapes.Problem}})
def actor(key: str, here: Here, most: Annotated[int, Query(ge=1, le=500)] = 25) -> shapes.DossierPage:
    """Return the dossier of whoever goes by a name: said, did, was said to have done, denied, suffered."""
    with here.ledger.reading() as db:
        found = dossiers.dossier(db, key, most=most)
        dyads = _fewer(casting.dyads(db, around=folded(key)))
        names = casting.names(db, {end for one in dyads for end in (one.source, one.target)})
    sections = [
        shapes.SectionShape(name=one.name, count=one.count, lines=[_line(line) for line in one.lines])
        for one in found.sections
    ]
    return shapes.DossierPage(
        key=folded(key), names=list(found.names), kinds=list(found.kinds), countries=list(found.countries),
        reports=found.reports, sections=sections, dyads=[_dyad(one, names) for one in dyads],
    )  # fmt: skip


def _line(one: dossiers.Line) -> shapes.LineShape:
    return shapes.LineShape(
        short=one.report[:SHORT], id=one.id, earliest=one.when[0], latest=one.when[1], words=one.words, display=one.display,
        voice=one.voice, publisher=one.publisher, published=one.published,
    )  # fmt: skip


def _fewer(dyads: list[Dyad]) -> list[Dyad]:
    """Return the fullest dyads among the first so many actors."""
    known: dict[str, None] = {}
    for one in dyads:
        for end in (one.source, one.target):
            if end in known or len(known) < NODES:
                known[end] = None
    return [one for one in dyads if one.source in known and one.target in known]


def _dyad(one: Dyad, names: dict[str, str]) -> shapes.DyadShape:
    return shapes.DyadShape(
        source=one.source, source_name=names.get(one.source, one.source), target=one.target,
        target_name=names.get(one.target, one.target), quad=one.quad, events=one.events, happened=one.happened,
    )  # fmt: skip
