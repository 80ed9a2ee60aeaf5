"""Several coders, each with a ledger: whatever they decide, and in whatever order they bring it to one another, all end alike."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from herodotus import contract, open_ledger
from herodotus.accounts import adding
from herodotus.accounts.anchors import Standing
from herodotus.accounts.values import dumps
from herodotus.errors import HerodotusError
from herodotus.ledger import Db, Ledger, comparing, correcting, faring, grouping, logbook, pairs, tables
from herodotus.model import Account, Correction
from herodotus.surfaces import corrections
from tests.accounts import decisions
from tests.conftest import AccountOf

RAID = "Gunmen raided the harbour of Port Elise on Sunday, killing 12 dockers. {} blamed Merania for the raid. Merania denied it."
START = dt.datetime(2026, 3, 12, 9, tzinfo=dt.UTC)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without making a failing example smaller: that takes minutes."""
CODERS = ("hk", "mo", "yz")
TYPES = ("COERCE", "ASSAULT", "PROTEST", "AID")


@pytest.fixture(scope="module")
def accounts(account_of: AccountOf) -> list[Account]:
    """Two outlets on one raid, and a later version of what the first of them wrote."""
    first = RAID.format("Norland")
    url = "https://gazette.example/raid"
    return [
        account_of(first, publisher="Gazette", url=url),
        account_of(RAID.format("Ama Serwaa of Norland"), publisher="Courier"),
        account_of(f"The port is closed. {first}", publisher="Gazette", url=url, published="2026-03-12"),
    ]


@dataclass(frozen=True, slots=True)
class Act:
    """What one coder does at some second of his own clock: decides, takes back, or brings in what another has decided."""

    who: int
    second: int
    what: str
    number: int
    other: int


acts = st.lists(
    st.builds(
        Act, st.integers(0, 2), st.integers(0, 3),
        st.sampled_from(["type", "place", "status", "reject", "accept", "add", "undo", "merge", "split", "actors", "bring"]),
        st.integers(0, 3), st.integers(0, 3),
    ),
    min_size=4, max_size=24,
)  # fmt: skip


def act(ledgers: Sequence[Db], one: Act) -> None:
    """Do what an act says, where it can be done."""
    db, who = ledgers[one.who], CODERS[one.who]
    at = (START + dt.timedelta(seconds=one.second)).isoformat()
    if one.what == "bring":
        bring(ledgers[one.other % len(ledgers)], db)
    elif one.what == "undo":
        undone = logbook.undone(db)
        left = [each for each in correcting.log(db) if each.id not in undone]
        if left:
            target = left[one.number % len(left)]
            said = Correction(0, at, who, "undo", target.anchor, target.field, undoes=target.id, other=target.other)
            correcting.record(db, said)
            assert target.id in logbook.undone(db)
    else:
        decide(db, replace(decision, who=who, at=at) if (decision := decided(db, one)) else None)


def decide(db: Db, decision: Correction | None) -> None:
    """Write a decision down, where it can be made: in its own ledger it is the last word at once, whatever the clock says."""
    if decision is None:
        return
    _, fates = correcting.record(db, decision)
    if decision.verb == "correct" and decision.anchor is not None:
        for n in correcting.with_text(db, {decision.anchor.text_hash}):
            thing = Standing(correcting.current(db, n).account).find(decision.anchor)
            if thing is not None and decision.field in ("type", "status"):
                assert getattr(thing.value, decision.field) == json.loads(decision.new or "null"), fates


def decided(db: Db, one: Act) -> Correction | None:
    """What an act says of the report, event or actors it chances on; None where there is nothing to say it of."""
    if one.what in ("merge", "split", "actors"):
        return paired(db, one)
    account = correcting.current(db, 1 + one.other % 3).account
    if one.what == "add":
        span = account.sentences[one.number % len(account.sentences)]
        words = replace(span, end=span.start + 4)
        return adding.addition(Standing(account), "event", words, {"type": TYPES[one.number % 4]}, who="")
    event = account.events[one.number % len(account.events)].id if account.events else None
    return None if event is None else decided_on(account, event, one)


def decided_on(account: Account, event: str, one: Act) -> Correction:
    """What an act says of an event."""
    standing, status = Standing(account), ("planned", "happened", "negated")[one.number % 3]
    if one.what in ("reject", "accept"):
        return decisions.decided(account, event, one.what)
    if one.what in ("count", "claim"):
        given: dict[str, object] = (
            {"low": one.number} if one.what == "count" else {"voice": "unnamed", "status": status}
        )
        of = standing.get(event)
        assert of is not None
        return adding.addition(standing, one.what, of.spans[0], given, who="", event=of)  # type: ignore[arg-type]
    if one.what == "status":
        return decisions.corrected(account, f"{event}.c1", "status", status)
    new = TYPES[(one.number + one.other) % 4] if one.what == "type" else None
    return decisions.corrected(account, event, one.what, new)


def paired(db: Db, one: Act) -> Correction | None:
    layer = "actors" if one.what == "actors" else "events"
    verb = "merge" if one.what == "merge" or one.number % 2 else "split"
    here, there = (correcting.current(db, 1 + at % 3).account for at in (one.number, one.other))
    some, others = getattr(here, layer), getattr(there, layer)
    if not some or not others:
        return None
    names = (
        f"{here.report.id}:{some[one.other % len(some)].id}",
        f"{there.report.id}:{others[one.number % len(others)].id}",
    )
    try:
        return pairs.decision(db, verb, names, who="", why=None)  # type: ignore[arg-type]
    except HerodotusError:
        return None


def bring(one: Db, other: Db) -> None:
    """Write a log out as lines and read them into another ledger."""
    lines = [json.dumps(corrections.written(each)) for each in correcting.log(one)]
    correcting.bring_in(other, [corrections.read(json.loads(line)) for line in lines])


def told(db: Db) -> list[object]:
    """All that a ledger says, but for the numbers of its log: accounts, verdicts, keys of actors, incidents, what is undone."""
    for n in comparing.stale(db):
        comparing.compare(db, n)
    laid = [correcting.current(db, n) for n in (1, 2, 3)]
    said = [re.sub(r"correction\.\d+", "correction", contract.dumps(one.account)) for one in laid]
    actor, incident = tables.actor, tables.incident_event
    keys = sorted(map(tuple, db.execute(sa.select(actor.c.report, actor.c.id, actor.c.key))))
    incidents = sorted(map(tuple, db.execute(sa.select(incident.c.report, incident.c.event, incident.c.incident))))
    undone = logbook.undone(db)
    log = sorted((one.who, one.at, one.verb, dumps(one.new), one.id in undone) for one in correcting.log(db))
    fared = [(one.correction.at, one.correction.who, one.report, one.state, one.reason) for one in faring.fared(db)]
    return [
        said,
        [dict(one.verdicts) for one in laid],
        [dict(one.alone) for one in laid],
        keys,
        incidents,
        log,
        sorted(map(repr, fared)),
    ]


@pytest.fixture
def ledgers(ledger_url: str, tmp_path: Path, accounts: list[Account]) -> Iterator[list[Ledger]]:
    """Three ledgers with the same reports; the first is of the database that is tested, the others are files."""
    with ExitStack() as stack:
        some = [stack.enter_context(open_ledger(url)) for url in (ledger_url, tmp_path / "b.db", tmp_path / "c.db")]
        for ledger in some:
            for account in accounts:
                ledger.add(account)
            comparing.bring_up_to_date(ledger)
        yield some


@settings(max_examples=10, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some=acts, ways=st.permutations([(a, b) for a in range(3) for b in range(3) if a != b]))
def test_exchanged_logs_end_in_the_same_accounts(
    ledgers: list[Ledger], some: list[Act], ways: list[tuple[int, int]]
) -> None:
    """By whichever ways the logs go round, with clocks that tie and go back; one's own word and undoing hold at once, too."""
    with ExitStack() as stack:
        here = [stack.enter_context(ledger.checking()) for ledger in ledgers]
        for one in some:
            act(here, one)
        for one, other in [*ways, *ways]:
            bring(here[one], here[other])
        first, *others = [told(db) for db in here]
        for other in others:
            assert first == other


def test_ones_own_word_is_the_last_whatever_the_clock_says(ledgers: list[Ledger], accounts: list[Account]) -> None:
    """A clock that is set back, or stands still; and taking back takes back."""
    account, late = accounts[1], "2026-03-12T09:05:00Z"
    with ledgers[0].checking() as db, ledgers[1].checking() as other:
        said = [
            correcting.record(db, decisions.corrected(account, "e1", "type", kind, at=at))[0]
            for kind, at in (("COERCE", late), ("AID", late), ("PROTEST", "2026-03-12T09:01:00Z"))
        ]
        assert [one.at for one in said][-1] == "2026-03-12T09:01:00+00:00"
        for here in (db, other):
            bring(db, here)
            assert correcting.current(here, 2).account.events[0].type == "PROTEST"
        for one, left in ((said[2], "AID"), (said[1], "COERCE"), (said[0], account.events[0].type)):
            correcting.undo(db, one.id, who="hk")
            bring(db, other)
            assert [correcting.current(here, 2).account.events[0].type for here in (db, other)] == [left, left]


def test_ones_last_word_is_the_one_said_last_not_the_one_brought_in_last(
    ledgers: list[Ledger], accounts: list[Account]
) -> None:
    """What `review undo` takes back, for a coder who works on two machines."""
    with ledgers[0].checking() as db, ledgers[1].checking() as other:
        correcting.record(other, decisions.corrected(accounts[1], "e1", "type", "AID", at="2026-03-12T09:00:00Z"))
        mine, _ = correcting.record(db, decisions.corrected(accounts[1], "e1", "mode", "x", at="2026-03-12T09:05:00Z"))
        bring(other, db)
        assert correcting.latest_by(db, "hk") == mine


def test_of_two_words_on_a_pair_the_later_counts_in_either_ledger(
    ledgers: list[Ledger], accounts: list[Account]
) -> None:
    """Whoever brings the other's log in."""
    here, there = (Standing(account).anchor("e1") for account in accounts[:2])
    parted = Correction(0, "2026-03-12T09:05:00Z", "mo", "split", here, other=there)
    joined = Correction(0, "2026-03-12T09:00:00Z", "hk", "merge", there, other=here)
    with ledgers[0].checking() as one, ledgers[1].checking() as other:
        for db, said in ((one, parted), (other, joined)):
            correcting.record(db, said)
        bring(one, other)
        bring(other, one)
        for db in (one, other):
            told(db)
            here_in, there_in = (grouping.incidents_of(db, n).get("e1") for n in (1, 2))
            assert here_in is None or here_in != there_in


def test_what_takes_back_a_decision_that_did_not_come_along_is_left_out(
    ledgers: list[Ledger], accounts: list[Account]
) -> None:
    """A part of a log; with all of it the undoing is there."""
    with ledgers[0].checking() as db, ledgers[1].checking() as other:
        first, _ = correcting.record(db, decisions.corrected(accounts[1], "e1", "type", "AID"))
        correcting.undo(db, first.id, who="hk")
        log = list(correcting.log(db))
        assert [correcting.bring_in(other, some) for some in (log[1:], log, log)] == [(0, 1), (2, 0), (0, 0)]
        assert logbook.undone(other) == {1}
