"""A report that is taken out is gone from everything but the row that says so."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from herodotus.errors import NotFoundError
from herodotus.ledger import comparing, health, keeping, open_ledger, projecting, tables, upgrading
from tests.ledger.makers import account


def test_a_report_taken_out_is_gone_and_stays_out(ledger_url: str) -> None:
    """Not found, not compared, not said; reading it again does not bring it back; the chain closes over it."""
    versions = [account(n, url="https://gazette.example/raid") for n in range(3)]
    gone = versions[1]
    with open_ledger(ledger_url) as ledger:
        for one in versions:
            ledger.add(one, raw=one.report.text.encode())
        comparing.bring_up_to_date(ledger)
        ledger.remove(gone.report.id[:12], why="Named a witness.")

        with pytest.raises(NotFoundError):
            ledger.get(gone.report.id)
        assert not ledger.add(gone, raw=b"again").new
        assert len(list(ledger.reports())) == 2
        assert not ledger.has_bytes(gone.report.text.encode())
        assert [one.words for one in health.verify(ledger) if not one.sound] == []
        with ledger.reading() as db:
            n = db.execute(sa.select(tables.report.c.n).where(tables.report.c.id == gone.report.id)).scalar_one()
            for table in (*projecting.FLAT, tables.account, tables.compared, tables.sketch, tables.incident_event):
                assert db.execute(sa.select(table).where(table.c.report == n)).first() is None
            row = db.execute(sa.select(tables.report).where(tables.report.c.n == n)).one()
            last = keeping.numbers(db, [versions[2].report.id])[versions[2].report.id]
            before = db.execute(sa.select(tables.report.c.follows).where(tables.report.c.n == last)).scalar()
        assert (row.text, row.removed_why, row.removed is not None) == ("", "Named a witness.", True)
        assert before == 1
        with ledger.writing() as db:
            list(upgrading.make_again(db))
        assert len(list(ledger.reports())) == 2


def test_bytes_that_two_reports_came_from_stay_while_one_does(ledger_url: str) -> None:
    """Kept once, and as long as they are wanted."""
    one, other = account(1), account(1, publisher="Averin Post")
    with open_ledger(ledger_url) as ledger:
        ledger.add_many([(one, b"page"), (other, b"page")])
        ledger.remove(one.report.id, why="twice")

        assert ledger.raw(other.report.id) == b"page"


def test_a_text_with_a_null_in_it_is_kept(ledger_url: str) -> None:
    """The account as it was; the flat tables as a database can hold it."""
    one = account("Merania\0land denied the raid on Port Elise. It came on Monday.")
    with open_ledger(ledger_url) as ledger:
        ledger.add(one)

        assert ledger.get(one.report.id) == one
        assert [found.words for found in health.verify(ledger) if not found.sound] == []
