"""Corrections laid over an account: any field, kept through another reading, taken back, orphaned, never lost."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest

from herodotus import contract
from herodotus.accounts import overlay
from herodotus.accounts.anchors import Standing, things
from herodotus.accounts.fields import FIELDS
from herodotus.accounts.values import encode, plain, reference
from herodotus.model import Account, Correction, Span
from tests.accounts.decisions import corrected, decided, everything

RAID = "02-norland-blames-merania"


@pytest.fixture
def account(sample_accounts: dict[str, Account]) -> Account:
    """A report in which Norland blames Merania for a raid, which Merania denies."""
    return sample_accounts[RAID]


def words(account: Account, quote: str) -> dict[str, object]:
    """Words of the text as a correction names them."""
    start = account.report.text.index(quote)
    return reference(Span(start, start + len(quote)), account.report.text)


def test_nothing_decided_changes_nothing(account: Account) -> None:
    """The same account, not a copy of it."""
    assert overlay.lay(account, ()).account is account


def test_a_field_is_corrected_and_says_by_what(account: Account) -> None:
    """The event has the new type, and a rule that names the correction."""
    laid = overlay.lay(account, [corrected(account, "e1", "type", "COERCE", number=17)])

    event = laid.account.events[0]
    assert (event.type, event.because[-1].rule) == ("COERCE", "correction.17:hk")
    assert laid.fates == (overlay.Fate(17, "reapplied"),)
    assert laid.verdicts == {"e1": "corrected"}


def test_the_last_decision_on_a_field_stands(account: Account) -> None:
    """In the order of their ids, however they are handed over."""
    first = corrected(account, "e1", "type", "COERCE", number=1)
    second = corrected(account, "e1", "type", "PROTEST", number=2)

    assert overlay.lay(account, [second, first]).account.events[0].type == "PROTEST"


def test_what_is_taken_back_is_as_before_and_may_be_taken_back_in_turn(account: Account) -> None:
    """Undo, and undo of the undo."""
    first = corrected(account, "e1", "type", "COERCE", number=1)
    undo = Correction(2, "2026-03-12T09:01:00Z", "hk", "undo", undoes=1)
    redo = Correction(3, "2026-03-12T09:02:00Z", "hk", "undo", undoes=2)

    assert overlay.lay(account, [first, undo]).account.events == account.events
    assert overlay.lay(account, [first, undo]).fates[0].state == "undone"
    assert overlay.lay(account, [first, undo, redo]).account.events[0].type == "COERCE"


def test_a_rejected_event_is_gone_with_its_links(account: Account) -> None:
    """And nobody's id changes for it."""
    linked = account.links[0].from_event
    laid = overlay.lay(account, [decided(account, linked, "reject")])

    assert linked not in {event.id for event in laid.account.events}
    assert [event.id for event in account.events if event.id != linked] == [event.id for event in laid.account.events]
    assert all(linked not in (link.from_event, link.to_event) for link in laid.account.links)


def test_without_its_denial_there_is_no_dispute(account: Account) -> None:
    """Disputes follow what is decided: the statement rejected, the claim on it goes, and the dispute with it."""
    disputed = next(d for d in account.disputes if d.question == "responsibility")
    event = next(e for e in account.events if e.id == disputed.events[0])
    denials = [f"{event.id}.c{n}" for n, claim in enumerate(event.claims, 1) if claim.source_not]
    laid = overlay.lay(account, [decided(account, one, "reject", number=n) for n, one in enumerate(denials, 1)])

    assert denials
    assert not any(d.question == "responsibility" and event.id in d.events for d in laid.account.disputes)


def test_a_rejected_actor_speaks_no_more(account: Account) -> None:
    """Whoever spoke is unnamed then: a statement always has a voice."""
    speaker = account.statements[0].speaker.actor
    laid = overlay.lay(account, [decided(account, speaker, "reject")])

    assert laid.account.statements[0].speaker.actor == "unnamed"
    assert f'"{speaker}"' not in contract.dumps(laid.account)


def test_an_actor_nobody_read_can_be_named_by_its_words(account: Account) -> None:
    """It is added with the words that name it, and can itself be corrected."""
    named = corrected(account, "e1", "source", [words(account, "speech")], number=1)
    added = overlay.lay(account, [named]).account
    coloured = corrected(added, added.actors[-1].id, "kind", "organisation", number=2)
    laid = overlay.lay(account, [named, coloured])

    assert laid.account.actors[-1].name == "speech"
    assert laid.account.actors[-1].kind == "organisation"
    assert laid.account.events[0].source[0].actor == laid.account.actors[-1].id


def test_a_time_resolved_by_hand_has_no_reason_left(account: Account) -> None:
    """It says by which correction."""
    time = replace(account.times[0], earliest=None, latest=None, reason="no day to count from")
    open_one = replace(account, times=(time, *account.times[1:]))
    laid = overlay.lay(open_one, [corrected(open_one, time.id, "earliest", "2026-03-10", number=1)])

    assert (laid.account.times[0].reason, laid.account.times[0].rule) == (None, "correction.1:hk")


def test_what_is_no_longer_read_is_an_orphan(account: Account) -> None:
    """It is told, with the words it stood at; everything else is as read."""
    correction = corrected(account, "e1", "type", "COERCE")
    less = replace(account, events=account.events[1:])

    laid = overlay.lay(less, [correction])

    assert laid.fates[0].state == "orphaned"
    assert "no event is read at" in str(laid.fates[0].reason)
    assert laid.account is less


def test_a_value_no_longer_to_be_had_is_an_orphan(account: Account) -> None:
    """With what would be one."""
    correction = corrected(account, "e1", "type", "KIDNAP")

    assert "none of AGREE" in str(overlay.lay(account, [correction]).fates[0].reason)


def test_a_correction_the_reader_has_caught_up_with_is_kept(account: Account) -> None:
    """Nothing need be laid over."""
    correction = corrected(account, "e1", "type", "COERCE")
    event = replace(account.events[0], type="COERCE")
    learned = replace(account, events=(event, *account.events[1:]))

    laid = overlay.lay(learned, [correction])

    assert (laid.fates[0].state, laid.fates[0].reason) == ("kept", None)
    assert laid.account is learned


def test_what_was_accepted_and_is_read_otherwise_now_says_so(account: Account) -> None:
    """The acceptance was of what was shown."""
    correction = decided(account, "e1", "accept")
    event = replace(account.events[0], type="COERCE")

    laid = overlay.lay(replace(account, events=(event, *account.events[1:])), [correction])

    assert laid.fates[0].state == "kept"
    assert laid.fates[0].reason == f"read otherwise since: type {account.events[0].type} → COERCE"


def test_a_thing_is_found_where_another_reading_cut_its_words_otherwise(account: Account) -> None:
    """Ids may have moved, too."""
    correction = corrected(account, "e2", "type", "COERCE")
    event = account.events[1]
    longer = replace(
        event, id="e9", triggers=(replace(event.triggers[0], end=event.triggers[0].end + 1), *event.triggers[1:])
    )
    laid = overlay.lay(replace(account, events=(account.events[0], longer)), [correction])

    assert [(e.id, e.type) for e in laid.account.events][1] == ("e9", "COERCE")


def test_another_text_is_left_alone(sample_accounts: dict[str, Account], account: Account) -> None:
    """A correction holds for the text it was made on."""
    other = sample_accounts["04-agency-wrap"]
    laid = overlay.lay(other, [corrected(account, "e1", "type", "COERCE")])

    assert laid.account is other
    assert laid.fates[0].state == "orphaned"


def test_every_field_of_everything_can_be_corrected(sample_accounts: dict[str, Account]) -> None:
    """And the account still keeps its contract; every one of its values is the one given."""
    tried = 0
    for account in sample_accounts.values():
        for thing, field, new in list(everything(account))[::9]:  # each field of some things, each thing in some fields
            correction = corrected(account, thing, field, new)
            laid = overlay.lay(account, [correction])
            tried += 1

            assert laid.fates[0].state in ("reapplied", "kept"), (thing, field, new, laid.fates)
            now = Standing(laid.account)
            assert now.get(thing) is not None, (thing, field)
            read = encode(FIELDS[correction.anchor.layer][field], getattr(now.get(thing).value, field), now)  # type: ignore[union-attr]
            assert _same(read, new, now), (thing, field, new, read)
            assert contract.from_json(json.loads(contract.dumps(laid.account))) == laid.account
    assert tried > 1000


def _same(read: object, new: object, standing: Standing) -> bool:
    """Whether two references name the same actor (or are the same)."""

    def named(value: object) -> object:
        if isinstance(value, list):
            return [named(one) for one in value]
        if isinstance(value, dict):
            return value["quote"]
        return value

    return named(read) == named(new) or read == new


def test_random_corrections_are_never_lost(sample_accounts: dict[str, Account]) -> None:
    """Of a thousand, over a reading that lost and moved things, each is laid over, kept, or listed as an orphan with a reason."""
    chance = random.Random(7)
    states: dict[str, int] = {}
    for account in sample_accounts.values():
        possible = list(everything(account))
        chosen = [chance.choice(possible) for _ in range(60)]
        corrections = [corrected(account, *one, number=n) for n, one in enumerate(chosen, 1)]
        fates = overlay.lay(_disturbed(account, chance), corrections).fates

        assert [fate.correction for fate in fates] == [one.id for one in corrections]
        for fate in fates:
            states[fate.state] = states.get(fate.state, 0) + 1
            assert fate.reason or fate.state != "orphaned"
    assert sum(states.values()) == 60 * len(sample_accounts) > 1000
    assert states["reapplied"] > states["orphaned"] > 0


def _disturbed(account: Account, chance: random.Random) -> Account:
    """The account as another reading might have it: a tenth of the events lost, the others numbered anew."""
    left = [event for event in account.events if chance.random() > 0.1]
    names = {event.id: f"e{number}" for number, event in enumerate(left, 1)}
    events = tuple(replace(one, id=names[one.id], part_of=names.get(one.part_of or "")) for one in left)
    links = tuple(
        replace(link, from_event=names[link.from_event], to_event=names[link.to_event])
        for link in account.links if {link.from_event, link.to_event} <= set(names)
    )  # fmt: skip
    return replace(account, events=events, links=links, disputes=())


def test_anchors_find_their_things(sample_accounts: dict[str, Account]) -> None:
    """Every thing of every account is found by where it stands, and is itself."""
    for account in sample_accounts.values():
        standing = Standing(account)
        for thing in things(account):
            found = standing.find(standing.anchor(thing.id))
            assert found is not None
            assert (found.id, plain(found.value)) == (thing.id, thing.value)
