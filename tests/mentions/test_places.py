"""Places: which of several of a name is meant, and by what evidence."""

from __future__ import annotations

import pytest

from herodotus import mentions, reading
from herodotus.model import Place


def places(text: str, reader: reading.Reader, publisher: str | None = None) -> dict[str, Place]:
    """The places of a text by name."""
    source = reading.Source.of_text(text, publisher=publisher)
    return {place.name: place for place in mentions.resolve(reading.read(source, reader=reader)).places}


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


def test_the_date_line_is_a_place_and_draws_its_namesakes(reader: reading.Reader) -> None:
    """Written in Albany, Georgia, a report means that Albany by "Albany"."""
    found = places("ALBANY, Ga. (Courier) — Shops closed in Albany on Monday.", reader)["Albany"]

    assert (found.country, found.admin1, len(found.mentions)) == ("USA", "Georgia", 2)


@pytest.mark.parametrize(
    ("publisher", "country"), [(None, "FRA"), ("The Paris News", "USA"), ("paris-courier.co.uk", "FRA")]
)
def test_a_paper_called_after_a_town_means_its_own(publisher: str | None, country: str, reader: reading.Reader) -> None:
    """A paper in English called after Paris is at home where English is spoken, unless its address says otherwise."""
    assert places("Two shops burned in Paris.", reader, publisher)["Paris"].country == country


def test_two_of_one_name_are_two_places(reader: reading.Reader) -> None:
    """Each container tells of its own mention."""
    report = reading.read(
        reading.Source.of_text("He left Athens, Greece, and settled in Athens, Georgia."), reader=reader
    )
    found = [place.country for place in mentions.resolve(report).places if place.name == "Athens"]

    assert found == ["GRC", "USA"]


def test_a_facility_takes_the_point_of_the_town_beside_it(reader: reading.Reader) -> None:
    """It keeps its own name, and the rule says how it came to its point."""
    found = places("The fire at Lund Museum in Marseille was put out.", reader)["Lund Museum"]

    assert (found.precision, found.country, found.because[0].rule) == ("site", "FRA", "place.facility-near")


def test_initials_are_no_town(reader: reading.Reader) -> None:
    """The EU is not Eu in Normandy."""
    assert all(
        place.country is None for name, place in places("Trade within the EU fell.", reader).items() if name == "EU"
    )


def test_a_county_has_its_own_point(reader: reading.Reader) -> None:
    """Lamar County of Texas is not in the middle of Texas; it is a region, no town."""
    found = places("Floods hit Lamar County, Texas.", reader)["Lamar County"]

    assert (round(found.lat or 0), found.precision) == (34, "region")
