"""The signs of force (``lexicons/en/statements/force.toml``): each finds its example and leaves its counter-example alone."""

from __future__ import annotations

from typing import Any

import pytest

from herodotus import lexicons
from herodotus.model import ACTS, STANCES
from tests.conftest import AccountOf

FORCES: list[dict[str, Any]] = list(lexicons.load().document("statements/force")["force"])


def rules(account_of: AccountOf, text: str) -> set[str]:
    """The rules that made the statements of a text what they are."""
    return {one.rule for statement in account_of(text).statements for one in statement.because}


@pytest.mark.parametrize("force", FORCES, ids=lambda force: force["id"])
def test_the_example_is_found(force: dict[str, Any], account_of: AccountOf) -> None:
    """By this sign and no other."""
    assert force["id"] in rules(account_of, force["example"])


@pytest.mark.parametrize("force", FORCES, ids=lambda force: force["id"])
def test_the_counter_example_is_left_alone(force: dict[str, Any], account_of: AccountOf) -> None:
    """It looks like the example and does something else."""
    assert force["id"] not in rules(account_of, force["not"])


@pytest.mark.parametrize("force", FORCES, ids=lambda force: force["id"])
def test_acts_and_stances_are_those_there_are(force: dict[str, Any]) -> None:
    """What it makes of a statement, and which acts it lifts."""
    assert {force["act"], *force["lifts"]} <= set(ACTS)
    assert force["stance"] in STANCES
