"""An account told: labels, widths, nothing stronger than the text."""

from __future__ import annotations

import pytest

from herodotus import accounts
from herodotus.accounts.telling import label
from herodotus.model import NARRATOR, Claim, Event, Span
from tests.conftest import AccountOf


@pytest.mark.parametrize(
    ("claims", "word"),
    [
        ((Claim(NARRATOR, None, "happened", "asserts"),), "happened"),
        ((Claim("a1", "s1", "happened", "asserts"),), "alleged"),
        ((Claim("a1", "s1", "happened", "asserts"), Claim("a2", "s2", "happened", "denies")), "alleged"),
        ((Claim("a2", "s2", "happened", "denies"),), "denied"),
        ((Claim("a1", "s1", "planned", "commits"),), "planned"),
        ((Claim(NARRATOR, None, "negated", "asserts"),), "negated"),
        ((Claim("a1", "s1", "happened", "doubts"),), "hypothetical"),
        ((Claim(NARRATOR, None, "hypothetical", "asserts"), Claim(NARRATOR, None, "happened", "asserts")), "happened"),
        ((Claim(NARRATOR, None, "negated", "asserts"), Claim(NARRATOR, None, "happened", "asserts")), "negated"),
        ((Claim("a1", "s1", "happened", "withholds"), Claim("a2", "s2", "happened", "asserts")), "alleged"),
    ],
)
def test_only_the_narrator_makes_a_fact(claims: tuple[Claim, ...], word: str) -> None:
    """What only other voices assert is alleged."""
    assert label(Event("e1", "raid", (Span(0, 4),), None, claims=claims)) == word


def test_lines_fit_a_terminal(account_of: AccountOf) -> None:
    """No line is wider than a hundred columns."""
    account = account_of("Norland accused Merania of arming the rebels on Monday. Merania denied it. " * 5)

    assert all(len(line.text) <= 100 for line in accounts.tell(account))


def test_a_warning_is_told() -> None:
    """What the reader of an account should know stands at its end."""
    import herodotus

    account = herodotus.read("The mayor resigned on Sunday, officials said.")
    told = [line.text for line in accounts.tell(account)]

    assert any("no publication date" in line for line in told)
