"""What a ledger is, copies of it, and every kind of fault found."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from herodotus.accounts import anchors
from herodotus.errors import LedgerError
from herodotus.ledger import Ledger, copying, health, indexing, open_ledger, tables, upgrading
from herodotus.model import Anchor, Correction, Span
from tests.ledger.makers import account, many


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    """Twelve reports, one of them in two versions, one read twice."""
    with open_ledger(ledger_url) as kept:
        kept.add_many(list(many(11)))
        kept.add(account(3, title="Raid", url="https://gazette.example/raid", publisher="Post"))
        kept.add(account(4, title="Raid", url="https://gazette.example/raid", publisher="Post"))
        later = account(5)
        kept.add(replace(later, events=(), made_by=replace(later.made_by, lexicons="sha256:later")))
        yield kept


def _faults(ledger: Ledger) -> dict[str, str]:
    return {one.name: one.words for one in health.verify(ledger) if not one.sound}


def test_status_counts_what_is_there(ledger: Ledger) -> None:
    """Reports, versions, accounts of each run."""
    found = health.status(ledger)

    assert (found.counts["report"], found.counts["account"], found.versions) == (13, 14, 1)
    assert [run.accounts for run in found.runs] == [13, 1]
    assert (found.current, found.revision) == (True, tables.REVISION)
    assert found.bytes > 10_000


def test_a_sound_ledger_is_sound(ledger: Ledger) -> None:
    """Also after everything was made again."""
    assert _faults(ledger) == {}
    with ledger.writing() as db:
        assert list(upgrading.make_again(db))[-1] == 13
    assert _faults(ledger) == {}


FAULTS = [
    ("raw", "UPDATE raw SET bytes = (SELECT bytes FROM raw ORDER BY hash DESC LIMIT 1)"),
    ("texts", "UPDATE report SET text = replace(text, 'raid', 'rain') WHERE n = 2"),
    ("accounts", "UPDATE account SET json = (SELECT json FROM account WHERE id = 2) WHERE id = 3"),
    ("said", "UPDATE event SET type = 'AID' WHERE report = 2"),
    ("said", "DELETE FROM claim WHERE report = 3"),
    ("said", 'UPDATE sentence SET "end" = 20 WHERE report = 3 AND n = 0'),
]


@pytest.mark.parametrize(("name", "sql"), FAULTS)
def test_every_fault_is_found(ledger: Ledger, name: str, sql: str) -> None:
    """Whatever somebody did to the tables by hand."""
    with ledger.writing() as db:
        db.exec_driver_sql(sql)

    assert name in _faults(ledger)


def test_what_is_said_can_be_made_again(ledger: Ledger) -> None:
    """All of it, out of what is kept; the corrections lie over it as before."""
    one = account(5)
    anchor = Anchor(anchors.text_hash(one.report.text), "statement", Span(8, 14), "denied")
    with ledger.writing() as db:
        from herodotus.ledger import correcting

        _, fates = correcting.record(db, Correction(0, "", "hk", "correct", anchor, "act", '"deny"', '"reject"'))
        for table in (tables.event, tables.claim, tables.statement_party, tables.statement, tables.correction_state):
            db.execute(sa.delete(table))
    assert "said" in _faults(ledger)
    with ledger.writing() as db:
        list(upgrading.make_again(db))

    assert _faults(ledger) == {}
    assert [fate.state for fate in fates] == ["reapplied"]
    assert ledger.get(one.report.id).statements[0].act == "reject"


def test_a_copy_is_a_ledger_with_everything(ledger: Ledger, tmp_path: Path) -> None:
    """From either kind to a file; and what is there already is not written over."""
    copying.backup(ledger, str(tmp_path / "copy.db"))
    with open_ledger(tmp_path / "copy.db") as copy:
        assert list(copy.reports()) == list(ledger.reports())
        assert health.status(copy).counts == health.status(ledger).counts
        assert health.status(copy).versions == 1
        assert _faults(copy) == {}
    with pytest.raises(LedgerError, match="something already"):
        copying.backup(ledger, str(tmp_path / "copy.db"))

    assert [path.name for path in tmp_path.glob("copy*")] == ["copy.db"]


def test_a_file_can_be_copied_to_where_a_url_says(ledger_url: str, tmp_path: Path) -> None:
    """So a ledger moves from SQLite to PostgreSQL, and goes on there."""
    with open_ledger(tmp_path / "small.db") as small:
        small.add_many(list(many(5)))
        if "://" not in ledger_url:
            ledger_url = f"sqlite:///{ledger_url}"
        copying.backup(small, ledger_url)
    with open_ledger(ledger_url) as copy:
        assert _faults(copy) == {}
        assert copy.add(account(5)).new
        assert copy.get(account(3).report.id) == account(3)


def test_tokens_are_the_same_on_both(ledger_url: str) -> None:
    """Letters and digits without case or accents, apostrophes and hyphens between them."""
    text = "Élan’s navy denied the raid: 12-year-old U.S. boats_of_Port Elise's Łódź straße ﬁre №5 came Monday."
    wanted = {"elan", "s", "navy", "12", "year", "u", "boats", "of", "elise", "ﬁre", "monday"}
    assert wanted <= set(indexing.tokens(text))
    with open_ledger(ledger_url) as kept:
        kept.add(account(text))
        with kept.reading() as db:
            for token in wanted:
                assert _finds(db, token), token
            assert not _finds(db, "year2")


def _finds(db: sa.Connection, token: str) -> bool:
    lite = "SELECT rowid FROM sentence_words WHERE sentence_words MATCH :token"
    great = "SELECT id FROM sentence_words WHERE words @@ CAST(:token AS tsquery)"
    sql = lite if db.dialect.name == "sqlite" else great
    return db.execute(sa.text(sql), {"token": f'"{token}"' if sql == lite else f"'{token}'"}).first() is not None


def test_an_account_of_bytes_that_are_no_account_is_found(ledger: Ledger) -> None:
    """Not zlib, not JSON, not an account."""
    for wrong in (b"x", zlib.compress(b"x"), zlib.compress(b"{}")):
        with ledger.writing() as db:
            db.execute(sa.update(tables.account).where(tables.account.c.id == 1).values(json=wrong))

        assert "account 1 of" in _faults(ledger)["accounts"]
