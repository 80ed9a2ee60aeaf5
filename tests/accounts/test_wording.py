"""Words as reports are compared by them: the tables hold together, and the measures do not depend on order."""

from __future__ import annotations

import pytest

from herodotus import lexicons
from herodotus.accounts.profiles import grounds, profile
from herodotus.accounts.wording import are_kin, cosine, covered, stem, unit, weight


@pytest.mark.parametrize("row", lexicons.load().table("words/kin"), ids=lambda row: row["words"])
def test_every_group_of_kin_holds_different_stems_and_names_its_source(row: dict[str, str]) -> None:
    """A group of one stem would say nothing."""
    stems = {stem(word) for word in lexicons.listed(row["words"])}

    assert len(stems) > 1
    assert row["source"] in ("hand", "WordNet 3.0")


def test_the_table_of_common_words_is_keyed_by_stems() -> None:
    """A stem of a stem is itself, or the table was not made by this function."""
    rows = [row["stem"] for row in lexicons.load().table("words/commonness")]

    assert "*" in rows
    assert len(rows) == len(set(rows))


def test_a_word_no_text_has_weighs_most() -> None:
    """Names nobody has heard of tell most."""
    assert weight("qzxv") > weight("harbour") > weight("the") >= 0


def test_kin_is_mutual() -> None:
    """If a blast is kin to an explosion, an explosion is kin to a blast."""
    assert are_kin(stem("blast"), stem("explosion"))
    assert are_kin(stem("explosion"), stem("blast"))
    assert not are_kin(stem("blast"), stem("blast"))


def test_two_reports_are_as_alike_in_either_order() -> None:
    """To the last bit: an incident must not depend on which report came first."""
    one = profile("Raid in Port Elise\nGunmen raided the harbour office in Port Elise on Sunday and killed 12 dockers.")
    other = profile("Norland blames Merania\nPresident Serwaa blamed Merania for the raid on the harbour office.")

    assert grounds(one, other) == grounds(other, one)
    assert grounds(one, one)["words"] == pytest.approx(1.0)


def test_nothing_is_like_nothing() -> None:
    """An empty report has no direction and covers nothing."""
    empty = profile("")

    assert unit({}) == {}
    assert covered({}, ["raid"]) == 0.0
    assert cosine(empty.every, empty.every) == 0.0
