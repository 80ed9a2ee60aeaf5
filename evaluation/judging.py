"""
What the gold of the development sets says of events, one by one: only what a set is able to judge, nothing else.

| set | its gold | what it judges of an event |
|---|---|---|
| accounts_gold | whole reports, every event of theirs | all (``whole``): kind, doer, target, who tells it how; and the kind alone |
| plover_gsr | one event of a sentence, its words marked | of what stands on those words the kind, and the parties' countries |
| cameo_manual | the same, as CAMEO codes; 01 and 02 have no kind | the kind of what stands on those words |
| plover_plv | what the first of two marked parties does to the second | the kind of what stands between those two |
| india_police_events | whether the police used force, or arrested, in a sentence | force and arrests by the police |

In sentences only what somebody tells as done is judged, and only where all that is read there is of one kind: a second event of a
sentence is not wrong because the set has but one. A sentence that two sets share counts once.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from evaluation.sets import corpora
from herodotus import contract, lexicons, pipeline
from herodotus.events import sureness
from herodotus.model import Account, Event, Party, Span
from herodotus.reading import Reader
from herodotus.surfaces.predict.events import code

Row = Mapping[str, Any]
What = Literal["whole", "kind", "parties"]
YIELDING = ("CONCEDE", "RETREAT")
KNOWN = ("publisher", "published", "title", "url")


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether a set has an event right: in all its parts, in its kind, or in kind and parties; ``names`` is to whose credit."""

    set: str
    document: str
    what: What
    names: tuple[str, ...]
    right: bool


def judged(reader: Reader) -> Iterator[Judged]:
    """Read every set and yield what its gold says of the events that are read."""
    seen: set[str] = set()
    for name, (every, judge) in SETS.items():
        for row in _lines(name)[::every]:
            words = " ".join(str(row["text"]).lower().split())
            if words in seen:
                continue
            seen.add(words)
            account = pipeline.read(row["text"], reader=reader, **{key: row.get(key) for key in KNOWN})
            for what, event, right in judge(row, account):
                names = rules_of(event) if what == "kind" else (sureness.way(event),)
                yield Judged(name, str(row.get("doc_id", row["id"])), what, names, right)


def _lines(name: str) -> list[dict[str, Any]]:
    with (corpora() / "data" / name / "dev.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def rules_of(event: Event) -> tuple[str, ...]:
    """Return the rules that give an event its kind: the entry of its words; of a verbal act the cue, and the act it amounts to."""
    rules = [one.rule for one in event.because]
    if len(rules) > 1 and rules[1].startswith("act-"):
        return (rules[0], rules[1])
    found = ((rule, lexicons.load().rule(rule)) for rule in rules)
    return tuple(rule for rule, entry in found if entry is not None and entry.get("type") == event.type)[:1]


# --- whole reports ---------------------------------------------------------------------------------------------------------

Verdict = tuple[What, Event, bool]


def _of_report(row: Row, account: Account) -> Iterator[Verdict]:
    """Yield of every event whether all of it is right, and whether its kind is: what is no event of the report's is neither."""
    scorer = _tool("score_account")
    case = scorer.Case(row, {"id": row["id"], **contract.to_json(account)}, 3)
    for event in account.events:
        found = case.pred["events"].get(event.id)
        gold = case.gold["events"].get(case.event_of.get(event.id))
        yield "whole", event, event.id in case.event_pairs and _is_right(scorer, case, gold, found)
        if event.type is not None:
            yield "kind", event, gold is not None and bool(scorer.type_right(gold, found))


def _is_right(scorer: Any, case: Any, gold: Row, found: Row) -> bool:
    """Whether a pair is right as the scorer's strict figure has it: kind, doer, target, and who tells it how."""
    parties = all(scorer.role_right(case, gold, found, role) for role in ("source", "target"))
    return bool(parties and scorer.type_right(gold, found) and scorer.status_right(case, gold, found))


@cache
def _tool(name: str) -> Any:
    """Return a scorer of the corpora as a module."""
    sys.path.insert(0, str(corpora() / "tools"))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.pop(0)


# --- sentences -------------------------------------------------------------------------------------------------------------


def _of_marked(row: Row, account: Account) -> Iterator[Verdict]:
    """Yield whether the kind of what stands on the marked words is right; of PLOVER's own records the countries too."""
    words = [Span(one["start"], one["end"]) for one in row["spans"] if one["role"] == "EVT"]
    there = _of_one_kind(one for one in account.events if any(t.meets(w) for t in one.triggers for w in words))
    for event in there if row["plover"] is not None else ():
        yield "kind", event, event.type == row["plover"]
        if "source" in row:
            yield "parties", event, event.type == row["plover"] and _has_countries(row, event, account)


def _has_countries(row: Row, event: Event, account: Account) -> bool:
    """Whether doers and targets are of the countries that gold gives; of a reciprocal event all together."""
    country = _tool("score_events").country
    actors = {actor.id: actor for actor in account.actors}
    mine = [{country(code(actors.get(p.actor))) for p in parties} - {None} for parties in (event.source, event.target)]
    gold = [{country(one.get("country")) for one in row[role]} - {None} for role in ("source", "target")]
    return bool(mine[0] | mine[1] == gold[0] | gold[1] if row["reciprocal"] else mine == gold)


def _of_two(row: Row, account: Account) -> Iterator[Verdict]:
    """Yield whether the kind of what stands between the two marked parties is right."""
    marked = {one["role"]: Span(one["start"], one["end"]) for one in row["spans"]}
    if len(marked) < 2:
        return

    def names(parties: tuple[Party, ...], role: str) -> bool:
        spans = [m.span for a in account.actors if a.id in {p.actor for p in parties} for m in a.mentions]
        return any(span.meets(marked[role]) for span in spans)

    between = (e for e in account.events if names(e.source, "SRC") and names(e.target or e.source, "TAR"))
    for event in _of_one_kind(between):
        yield "kind", event, ("YIELD" if event.type in YIELDING else event.type) == row["plover_root"]


def _of_police(row: Row, account: Account) -> Iterator[Verdict]:
    """Yield whether the sentence tells of force, or of an arrest, where one by the police is read."""
    police = {actor.id for actor in account.actors if "COP" in actor.sectors}
    for event in account.events:
        arrest = event.type == "COERCE" and event.mode == "arrest"
        if _is_told(event) and (arrest or event.type == "ASSAULT") and police & {p.actor for p in event.source}:
            yield "kind", event, ("ARREST" if arrest else "FORCE") in row["labels"]


def _of_one_kind(events: Iterable[Event]) -> list[Event]:
    """Return those of some events that are told as done and have a kind, or none where they are of several kinds."""
    told = [event for event in events if event.type is not None and _is_told(event)]
    return told if len({event.type for event in told}) == 1 else []


def _is_told(event: Event) -> bool:
    return any(claim.tells for claim in event.claims)


SETS: Mapping[str, tuple[int, Callable[[Row, Account], Iterator[Verdict]]]] = {
    "accounts_gold": (1, _of_report), "plover_gsr": (1, _of_marked), "cameo_manual": (1, _of_marked),
    "plover_plv": (1, _of_two), "india_police_events": (6, _of_police),
}  # fmt: skip
"""The sets by folder: which lines of it are taken (every n-th), and what judges them."""
