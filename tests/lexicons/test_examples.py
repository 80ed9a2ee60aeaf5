"""Every example and counter-example of every shipped entry, through the shipped reader."""

from __future__ import annotations

from functools import cache

import pytest

from herodotus import lexicons
from herodotus.lexicons.checking import Failure, check
from herodotus.lexicons.rules import Rule
from herodotus.reading.neural import NeuralReader

RULES = tuple(lexicons.load().rules())


@cache
def failures() -> dict[str, list[Failure]]:
    """Return what fails, by rule."""
    found: dict[str, list[Failure]] = {}
    for failure in check(RULES, NeuralReader().read):
        found.setdefault(failure.rule.id, []).append(failure)
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_examples_hold(rule: Rule) -> None:
    """An entry matches its examples, hole by hole, and none of its counter-examples."""
    failed = [failure.told() for failure in failures().get(rule.id, [])]

    assert failed == []
