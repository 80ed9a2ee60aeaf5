"""``herodotus show``: the runs that read a report, what one of them read, and what changed since."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import herodotus
from herodotus import open_ledger
from herodotus.errors import NotFoundError
from herodotus.model import Account
from herodotus.surfaces.cli import app
from tests.conftest import AccountOf

STORY = "Norland blamed Merania for the raid in Port Elise. Merania denied it. Norland's navy shelled a fort."
Show = Callable[..., Result]


@pytest.fixture
def account(account_of: AccountOf) -> Account:
    return account_of(STORY)


@pytest.fixture
def show(tmp_path: Path, account: Account) -> Show:
    """A way to ask about a report that two runs read: the first did not find its last event and took the raid for another type."""
    raid = next(one for one in account.events if one.label == "raid")
    events = tuple(replace(one, type="COERCE") if one is raid else one for one in account.events[:-1])
    with open_ledger(tmp_path / "l.db") as kept:
        kept.add(replace(account, events=events, made_by=replace(account.made_by, herodotus="0.0.9")))
        kept.add(account)

    def asked(*words: str) -> Result:
        return CliRunner().invoke(app, ["show", account.report.id[:8], *words, "--ledger", str(tmp_path / "l.db")])

    return asked


def test_the_runs_of_a_report_are_listed(show: Show) -> None:
    """Oldest first, with what read in each; the last is current."""
    first, second = show("--runs").stdout.splitlines()

    assert first.startswith("run 1  ")
    assert "herodotus 0.0.9" in first
    assert second.endswith("current")
    listed = json.loads(show("--runs", "--json").stdout)
    assert [(one["id"], one["current"]) for one in listed["runs"]] == [(1, False), (2, True)]


def test_what_one_run_read_is_shown(show: Show, account: Account) -> None:
    """As text and as the account of the contract; a run that did not read it is an error that says which did."""
    assert "shelled" not in show("--run", "1").stdout.partition("WHO SAYS WHAT")[0]
    assert "shelled" in show("--run", "2").stdout.partition("WHO SAYS WHAT")[0]
    assert herodotus.from_json(json.loads(show("--run", "2", "--json").stdout)) == account
    error = show("--run", "3").exception
    assert isinstance(error, NotFoundError)
    assert "Those that did: 1, 2" in str(error)


def test_what_changed_since_a_run_is_told(show: Show, account: Account) -> None:
    """What is found with +, what is told otherwise with its fields; backwards found is lost."""
    told = show("--compare", "1").stdout.splitlines()
    back = show("--compare", "2", "--run", "1").stdout

    assert told[0] == "run 1 → run 2: 1 found, 0 lost, 1 told otherwise"
    assert any(line.startswith("  + ") and "“shelled”" in line for line in told)
    assert any(line.startswith("  ≠ ") and "“raid”" in line for line in told)
    assert "      type: COERCE  →  ASSAULT" in told
    assert back.startswith("run 2 → run 1: 0 found, 1 lost, 1 told otherwise")
    changes = json.loads(show("--compare", "1", "--json").stdout)["changes"]
    assert {one["kind"] for one in changes} == {"found", "otherwise"}
    assert all(account.report.text[one["span"][0] : one["span"][1]] for one in changes)
    assert show("--compare", "2").stdout.endswith("read alike\n")
