"""The ledger: kept once, found by prefix, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

import herodotus
from herodotus.errors import LedgerError, NotFoundError
from herodotus.ledger import dialects, open_ledger, tables
from tests.conftest import AccountOf

STORY = "Norland accused Merania of arming the rebels. Merania denied it."


def test_what_is_kept_comes_back_equal(ledger_url: str, account_of: AccountOf) -> None:
    """Account and raw bytes."""
    account = account_of(STORY)
    with open_ledger(ledger_url) as ledger:
        ledger.add(account, raw=STORY.encode())

        assert ledger.get(account.report.id[:8]) == account
        assert ledger.raw(account.report.id) == STORY.encode()


def test_reading_twice_keeps_once(ledger_url: str, account_of: AccountOf) -> None:
    """The second time says that it was there already."""
    account = account_of(STORY)
    with open_ledger(ledger_url) as ledger:
        first, second = ledger.add(account), ledger.add(account)

        assert (first.new, second.new) == (True, False)
        assert len(list(ledger.reports())) == 1


def test_another_run_adds_its_account_and_is_the_newest(ledger_url: str, account_of: AccountOf) -> None:
    """The same report read by other lexicons is a second account of one report."""
    account = account_of(STORY)
    later = replace(account, events=(), made_by=replace(account.made_by, lexicons="sha256:other"))
    with open_ledger(ledger_url) as ledger:
        ledger.add(account)
        ledger.add(later)

        assert len(list(ledger.reports())) == 1
        assert ledger.get(account.report.id) == later


def test_an_id_may_be_cut_but_not_too_short(ledger_url: str, account_of: AccountOf) -> None:
    """No report, or two, is an error that says which."""
    with open_ledger(ledger_url) as ledger:
        for number in range(20):
            ledger.add(account_of(f"{STORY} It happened {number} times."))

        with pytest.raises(NotFoundError, match="more than one"):
            ledger.get("")
        with pytest.raises(NotFoundError, match="no report"):
            ledger.get("zz")


def test_the_flat_tables_can_be_asked_in_sql(ledger_url: str, account_of: AccountOf) -> None:
    """Who denied what, without Python."""
    with open_ledger(ledger_url) as ledger:
        ledger.add(account_of(STORY))
    engine = dialects.engine_for(ledger_url)
    with engine.connect() as db:
        rows = db.execute(sa.select(tables.statement.c.speaker).where(tables.statement.c.act == "deny")).scalars().all()
    engine.dispose()

    assert rows == ["Merania"]


def test_a_ledger_of_another_version_is_refused(ledger_url: str) -> None:
    """It is not touched; the message says what to do."""
    open_ledger(ledger_url).close()
    engine = dialects.engine_for(ledger_url)
    with engine.begin() as db:
        db.execute(sa.update(tables.version).values(version_num="9999"))
    engine.dispose()

    with pytest.raises(LedgerError, match="of version 9999"):
        open_ledger(ledger_url)


def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path) -> None:
    """A text is not a database."""
    (tmp_path / "l.db").write_text("not a database, whatever its name says" * 50, encoding="utf-8")

    with pytest.raises(LedgerError, match="another kind of file"):
        open_ledger(tmp_path / "l.db")


def test_the_public_name_opens_one(ledger_url: str) -> None:
    """``herodotus.open_ledger``."""
    with herodotus.open_ledger(ledger_url) as ledger:
        assert list(ledger.reports()) == []
