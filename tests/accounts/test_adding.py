"""What people add by hand: it is in the account like what was read, once, over every reading to come; never lost."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from herodotus import contract
from herodotus.accounts import adding, overlay
from herodotus.accounts.anchors import Standing, Thing
from herodotus.accounts.fields import ADDED
from herodotus.accounts.values import reference
from herodotus.model import Account, Correction, Event, Layer, Party, Span, Statement
from tests.accounts.decisions import at_turn, corrected, decided

RAID = "02-norland-blames-merania"


@pytest.fixture
def account(sample_accounts: dict[str, Account]) -> Account:
    """A report in which Norland blames Merania for a raid, which Merania denies."""
    return sample_accounts[RAID]


def words(account: Account, quote: str) -> Any:
    """Words of the text as a correction names them."""
    return reference(place_of(account, quote), account.report.text)


def place_of(account: Account, quote: str) -> Span:
    """Where the text says so first."""
    start = account.report.text.index(quote)
    return Span(start, start + len(quote))


def added(
    account: Account, layer: Layer, quote: str, *, number: int = 1, who: str = "hk", event: Thing | None = None, **fields: Any
) -> Correction:  # fmt: skip
    """What somebody who sees an account adds to it, or to an event of it."""
    one = adding.addition(Standing(account), layer, place_of(account, quote), fields, who=who, event=event)
    return replace(one, id=number, at=f"2026-03-12T09:00:{number % 60:02}Z")


def without(account: Account, *events: str) -> Account:
    """The account as a reading that missed some events would have it."""
    left = tuple(event for event in account.events if event.id not in events)
    links = tuple(one for one in account.links if not {one.from_event, one.to_event} & set(events))
    return replace(account, events=left, links=links, disputes=())


def events_at(account: Account, span: Span) -> list[Event]:
    """The events that stand at a place."""
    return [event for event in account.events if event.triggers[0] == span]


def test_an_event_is_added_where_its_words_stand(account: Account) -> None:
    """In text order, with the fields given, and a because that names the coder; nothing read has another id for it."""
    given = added(account, "event", "speech", type="CONSULT", source=[words(account, "Norland")], status="planned")
    laid = overlay.lay(account, [given])

    new = next(event for event in laid.account.events if event.because[0].rule == "correction.1:hk")
    assert (new.type, new.label, new.claims[0].status, new.claims[0].voice) == (
        "CONSULT",
        "speech",
        "planned",
        "narrator",
    )
    assert new.triggers[0].of(account.report.text) == "speech"
    starts = [event.triggers[0] for event in laid.account.events]
    assert starts == sorted(starts)
    assert [one.id for one in laid.account.events if one is not new] == [one.id for one in account.events]
    assert (laid.fates, laid.verdicts[new.id]) == ((overlay.Fate(1, "reapplied"),), "added")
    assert contract.from_json(json.loads(contract.dumps(laid.account))) == laid.account


def test_a_statement_an_actor_a_place_and_a_time_are_added(account: Account) -> None:
    """Each with its words; who says nothing of the act has a saying."""
    some = [
        added(account, "statement", "at least 12 dockers", number=1, speaker=words(account, "Merania"), act="claim"),
        added(account, "actor", "speech", number=2, kind="crowd"),
        added(account, "place", "parliament", number=3, precision="site"),
        added(account, "time", "speech", number=4, earliest="2026-03-10", latest="2026-03-10"),
    ]
    laid = overlay.lay(account, some)
    said = next(one for one in laid.account.statements if one.because[0].rule == "correction.1:hk")

    assert {fate.state for fate in laid.fates} == {"reapplied"}
    assert (said.act, said.cue, [span.of(account.report.text) for span in said.content]) == (
        "claim", None, ["at least 12 dockers"],
    )  # fmt: skip
    assert (laid.account.actors[-1].name, laid.account.actors[-1].kind) == ("speech", "crowd")
    assert laid.account.places[-1].precision == "site"
    assert (str(laid.account.times[-1].earliest), laid.account.times[-1].reason) == ("2026-03-10", None)
    assert contract.from_json(json.loads(contract.dumps(laid.account))) == laid.account


def test_what_is_added_is_corrected_rejected_and_taken_back_like_anything(account: Account) -> None:
    """A later decision stands on it; taken back it is gone, and what stood on it is an orphan with a reason."""
    first = added(account, "event", "speech", type="CONSULT")
    seen = overlay.lay(account, [first]).account
    name = events_at(seen, place_of(account, "speech"))[0].id
    typed = corrected(seen, name, "type", "AGREE", number=2)
    held = corrected(seen, f"{name}.c1", "status", "planned", number=3)
    gone = decided(seen, name, "reject", number=4)
    undo = Correction(5, "2026-03-12T09:05:00Z", "hk", "undo", undoes=1)

    [event] = events_at(overlay.lay(account, [first, typed, held]).account, place_of(account, "speech"))
    assert (event.type, event.claims[0].status) == ("AGREE", "planned")
    assert overlay.lay(account, [first, gone]).account.events == account.events
    after = overlay.lay(account, [first, typed, undo])
    assert after.account is account
    assert [fate.state for fate in after.fates] == ["undone", "orphaned", "kept"]
    assert "no event is read at “speech”" in str(after.fates[1].reason)


def test_what_a_later_reading_finds_by_itself_is_not_there_twice(account: Account) -> None:
    """The decision is kept; what the person said otherwise is laid over what is read now."""
    missed = account.events[1]
    quote = missed.triggers[0].of(account.report.text)
    less = without(account, missed.id)
    same: dict[str, Any] = {"type": missed.type, "status": missed.claims[0].status}
    for fields, state in ((same, "kept"), ({**same, "type": "AID"}, "reapplied")):
        one = added(less, "event", quote, **fields)
        assert len(overlay.lay(less, [one]).account.events) == len(account.events)

        laid = overlay.lay(account, [one])

        assert [event.id for event in laid.account.events] == [event.id for event in account.events]
        assert laid.fates[0].state == state
        assert laid.account.events[1].type == fields["type"]
        assert laid.verdicts[missed.id] == "added"


def test_a_second_event_on_the_same_words_is_a_second_event(account: Account) -> None:
    """Who adds it sees the first; it stays beside it over another reading, and with another voice a third is told apart."""
    quote = account.events[0].triggers[0].of(account.report.text)
    span = account.events[0].triggers[0]
    one = adding.addition(Standing(account), "event", span, {"type": "AID"}, who="hk")
    again = replace(account, events=tuple(replace(e, label="other") for e in account.events))

    for read in (account, again):
        laid = overlay.lay(read, [replace(one, id=1)])
        assert [event.type for event in events_at(laid.account, span)] == [account.events[0].type, "AID"]
    assert quote == one.anchor.quote  # type: ignore[union-attr]


def test_two_people_who_add_one_thing_add_it_once(account: Account) -> None:
    """Neither saw the other's; what the second says otherwise is laid over the first, and both are in its because."""
    one = added(account, "event", "speech", number=1, type="CONSULT")
    two = added(account, "event", "speech", number=2, who="mb", type="CONSULT", source=[words(account, "Merania")])
    laid = overlay.lay(account, [one, two])

    [event] = events_at(laid.account, place_of(account, "speech"))
    assert [fate.state for fate in laid.fates] == ["reapplied", "reapplied"]
    assert {why.rule for why in event.because} == {"correction.1:hk", "correction.2:mb"}
    undo = Correction(3, "2026-03-12T09:05:00Z", "hk", "undo", undoes=1)
    assert len(events_at(overlay.lay(account, [one, two, undo]).account, place_of(account, "speech"))) == 1


def test_what_somebody_rejected_is_added_anew_if_somebody_else_says_so(account: Account) -> None:
    """The rejected one stays rejected; the added one stands."""
    first = account.events[0]
    quote = first.triggers[0].of(account.report.text)
    gone = decided(account, first.id, "reject", number=1)
    seen = overlay.lay(account, [gone]).account
    made = adding.addition(Standing(seen), "event", first.triggers[0], {"type": "AID"}, who="mb")
    one = replace(made, id=2, at=at_turn(2))
    laid = overlay.lay(account, [gone, one])

    assert [(e.id, e.type) for e in events_at(laid.account, first.triggers[0])] == [
        (f"e{len(account.events) + 1}", "AID")
    ]
    assert quote


def test_an_event_is_given_a_number_and_a_second_voice(account: Account) -> None:
    """Added or read, they are its own; the disputes are found anew; what it all hangs on taken back, they are orphans."""
    event = added(account, "event", "speech", type="CONSULT")
    seen = Standing(overlay.lay(account, [event]).account)
    [new] = [one for one in seen.of("event") if one.value.because[0].rule == "correction.1:hk"]  # type: ignore[union-attr]
    for name in ("e1", new.id):
        of = seen.get(name)
        said: dict[str, Any] = {"voice": words(account, "Merania"), "stance": "denies"}
        some = [
            event, added(seen.account, "claim", "speech", number=2, event=of, **said),
            added(seen.account, "count", "12 dockers", number=3, event=of, what="killed", low=12),
        ]  # fmt: skip
        laid = overlay.lay(account, some)
        was, now = (next(e for e in one.events if e.id == name) for one in (seen.account, laid.account))

        assert {fate.state for fate in laid.fates} == {"reapplied"}
        assert now.claims[: len(was.claims)] == was.claims
        assert [(one.stance, one.because[0].rule) for one in now.claims[len(was.claims) :]] == [
            ("denies", "correction.2:hk")
        ]
        fresh = now.counts[len(was.counts) :]
        assert [(one.low, one.high, one.qualifier, one.voice) for one in fresh] == [(12, 12, "exact", "narrator")]
        assert laid.verdicts[f"{name}.c{len(now.claims)}"] == laid.verdicts[f"{name}.n{len(was.counts) + 1}"] == "added"
        assert {"occurrence", "responsibility"} & {d.question for d in laid.account.disputes if name in d.events}
        assert contract.from_json(json.loads(contract.dumps(laid.account))) == laid.account
        undo = Correction(9, "2026-03-12T09:05:00Z", "hk", "undo", undoes=1)
        left = overlay.lay(account, [*some, undo])
        assert [fate.state for fate in left.fates][1:3] == (["reapplied"] * 2 if name == "e1" else ["orphaned"] * 2)


def test_a_number_and_a_voice_that_a_later_reading_finds_are_not_there_twice(account: Account) -> None:
    """What is said otherwise of them is laid over what is read; two of one voice stand where somebody saw the first."""
    full = next(event for event in account.events if event.counts and len({one.voice for one in event.claims}) > 1)
    less = replace(full, counts=(), claims=full.claims[:1])
    poorer = replace(account, events=tuple(less if e is full else e for e in account.events), disputes=())
    text, standing = account.report.text, Standing(poorer)
    voice = next(one for one in full.claims if one.voice != full.claims[0].voice)
    where = standing.get(voice.voice).spans[0]  # type: ignore[union-attr]
    some = [
        added(
            poorer,
            "claim",
            "speech",
            number=1,
            event=standing.get(full.id),
            voice=reference(where, text),
            status="planned",
        ),
        added(poorer, "count", full.counts[0].span.of(text), number=2, event=standing.get(full.id), low=7),
    ]
    laid = overlay.lay(account, some).account
    now = next(event for event in laid.events if event.id == full.id)

    assert [len(e.claims) + len(e.counts) for e in laid.events] == [
        len(e.claims) + len(e.counts) for e in account.events
    ]
    assert (now.counts[0].low, next(c.status for c in now.claims if c.voice == voice.voice)) == (7, "planned")
    again = added(account, "claim", "speech", event=Standing(account).get(full.id), voice=reference(where, text))
    assert (
        len(next(e for e in overlay.lay(account, [again]).account.events if e.id == full.id).claims)
        == len(full.claims) + 1
    )


def test_a_field_that_is_none_and_a_value_that_cannot_be(account: Account) -> None:
    """The field is refused at once; the value makes an orphan that says what could be."""
    with pytest.raises(ValueError, match="events have no field 'colour'"):
        added(account, "event", "speech", colour="red")
    for layer in ("claim", "count"):
        with pytest.raises(ValueError, match="is of an event"):
            added(account, layer, "speech")
    fate = overlay.lay(account, [added(account, "event", "speech", type="KIDNAP")]).fates[0]
    assert (fate.state, "none of AGREE" in str(fate.reason)) == ("orphaned", True)


def test_everything_that_is_offered_for_adding_can_be_given(account: Account) -> None:
    """Each field of each layer, with a value taken from what was read."""
    samples = {
        "choice": None, "text": "said", "code": "XNO", "number": 1.5, "whole": 12, "flag": True, "day": "2026-03-10",
        "actor": words(account, "Norland"), "party": words(account, "Norland"), "place": words(account, "Port Elise"),
        "time": words(account, "Sunday"), "words": words(account, "at least 12 dockers"),
        "event": reference(account.events[0].triggers[0], account.report.text),
        "statement": reference(account.statements[0].content[0], account.report.text),
    }  # fmt: skip
    tried = 0
    for layer, fields in ADDED.items():
        for name, field in fields.items():
            value = field.choices[-1] if field.choices else samples[field.kind]
            given: dict[str, Any] = {name: [value] if field.many else value}
            needed = {"claim": {"voice": "unnamed"}, "count": {"low": 3}}.get(layer, {})
            event = Standing(account).get("e1") if layer in adding.OF_EVENTS else None
            one = added(account, layer, "speech", event=event, **{**needed, **given})
            laid = overlay.lay(account, [one])
            assert laid.fates[0].state == "reapplied", (layer, name, laid.fates)
            assert contract.from_json(json.loads(contract.dumps(laid.account))) == laid.account
            tried += 1
    assert tried > 40


# --- at random -------------------------------------------------------------------------------------------------------------


def test_random_additions_over_changed_readings_are_never_lost_and_never_doubled(
    sample_accounts: dict[str, Account],
) -> None:
    """
    A person adds what a poorer reading missed; every later reading has each of them exactly once.

    Later readings find any part of it by themselves, lose other things, number anew and cut words otherwise.
    """
    chance = random.Random(12)
    states: Counter[str] = Counter()
    for account in sample_accounts.values():
        for _ in range(6):
            missed = [e for e in account.events if chance.random() < 0.4]
            said = [s for s in account.statements if chance.random() < 0.3]
            poorer = _without(account, {e.id for e in missed}, {s.id for s in said})
            additions = list(_all_added(poorer, account, missed, said))
            for _ in range(3):
                found = {name for name in [*(e.id for e in missed), *(s.id for s in said)] if chance.random() < 0.5}
                richer = _without(
                    account, {e.id for e in missed} - found, {s.id for s in said} - found, chance, cut=found
                )
                laid = overlay.lay(richer, additions)
                states.update(fate.state for fate in laid.fates)
                assert {fate.state for fate in laid.fates} <= {"kept", "reapplied"}, laid.fates
                _all_there_once(laid.account, richer, missed, said, found)
    assert sum(states.values()) > 1000
    assert min(states["kept"], states["reapplied"]) > 100


def _all_added(seen: Account, full: Account, missed: list[Event], said: list[Statement]) -> Iterator[Correction]:
    """Yield additions of what was missed, as one person makes them one after another, each on what he sees by then."""
    done: list[Correction] = []
    text = full.report.text
    things: list[Event | Statement] = [*missed, *said]
    for one in things:
        now = Standing(overlay.lay(seen, done).account)
        fields: dict[str, Any]
        if isinstance(one, Event):
            fields = {"type": one.type, "status": one.claims[0].status, "voice": "narrator"}
            made = adding.addition(now, "event", one.triggers[0], fields, who="hk")
        else:
            fields = {"content": [reference(span, text) for span in one.content], "act": one.act}
            fields |= {"cue": reference(one.cue, text)} if one.cue else {}
            made = adding.addition(now, "statement", one.cue or one.content[0], fields, who="hk")
        done.append(replace(made, id=len(done) + 1, at=at_turn(len(done) + 1)))
        yield done[-1]


def _without(
    account: Account,
    events: set[str],
    said: set[str],
    chance: random.Random | None = None,
    cut: set[str] = frozenset(),  # type: ignore[assignment]
) -> Account:
    """The account of a reading that missed these; numbered anew, some words cut longer, where chance has a hand in it."""
    left = [_cut(e, account, chance) if e.id in cut and chance else e for e in account.events if e.id not in events]
    names = {e.id: f"e{n}" for n, e in enumerate(left, 1)} if chance else {e.id: e.id for e in left}
    kept = tuple(s for s in account.statements if s.id not in said)
    return replace(
        account, statements=kept, links=(), disputes=(),
        events=tuple(replace(_forgotten(e, said), id=names[e.id], part_of=None) for e in left),
    )  # fmt: skip


def _cut(event: Event, account: Account, chance: random.Random) -> Event:
    """The event with its first words one letter longer, now and then."""
    first = event.triggers[0]
    longer = Span(first.start, min(first.end + 1, len(account.report.text)))
    return replace(event, triggers=(longer, *event.triggers[1:])) if chance.random() < 0.3 else event


def _forgotten(event: Event, said: set[str]) -> Event:
    claims = tuple(replace(one, statement=None) if one.statement in said else one for one in event.claims)
    return replace(event, claims=claims)


def _all_there_once(laid: Account, read: Account, missed: list[Event], said: list[Statement], found: set[str]) -> None:
    """Everything added is there; and no more is there than was read and what of the added was not read."""
    for one in missed:
        here = [e for e in laid.events if e.triggers[0].start == one.triggers[0].start]
        assert one.type in {e.type for e in here}
    lost = len([one for one in missed if one.id not in found])
    assert len(laid.events) == len(read.events) + lost
    unsaid = len([one for one in said if one.id not in found])
    assert len(laid.statements) == len(read.statements) + unsaid
    assert len({e.id for e in laid.events}) == len(laid.events)


def test_the_words_of_a_party_that_nobody_read_are_an_actor(account: Account) -> None:
    """As in a correction."""
    laid = overlay.lay(account, [added(account, "event", "speech", target=[words(account, "harbour")])])

    [event] = events_at(laid.account, place_of(account, "speech"))
    assert [type(one) for one in event.target] == [Party]
    assert event.target[0].actor in {one.id for one in laid.account.actors}
