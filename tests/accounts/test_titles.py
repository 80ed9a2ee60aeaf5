"""Titles of one report's versions, and the words of the desk that tell them apart."""

from __future__ import annotations

import pytest

from herodotus import lexicons
from herodotus.accounts.names import folded
from herodotus.accounts.titles import title_key

DESK = lexicons.load().table("accounts/desk")


@pytest.mark.parametrize("row", DESK, ids=[row["word"] for row in DESK])
def test_each_word_of_the_desk_is_left_out_where_it_is_one(row: dict[str, str]) -> None:
    """By the example and the counter-example that stand beside it."""
    assert title_key(row["example"]) == title_key("At least 14 die in raid")
    assert title_key(row["not"]) == folded(row["not"])


def test_no_title_has_no_key() -> None:
    assert [title_key(title) for title in (None, "", "UPDATE 1-")] == [None, None, None]
