"""Reports and their events, as data: tests/cases/events/*.toml. A known failure must fail; once it passes, move it."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from herodotus import events, mentions, reading, statements
from herodotus.model import NARRATOR, UNNAMED, Cast, Claim, Event, Happenings, Party, Span, Statement
from herodotus.reading import Source

CASES = Path(__file__).parents[1] / "cases" / "events"


class Told:
    """One text and what was found in it, with the questions the cases ask."""

    def __init__(self, text: str) -> None:
        self.text = text
        read = reading.read(Source.of_text(text, published=dt.date(2026, 3, 11)), reader=reading.default_reader())
        self.cast: Cast = mentions.resolve(read)
        said = statements.find(read, self.cast)
        self.found: Happenings = events.find(read, self.cast, said)
        self.names = {actor.id: actor.name for actor in self.cast.actors}
        self.places = {place.id: place.name for place in self.cast.places}

    def events(self, wanted: dict[str, Any]) -> list[Event]:
        """Return the events with the trigger, type, place ("": none) and parties of a case's line."""
        found = [e for e in self.found.events if self._has(e, wanted["did"]) and self._has(e, wanted.get("and", ""))]
        found = [e for e in found if wanted.get("type", e.type) == e.type]
        found = [e for e in found if wanted.get("where", self._where(e)) == self._where(e)]
        who, whom = wanted.get("who", ""), wanted.get("whom", "")
        found = [e for e in found if not who or any(who in self.names[p.actor] for p in e.source)]
        return [e for e in found if not whom or any(whom in self.names[p.actor] for p in e.target)]

    def _where(self, event: Event) -> str:
        return self.places.get(event.place or "", "")

    def _has(self, event: Event, words: str) -> bool:
        return not words or any(words in span.of(self.text) for span in event.triggers)

    def claims(self, wanted: dict[str, Any]) -> list[Claim]:
        """Return the claims that make an event what a case's line says."""
        claims = [c for e in self.events(wanted) for c in e.claims if c.status == wanted["status"]]
        claims = [c for c in claims if wanted.get("voice", "") in self._voice(c)]
        if "by" in wanted:
            claims = [c for c in claims if any(wanted["by"] in self.names[one] for one in c.source)]
        if "not_by" in wanted:
            claims = [c for c in claims if wanted["not_by"] in {self.names[one] for one in c.source_not}]
        return [
            c for c in claims if all(getattr(c, key) == wanted[key] for key in ("stance", "about") if key in wanted)
        ]

    def _voice(self, claim: Claim) -> str:
        return claim.voice if claim.voice in (NARRATOR, UNNAMED) else self.names[claim.voice]


def cases(name: str) -> list[Any]:
    found = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    marks = [pytest.mark.xfail(strict=True)] if name.startswith("known") else []
    return [pytest.param(case, id=case["label"], marks=marks) for case in found]


@pytest.mark.parametrize("case", [*cases("wire.toml"), *cases("negative.toml"), *cases("known-failures.toml")])
def test_a_report_tells_these_events_and_not_those(case: dict[str, Any]) -> None:
    """Every event of a case is found as it says; what it rules out is claimed by nobody so."""
    told = Told(case["text"])
    missing = [line for line in case.get("events", []) if not told.claims(line)]
    forbidden = [line for line in case.get("never", []) if told.claims(line)]

    assert (missing, forbidden) == ([], []), told.found.events


@pytest.mark.parametrize("case", [p for p in cases("wire.toml") if "links" in p.values[0]])
def test_a_tie_the_text_draws_is_a_link(case: dict[str, Any]) -> None:
    """The words that tie two events make a link between them, with the words as its cue."""
    told = Told(case["text"])
    links = {(link.kind, link.from_event, link.to_event) for link in told.found.links}

    for wanted in case["links"]:
        ends = [[e.id for e in told.events({"did": wanted[end]})] for end in ("from", "to")]
        assert any((wanted["kind"], a, b) in links for a in ends[0] for b in ends[1])


def test_a_second_measure_of_time_hangs_on_what_the_first_does() -> None:
    """Two days after the shelling they traded accusations; the raid was before it, and the shelling after the raid."""
    told = Told(
        "Norland and Merania traded accusations on Wednesday, three days after a raid that killed 14 dockers in Port Elise "
        "and two days after Norland's navy shelled a Meranian fort in response."
    )
    raid, shelling = (told.events({"did": did})[0].id for did in ("raid", "shelled"))

    assert not any((link.from_event, link.to_event) == (raid, shelling) for link in told.found.links)


@pytest.mark.parametrize(
    ("first", "doers"),
    [("The Norlandic army", ["Norlandic army"]), ("The Norlandic Labour Party", ["Norlandic Labour Party", "Norland"])],
)
def test_a_state_is_named_once_with_its_army_and_beside_a_party(first: str, doers: list[str]) -> None:
    """Who is called for short by the state's name is no second doer; a party of the country is not the state."""
    told = Told(f"{first} attacked the embassy on Monday. The attack by Norland killed two dockers.")
    [attack] = told.events({"did": "attack"})

    assert [told.names[party.actor] for party in attack.source] == doers


def test_every_span_of_an_event_lies_in_the_text_and_every_event_says_why() -> None:
    """Triggers, parties and reasons all point at words of the report; an event without a reason cannot be explained."""
    told = Told("Norland's navy shelled Fort Casimir on Monday. Merania condemned the shelling and vowed to respond.")

    for event in told.found.events:
        spans = [*event.triggers, *(p.span for p in (*event.source, *event.target) if p.span is not None)]
        assert all(span.of(told.text).strip() for span in spans)
        assert event.because
        assert event.claims


def test_reading_twice_gives_the_same_events() -> None:
    """The same words give the same events, in the same order, with the same ids."""
    text = "Norland and Merania signed a treaty on Friday after talks. Rebels attacked a convoy."

    assert Told(text).found == Told(text).found


def test_statements_that_hold_each_other_s_cues_do_not_hang_the_reading() -> None:
    """Two overlapping contents, each around the other's cue, are judged all the same."""
    text = "Norland said Merania said rebels attacked the fort."
    read = reading.read(Source.of_text(text), reader=reading.default_reader())
    whole = Span(0, len(text) - 1)
    first, second = (
        Statement(f"s{n}", Party(UNNAMED), Span(at, at + 4), (whole,), "say", "asserts", "indirect")
        for n, at in ((1, text.index("said")), (2, text.rindex("said")))
    )

    assert events.find(read, Cast(), (first, second)).events
