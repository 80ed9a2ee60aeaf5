"""``herodotus statements``: who says what, asked of the ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from herodotus import open_ledger
from herodotus.surfaces.cli import app
from tests.conftest import AccountOf

STORY = (
    "Norland accused Merania of arming the rebels on Monday. Merania denied it had armed anybody. "
    "“We sent bread,” foreign ministry spokesman Ilya Brand of Merania said."
)


@pytest.fixture
def ledger(tmp_path: Path, account_of: AccountOf) -> Path:
    """A ledger that keeps one report."""
    path = tmp_path / "herodotus.db"
    with open_ledger(str(path)) as kept:
        kept.add(account_of(STORY))
    return path


def asked(ledger: Path, *words: str) -> Result:
    """Ask as a user would."""
    return CliRunner().invoke(app, ["statements", "--ledger", str(ledger), *words])


def acts(result: Result) -> list[str]:
    """The acts of an answer in JSON."""
    return [row["act"] for row in json.loads(result.stdout)["statements"]]


def test_all_statements_are_listed(ledger: Path) -> None:
    """One entry each, with report and id, speaker, act and words."""
    told = asked(ledger).stdout

    assert "Norland: accuse × asserts → Merania" in told
    assert "denied: it had armed anybody" in told


def test_by_act(ledger: Path) -> None:
    """Only the acts asked for."""
    assert acts(asked(ledger, "--act", "deny", "--json")) == ["deny"]
    assert acts(asked(ledger, "--act", "deny", "--act", "accuse", "--json")) == ["accuse", "deny"]


def test_by_speaker_and_by_whom_it_is_about(ledger: Path) -> None:
    """A name in any case; "about" is whom the words aim at or name."""
    assert acts(asked(ledger, "--by", "norland", "--json")) == ["accuse"]
    assert acts(asked(ledger, "--about", "Merania", "--act", "accuse", "--json")) == ["accuse"]


def test_words_come_with_their_report(ledger: Path) -> None:
    """JSON carries the report, the speaker's name and the words themselves."""
    row = json.loads(asked(ledger, "--act", "deny", "--json").stdout)["statements"][0]

    assert row["report"]["publisher"] == "Harbour Gazette"
    assert (row["speaker_name"], row["words"]) == ("Merania", ["it had armed anybody"])


def test_an_unknown_act_is_refused(ledger: Path) -> None:
    """With the acts there are."""
    result = asked(ledger, "--act", "shout")

    assert result.exit_code == 2
    assert "deny" in result.output


def test_nothing_found_is_said(ledger: Path) -> None:
    """As a NotFoundError: the command line ends with 4."""
    assert asked(ledger, "--by", "Velmar").exception is not None
