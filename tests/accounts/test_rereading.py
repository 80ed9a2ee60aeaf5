"""One text read twice: things are matched by where they stand, and only what differs is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from herodotus.accounts.rereading import Change, changes
from herodotus.model import Account, Span
from tests.conftest import AccountOf

STORY = "Norland blamed Merania for the raid on Port Elise. Merania denied it was behind the raid. Norland's navy shelled a fort."


@pytest.fixture(scope="module")
def account(account_of: AccountOf) -> Account:
    return account_of(STORY)


def kinds(found: tuple[Change, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(one.kind, one.then, one.now) for one in found]


def renumbered(account: Account) -> Account:
    """The same events and statements under other ids, the other way round."""
    events = tuple(replace(one, id=f"e{90 - n}") for n, one in enumerate(account.events))
    statements = tuple(replace(one, id=f"s{90 - n}") for n, one in enumerate(account.statements))
    return replace(account, events=events[::-1], statements=statements[::-1])


def test_what_is_read_alike_has_not_changed(account: Account) -> None:
    """Whatever the events are called in each reading, and in whatever order they come."""
    assert changes(account, account) == ()
    assert changes(account, renumbered(account)) == ()


def test_what_only_one_reading_has_is_found_or_lost(account: Account) -> None:
    """Seen from the other side found is lost; both say where the words are."""
    without = replace(account, events=account.events[1:])
    gone = account.events[0]

    (found,), (lost,) = changes(without, account), changes(account, without)

    assert (found.kind, found.now, found.then, found.span) == ("found", gone.id, None, gone.triggers[0])
    assert (lost.kind, lost.now, lost.then, lost.span) == ("lost", None, gone.id, gone.triggers[0])
    assert found.told == lost.told


def test_what_is_told_otherwise_names_the_fields_in_words(account: Account) -> None:
    """The actor, not its id; the voice that holds it otherwise, and no other."""
    raid = next(one for one in account.events if one.label == "raid")
    merania = next(one for one in account.actors if one.name == "Merania")
    claims = tuple(one for one in raid.claims if one.voice != merania.id)
    other = replace(raid, id="e77", claims=claims, target=(replace(account.events[0].source[0], actor=merania.id),))
    after = replace(account, events=tuple(other if one is raid else one for one in account.events))

    (change,) = changes(account, after)

    assert (change.kind, change.then, change.now) == ("otherwise", raid.id, "e77")
    told = {one.name: (one.then, one.now) for one in change.fields}
    assert told["to whom"][1] == "Merania"
    assert told["word of Merania"] == ("denied having done it", None)
    assert "word of Norland" not in told


def test_two_events_at_one_verb_are_told_apart_by_what_is_alike(account: Account) -> None:
    """The second event of a verb is not taken for the first: who did what to whom decides."""
    blame = account.events[0]
    twin = replace(blame, id="e50", source=(), target=())
    before = replace(account, events=(*account.events, twin))
    after = replace(
        account, events=(replace(twin, id="e1"), *(replace(one, id=one.id + "0") for one in account.events))
    )

    assert changes(before, after) == ()


def test_an_event_that_became_part_of_another_says_of_which(account: Account) -> None:
    """Two mentions read as two events, then as one: the second is lost, and its words are the first's now."""
    raid = next(one for one in account.events if len(one.triggers) > 1)
    first, second = replace(raid, triggers=raid.triggers[:1]), replace(raid, id="e70", triggers=raid.triggers[1:])
    before = replace(account, events=(*(first if one is raid else one for one in account.events), second))

    (lost,) = changes(before, account)

    assert (lost.kind, lost.then, lost.beside) == ("lost", "e70", raid.id)


def test_words_cut_otherwise_are_the_same_event(account: Account) -> None:
    """A reading that takes "shelled a fort" for the trigger tells of the same shelling."""
    shelling = account.events[-1]
    wider = replace(shelling, triggers=(Span(shelling.triggers[0].start, shelling.triggers[0].end + 2),))
    after = replace(account, events=(*account.events[:-1], wider))

    assert changes(account, after) == ()


def test_statements_are_compared_too(account: Account) -> None:
    """Their act and words, under the words of the page."""
    denial = next(one for one in account.statements if one.act == "deny")
    after = replace(
        account, statements=tuple(replace(one, act="say") if one is denial else one for one in account.statements)
    )

    (change,) = changes(account, after)

    assert (change.layer, [(one.name, one.then, one.now) for one in change.fields]) == (
        "statement",
        [("act", "deny", "say")],
    )
