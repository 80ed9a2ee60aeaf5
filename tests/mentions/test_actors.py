"""Actors: who is who, by which words, and whom an official speaks for."""

from __future__ import annotations

import pytest

from herodotus import mentions, reading
from herodotus.model import Actor


def actors(text: str, published: str = "2026-03-11") -> dict[str, Actor]:
    """The actors of a text by name."""
    source = reading.Source.of_text(text, published=reading.instant(published, where="test"))
    cast = mentions.resolve(reading.read(source, reader=reading.default_reader()))
    return {actor.name: actor for actor in cast.actors}


def words(actor: Actor, text: str) -> list[str]:
    """The mentions of an actor."""
    return [mention.span.of(text) for mention in actor.mentions]


def test_a_title_is_part_of_the_person() -> None:
    """One actor, one mention, with office, country and body."""
    text = "Meranian Foreign Ministry spokesman Joren Hale said nothing. Hale left."
    found = actors(text)

    assert words(found["Joren Hale"], text) == ["Meranian Foreign Ministry spokesman Joren Hale", "Hale"]
    assert (found["Joren Hale"].country, found["Joren Hale"].sectors) == ("XME", ("GOV",))
    assert found["Joren Hale"].acts_for == found["Meranian Foreign Ministry"].id


def test_a_capital_acts_or_locates() -> None:
    """Averin that is held responsible is Merania; Averin where a man lives is a place."""
    found = actors("Norland will hold Averin responsible. The envoy lives in Averin.")

    assert len(found["Merania"].mentions) == 1


def test_an_adjective_alone_makes_its_state_an_actor() -> None:
    """In "Meranian shelling": the only trace of who shelled."""
    assert actors("The market closed after Meranian shelling.")["Merania"].country == "XME"


def test_a_sponsor_is_not_a_country() -> None:
    """A Merania-backed militia is not Meranian."""
    found = actors("The Merania-backed militia in Norland withdrew.")

    assert [a.country for a in found.values() if "militia" in a.name] == ["XNO"]


def test_an_embassy_belongs_to_its_state() -> None:
    """Whatever ground it stands on, and by a shorter name later."""
    text = "They stormed the Meranian Embassy in Norland. The Embassy burned."
    found = next(a for a in actors(text).values() if "Embassy" in a.name)

    assert found.country == "XME"
    assert len(found.mentions) == 2


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Mara Lund resigned. She left the country.", "She", "Mara Lund"),
        ("Merania closed its ports.", "its", "Merania"),
        ("The rebels fled. They had run out of food.", "They", "rebels"),
        ("“We closed the border,” Norlandic Interior Minister Sami Torp said. Norland was silent.", "We", "Norland"),
        ("“I closed the border,” Sami Torp said.", "I", "Sami Torp"),
    ],
)
def test_a_pronoun_goes_to_whom_it_stands_for(text: str, pronoun: str, name: str) -> None:
    """The nearest that fits; in quotations the speaker or the body spoken for."""
    assert pronoun in words(actors(text)[name], text)


def test_the_leader_table_is_asked_about_the_day() -> None:
    """A head of government is one only while in office."""
    in_office = actors("Jacinda Ardern spoke.", "2020-01-01")["Jacinda Ardern"]
    after = actors("Jacinda Ardern spoke.", "2026-03-11")["Jacinda Ardern"]

    assert (in_office.country, in_office.sectors) == ("NZL", ("GOV",))
    assert after.sectors == ("ELI",)


def test_a_former_official_is_no_official() -> None:
    """Sector ELI."""
    assert actors("Former Norlandic minister Sami Torp spoke.")["Sami Torp"].sectors[0] == "ELI"


def test_every_code_says_where_it_comes_from() -> None:
    """Evidence beside every country."""
    for actor in actors("Norlandic soldiers met Meranian Prime Minister Stefan Lorck.").values():
        assert actor.country is None or actor.because


def test_the_publishers_country_comes_last(reader: reading.Reader) -> None:
    """Only where the report names no country at all, and the rule says so."""
    source = reading.Source.of_text("Police arrested the smugglers.", publisher="BBC")
    police = next(a for a in mentions.resolve(reading.read(source, reader=reader)).actors if a.name == "Police")

    assert police.country == "GBR"
    assert "actor.publisher" in [evidence.rule for evidence in police.because]


def test_every_rule_of_a_country_has_a_rank() -> None:
    """`explain` tells how strong the evidence of a code is."""
    from herodotus.surfaces.explain import _rank

    found = actors(
        "Norlandic Foreign Minister Nuru Addo met Mara Lund, the Meranian envoy. Police in Marseille watched."
    )
    rules = {evidence.rule for actor in found.values() for evidence in actor.because}

    assert rules
    assert [rule for rule in sorted(rules) if not _rank(rule)] == []
