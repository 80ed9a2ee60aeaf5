"""Actors across reports: who there is, who does what to whom, the dossier of each, and who may be one with whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query

from herodotus.accounts.alike import Named, likely
from herodotus.accounts.names import folded
from herodotus.errors import NotFoundError
from herodotus.ledger import Db, casting, dossiers, identifying, keeping, logbook
from herodotus.ledger.casting import Dyad, Somebody
from herodotus.ledger.conditions import actors_of
from herodotus.ledger.identifying import Bearer
from herodotus.ledger.lines import Line
from herodotus.surfaces.page import shapes
from herodotus.surfaces.page.asking import Day
from herodotus.surfaces.page.context import Context, Here
from herodotus.surfaces.page.telling import SHORT

router = APIRouter(tags=["actors"])
Described = bool
"""Whether those are asked for, too, whom words only describe."""
AROUND = 24
"""Actors of the network of one dossier."""


@router.get("/a.json")
def actors(
    here: Here, words: str = "", described: Described | None = None,
    start: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> shapes.ActorsPage:  # fmt: skip
    """List actors, those of most reports first; whoever is only described is among them where words are asked for, or they are."""
    with here.ledger.reading() as db:
        everybody = _everybody(here, db)
        known = everybody.values()
        found = casting.asked(list(known), words, described=bool(words) if described is None else described)
        rows = _rows(here, db, found[start : start + limit])
        named = sum(one.named for one in known)
        return shapes.ActorsPage(
            total=len(found), named=named, described=len(everybody) - named, start=start, seen=logbook.last(db),
            rows=rows,
        )  # fmt: skip


@router.get("/actors/network.json")
def network(
    here: Here, most: Annotated[int, Query(ge=2, le=300)] = 36, since: Day = None, until: Day = None,
    described: Described = False,  # noqa: FBT002
) -> shapes.NetworkPage:  # fmt: skip
    """Return who does what to whom most: the fullest dyads between so many actors, of events that may lie within some days."""
    with here.ledger.reading() as db:
        everybody = _everybody(here, db)
        told = here.remembered.get(db, ("dyads", since, until), lambda: casting.dyads(db, since=since, until=until))
    among = everybody if described else {key: one for key, one in everybody.items() if one.named}
    kept = casting.fullest(told, most, among)
    between = [one for one in told if one.source in among and one.target in among]
    keys = dict.fromkeys(end for one in kept for end in (one.source, one.target))
    return shapes.NetworkPage(
        nodes=[_node(everybody[key]) for key in keys], dyads=[_dyad(one, everybody) for one in kept],
        actors=len({end for one in between for end in (one.source, one.target)}), pairs=len(between),
    )  # fmt: skip


@router.get("/actors/alike.json", responses={404: {"model": shapes.Problem}})
def alike(here: Here, key: str) -> shapes.AlikePage:
    """Return who may be one with an actor; nobody is joined by it. Whom people have parted from it is not among them."""
    with here.ledger.reading() as db:
        everybody = _everybody(here, db)
        one = _one(everybody, actors_of(db, key), key)
        parted = {
            end for hand in identifying.hands_on(db, [one.key], [one.name]) if hand.verb == "split" for end in hand.keys
        }
        others = (Named(x.key, x.kind, x.country) for x in everybody.values() if x.named and x.key not in parted)
        found = here.remembered.get(
            db, ("alike", one.key), lambda: likely(Named(one.key, one.kind, one.country), others) if one.named else []
        )
        rows = {row.key: row for row in _rows(here, db, [everybody[x.key] for x in found])}
    return shapes.AlikePage(rows=[shapes.AlikeShape(known=rows[x.key], why=x.why) for x in found])


@router.get("/actors/bearers.json")
def bearers(here: Here, key: str, most: Annotated[int, Query(ge=1, le=500)] = 200) -> shapes.BearersPage:
    """List the actors of reports who go by a name, or are one with it: any of them may be somebody else."""
    with here.ledger.reading() as db:
        found, total = identifying.bearers(db, actors_of(db, key), most)
    rows = [
        shapes.BearerShape(
            at=_at(one), other=None if other is None else _at(other), apart=other is not None and _other_name(one, other),
            short=one.report[:SHORT], id=one.id, name=one.name, title=one.title, publisher=one.publisher,
            published=one.published,
        )
        for one in found
        for other in [_told_from(one, found)]
    ]  # fmt: skip
    return shapes.BearersPage(total=total, rows=rows)


def _told_from(one: Bearer, all_: Iterable[Bearer]) -> Bearer | None:
    """Return whom a split would tell a report's actor from: another of its name, else one of a name that is joined with it."""
    others = [other for other in all_ if _at(other) != _at(one)]
    return next((other for other in others if not _other_name(one, other)), others[0] if others else None)


def _at(one: Bearer) -> str:
    return f"{one.report}:{one.id}"


def _other_name(one: Bearer, other: Bearer) -> bool:
    return folded(one.name) != folded(other.name)


@router.get("/a/{key:path}.json", responses={404: {"model": shapes.Problem}})
def actor(
    key: str, here: Here, most: Annotated[int, Query(ge=1, le=500)] = 10, section: str | None = None
) -> shapes.DossierPage:
    """Return the dossier of whoever goes by a name: said, did, denied …; ``section`` asks for the lines of one of its lists."""
    with here.ledger.reading() as db:
        found = dossiers.dossier(db, key, most=most, only=section)
        keys = actors_of(db, key)
        dyads = casting.fullest(casting.dyads(db, around=keys), AROUND)
        everybody = _everybody(here, db)
        at = _rows(here, db, [everybody[found.key]])[0].at
        seen = logbook.last(db)
    return shapes.DossierPage(
        key=found.key, at=at, seen=seen, names=list(found.names), kinds=list(found.kinds), countries=list(found.countries),
        reports=found.reports, sections=[_section(one) for one in found.sections],
        dyads=[_dyad(one, everybody) for one in dyads], hands=[_hand(one) for one in found.hands],
        activity=[shapes.PeriodShape(**asdict(one)) for one in found.activity],
    )  # fmt: skip


def _everybody(here: Context, db: Db) -> Mapping[str, Somebody]:
    return here.everybody.known(db)


def _one(everybody: Mapping[str, Somebody], keys: Iterable[str], name: str) -> Somebody:
    found = [everybody[key] for key in keys if key in everybody]
    if not found:
        raise NotFoundError(f"{name}: nobody goes by that name in this ledger.")
    return max(found, key=lambda one: one.reports)


def _rows(here: Context, db: Db, some: Iterable[Somebody]) -> list[shapes.KnownShape]:
    shown = here.everybody.counted(db, some)
    ids = keeping.ids(db, {one.at[0] for one in shown})
    return [
        shapes.KnownShape(
            key=one.key, name=one.name, kind=one.kind, country=one.country, named=one.named, reports=one.reports,
            acts=one.acts, speaks=one.speaks, at=f"{ids[one.at[0]]}:{one.at[1]}",
        )
        for one in shown
    ]  # fmt: skip


def _node(one: Somebody) -> shapes.NodeShape:
    return shapes.NodeShape(key=one.key, name=one.name, kind=one.kind, country=one.country, named=one.named)


def _section(one: dossiers.Section) -> shapes.SectionShape:
    return shapes.SectionShape(name=one.name, part=one.part, count=one.count, lines=[_line(line) for line in one.lines])


def _line(one: Line) -> shapes.LineShape:
    return shapes.LineShape(
        short=one.report[:SHORT], id=one.id, earliest=one.when[0], latest=one.when[1], words=one.words, display=one.display,
        voice=one.voice, medium=one.medium, publisher=one.publisher, published=one.published, sentence=one.sentence,
        denied_by=one.denied_by, echo=one.echo,
    )  # fmt: skip


def _hand(one: identifying.Hand) -> shapes.HandShape:
    return shapes.HandShape(
        id=one.id, verb=one.verb, one=one.one, other=one.other, one_key=one.keys[0], other_key=one.keys[1], who=one.who,
        at=one.at, why=one.why,
    )  # fmt: skip


def _dyad(one: Dyad, everybody: Mapping[str, Somebody]) -> shapes.DyadShape:
    source, target = everybody[one.source], everybody[one.target]
    return shapes.DyadShape(
        source=one.source, source_name=source.name, target=one.target, target_name=target.name, quad=one.quad,
        events=one.events, happened=one.happened,
    )  # fmt: skip
