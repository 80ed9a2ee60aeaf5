"""What can go wrong with a ledger goes wrong in the open: nothing lost, nothing doubled, and a word that helps."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from herodotus.errors import LedgerError
from herodotus.ledger import Ledger, dialects, health, open_ledger
from tests.ledger.makers import account, many

ROOT = Path(__file__).parents[2]


def test_kills_at_random_moments_lose_nothing_and_double_nothing(ledger_url: str) -> None:
    """A reader killed again and again, then let finish (``python -m tests.ledger.killing`` does it 200 times)."""
    command = [sys.executable, "-m", "tests.ledger.killing", ledger_url, "--kills", "12", "--reports", "150"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "150 reports, each once and whole" in done.stdout


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writers that lose patience soon."""
    monkeypatch.setattr(dialects, "SOON", 0.05)
    monkeypatch.setattr(dialects, "PATIENCE", 0.4)


@pytest.mark.usefixtures("patience")
def test_a_second_writer_waits_and_says_so(ledger_url: str) -> None:
    """Then it writes, once the first has done."""
    told: list[str] = []
    waits = threading.Event()

    def hear(words: str) -> None:
        told.append(words)
        waits.set()

    with open_ledger(ledger_url) as first, open_ledger(ledger_url, tell=hear) as second:
        dialects.PATIENCE = 20.0
        with first.writing() as db:
            writer = threading.Thread(target=second.add, args=(account(1),))
            writer.start()
            assert waits.wait(20)
            assert db.in_transaction()
        writer.join(20)

        assert "another is writing" in told[0]
        assert second.get(account(1).report.id) == account(1)


@pytest.mark.usefixtures("patience")
def test_a_writer_that_waited_too_long_says_what_to_do(ledger_url: str) -> None:
    """It has written nothing; readers are not kept waiting."""
    with open_ledger(ledger_url) as first:
        first.add(account(0))
        with open_ledger(ledger_url) as second:
            with first.writing(), pytest.raises(LedgerError, match="another is writing"):
                second.add(account(1))
            with first.writing():
                assert second.get(account(0).report.id) == account(0)

            assert len(list(second.reports())) == 1


def test_writers_side_by_side_keep_everything_once(ledger_url: str) -> None:
    """Four of them, with the same reports."""
    open_ledger(ledger_url).close()

    def keep() -> None:
        with open_ledger(ledger_url) as ledger:
            for one, raw in many(25):
                ledger.add(one, raw=raw)

    writers = [threading.Thread(target=keep) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with open_ledger(ledger_url) as ledger:
        assert health.status(ledger).counts["account"] == 25
        assert [one.words for one in health.verify(ledger) if not one.sound] == []


def test_a_ledger_opened_by_many_at_once_is_made_once(ledger_url: str) -> None:
    """Nobody finds half a ledger."""
    failed: list[Exception] = []

    def use() -> None:
        try:
            with open_ledger(ledger_url) as ledger:
                ledger.add(account(1))
        except Exception as error:  # noqa: BLE001
            failed.append(error)

    users = [threading.Thread(target=use) for _ in range(6)]
    for user in users:
        user.start()
    for user in users:
        user.join()

    assert failed == []


def test_one_who_opens_a_new_file_waits_for_another_who_makes_it(tmp_path: Path) -> None:
    """SQLite refuses to turn writing ahead on at once, without patience, while another holds a new file to write."""
    path = tmp_path / "l.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor() as pool:
        opening = pool.submit(lambda: open_ledger(path).close())
        time.sleep(0.3)
        other.execute("ROLLBACK")
        opening.result()
    other.close()


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    """What was kept before stays; with room again the same goes on."""
    url = str(tmp_path / "l.db")
    open_ledger(url).close()
    with _Small(url) as small, pytest.raises(LedgerError, match=r"disk is full.*Make room"):
        _fill(small)
    with open_ledger(url) as ledger:
        before = len(list(ledger.reports()))
        assert before > 5
        assert [one.words for one in health.verify(ledger) if not one.sound] == []
        assert not ledger.add(account(before - 1)).new
        assert ledger.add(account(before)).new


def _fill(ledger: Ledger) -> None:
    for one, raw in many(5000):
        ledger.add(one, raw=raw)


class _Small(Ledger):
    """A ledger whose disk has room for little more."""

    def __init__(self, url: str) -> None:
        super().__init__(url)

        def limit(connection: object, _: object) -> None:
            connection.execute("PRAGMA max_page_count=150")  # type: ignore[attr-defined]

        self._engine.dispose()
        sa.event.listen(self._engine, "connect", limit)


@pytest.fixture
def locked_up(tmp_path: Path) -> Iterator[Path]:
    """A folder with a ledger in it that may only be read."""
    folder = tmp_path / "desk"
    folder.mkdir()
    with open_ledger(folder / "l.db") as ledger:
        ledger.add(account(1))
    (folder / "l.db").chmod(0o444)
    folder.chmod(0o555)
    yield folder / "l.db"
    folder.chmod(0o755)


def test_a_file_that_may_only_be_read_can_be_read(locked_up: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And whoever wants to write is told why not."""
    if os.geteuid() == 0:  # root may write to everything: open it as anybody else would have to
        monkeypatch.setattr(dialects, "_can_write", lambda _path: False)
    with open_ledger(locked_up) as ledger:
        assert ledger.get(account(1).report.id) == account(1)
        assert all(one.sound for one in health.verify(ledger))
        with pytest.raises(LedgerError, match=r"may only be read.*Ask for leave"):
            ledger.add(account(2))


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """The path, and what to look at."""
    with pytest.raises(LedgerError, match=r"nowhere.*Check the path"):
        open_ledger(tmp_path / "nowhere" / "l.db")


def test_a_corrupted_page_is_said_and_found(tmp_path: Path) -> None:
    """Reading the page fails in words; ``verify`` finds it; the copy is whole."""
    url = str(tmp_path / "l.db")
    with open_ledger(url) as ledger:
        ledger.add_many(list(many(300)))
    shutil.copy(url, tmp_path / "copy.db")
    _ruin(Path(url), "account")
    with open_ledger(url) as ledger:
        with pytest.raises(LedgerError, match=r"it is damaged.*db verify.*last copy"):
            _read_all(ledger)
        found = {one.name: one.sound for one in health.verify(ledger)}
    with open_ledger(tmp_path / "copy.db") as copy:
        sound = [one.sound for one in health.verify(copy)]

    assert (found["pages"], found["accounts"]) == (False, False)
    assert all(sound)


def _read_all(ledger: Ledger) -> None:
    for row in ledger.reports():
        ledger.get(row.report)


def _ruin(path: Path, table: str) -> None:
    """Overwrite the heads of some pages of a table."""
    engine = dialects.engine_for(str(path))
    with engine.connect() as db:
        size = int(db.exec_driver_sql("PRAGMA page_size").scalar_one())
        pages = (
            db.exec_driver_sql(f"SELECT pageno FROM dbstat WHERE name = '{table}' AND pagetype = 'leaf'")
            .scalars()
            .all()
        )
    engine.dispose()
    with path.open("r+b") as file:
        for page in pages[: len(pages) // 2]:
            file.seek((page - 1) * size)
            file.write(b"\xff" * 64)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://me@host/l", "no ledger can be there"),
        ("postgresql://", "cannot be used|no ledger"),
        ("a://b://c", "no ledger"),
    ],
)
def test_what_is_no_place_for_a_ledger_is_refused(url: str, words: str) -> None:
    """Another kind of database, no server, no URL."""
    with pytest.raises(LedgerError, match=words):
        open_ledger(url)


def test_a_password_is_never_shown() -> None:
    """Not in an error either."""
    with pytest.raises(LedgerError) as caught:
        open_ledger("postgresql://me:secret@127.0.0.1:9/l?connect_timeout=2")

    assert "secret" not in str(caught.value)
