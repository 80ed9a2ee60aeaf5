"""``herodotus incidents`` and ``herodotus accounts``, as a user types them."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from typer.testing import CliRunner

from herodotus.ledger import open_ledger
from herodotus.model import Account
from herodotus.surfaces.cli import app, main

run = CliRunner()


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, sample_accounts: Mapping[str, Account]) -> str:
    """A ledger of the shipped reports."""
    path = tmp_path_factory.mktemp("ledger") / "l.db"
    with open_ledger(path) as kept:
        kept.add_many([(account, None) for account in sample_accounts.values()])
    return str(path)


def asked(*words: str) -> tuple[int, str]:
    """Return the exit code and what stands on standard output."""
    done = run.invoke(app, list(words))
    return done.exit_code, done.stdout


def test_incidents_are_listed_widest_told_first(ledger: str) -> None:
    """Reports and publishers are two numbers; the raid and the shelling lead."""
    code, text = asked("incidents", "--ledger", ledger)

    assert code == 0
    assert "raid, Port Elise" in text.splitlines()[0]
    assert "10 reports   5 publishers" in text.splitlines()[0]


def test_incidents_can_be_asked_for_by_type_place_and_day(ledger: str) -> None:
    """Dates are intervals: what may have been on the day is found."""
    wanted = ("--type", "assault", "--place", "fort casimir", "--since", "2026-03-09")
    code, text = asked("incidents", *wanted, "--ledger", ledger, "--json")
    found = json.loads(text)

    assert code == 0
    assert [row["place"] for row in found["incidents"]] == ["Fort Casimir"]


def test_a_matrix_shows_who_answers_what(ledger: str) -> None:
    """Voices down, questions across, silence as a dash; then the sides, the gaps, the row of the rule, the origins."""
    _, listed = asked("incidents", "--ledger", ledger, "--json")
    raid = json.loads(listed)["incidents"][0]["id"]
    code, text = asked("accounts", raid, "--ledger", ledger, "--rule", "informative", "--why")

    assert code == 0
    assert "independent origins" in text
    assert "responsibility: cannot all be true" in text
    assert "IN ONE ROW, INFORMATIVE" in text
    assert "one place" in text


def test_every_saying_of_the_json_quotes_its_report(ledger: str, sample_accounts: Mapping[str, Account]) -> None:
    """The quote is the text at the span, in code points."""
    texts = {account.report.id: account.report.text for account in sample_accounts.values()}
    _, listed = asked("incidents", "--ledger", ledger, "--json")
    _, text = asked("accounts", json.loads(listed)["incidents"][1]["id"], "--ledger", ledger, "--json")
    sayings = [saying for cell in json.loads(text)["cells"] for saying in cell["sayings"]]

    assert sayings
    for saying in sayings:
        start, end = saying["span"]
        assert texts[saying["event"].partition(":")[0]][start:end] == saying["quote"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["accounts", "i-nothing"], 4),
        (["accounts", "i-1", "--rule", "best"], 2),
        (["incidents", "--place", "Atlantis"], 4),
    ],
)
def test_what_is_not_there_says_so(ledger: str, words: list[str], code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """4 for nothing found, 2 for a rule that is none."""
    monkeypatch.setattr("sys.argv", ["herodotus", *words, "--ledger", ledger])

    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == code
