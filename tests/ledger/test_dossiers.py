"""Dossiers: whose word a line is, who denies it, who only takes up another's words, and when it was."""

from __future__ import annotations

from pathlib import Path

from herodotus import open_ledger
from herodotus.ledger import comparing, dossiers
from herodotus.ledger.dossiers import Dossier
from herodotus.ledger.lines import Line
from herodotus.model import Account, Claim, Party, Span, Statement
from tests.accounts.makers import actor, raid, span
from tests.conftest import AccountOf


def of(path: Path, accounts: list[Account], name: str) -> Dossier:
    with open_ledger(path) as ledger:
        for account in accounts:
            ledger.add(account)
        comparing.bring_up_to_date(ledger)
        with ledger.reading() as db:
            return dossiers.dossier(db, name)


def lines(found: Dossier, section: str) -> list[Line]:
    return [line for one in found.sections if one.name == section for line in one.lines]


def test_a_voice_that_takes_up_anothers_words_is_marked(tmp_path: Path) -> None:
    """The minister says "As President Serwaa said, Merania raided the harbour": no second word against Merania."""
    text = "“As President Serwaa said, Merania raided the harbour,” the minister Oduya told reporters."
    actors = [
        actor(text, "Serwaa", 1, kind="person"),
        actor(text, "Oduya", 2, kind="person"),
        actor(text, "Merania", 3),
    ]
    words = (span(text, "Merania raided the harbour"),)
    inner = Statement("s1", Party("a1"), span(text, "said"), words, "say", "asserts", "direct")
    outer = Statement("s2", Party("a2"), span(text, "told"), (Span(0, 52),), "say", "asserts", "direct")
    claims = [Claim(voice, said, "happened", "asserts", source=("a3",)) for voice, said in (("a1", "s1"), ("a2", "s2"))]
    account = raid(text, place=None, actors=actors, statements=[inner, outer], claims=claims)

    line = lines(of(tmp_path / "l.db", [account], "Merania"), "did, as others say")[0]

    assert (line.voice, line.echo) == ("Serwaa; Oduya", "Oduya takes up the words of Serwaa")
    assert line.sentence is not None
    assert line.sentence.startswith("“As President Serwaa said")


def test_what_one_denies_oneself_is_not_said_by_others(tmp_path: Path, account_of: AccountOf) -> None:
    """Norland accuses Merania, Merania denies it: denied by Merania; nobody else clears it."""
    account = account_of("Norland blamed Merania for the raid on Port Elise. Merania denied it was behind the raid.")

    found = of(tmp_path / "l.db", [account], "Merania")

    assert [(line.voice, line.denied_by) for line in lines(found, "denied")] == [("Norland", "Merania")]
    assert lines(found, "did not do, as others say") == []


def test_activity_has_every_period_between_the_first_and_the_last(tmp_path: Path, account_of: AccountOf) -> None:
    """A gap looks like one; what has no day of its own has its report's."""
    first = account_of("Norland's navy shelled Fort Casimir on Monday.")
    last = account_of("Norland's navy shelled Fort Casimir.", published="2026-07-02")

    periods = of(tmp_path / "l.db", [first, last], "Norland's navy").activity

    assert [(one.first, one.last, one.did) for one in periods] == [
        ("2026-03-01", "2026-03-31", 1), ("2026-04-01", "2026-04-30", 0), ("2026-05-01", "2026-05-31", 0),
        ("2026-06-01", "2026-06-30", 0), ("2026-07-01", "2026-07-31", 1),
    ]  # fmt: skip
