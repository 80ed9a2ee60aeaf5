"""Pairs of events: what speaks for one happening and what against, in points that are added up."""

from __future__ import annotations

import datetime as dt

import pytest

from herodotus.accounts import candidates, likeness
from herodotus.accounts.comparing import sketches_of
from herodotus.model import Account, Likeness
from tests.accounts.makers import raid

OTHER = "Raiders stormed the harbour office of Port Elise before dawn on Sunday; twelve dockers died, the Courier has learnt."


def pair(one: Account, other: Account) -> Likeness | None:
    """Return the pair of the first events of two accounts, if they are compared."""
    found = candidates.between(sketches_of(one), sketches_of(other), one.report, other.report)
    return next(iter(found), None)


def other(**known: object) -> Account:
    """Return the same raid as another outlet tells it."""
    return raid(OTHER, **{"publisher": "Velmar Courier", "word": "stormed", "label": "storm", **known})  # type: ignore[arg-type]


def names(found: Likeness | None) -> dict[str, float]:
    """Return the grounds of a pair with their points."""
    assert found is not None
    return {ground.name: ground.points for ground in found.because}


def test_the_same_raid_in_other_words_is_one() -> None:
    """Kin words, one place, one day outweigh what speaks against any two events."""
    found = pair(raid(), other())

    assert found is not None
    assert found.score >= likeness.ONE
    assert {"kin words", "one place", "one day"} <= names(found).keys()


def test_a_score_is_the_sum_of_its_grounds() -> None:
    """Nothing is hidden: the explanation adds up to the decision."""
    found = pair(raid(), other())

    assert found is not None
    assert found.score == pytest.approx(sum(names(found).values()), abs=1e-3)


def test_a_pair_is_the_same_in_either_order() -> None:
    """To the last bit."""
    assert pair(raid(), other()) == pair(other(), raid())


def test_another_day_is_another_raid() -> None:
    """A raid on the harbour a week later is not the raid of Sunday, however alike the words."""
    later = other(day=dt.date(2026, 3, 15), published=dt.date(2026, 3, 16))
    found = pair(raid(), later)

    assert found is None or found.score < likeness.ONE


def test_a_report_cannot_tell_what_happens_after_it() -> None:
    """A raid without a day in a report of the tenth is not the raid another dates to the twelfth."""
    undated = raid(day=None)
    found = pair(undated, other(day=dt.date(2026, 3, 12), published=dt.date(2026, 3, 13)))

    assert names(found)["told before it happened"] < likeness.ONE


def test_another_town_is_another_raid() -> None:
    """Two towns, neither within the other, speak against one raid."""
    text = OTHER.replace("Port Elise", "Averin")
    there = raid(text, publisher="Velmar Courier", word="stormed", label="storm", place="Averin")
    found = pair(raid(), there)

    assert found is None or found.score < likeness.ONE


def test_reports_of_other_stories_do_not_meet() -> None:
    """A report on a law has no pair with the raid, and is not compared at all."""
    law = raid(
        "Parliament passed a pension law in Lisk.", word="passed", label="pass", place="Lisk", day=None, kind="AGREE"
    )

    assert pair(raid(), law) is None


@pytest.mark.parametrize("table", ["accounts/likeness"])
def test_every_ground_names_where_its_points_come_from(table: str) -> None:
    """Fitted or set by hand; by hand only with a reason."""
    from herodotus import lexicons

    for row in lexicons.load().table(table):
        float(row["points"])
        assert row["source"] in ("fitted", "hand")
        assert row["note"] or row["source"] == "fitted", row["ground"]
