"""The weights of clues: learned from decisions, none from those that had no right answer."""

from __future__ import annotations

from training.salience import Decision, fit, table


def test_the_clue_of_the_right_ones_weighs_most() -> None:
    """What was right in two of three decisions weighs more than what was right once, and that more than what never was."""
    near_or_large = Decision("thing", (("near",), ("large",)), (True, False))
    near_or_small = Decision("thing", (("small",), ("near",), ("large",)), (False, True, False))
    small_or_near = Decision("thing", (("near",), ("small",)), (False, True))
    learned = table([near_or_large, near_or_small, small_or_near])
    weights = dict(zip(learned.columns, fit(learned), strict=True))

    assert sorted(weights, key=lambda clue: weights[clue]) == ["large", "small", "near"]
    assert weights["large"] < 0 < weights["near"]


def test_several_candidates_may_be_right() -> None:
    """Of two mentions of the right one, that with the likelier clue carries the weight; what it is not loses."""
    learned = table([Decision("thing", (("far",), ("near",), ("other",)), (True, True, False))])
    weights = dict(zip(learned.columns, fit(learned), strict=True))

    assert weights["other"] < weights["far"] == weights["near"]
    assert learned.accuracy(fit(learned)) == 1.0
