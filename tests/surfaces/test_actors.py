"""``herodotus review merge`` and ``split`` on actors, and what ``herodotus actor`` says of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from herodotus import open_ledger
from herodotus.model import Account
from herodotus.surfaces.cli import app


@pytest.fixture
def ledger(tmp_path: Path, sample_accounts: dict[str, Account]) -> Path:
    """A ledger of the shipped reports."""
    with open_ledger(tmp_path / "l.db") as kept:
        for account in sample_accounts.values():
            kept.add(account)
    return tmp_path / "l.db"


def run(ledger: Path, *words: str, coder: str = "hk") -> Result:
    return CliRunner().invoke(app, [*words, "--ledger", str(ledger)], env={"HERODOTUS_CODER": coder})


def at(accounts: dict[str, Account], name: str) -> list[str]:
    """How the actors of reports that go by a name are named in a decision."""
    return [
        f"{account.report.id[:10]}:{actor.id}"
        for account in accounts.values() for actor in account.actors if actor.name == name
    ]  # fmt: skip


def test_who_is_one_is_said_by_whom(ledger: Path, sample_accounts: dict[str, Account]) -> None:
    """The names, the coder, the day, the number of the log, the reason; in JSON too, until it is taken back."""
    one, other = at(sample_accounts, "Norland's navy")[0], at(sample_accounts, "Velmar's navy")[0]

    assert "merge actor" in run(ledger, "review", "merge", one, other, "--why", "a test").stdout
    told = run(ledger, "actor", "Velmar's navy").stdout

    assert "“Norland's navy” is one with “Velmar's navy”, says hk on " in told
    assert "(number 1 of the log): a test" in told
    hands = json.loads(run(ledger, "actor", "Norland's navy", "--json").stdout)["hands"]
    assert [(hand["verb"], hand["who"], hand["why"]) for hand in hands] == [("merge", "hk", "a test")]
    assert run(ledger, "review", "undo").exit_code == 0
    assert "is one with" not in run(ledger, "actor", "Velmar's navy").stdout


def test_who_is_somebody_else_is_found_by_a_key_of_its_own(ledger: Path, sample_accounts: dict[str, Account]) -> None:
    first, second = at(sample_accounts, "Ama Serwaa")[:2]

    assert run(ledger, "review", "split", first, second).exit_code == 0
    hand = json.loads(run(ledger, "actor", "Ama Serwaa", "--json").stdout)["hands"][0]

    assert (
        f"“Ama Serwaa” ({hand['keys'][0]}) is somebody else than the others of that name"
        in run(ledger, "actor", "Ama Serwaa").stdout
    )
    assert json.loads(run(ledger, "actor", hand["keys"][0], "--json").stdout)["reports"] == 1


def test_an_actor_is_not_merged_with_an_event(ledger: Path, sample_accounts: dict[str, Account]) -> None:
    one = at(sample_accounts, "Ama Serwaa")[0]

    refused = run(ledger, "review", "merge", one, f"{one.partition(':')[0]}:e1")

    assert refused.exit_code == 2
    assert "one kind" in " ".join(refused.output.replace("│", " ").split())
