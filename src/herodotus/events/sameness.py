"""Whether two mentions may be of one happening: kind, parties, time and sort of reality that do not keep them apart."""

from __future__ import annotations

from herodotus.events import circumstances
from herodotus.events.cluster import Cluster
from herodotus.events.drafts import Draft, first_of_each
from herodotus.events.scene import Scene
from herodotus.model import REAL, Actor, Party

OFFICIAL = (("GOV",), ("MIL",), ("COP",), ("SPY",))
"""First sectors of bodies through which a state acts."""


def is_compatible(scene: Scene, draft: Draft, home: Cluster) -> bool:
    """Whether nothing a mention says keeps it apart from a happening: kind, reality, parties, time."""
    if not any(_same_kind(draft, d) for d in home.drafts) or not same_world(draft, home):
        return False
    if not may_be_one(scene, draft.source, home.parties("source")) or not _same_target(scene, draft, home):
        return False
    return draft.time is None or all(meet(scene, draft.time, time) for time in home.times())


def _same_target(scene: Scene, draft: Draft, home: Cluster) -> bool:
    """Whether whom it was done to does not keep two mentions apart."""
    targets = home.parties("target")
    if shared(scene, draft.target, targets):
        return True
    if draft.target and targets:
        return False
    if draft.noun and draft.described and _is_another(scene, draft, home):
        return False
    return not (draft.noun and draft.effect) or any(d.effect for d in home.drafts)


def _is_another(scene: Scene, draft: Draft, home: Cluster) -> bool:
    """
    Whether "the shelling of *the fort*" cannot be this one: another word, or another thing it was done to.

    What stands behind *at* says where: "the airstrike *at the airport*" may be the one that killed the general.
    """
    where = _is_located(scene, draft)
    told = {d.described for d in home.drafts if d.described and _is_located(scene, d) >= where}
    return draft.described not in told and (bool(told) or not any(is_like(d.label, draft.label) for d in home.drafts))


def _is_located(scene: Scene, draft: Draft) -> bool:
    """Whether what a mention names as done to is only where it was done: "a raid *at* the port"."""
    at = draft.target_at
    return at is not None and not draft.target and scene.trees[draft.at[0]].case(at) in ("at", "in", "near")


def same_world(draft: Draft, home: Cluster) -> bool:
    """Whether the mentions are of one sort of reality: a deed that lies ahead is not the one that happened."""
    if draft.claim.status == "ongoing" and any(
        d.claim.status == "planned" and d.label == draft.label for d in home.drafts
    ):
        return True
    told = {d.claim.status in REAL for d in home.drafts}
    return (draft.claim.status in REAL) in told


def _same_kind(draft: Draft, other: Draft) -> bool:
    if draft.type is None or other.type is None:
        return draft.label == other.label
    return draft.type == other.type and (draft.mode == other.mode or not draft.mode or not other.mode or draft.noun)


def may_be_one(scene: Scene, first: tuple[Party, ...], second: list[Party]) -> bool:
    """Whether two sets of parties do not exclude each other: one unknown, one shared, or of one country."""
    if not first or not second or shared(scene, first, second):
        return True
    countries = [{_country(scene, p) for p in parties} - {None} for parties in (first, second)]
    return bool(countries[0] & countries[1])


def _country(scene: Scene, party: Party) -> str | None:
    actor: Actor | None = scene.actors.get(party.actor)
    return None if actor is None else actor.country


def meet(scene: Scene, first: str, second: str) -> bool:
    """Whether two times can be one: their intervals share a day, or one of them is open or names no day at all."""
    a, b = scene.times[first], scene.times[second]
    if circumstances.is_hour_alone(a) or circumstances.is_hour_alone(b):
        return True
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return True
    return a.earliest.toordinal() <= b.latest.toordinal() and b.earliest.toordinal() <= a.latest.toordinal()


def shared(scene: Scene, first: tuple[Party, ...], second: list[Party]) -> bool:
    """Whether two sets of parties have an actor in common, or two of one name."""
    return bool(_names(scene, first) & _names(scene, second))


def _names(scene: Scene, parties: tuple[Party, ...] | list[Party]) -> set[str]:
    actors = [scene.actors.get(p.actor) for p in parties]
    return {p.actor for p in parties} | {actor.name.lower() for actor in actors if actor is not None}


def doers(scene: Scene, told: list[Draft]) -> tuple[Party, ...]:
    """Return who did it, without what a later mention calls them for short: "Norland's navy", then "Norland"."""
    kept: tuple[Party, ...] = ()
    for draft in told:
        kept = (*kept, *(p for p in draft.source if not any(_is_one_side(scene, p, other) for other in kept)))
    return first_of_each(kept)


def _is_one_side(scene: Scene, party: Party, other: Party) -> bool:
    """Whether two doers are a state and a body of it, or two names of its armed forces or its government."""
    one, two = scene.actors.get(party.actor), scene.actors.get(other.actor)
    if one is None or two is None or one.country is None or one.country != two.country:
        return False
    if not (_is_official(one) and _is_official(two)):
        return False
    return "state" in (one.kind, two.kind) or (one.kind == two.kind and one.sectors[:1] == two.sectors[:1])


def _is_official(actor: Actor) -> bool:
    """Whether an actor is a state or a body through which one acts; a party or firm of the country is neither."""
    return actor.kind == "state" or (actor.kind in ("government", "organisation") and actor.sectors[:1] in OFFICIAL)


def is_like(first: str, second: str) -> bool:
    """Whether two words name one sort of thing: *strike* and *airstrike*, *shell* and *shelling*."""
    short, long = sorted((first, second), key=len)
    return long.endswith(short) or (len(short) > 3 and long.startswith(short))
