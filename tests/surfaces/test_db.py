"""``herodotus db``: data on standard output, exit codes as promised, one JSON object where it is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from herodotus.ledger import dialects, open_ledger, tables
from herodotus.surfaces.cli import app
from tests.ledger.makers import account, many
from tests.surfaces.test_cli import run


@pytest.fixture
def at(ledger_url: str) -> str:
    """Three reports."""
    with open_ledger(ledger_url) as ledger:
        ledger.add_many(list(many(3)))
    return ledger_url


def _db(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["db", *arguments])
    return done.exit_code, done.stdout


def test_status_says_what_there_is(at: str) -> None:
    """In words and as JSON."""
    code, told = _db("status", "--ledger", at)
    found = json.loads(_db("status", "--ledger", at, "--json")[1])

    assert code == 0
    assert "3 report\n" in told
    assert (found["counts"]["account"], found["revision"], found["current"]) == (3, tables.REVISION, True)


def test_verify_ends_with_six_where_something_is_wrong(at: str) -> None:
    """And --rebuild mends what is said."""
    assert _db("verify", "--ledger", at)[0] == 0
    engine = dialects.as_writer(dialects.engine_for(at), print)
    with engine.begin() as db:
        db.execute(sa.update(tables.event).values(type="AID"))
    engine.dispose()
    code, told = _db("verify", "--ledger", at)
    assert code == 6
    assert "BAD  said" in told
    assert json.loads(_db("verify", "--ledger", at, "--json")[1])["sound"] is False
    assert _db("verify", "--rebuild", "--ledger", at)[0] == 0


def test_a_backup_is_named_or_lies_beside(at: str, tmp_path: Path) -> None:
    """A ledger on a server needs a name for it."""
    assert _db("backup", str(tmp_path / "copy.db"), "--ledger", at) == (0, f"{tmp_path / 'copy.db'}\n")
    code, told = _db("backup", "--ledger", at)
    if "://" in at:
        assert code == 2
    else:
        assert Path(told.strip()).is_file()
        assert Path(told.strip()).parent == tmp_path


def test_migrate_has_nothing_to_do_here(at: str) -> None:
    """It says so."""
    assert "nothing to do" in _db("migrate", "--ledger", at)[1]


def test_no_ledger_is_four_and_a_locked_one_five(tmp_path: Path) -> None:
    """As the table of exit codes has it; nothing is made by asking."""
    for verb in ("status", "migrate", "backup", "verify"):
        assert run("db", verb, "--ledger", "gone.db", cwd=tmp_path).returncode == 4
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "l.db").write_text("no database at all, whatever its name", encoding="utf-8")
    done = run("db", "status", "--ledger", "l.db", cwd=tmp_path)
    assert done.returncode == 5
    assert "another kind of file" in done.stderr


def test_an_older_ledger_is_refused_with_five_and_migrated(tmp_path: Path) -> None:
    """The message names the command; the copy is told on standard error."""
    from tests.ledger.test_upgrading import _first_ledger

    _first_ledger(str(tmp_path / "herodotus.db"), 3)
    refused = run("show", cwd=tmp_path)
    status = run("db", "status", cwd=tmp_path)
    done = run("db", "migrate", cwd=tmp_path)

    assert refused.returncode == 5
    assert "herodotus db migrate" in refused.stderr
    assert "version 0001" in status.stdout
    assert (done.returncode, done.stdout) == (0, "herodotus.db: brought up to date: 3 reports\n")
    assert "herodotus.db.before-" in done.stderr
    assert account(1).report.id[:10] in run("show", cwd=tmp_path).stdout
