"""Older ledgers are brought up to date: what was kept is kept, what is said is laid flat anew, a copy first."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
import sqlalchemy as sa

from herodotus import contract
from herodotus.errors import LedgerError, NotFoundError
from herodotus.ledger import copying, dialects, health, open_ledger, tables, upgrading
from tests.ledger.makers import account, many

OTHER_RUN = {"herodotus": "0.1.0", "model": "sha256:reader", "lexicons": "sha256:older"}


def _first_ledger(url: str, count: int) -> None:
    """Make a ledger as the first version did: its tables, and reports of one run, the last of them read by two."""
    engine = dialects.as_writer(dialects.engine_for(url), print)
    with engine.begin() as db:
        upgrading.climb(db, None, "0001")
        db.exec_driver_sql("DROP TABLE alembic_version")  # the first version had none
        old = sa.MetaData()
        old.reflect(db)
        run = {"herodotus": "test", "model": "sha256:reader", "lexicons": "sha256:lexicons"}
        db.execute(sa.insert(old.tables["run"]), [{"id": 1, **OTHER_RUN}, {"id": 2, **run}])
        for one, raw in many(count):
            report = one.report
            row = {
                "id": report.id,
                "publisher": report.publisher,
                "published": str(report.published),
                "text": report.text,
            }
            db.execute(sa.insert(old.tables["report"]).values(**row, raw=zlib.compress(raw)))
            kept = {"report": report.id, "json": contract.dumps(one)}
            db.execute(sa.insert(old.tables["account"]), [{**kept, "run": 2}])
        db.execute(sa.insert(old.tables["account"]).values(**kept, run=1))
    engine.dispose()


def test_a_ledger_of_the_first_version_is_brought_up_to_date(ledger_url: str) -> None:
    """Reports, bytes, accounts of both runs; the flat tables; and it goes on from there."""
    _first_ledger(ledger_url, 7)
    with pytest.raises(LedgerError, match=r"of version 0001.*db migrate"):
        open_ledger(ledger_url)

    assert list(copying.migrate(ledger_url, tell=print)) == [7]
    assert list(copying.migrate(ledger_url, tell=print)) == []
    with open_ledger(ledger_url) as ledger:
        for one, raw in many(7):
            assert ledger.get(one.report.id) == one
            assert ledger.raw(one.report.id) == raw
        assert [one.words for one in health.verify(ledger) if not one.sound] == []
        assert [run.accounts for run in health.status(ledger).runs] == [1, 7]
        assert ledger.add(account(7)).new
        assert not ledger.add(account(6)).new


def test_a_ledger_of_the_second_version_is_brought_up_to_date(ledger_url: str) -> None:
    """What is kept stays as it is; what is said is laid flat anew, with where each thing stands in time."""
    _first_ledger(ledger_url, 3)
    engine = dialects.as_writer(dialects.engine_for(ledger_url), print)
    with engine.begin() as db:
        upgrading.climb(db, "0001", "0002")
    engine.dispose()
    with pytest.raises(LedgerError, match=r"of version 0002.*db migrate"):
        open_ledger(ledger_url)

    assert list(copying.migrate(ledger_url, tell=print)) == [3]
    with open_ledger(ledger_url) as ledger:
        assert [ledger.get(one.report.id) for one, _ in many(3)] == [one for one, _ in many(3)]
        assert [one.words for one in health.verify(ledger) if not one.sound] == []
        with ledger.reading() as db:
            event = tables.event
            first = sa.func.coalesce(event.c.earliest, event.c.latest)
            assert db.execute(sa.select(event.c.begins)).all() == db.execute(sa.select(first)).all()


def test_a_ledger_of_the_third_version_is_brought_up_to_date(ledger_url: str) -> None:
    """What was read before anybody counted how often it is right has no confidence, until it is read again."""
    with open_ledger(ledger_url) as ledger:
        ledger.add_many(list(many(3)))
    engine = dialects.as_writer(dialects.engine_for(ledger_url), print)
    with engine.begin() as db:
        db.exec_driver_sql("ALTER TABLE event DROP COLUMN confidence")
        db.execute(sa.update(tables.version).values(version_num="0003"))
    engine.dispose()
    with pytest.raises(LedgerError, match=r"of version 0003.*db migrate"):
        open_ledger(ledger_url)

    assert list(copying.migrate(ledger_url, tell=print)) == [3]
    with open_ledger(ledger_url) as ledger:
        assert [one.words for one in health.verify(ledger) if not one.sound] == []
        with ledger.reading() as db:
            assert db.execute(sa.select(tables.event.c.confidence)).scalars().all() == [None] * 3


def test_the_way_up_ends_where_a_new_ledger_begins(ledger_url: str, tmp_path: Path) -> None:
    """Tables, columns, their types, keys and indexes are the same."""
    _first_ledger(ledger_url, 1)
    list(copying.migrate(ledger_url, tell=print))
    engine = dialects.engine_for(ledger_url)
    with engine.connect() as db:
        came = _schema(db)
        db.rollback()
    engine.dispose()
    if "://" in ledger_url:
        _empty(ledger_url)
        new = ledger_url
    else:
        new = str(tmp_path / "new.db")
    open_ledger(new).close()
    engine = dialects.engine_for(new)
    with engine.connect() as db:
        assert came == _schema(db)
    engine.dispose()


def _empty(url: str) -> None:
    engine = dialects.engine_for(url)
    with engine.begin() as db:
        schema = db.exec_driver_sql("SELECT current_schema()").scalar()
        db.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
        db.exec_driver_sql(f"CREATE SCHEMA {schema}")
    engine.dispose()


def _schema(db: sa.Connection) -> dict[str, object]:
    look = sa.inspect(db)
    return {
        name: (
            sorted((c["name"], str(c["type"]), c["nullable"]) for c in look.get_columns(name)),
            look.get_pk_constraint(name)["constrained_columns"],
            sorted(str(one["column_names"]) for one in look.get_unique_constraints(name)),
            sorted(
                (one["name"], str(one["column_names"]))
                for one in look.get_indexes(name)
                if "duplicates_constraint" not in one
            ),
            sorted((str(one["constrained_columns"]), one["referred_table"]) for one in look.get_foreign_keys(name)),
        )
        for name in look.get_table_names()
        if name in tables.metadata.tables
    }


def test_the_copy_before_is_the_ledger_as_it_was(tmp_path: Path) -> None:
    """A file is copied to NAME.before-REVISION, and a person is told."""
    _first_ledger(str(tmp_path / "l.db"), 3)
    told: list[str] = []
    list(copying.migrate(str(tmp_path / "l.db"), tell=told.append))
    copy = tmp_path / f"l.db.before-{tables.REVISION}"

    assert str(copy) in told[0]
    with pytest.raises(LedgerError, match="of version 0001"):
        open_ledger(copy)


def test_what_breaks_off_leaves_the_old_ledger(tmp_path: Path) -> None:
    """An account that cannot be read stops the migration; everything is as it was."""
    url = str(tmp_path / "l.db")
    _first_ledger(url, 3)
    engine = dialects.as_writer(dialects.engine_for(url), print)
    with engine.begin() as db:
        db.exec_driver_sql("UPDATE account SET json = '{}' WHERE id = 2")
    engine.dispose()
    with pytest.raises(LedgerError, match=r"not herodotus\.account/1"):
        list(copying.migrate(url, tell=print))

    with pytest.raises(LedgerError, match="of version 0001"):
        open_ledger(url)


def test_there_must_be_a_ledger(ledger_url: str) -> None:
    """Nothing is made where nothing is."""
    with pytest.raises(NotFoundError, match="no ledger"):
        list(copying.migrate(ledger_url, tell=print))


def test_another_database_is_left_alone(ledger_url: str) -> None:
    """Tables of the same name that are not ours are not touched."""
    engine = dialects.as_writer(dialects.engine_for(ledger_url), print)
    with engine.begin() as db:
        db.exec_driver_sql("CREATE TABLE account (id integer, owner text)")
    engine.dispose()

    with pytest.raises(LedgerError, match="another database"):
        open_ledger(ledger_url)
