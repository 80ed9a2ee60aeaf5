"""How sure the machine is of an event: by the way it was read, as counted on annotated reports."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

import herodotus
from herodotus import lexicons
from herodotus.events import sureness
from herodotus.model import Act, Claim, Event, Evidence, Party, Span

TRIGGER = Span(0, 4)
ROWS = lexicons.load().table("events/measured")


def event(*claims: Claim, source: int = 0, target: int = 0, rule: str = "attack") -> Event:
    parties = [tuple(Party(f"{role}{n}") for n in range(many)) for role, many in (("s", source), ("t", target))]
    return Event("e1", "raid", (TRIGGER,), "ASSAULT", source=parties[0], target=parties[1], claims=claims,
                 because=(Evidence(rule, TRIGGER),))  # fmt: skip


TOLD = Claim("narrator", None, "happened", "asserts")


@pytest.mark.parametrize(
    ("claims", "source", "target", "way"),
    [
        ([TOLD], 1, 1, "told-both"),
        ([TOLD], 2, 0, "told-both"),  # those who meet are all of them doers
        ([TOLD], 1, 0, "told-less"),
        ([replace(TOLD, voice="a1"), TOLD], 0, 1, "told-less"),
        ([replace(TOLD, voice="a1")], 1, 1, "held-both"),
        ([replace(TOLD, status="planned")], 1, 1, "held-both"),
        ([replace(TOLD, stance="doubts")], 1, 0, "held-less"),
    ],
)
def test_an_event_is_read_in_one_of_four_ways(claims: list[Claim], source: int, target: int, way: str) -> None:
    assert sureness.way(event(*claims, source=source, target=target)) == way


def test_what_is_read_has_the_share_that_was_counted() -> None:
    """The report's own word with both parties stands above a deed without a doer that somebody only wants."""
    account = herodotus.read("Norland's navy shelled the fort. Merania called for a raid.", published="2026-03-11")
    shelled, raid = (next(one for one in account.events if one.label == word) for word in ("shell", "raid"))

    assert shelled.confidence is not None
    assert raid.confidence is not None
    assert 1 > shelled.confidence > raid.confidence > 0
    counted = sureness.measured(shelled)
    assert counted is not None
    assert shelled.confidence == round(counted.right / counted.of, 2)
    assert sureness.told(shelled) == counted.told()


def test_who_was_judged_too_seldom_has_no_figure() -> None:
    assert sureness.Measured("told-both", 9, 9).share is None
    assert sureness.Measured("told-both", 9, 10).share == 0.9


def test_what_no_shipped_rule_found_is_not_measured() -> None:
    """Nobody judged what the user's own verbs find, named by file and line; why there is no figure is said."""
    found = sureness.sure(event(TOLD, source=1, target=1, rule="verbs.txt:12"))

    assert found.confidence is None
    assert "no shipped rule" in str(sureness.told(found))


def test_figures_of_another_day_are_told_as_such() -> None:
    """An account keeps the share that was known when it was read; what a person has changed is no longer the machine's."""
    now = sureness.sure(event(TOLD, source=1, target=1))

    assert "judged" in str(sureness.told(now))
    assert sureness.told(replace(now, confidence=0.12)) == (
        "by what was counted when this was read, 12% of such events were right in every part"
    )
    assert "had counted" in str(sureness.told(replace(now, confidence=None)))
    by_hand = replace(now, because=(*now.because, Evidence("correction.17:hk", TRIGGER)))
    assert sureness.told(by_hand) is None


def test_every_figure_is_a_count_of_a_rule_there_is() -> None:
    """Ways are judged whole, rules in their kind, ten times at least; the sets add up."""
    acts = {f"act-{act}" for act in get_args(Act)}
    whole, kind = ([row for row in ROWS if row["judged"] == judged] for judged in ("whole", "kind"))

    assert len(whole) + len(kind) == len(ROWS)
    assert {row["rule"] for row in whole} == set(sureness.WAYS)
    assert all(row["rule"] in acts or lexicons.load().rule(row["rule"]) is not None for row in kind)
    for rows in (whole, kind):
        names = [row["rule"] for row in rows]
        assert names == sorted(set(names))
    for row in ROWS:
        counts = [part.split()[1].split("/") for part in lexicons.listed(row["sets"])]
        assert sum(int(right) for right, _ in counts) == int(row["right"]) <= int(row["of"])
        assert sum(int(of) for _, of in counts) == int(row["of"]) >= sureness.ENOUGH


def test_the_ways_stand_in_the_order_that_was_measured() -> None:
    """The queue of the least sure has something in it, and not everything."""
    shares = {name: sureness.Measured(name, int(row["right"]), int(row["of"])).share or 0
              for row in ROWS if (name := row["rule"]) in sureness.WAYS}  # fmt: skip

    assert min(shares, key=lambda name: shares[name]) == "held-less"
    assert max(shares, key=lambda name: shares[name]) == "told-both"
