"""What the parts of a happening make of it together."""

from __future__ import annotations

import herodotus


def meeting(text: str) -> tuple[str | None, str | None]:
    """The code and mode of the meeting a sentence tells of."""
    (event,) = (event for event in herodotus.read(text, published="2026-03-11").events if event.type == "CONSULT")
    return event.cameo, event.mode


def test_a_meeting_in_a_third_country_has_a_code_of_its_own() -> None:
    """Geneva is neither French nor German, Paris is French."""
    assert meeting("The French foreign minister met the German chancellor in Geneva on Friday.") == (
        "044",
        "third-party",
    )
    assert meeting("The French foreign minister met the German chancellor in Paris on Friday.") == ("040", None)


def doers(text: str) -> list[set[str]]:
    """The names of the doers of each assault that a text tells of."""
    account = herodotus.read(text, published="2026-03-11")
    names = {actor.id: actor.name for actor in account.actors}
    return [{names[p.actor] for p in event.source} for event in account.events if event.type == "ASSAULT"]


def test_one_side_is_named_once_however_it_is_called_later() -> None:
    """The state that carries the airstrike out is the forces that killed in it; two bodies named together are two doers."""
    later = "Norlandic forces killed General Orr in an airstrike. Norland carried out the airstrike at Sarn Airport."

    assert doers(later) == [{"Norlandic forces"}]
    assert doers("Norland's army and Merania's navy shelled the fort.") == [{"Norland's army", "Merania's navy"}]


def test_what_happened_in_something_told_before_has_not_the_day_of_the_telling() -> None:
    """The judge spoke on Friday; that riot was years ago. What is told as the next thing is of the same day."""
    before = herodotus.read(
        "The court jailed Ona Vell on Friday. In that riot, Vell killed a guard.", published="2026-03-11"
    )
    after = herodotus.read(
        "The court jailed Ona Vell on Friday. In the cell, Vell killed a guard.", published="2026-03-11"
    )

    assert [e.time for e in before.events if e.label == "kill"] == [None]
    assert [e.time for e in after.events if e.label == "kill"] == ["t1"]
