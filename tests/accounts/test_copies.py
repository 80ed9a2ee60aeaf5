"""Near-copies: found when cut or reworded a little, and not when two outlets tell one thing each in its way."""

from __future__ import annotations

from collections.abc import Mapping

from herodotus.accounts import copies
from herodotus.model import Account


def test_a_cut_copy_is_a_copy(sample_accounts: Mapping[str, Account]) -> None:
    """The first half of a report under another name, and the whole with a word changed."""
    text = next(iter(sample_accounts.values())).report.text
    texts = {"whole": text, "cut": text[: len(text) // 2], "reworded": text.replace("Gunmen", "Armed men")}
    found = {(one, other) for one, other, _ in copies.find(texts)}

    assert found == {("cut", "reworded"), ("cut", "whole"), ("reworded", "whole")}


def test_reports_of_one_event_are_no_copies(sample_accounts: Mapping[str, Account]) -> None:
    """Eleven reports of one crisis, none a copy of another."""
    assert list(copies.find({slug: account.report.text for slug, account in sample_accounts.items()})) == []


def test_a_signature_is_the_same_everywhere() -> None:
    """Ledgers are compared across machines: these bytes may not change."""
    drawn = copies.signature("Gunmen raided the harbour office in Port Elise on Sunday.")

    assert len(drawn) == 4 * copies.PERMUTATIONS
    assert drawn[:8].hex() == copies.signature("gunmen raided the harbour office in port elise on sunday")[:8].hex()
    assert len(set(copies.bands(drawn))) == copies.BANDS
