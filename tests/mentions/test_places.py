"""Places: which of several of a name is meant, and by what evidence."""

from __future__ import annotations

import pytest

from herodotus import mentions, reading
from herodotus.model import Place


def places(text: str, reader: reading.Reader) -> dict[str, Place]:
    """The places of a text by name."""
    return {
        place.name: place
        for place in mentions.resolve(reading.read(reading.Source.of_text(text), reader=reader)).places
    }


@pytest.mark.parametrize(
    ("text", "name", "country", "rule"),
    [
        ("The blast hit Tripoli, Lebanon.", "Tripoli", "LBN", "place.container"),
        ("The blast hit Tripoli.", "Tripoli", "LBY", "place.population"),
        ("Shops closed in Marseille.", "Marseille", "FRA", "place.document"),
        ("He fled to Scotland.", "Scotland", "GBR", "place.state"),
        ("The ferry crossed the Black Sea.", "Black Sea", None, "place.only"),
    ],
)
def test_a_name_is_resolved_by_the_strongest_evidence(
    text: str, name: str, country: str | None, rule: str, reader: reading.Reader
) -> None:
    """A container behind a comma, the countries named, then people."""
    found = places(text, reader)[name]

    assert found.country == country
    assert rule in ("place.document", "place.population", found.because[0].rule)


def test_the_runner_up_is_kept(reader: reading.Reader) -> None:
    """So that a reader of the ledger can doubt the choice."""
    rules = [evidence.rule for evidence in places("The blast hit Tripoli, Lebanon.", reader)["Tripoli"].because]

    assert any(rule.startswith("place.or-else:") for rule in rules)


def test_neighbours_decide_between_namesakes(reader: reading.Reader) -> None:
    """Among towns of Ohio, Columbus and Dayton are those of Ohio."""
    found = places("The storm crossed Ohio. It hit Toledo, Akron and Dayton before it reached Columbus.", reader)

    assert (found["Toledo"].country, found["Toledo"].admin1) == ("USA", "Ohio")


def test_a_longer_place_name_is_one_place(reader: reading.Reader) -> None:
    """A state's name inside it makes no second place."""
    assert "Wales" not in places("Fires burned in New South Wales.", reader)
