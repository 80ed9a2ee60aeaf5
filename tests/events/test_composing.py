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
