"""Who says "I" and is called "you" outside quotation marks: by the turns of a talk, and by who says who he or she is."""

from __future__ import annotations

import pytest

from herodotus import reading
from herodotus.mentions import actors, names


def whose(text: str) -> dict[str, list[str]]:
    """The pronouns of a text by whom they stand for."""
    read = reading.read(reading.Source.of_text(text), reader=reading.default_reader())
    register = actors.registered(read, names.find(read))
    found = {
        entity.name: [text[m.span.start : m.span.end] for m in entity.mentions if m.kind == "pronoun"]
        for entity in register.entities
    }
    return {name: pronouns for name, pronouns in found.items() if pronouns}


def test_who_is_called_has_the_floor() -> None:
    """In a hearing the last words of a turn call up the next speaker, until somebody else is called."""
    text = (
        "We will hear the first appeal now. Miss Hale?\n\nThank you. I will speak of the harbour.\n\n"
        "And then the other side. Mr. Oduya?\n\nThank you. I disagree."
    )

    assert whose(text)["Hale"] == ["I"]
    assert whose(text)["Oduya"] == ["I"]


def test_the_bench_asks_whom_it_gave_the_floor() -> None:
    """Who is called "you" in answer is the one who has the floor."""
    text = "We will hear the appeal. Miss Hale?\n\nThank you. I will be short.\n\nNobody has told us what you want."

    assert whose(text)["Hale"] == ["I", "you"]


def test_who_says_who_she_is_says_i() -> None:
    """Before the name as well as after it."""
    text = "Hello and welcome. I'm Mara Lund and I sail. The wind was strong today. I came back late."

    assert whose(text)["Mara Lund"] == ["I", "I", "I"]


def test_of_two_who_talk_nobody_speaks_of_himself_by_his_name() -> None:
    """Where one of the two is named, the other talks."""
    text = (
        "Mara Lund and Joren Hale talk to the Gazette\n\nWhat do you do?\n\nI'm Mara Lund. I sail.\n\nAnd I'm Joren Hale.\n\n"
        "How did you two meet?\n\nI knew Mara from school."
    )

    assert whose(text)["Joren Hale"][-1] == "I"


@pytest.mark.parametrize("text", ["The mayor left. Norland Post.", "The ship sank. It was cold."])
def test_a_short_sentence_calls_nobody(text: str) -> None:
    """Only a name with its title, all by itself, gives the floor."""
    assert "I" not in [pronoun for found in whose(f"{text}\n\nI saw the coast.").values() for pronoun in found]


def test_this_may_stand_for_what_a_clause_tells() -> None:
    """Then it is no actor's: "This" is neither Norland nor the fort."""
    assert whose("Norland shelled Fort Casimir. This angered the council.") == {}


def test_what_opens_a_sentence_is_not_its_subject() -> None:
    """The doctor in whose care he was placed is another."""
    text = (
        "Joren Hale fell ill in May. He left Averin. Placed under the care of a doctor named Karel Oduya, he recovered."
    )

    assert whose(text)["Joren Hale"] == ["He", "he"]


def test_towns_of_an_address_do_not_act() -> None:
    """Tripoli, Lebanon, is hit as a town; neither name is a government here."""
    read = reading.read(reading.Source.of_text("Shells hit Tripoli, Lebanon."), reader=reading.default_reader())

    assert {actor.country for actor in actors.find(read, names.find(read))} == {None}
