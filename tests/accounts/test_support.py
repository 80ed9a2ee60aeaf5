"""What speaks for a place: what the report says, never the name alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from herodotus.accounts.support import supports
from herodotus.model import Account, Actor, Evidence, MadeBy, Place, Report

FORT = Place("p1", "Fort Casimir", "USA", "Delaware", 39.7, -75.6, "city", "1", because=(Evidence("place.only"),))
NORLAND = Place("p2", "Norland", "XNO", precision="country", lat=60.0, lon=5.0)
UNITED_STATES = Place("p2", "United States", "USA", None, 39.8, -98.5, "country")


def _word(*places: Place, actors: tuple[Actor, ...] = (), people: int = 5_000) -> str | None:
    report = Report("r", "A raid.", title=None)
    account = Account(report, actors, places, (), (), (), (), (), (), MadeBy("0", "m", "l"), ())
    return supports(account, lambda place: 10**9 if place.precision == "admin1" else people).get(places[0].id)


@pytest.mark.parametrize(
    ("others", "word"),
    [
        ((NORLAND,), None),
        ((UNITED_STATES,), "country"),
        ((Place("p2", "Delaware", "USA", "Delaware", 39.0, -75.5, "admin1"),), "country"),
        ((Place("p2", "Dover", "USA", "Delaware", 39.2, -75.5, "city"),), "near others"),
        ((Place("p2", "Dover", "GBR", "England", 51.1, 1.3, "city"),), None),
    ],
)
def test_a_lone_namesake_needs_a_word_of_its_state_or_its_neighbours(
    others: tuple[Place, ...], word: str | None
) -> None:
    assert _word(FORT, *others) == word


def test_an_actor_speaks_for_a_state_unless_the_place_gave_it() -> None:
    """Such as the mayor of a town, who has his country from it."""
    soldiers = Actor("a1", "American soldiers", "crowd", "USA", because=(Evidence("actor.phrase-demonym"),))
    mayor = Actor("a1", "mayor", "person", "USA", because=(Evidence("actor.place-of-act"),))

    assert _word(FORT, NORLAND, actors=(soldiers,)) == "country"
    assert _word(FORT, NORLAND, actors=(mayor,)) is None


def test_a_large_town_is_meant_by_its_name() -> None:
    """Of a hundred thousand where no state is spoken of, of a million anywhere."""
    assert _word(FORT, people=200_000) == "size"
    assert _word(FORT, NORLAND, people=200_000) is None
    assert _word(FORT, NORLAND, people=2_000_000) == "size"


def test_a_building_is_as_sure_as_its_town() -> None:
    hospital = Place(
        "p3", "Hale Hospital", "USA", "Delaware", 39.7, -75.6, "site", because=(Evidence("place.facility-near"),)
    )

    assert _word(hospital, FORT, UNITED_STATES) == "country"
    assert _word(hospital, FORT, NORLAND) is None


def test_a_person_who_set_it_right_speaks_for_it() -> None:
    """Nobody else need."""
    set_right = replace(FORT, because=(*FORT.because, Evidence("correction.17:hk")))

    assert _word(set_right, NORLAND) == "by hand"


def test_a_rule_that_chose_by_the_report_is_told() -> None:
    told = Place("p1", "Ash", "GBR", "England", 51.3, 1.3, "city", "1", because=(Evidence("place.container"),))

    assert _word(told, NORLAND) == "container"
