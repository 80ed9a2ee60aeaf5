"""Groups of events: found from their pairs and from what people decided, whatever the order."""

from __future__ import annotations

import random
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from herodotus.accounts import candidates, effects, incidents
from herodotus.accounts.comparing import incidents_of, sketches_of
from herodotus.model import Account, EventRef

ITEMS = "abcdefg"
PAIRS = st.dictionaries(
    st.tuples(st.sampled_from(ITEMS), st.sampled_from(ITEMS)).filter(lambda pair: pair[0] < pair[1]), st.floats(-5, 5)
)


@given(PAIRS, st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_order(scores: dict[tuple[str, str], float], chance: random.Random) -> None:
    """The same pairs in any order, the same items in any order: the same groups, and every item in one."""
    items, pairs = list(ITEMS), list(scores.items())
    chance.shuffle(items)
    chance.shuffle(pairs)

    found = incidents.groups(items, dict(pairs), at_least=0.0)

    assert found == incidents.groups(ITEMS, scores, at_least=0.0)
    assert sorted(item for group in found for item in group) == list(ITEMS)


@given(PAIRS)
def test_pieces_without_a_pair_between_them_do_not_matter_to_one_another(scores: dict[tuple[str, str], float]) -> None:
    """A connected piece is grouped alike alone and with the rest: this is what lets a ledger group only what changed."""
    whole = incidents.groups(ITEMS, scores, at_least=0.0)
    joined = [pair for pair, score in scores.items() if score >= 0.0]
    for piece in incidents.pieces(ITEMS, joined):
        own = {pair: score for pair, score in scores.items() if set(pair) <= set(piece)}
        alone = incidents.groups(piece, own, at_least=0.0)

        assert alone == [group for group in whole if set(group) <= set(piece)]


def ref(accounts: Mapping[str, Account], name: str) -> EventRef:
    """Return the first event that a sample report tells by a word: "02:shelled"."""
    number, _, word = name.partition(":")
    account = next(a for slug, a in accounts.items() if slug.startswith(number))
    text = account.report.text
    return EventRef(account.report.id, next(e.id for e in account.events if word in [s.of(text) for s in e.triggers]))


def test_the_raid_and_the_shelling_of_the_samples_are_two_incidents(sample_accounts: Mapping[str, Account]) -> None:
    """Eleven reports of five outlets tell both, often in one sentence."""
    found = incidents_of(sample_accounts.values())
    raid = next(one for one in found if ref(sample_accounts, "01:raided") in one.events)
    shelling = next(one for one in found if ref(sample_accounts, "02:shelled") in one.events)

    assert raid != shelling
    assert {ref(sample_accounts, name) for name in ("02:raid", "04:raid", "06:raid", "08:murder")} <= set(raid.events)
    assert {ref(sample_accounts, name) for name in ("03:shelling", "04:shelled", "08:shelling", "11:shelled")} <= set(
        shelling.events
    )
    assert len({event.report for event in raid.events}) >= 8
    assert len({event.report for event in shelling.events}) >= 8


def test_an_effect_belongs_to_its_deed(sample_accounts: Mapping[str, Account]) -> None:
    """He said "eight fighters were killed": of the shelling told two sentences before."""
    second = next(account for slug, account in sample_accounts.items() if slug.startswith("02"))
    parts = {deed.label: [part.label for part in belonging] for deed, belonging in effects.wholes(second)}

    assert "kill" in parts["shell"]


def test_people_may_join_and_part(sample_accounts: Mapping[str, Account]) -> None:
    """What somebody decided outweighs any score."""
    sketches = {account.report.id: sketches_of(account) for account in sample_accounts.values()}
    reports = {account.report.id: account.report for account in sample_accounts.values()}
    all_of_them = [sketch for found in sketches.values() for sketch in found]
    pairs = list(candidates.pairs(sketches, reports))
    raid, shelling, other = (ref(sample_accounts, name) for name in ("01:raided", "02:shelled", "02:raid"))

    joined = incidents.find(all_of_them, pairs, together=frozenset({frozenset({raid, shelling})}))
    parted = incidents.find(all_of_them, pairs, apart=frozenset({frozenset({raid, other})}))

    assert any({raid, shelling} <= set(one.events) for one in joined)
    assert not any({raid, other} <= set(one.events) for one in parted)
