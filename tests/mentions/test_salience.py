"""Pronouns: the choice among what they may stand for can be another's, as in training."""

from __future__ import annotations

from herodotus import reading
from herodotus.mentions import actors, names
from herodotus.mentions.register import Entity
from herodotus.mentions.salience import Candidate, Pronoun, best, clues, nearest_first

TEXT = "Nuru Addo met Joren Hale in Averin. He left early."


def test_the_choice_of_an_antecedent_can_be_anothers() -> None:
    """Who chooses is asked about each pronoun of the third person, and obeyed."""
    asked: list[str] = []

    def farthest(candidates: list[Candidate], pronoun: Pronoun) -> Entity | None:
        asked.append(pronoun.token.form)
        return nearest_first(candidates)[-1][0]

    read = reading.read(reading.Source.of_text(TEXT), reader=reading.default_reader())
    nearest = actors.registered(read, names.find(read), choose=lambda found, _: nearest_first(found)[0][0])
    far = actors.registered(read, names.find(read), choose=farthest)

    assert asked == ["He"]
    assert _whose(nearest.entities) == ["Joren Hale"]
    assert _whose(far.entities) == ["Nuru Addo"]


def _whose(entities: list[Entity]) -> list[str]:
    """The names of those some pronoun stands for."""
    return [one.name for one in entities if any(mention.kind == "pronoun" for mention in one.mentions)]


def test_only_who_spoke_last_goes_on_speaking() -> None:
    """Hale spoke too, but three sentences before: of the two, *he* who denied goes on with Addo's words."""
    text = (
        "Joren Hale said the port was open. Ships came in. Cranes moved. Nuru Addo said it was shut. He denied delays."
    )
    going_on: list[str] = []

    def note(candidates: list[Candidate], pronoun: Pronoun) -> Entity | None:
        told = {entity.name: [*clues(entity, seen, pronoun, 0)] for entity, seen in candidates}
        if pronoun.token.form == "He":
            going_on.extend(name for name, found in told.items() if "goes on speaking" in found)
        return best(candidates, pronoun)

    read = reading.read(reading.Source.of_text(text), reader=reading.default_reader())
    actors.registered(read, names.find(read), choose=note)

    assert going_on == ["Nuru Addo"]
