"""``herodotus rerun``: another lexicon reads what is kept; no correction is lost by it."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import herodotus
from herodotus import open_ledger
from herodotus.ledger import Ledger, correcting, faring
from herodotus.model import Account
from tests.accounts.decisions import corrected, everything

CORRECTIONS = 1000
PACKAGE = Path(herodotus.__file__).parent


@pytest.fixture(scope="module")
def other_lexicons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with every fifth event entry and every seventh cue taken out of its lexicons."""
    home = tmp_path_factory.mktemp("other") / "herodotus"
    shutil.copytree(PACKAGE, home, ignore=shutil.ignore_patterns("__pycache__"))
    for kind, every in (("event", 5), ("cue", 7)):
        for path in sorted((home / "lexicons" / "en" / f"{kind}s").glob("*.toml")):
            head, *entries = re.split(rf"(?m)^(?=\[\[{kind}\]\])", path.read_text(encoding="utf-8"))
            path.write_text(head + "".join(e for n, e in enumerate(entries) if n % every), encoding="utf-8")
    return home.parent


def run(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command of one program or the other."""
    settings = {**os.environ, "PYTHONPATH": str(program)}
    command = [sys.executable, "-m", "herodotus", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8", env=settings)


@pytest.fixture
def ledger(tmp_path: Path, sample_accounts: dict[str, Account]) -> Path:
    """The shipped reports in a ledger."""
    with open_ledger(tmp_path / "l.db") as kept:
        kept.add_many([(account, None) for account in sample_accounts.values()])
    return tmp_path / "l.db"


@pytest.fixture
def small(tmp_path: Path, sample_accounts: dict[str, Account]) -> Path:
    """Two of them."""
    with open_ledger(tmp_path / "s.db") as kept:
        kept.add_many([(account, None) for account in list(sample_accounts.values())[:2]])
    return tmp_path / "s.db"


def correct_at_random(ledger: Path, accounts: list[Account]) -> None:
    """Write a thousand corrections down, each on another field of another thing."""
    chance = random.Random(2026)
    possible = [(account, change) for account in accounts for change in everything(account)]
    with open_ledger(ledger) as kept, kept.writing() as db:
        correcting.record_many(
            db, [corrected(account, *change) for account, change in chance.sample(possible, CORRECTIONS)]
        )


def test_a_thousand_corrections_outlive_another_lexicon(
    ledger: Path, other_lexicons: Path, sample_accounts: dict[str, Account]
) -> None:
    """None is lost: each is laid over what is read now, said by it already, or listed as an orphan with its reason."""
    correct_at_random(ledger, list(sample_accounts.values()))

    done = run(other_lexicons, "rerun", "--ledger", str(ledger))

    assert done.returncode == 0, done.stderr
    with open_ledger(ledger) as kept, kept.reading() as db:
        fared = list(faring.fared(db))
    states = {state: [one for one in fared if one.state == state] for state in ("kept", "reapplied", "orphaned")}
    assert len(fared) == len({one.correction.id for one in fared}) == sum(map(len, states.values())) == CORRECTIONS
    assert all(one.reason for one in states["orphaned"])
    assert len(states["reapplied"]) > len(states["orphaned"]) > 0
    assert f"{len(states['orphaned'])} orphaned" in done.stderr


def test_the_lexicons_of_before_bring_every_orphan_home(
    ledger: Path, other_lexicons: Path, sample_accounts: dict[str, Account]
) -> None:
    """An orphan waits: it is laid over again by the next reading that has its place."""
    correct_at_random(ledger, list(sample_accounts.values())[:6])
    run(other_lexicons, "rerun", "--ledger", str(ledger), "--quiet")
    with open_ledger(ledger) as kept:
        assert list(_orphans(kept))
        for account in sample_accounts.values():
            kept.add(_made_again(account))
        assert not list(_orphans(kept))


def _orphans(kept: Ledger) -> list[object]:
    with kept.reading() as db:
        return list(faring.fared(db, state="orphaned"))


def _made_again(account: Account) -> Account:
    return replace(account, made_by=replace(account.made_by, herodotus="0.2.0"))


def test_a_dry_run_tells_and_keeps_nothing(small: Path, other_lexicons: Path) -> None:
    """What would be found and lost, as an object; the accounts are as they were."""
    with open_ledger(small) as kept:
        before = [kept.get(row.report) for row in kept.reports()]

    done = run(other_lexicons, "rerun", "--dry-run", "--json", "--ledger", str(small))

    told = json.loads(done.stdout)
    assert told["kept"] is False
    assert any(report["lost"] for report in told["reports"])
    assert all(set(report) >= {"found", "lost", "otherwise"} for report in told["reports"])
    with open_ledger(small) as kept:
        assert [kept.get(row.report) for row in kept.reports()] == before


def test_what_this_version_read_is_not_stale(small: Path) -> None:
    """Read by the shipped reader once, it is left alone."""
    run(PACKAGE.parent, "rerun", "--ledger", str(small), "--quiet")

    done = run(PACKAGE.parent, "rerun", "--stale", "--ledger", str(small))

    assert "0 reports read anew, 0 changed, 2 up to date" in done.stderr


def test_a_report_is_given_its_date(small: Path, sample_accounts: dict[str, Account]) -> None:
    """The same text under another date, in place of the one it was, with its decisions; refused where it is the date it has."""
    here = PACKAGE.parent
    account = next(iter(sample_accounts.values()))
    with open_ledger(small) as kept, kept.writing() as db:
        correcting.record(db, corrected(account, "e1", "type", "PROTEST"))
    given = ("--ledger", str(small), "--report", account.report.id)

    tried = run(here, "rerun", *given, "--published", "2025-01-02", "--dry-run", "--json")
    before = run(here, "show", "--ledger", str(small)).stdout
    done = run(here, "rerun", *given, "--published", "2025-01-02", "--why", "print edition", "--coder", "hk", "--json")
    again = run(
        here,
        "rerun",
        "--ledger",
        str(small),
        "--report",
        json.loads(done.stdout)["reports"][0]["report"],
        "--published",
        "2025-01-02",
    )
    nobody = run(here, "rerun", "--ledger", str(small), "--published", "2025-01-02")

    assert (tried.returncode, done.returncode, again.returncode, nobody.returncode) == (0, 0, 3, 2), again.stderr
    assert account.report.id[:10] in before
    assert json.loads(tried.stdout)["reports"] == json.loads(done.stdout)["reports"]
    new = json.loads(done.stdout)["reports"][0]["report"]
    with open_ledger(small) as kept:
        assert len(list(kept.reports())) == 2
        assert kept.get(new).events[0].type == "PROTEST"
        assert str(kept.get(new).report.published) == "2025-01-02"
        assert kept.get(new).report.title == account.report.title
    gone = run(here, "show", account.report.id, "--ledger", str(small))
    assert "published 2025-01-02, says hk (print edition)" in gone.stderr
