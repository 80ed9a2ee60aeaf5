"""Tasks of ``predict``: the shape the corpora ask for, and the choices a task makes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from herodotus import reading
from herodotus.surfaces.predict import causal, events, muc4, pairs, police


def predicted(module: Any, row: dict[str, Any], *options: str) -> dict[str, Any]:
    return dict(module.predict(row, reading.default_reader(), options=set(options), beside=Path()))


def test_what_only_a_cited_voice_tells_is_an_event_on_request_only() -> None:
    """PREDICT.md asks for the narrator's events; coders without voices count the police's word too."""
    row = {"id": 1, "text": "Norland's navy shelled Fort Casimir, a spokesman said."}

    assert predicted(events, row)["events"] == []
    assert [e["plover"] for e in predicted(events, row, "attributed")["events"]] == ["ASSAULT"]


def test_a_deed_that_its_doer_agrees_to_do_is_coded_once() -> None:
    """To agree to withdraw is one announcement; what will be withdrawn without a word of consent is one too."""
    agreed = predicted(events, {"id": 1, "text": "Norland has agreed to withdraw its troops from Velmar."})
    ahead = predicted(events, {"id": 2, "text": "Norland will withdraw its troops from Velmar."})

    assert [e["plover"] for e in agreed["events"]] == ["AGREE"]
    assert [e["plover"] for e in ahead["events"]] == ["CONCEDE"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norland will send doctors to Merania.", "AGREE"),
        ("Norland will not release the Meranian sailors.", "REJECT"),
        ("Norland shelled the Meranian fort.", "ASSAULT"),
    ],
)
def test_what_lies_ahead_is_the_act_of_announcing_it(text: str, kind: str) -> None:
    """Help to come is agreed to; what shall not be is refused; what was done is itself."""
    at = text.index("Meran")
    row = {
        "id": 1,
        "text": text,
        "spans": [{"role": "SRC", "start": 0, "end": 7}, {"role": "TAR", "start": at, "end": at + 8}],
    }

    assert predicted(pairs, row) == {"plover_root": kind}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The police shot two men.", ["ANY_ACTION", "FORCE"]),
        ("Two men were arrested on Sunday.", ["ANY_ACTION", "ARREST"]),
        ("The police did not intervene.", ["FAIL"]),
        ("The crowd burned a shop.", []),
    ],
)
def test_what_the_police_did_and_left_undone(text: str, labels: list[str]) -> None:
    """Force and arrests are theirs where they are named; an arrest by nobody is theirs too; a crowd's deed is not."""
    assert predicted(police, {"id": 1, "text": text}) == {"labels": labels}


def test_a_loose_tie_makes_a_sentence_causal_and_is_no_relation() -> None:
    """*After* may tell of cause; *because* does."""
    loose = predicted(causal, {"id": 1, "text": "The talks ended after the raid."})
    sure = predicted(causal, {"id": 2, "text": "The talks ended because the rebels raided the port."})

    assert (loose["causal"], loose["relations"]) == (1, [])
    assert [part["role"] for part in sure["relations"][0]] == ["cause", "effect", "signal"]


def test_a_report_in_capitals_gives_its_strings_in_capitals() -> None:
    """Offsets and letters are the text's own, whatever was restored to read it; a line broken for width is no sentence end."""
    text = "TORVIA, 4 FEB 90 (CNA) -- [TEXT] GUERRILLAS ATTACKED A POWER\nSTATION WITH DYNAMITE AND KILLED A PEASANT."
    found = predicted(muc4, {"id": 1, "text": text})

    assert found["perp_individual"] == ["GUERRILLAS"]
    assert found["human_target"] == ["PEASANT"]
    assert found["instrument"] == ["DYNAMITE"]
    assert found["phys_target"] == ["POWER STATION"]


def test_who_admits_a_deed_is_told_apart_from_who_is_accused_of_it() -> None:
    """Responsibility is held as the voices hold it."""
    claim = muc4.Claim("a1", "s1", "happened", "concedes")
    fronts = {
        a.id: a
        for a in (
            muc4.Actor("a1", "Ash Front", "armed group"),
            muc4.Actor("a2", "army", "organisation", sectors=("MIL",)),
        )
    }

    assert muc4._confidence(claim, fronts["a1"], fronts) == "CLAIMED OR ADMITTED"
    accused = muc4.Claim("a2", "s1", "happened", "asserts")
    assert muc4._confidence(accused, fronts["a1"], fronts) == "SUSPECTED OR ACCUSED BY AUTHORITIES"
