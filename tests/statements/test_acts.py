"""The project's own sentences (``tests/cases/statements/acts``): every act is found, and none is invented, often enough."""

from __future__ import annotations

import pytest

from evaluation import acts
from herodotus.model import ACTS

ENOUGH = 300
"""So many sentences the set must hold."""
ALL = {"precision": 94.0, "recall": 93.0}
EACH = {"precision": 85.0, "recall": 85.0}
PLAIN = 85.0
"""Precision of *say*, which is what a finer act missed falls back to."""
DENIALS = 95.0
"""A ledger that invents a denial is worse than one that misses it."""
ORDINARY = {"precision": 88.0, "recall": 76.0}
"""What is reached on the sets of all acts in ordinary words, which are harder than those before them: it only rises."""
NEWEST = ("fifth", "sixth")
SETS = sorted(path.stem for path in acts.CASES.glob("*.toml") if path.stem not in NEWEST)


@pytest.fixture(scope="module")
def tally() -> acts.Tally:
    """Every case read and compared once, but for the sets in ordinary words."""
    return acts.score(acts.cases(*SETS))


@pytest.fixture(scope="module")
def ordinary() -> acts.Tally:
    """The sets of all acts in ordinary words."""
    return acts.score(acts.cases(*NEWEST))


def test_the_set_is_large_and_covers_every_act() -> None:
    """At least 300 sentences, five statements or more of each of the 27 acts, and texts in which nothing is said."""
    found = list(acts.cases())
    counts = {act: sum(told.act == act for case in found for told in case.says) for act in ACTS}

    assert len(found) >= ENOUGH
    assert {act: count for act, count in counts.items() if count < 5} == {}
    assert sum(not case.says for case in found) >= 50


def test_most_statements_are_found_and_most_found_are_right(tally: acts.Tally) -> None:
    """Over all acts together."""
    assert tally.precision(*ACTS) >= ALL["precision"], "\n".join(tally.errors)
    assert tally.recall(*ACTS) >= ALL["recall"], "\n".join(tally.errors)


@pytest.mark.parametrize("act", ACTS)
def test_no_act_is_left_behind(tally: acts.Tally, act: str) -> None:
    """Each act by itself."""
    assert tally.precision(act) >= (PLAIN if act == "say" else EACH["precision"])
    assert tally.recall(act) >= EACH["recall"]


def test_hardly_a_denial_is_invented(tally: acts.Tally) -> None:
    """Precision of *deny*."""
    assert tally.precision("deny") >= DENIALS


def test_ordinary_words_are_read_as_well_as_before(ordinary: acts.Tally) -> None:
    """Most statements of phrasal verbs and nouns are found, and no accusation, threat or admission is invented."""
    assert ordinary.precision(*ACTS) >= ORDINARY["precision"], "\n".join(ordinary.errors)
    assert ordinary.recall(*ACTS) >= ORDINARY["recall"], "\n".join(ordinary.errors)
    assert ordinary.precision("accuse", "threaten", "confirm") == 100.0


def test_stance_and_content_are_counted_of_what_is_found() -> None:
    """A case that names them, read rightly but for half of the content's words."""
    told = acts.Told("Merania", "denied", "deny", "denies", "the raid on the old harbour")
    tally = acts.score([acts.Case("Merania denied the raid.", (told,))])

    assert (tally.stances, [round(one, 2) for one in tally.contents]) == ([True], [0.5])


def test_a_missed_statement_and_an_invented_one_are_counted_apart() -> None:
    """The scorer itself: a case that names one statement, read by a reader who finds nothing."""
    case = acts.Case("Merania denied the raid.", (acts.Told("Merania", "denied", "deny"),))
    silent = acts.score([case], read=lambda _: acts.read("The road is long."))

    assert (silent.recall("deny"), silent.precision("deny")) == (0.0, 100.0)
    assert silent.errors == ["missed deny      Merania / denied: Merania denied the raid."]
