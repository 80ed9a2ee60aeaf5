"""Accounts side by side: who answers what, what differs, what nobody says, where it comes from."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from herodotus.accounts import aggregating, copies, sidebyside, tabling
from herodotus.accounts.comparing import incidents_of, sketches_of
from herodotus.accounts.incidents import described
from herodotus.model import Account, Cell, Claim, Column, Matrix, Party, Span, Statement
from tests.accounts.makers import actor, killed, raid, span

GOLDEN = Path(__file__).parents[1] / "golden" / "incidents"


def laid(accounts: Sequence[Account], pairs: Sequence[tuple[str, str]] = ()) -> Matrix:
    """Return the matrix of the first events of some accounts, held to be one."""
    incident = described([sketches_of(account)[0] for account in accounts])
    return sidebyside.matrix(incident, accounts, pairs)


def cell(matrix: Matrix, voice: str, question: str) -> Cell | None:
    """Return what a voice answers to a question."""
    return next((c for c in matrix.cells if c.voice == voice and c.question == question), None)


def column(matrix: Matrix, question: str) -> Column:
    """Return the column of a question."""
    return next(one for one in matrix.columns if one.question == question)


def told(publisher: str, low: int, high: int | None, day: int = 10) -> Account:
    """Return what an outlet says of the dead, in words of its own."""
    text = f"Gunmen raided the harbour office in Port Elise on Sunday, the {publisher} has learnt, killing dockers."
    return raid(text, publisher=publisher, published=dt.date(2026, 3, day), counts=[killed(low, high)])


def test_ranges_are_compared_as_ranges() -> None:
    """25 and "at least 25" can both be true; 8 and "at least 20" cannot."""
    meet = laid([told("Gazette", 25, 25), told("Courier", 25, None)])
    apart = laid([told("Gazette", 8, 8), told("Courier", 20, None)])

    assert column(meet, "numbers: killed").compatible
    assert not column(apart, "numbers: killed").compatible


def test_a_voice_that_answers_again_corrects_itself() -> None:
    """Nine on Sunday and fourteen on Wednesday is one voice with one standing answer, not a dispute."""
    matrix = laid([told("Gazette", 9, None, day=8), told("Gazette", 14, 14, day=11)])
    found = cell(matrix, "Gazette", "numbers: killed")

    assert found is not None
    assert [(s.answer.low, s.answer.high) for s in found.sayings] == [(9, None), (14, 14)]
    assert found.standing.answer.low == 14
    assert len(column(matrix, "numbers: killed").sides) == 1


def test_silence_is_no_answer() -> None:
    """Who gives no number has no cell, and is listed as silent; it does not agree."""
    quiet = raid("Gunmen raided the harbour office in Port Elise on Sunday.", publisher="Post")
    matrix = laid([told("Gazette", 12, 12), quiet])

    assert cell(matrix, "Post", "numbers: killed") is None
    assert column(matrix, "numbers: killed").silent == ("Post",)


def test_what_nobody_says_is_a_gap() -> None:
    """Two reports without a doer: nobody says who did it."""
    assert "responsibility" in laid([told("Gazette", 12, 12), told("Post", 12, 12)]).gaps


def test_reports_publishers_and_origins_are_three_numbers() -> None:
    """A copy is a report and a publisher more, and no origin."""
    text = "Gunmen raided the harbour office in Port Elise on Sunday, killing 12 dockers and burning the customs hall."
    one, copy = raid(text, publisher="Agency", published=dt.date(2026, 3, 8)), raid(text, publisher="Daily")
    pairs = [(a, b) for a, b, _ in copies.find({x.report.id: x.report.text for x in (one, copy)})]
    matrix = laid([one, copy, told("Courier", 12, 12)], pairs)

    assert (len(matrix.reports), len(matrix.publishers), len(matrix.origins)) == (3, 3, 2)
    assert {"Agency", "Daily"} in [set(origin.voices) for origin in matrix.origins]


def test_a_credit_at_the_head_is_the_agency_s_word() -> None:
    """The mark "(CNA) —" under another outlet's name rests on Continental News Agency."""
    head = raid("PORT ELISE, March 8 (CNA) — Gunmen raided the harbour office in Port Elise.", publisher="Lisk Daily")
    matrix = laid([head, told("Continental News Agency", 12, 12)])

    assert {"Lisk Daily", "Continental News Agency"} in [set(origin.voices) for origin in matrix.origins]
    assert [origin.kind for origin in matrix.origins] == ["agency"]


def test_an_echo_is_told_from_an_independent_voice() -> None:
    """The minister says "As the president said, Merania sent them": two voices, one origin."""
    text = "“As President Serwaa said, Merania raided the harbour,” the minister Oduya told reporters."
    president, minister = actor(text, "Serwaa", 1, kind="person"), actor(text, "Oduya", 2, kind="person")
    state = actor(text, "Merania", 3)
    inner = Statement(
        "s1", Party("a1"), span(text, "said"), (span(text, "Merania raided the harbour"),), "say", "asserts", "direct"
    )
    outer = Statement("s2", Party("a2"), span(text, "told"), (Span(0, 52),), "say", "asserts", "direct")
    claims = [
        Claim("a1", "s1", "happened", "asserts", source=("a3",)),
        Claim("a2", "s2", "happened", "asserts", source=("a3",)),
    ]
    matrix = laid([
        raid(text, place=None, actors=[president, minister, state], statements=[inner, outer], claims=claims)
    ])  # fmt: skip
    answer = cell(matrix, "Oduya", "responsibility")

    assert answer is not None
    assert answer.standing.echoes == "Serwaa"
    assert column(matrix, "responsibility").sides[0].origins == 1


def test_who_denies_and_who_accuses_cannot_both_be_right() -> None:
    """Norland says Merania did it, Merania says it did not."""
    text = "Norland says Merania raided the harbour; Merania denies it."
    norland, merania = actor(text, "Norland", 1), actor(text, "Merania", 2)
    claims = [
        Claim("a1", None, "happened", "asserts", about="source", source=("a2",)),
        Claim("a2", None, "happened", "denies", about="source", source_not=("a2",)),
    ]
    matrix = laid([raid(text, place=None, actors=[norland, merania], claims=claims)])

    assert not column(matrix, "responsibility").compatible
    assert {side.voices for side in column(matrix, "responsibility").sides} == {("Norland",), ("Merania",)}


def test_the_three_rules_give_three_rows() -> None:
    """Eleven reports: 2, 4 and 5 dead, most say 4. The rules of van Baalen and Höglund give 5, 2 and 4."""
    numbers = [2, 4, 5, 4, 4, 5, 4, 2, 4, 4, 5]
    matrix = laid([told(f"Outlet {n}", number, number) for n, number in enumerate(numbers)])
    killed_ = {rule: aggregating.merged(matrix, rule)["numbers: killed"].low for rule in aggregating.RULES}

    assert killed_ == {"informative": 5, "conservative": 2, "representative": 4}
    assert column(matrix, "numbers: killed").disagreement == 0.45
    assert aggregating.divergence(column(matrix, "numbers: killed")) == 2


def test_the_crisis_of_the_samples_is_told_as_before(sample_accounts: Mapping[str, Account]) -> None:
    """Eleven reports of five outlets, two incidents side by side. Meant? UPDATE_GOLDEN=1, then read the diff."""
    accounts = list(sample_accounts.values())
    found = sorted(incidents_of(accounts), key=lambda one: (-len({ref.report for ref in one.events}), one.id))
    for name, label in (("raid", "raid"), ("shelling", "shell")):
        incident = next(one for one in found if one.label == label)
        told_by = {ref.report for ref in incident.events}
        texts = {one.report.id: one.report.text for one in accounts if one.report.id in told_by}
        matrix = sidebyside.matrix(incident, accounts, [(one, other) for one, other, _ in copies.find(texts)])
        lines = [line.text.rstrip() for line in tabling.tell(matrix)]
        kept = GOLDEN / f"{name}.txt"
        if os.environ.get("UPDATE_GOLDEN"):
            kept.parent.mkdir(exist_ok=True)
            kept.write_text("\n".join(lines) + "\n", encoding="utf-8")

        assert kept.read_text(encoding="utf-8").splitlines() == lines
