"""Disputes: what counts as a difference, and when differing voices can all be right."""

from __future__ import annotations

from dataclasses import replace

from herodotus.accounts import disputes
from herodotus.model import NARRATOR, Actor, Claim, Count, Dispute, Event, Party, Span, Statement


def event(*claims: Claim, counts: tuple[Count, ...] = (), source: tuple[Party, ...] = ()) -> Event:
    """A raid held by claims."""
    return Event("e1", "raid", (Span(0, 4),), "ASSAULT", claims=claims, counts=counts, source=source)


def claim(
    voice: str, stance: str = "asserts", *, source: tuple[str, ...] = (), source_not: tuple[str, ...] = ()
) -> Claim:
    """A claim that the raid happened, perhaps by somebody."""
    about = "source" if source or source_not else None
    return Claim(voice, None, "happened", stance, about=about, source=source, source_not=source_not)  # type: ignore[arg-type]


def killed(voice: str, low: int, high: int | None) -> Count:
    """A number of dead, by a voice."""
    return Count("killed", low, high, "exact", None, Span(0, 4), voice=voice)


def test_the_accused_who_denies_makes_a_dispute() -> None:
    """One names Merania, Merania says it was not Merania: both cannot be true."""
    (dispute,) = disputes.find(
        (event(claim(NARRATOR), claim("a1", source=("a2",)), claim("a2", "denies", source_not=("a2",))),)
    )

    assert (dispute.question, dispute.compatible) == ("responsibility", False)
    assert [position.voices for position in dispute.positions] == [("a1",), ("a2",)]


def test_an_accusation_nobody_answers_is_no_dispute() -> None:
    """Silence is not denial."""
    assert disputes.find((event(claim(NARRATOR), claim("a1", source=("a2",))),)) == ()


def test_those_who_say_the_same_share_a_position() -> None:
    """Two accusers of one, and the denier."""
    voices = (claim("a1", source=("a2",)), claim("a3", source=("a2",)), claim("a2", "denies", source_not=("a2",)))
    (dispute,) = disputes.find((event(*voices),))

    assert dispute.positions[0].voices == ("a1", "a3")


def test_numbers_whose_ranges_meet_are_compatible() -> None:
    """25 and "at least 25" meet; 8 and "at least 20" do not."""
    (meet,) = disputes.find((event(claim("a1"), counts=(killed("a1", 25, 25), killed("a2", 25, None))),))
    (part,) = disputes.find((event(claim("a1"), counts=(killed("a1", 8, 8), killed("a2", 20, None))),))

    assert (meet.question, meet.compatible, part.compatible) == ("numbers", True, False)


def test_one_voice_with_two_numbers_does_not_dispute_itself() -> None:
    """A correction is no quarrel."""
    assert disputes.find((event(claim(NARRATOR), counts=(killed(NARRATOR, 12, 12), killed(NARRATOR, 14, 14))),)) == ()


def test_the_whole_deed_denied_is_a_dispute_of_occurrence() -> None:
    """One tells it, another says that it never happened."""
    (dispute,) = disputes.find((event(claim(NARRATOR), claim("a1", "denies")),))

    assert (dispute.question, [p.happened for p in dispute.positions]) == ("occurrence", [True, False])


def test_what_one_condemns_and_another_praises_is_a_dispute_about_naming() -> None:
    """Each position keeps the words of its own statement."""
    held = event(*(Claim(voice, f"s{n}", "happened", "evaluates") for n, voice in ((1, "a1"), (2, "a2"))))
    said = tuple(
        Statement(f"s{n}", Party(f"a{n}"), None, (Span(n, n + 5),), act, "evaluates", "indirect")
        for n, act in ((1, "condemn"), (2, "praise"))
    )

    (dispute,) = disputes.find((held,), said)  # type: ignore[arg-type]

    assert (dispute.question, [position.words for position in dispute.positions]) == (
        "naming",
        [Span(1, 6), Span(2, 7)],
    )


def test_a_voice_is_not_in_dispute_with_itself() -> None:
    """Who first names Merania and then clears it has changed its mind; nobody contradicts it."""
    assert disputes.find((event(claim("a1", source=("a2",)), claim("a1", "denies", source_not=("a2",))),)) == ()


def test_a_part_is_no_other_number() -> None:
    """Three of the victims died in hospital: that takes nothing from the twelve."""
    text = "Twelve died. Three of the victims died in hospital."
    part = replace(killed("a1", 3, 3), span=Span(text.index("Three"), text.index(" of the")))

    assert disputes.find((event(claim(NARRATOR), counts=(killed(NARRATOR, 12, None), part)),), (), text) == ()


def test_fighters_or_civilians_is_a_question_of_who_they_were() -> None:
    """One voice counts 25 fighters, another 25 villagers: one number, two identities; with other numbers both can be true."""
    fighters = Actor("a3", "fighters", "armed group", sectors=("REB",))
    villagers = Actor("a4", "villagers", "crowd", sectors=("CVL",))

    def asked(low: int) -> list[Dispute]:
        counts = (replace(killed("a1", 25, 25), whose="a3"), replace(killed("a2", low, low), whose="a4"))
        return [
            d
            for d in disputes.find((event(claim("a1"), counts=counts),), actors=(fighters, villagers))
            if d.question == "identity"
        ]

    assert [d.compatible for d in (*asked(25), *asked(12))] == [False, True]


def test_one_voice_that_counts_both_disputes_nobody() -> None:
    """A hospital that counts soldiers and civilians tells of both."""
    soldiers, villagers = (
        Actor("a3", "soldiers", "crowd", sectors=("MIL",)),
        Actor("a4", "villagers", "crowd", sectors=("CVL",)),
    )
    counts = (replace(killed("a1", 3, 3), whose="a3"), replace(killed("a1", 5, 5), whose="a4"))

    assert not any(
        d.question == "identity"
        for d in disputes.find((event(claim("a1"), counts=counts),), actors=(soldiers, villagers))
    )
