"""A batch read by several processes is the batch read by one; one that was broken off goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from herodotus.errors import HerodotusError, InputError
from herodotus.ledger import health, open_ledger
from herodotus.reading import Source, Unread
from herodotus.surfaces import executors
from herodotus.surfaces.executors import Here, Processes, Work

STORIES = [
    f"Norland accused Merania of arming {n} rebels on Monday. Merania denied it had armed anybody." for n in range(12)
]


def _sources() -> list[Source | Unread]:
    found: list[Source | Unread] = [Source.of_text(story, name=f"story {n}") for n, story in enumerate(STORIES)]
    found.insert(3, Unread("gone.txt", InputError("gone.txt", "no such file", "Check the path.")))
    found.insert(5, Source(b"", name="empty"))
    return found


def test_several_processes_read_as_one_does() -> None:
    """The same accounts, in the same order, the bad ones in their places."""
    sources = _sources()
    alone = list(Here(Work()).read(sources))
    together = list(Processes(Work(), 2).read(sources))

    assert [source for source, _ in together] == [source for source, _ in alone]
    for (_, one), (_, other) in zip(alone, together, strict=True):
        assert (one == other) or (isinstance(one, Unread) and isinstance(other, Unread) and str(one) == str(other))


def test_a_worker_that_dies_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no hang and no empty account."""
    monkeypatch.setattr(executors, "_read", _die)

    with pytest.raises(HerodotusError, match="a worker ended"):
        list(Processes(Work(), 2).read(_sources()))


def _die(_source: Source) -> Unread:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with twelve reports."""
    (tmp_path / "in").mkdir()
    for n, story in enumerate(STORIES):
        (tmp_path / "in" / f"{n:02}.txt").write_text(story, encoding="utf-8")
    return tmp_path


def _command(*more: str) -> list[str]:
    return [sys.executable, "-m", "herodotus", "read", "in", "--published", "2026-03-11", *more]


def test_a_batch_that_was_killed_goes_on(desk: Path) -> None:
    """``--resume`` reads what is missing and nothing twice; a second time there is nothing to do."""
    reader = subprocess.Popen(_command(), cwd=desk, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while _kept(desk) < 2:
        time.sleep(0.02)
        assert reader.poll() is None or _kept(desk) == 12
    reader.kill()
    reader.wait()
    before = _kept(desk)
    done = subprocess.run(_command("--resume"), cwd=desk, capture_output=True, text=True, check=False)
    again = subprocess.run(_command("--resume"), cwd=desk, capture_output=True, text=True, check=False)

    assert done.returncode == again.returncode == 0
    assert f"{before} there already" in done.stderr
    assert "12 there already" in again.stderr
    assert again.stdout == ""
    with open_ledger(desk / "herodotus.db") as ledger:
        assert health.status(ledger).counts["account"] == 12
        assert [one.words for one in health.verify(ledger) if not one.sound] == []


def _kept(desk: Path) -> int:
    path = desk / "herodotus.db"
    if not path.exists() or path.stat().st_size == 0:
        return 0
    with open_ledger(path) as ledger:
        return sum(1 for _ in ledger.reports())


def test_the_same_bytes_told_otherwise_are_another_report(desk: Path) -> None:
    """Another publisher, another reading: ``--resume`` leaves out only what would be the same account."""
    subprocess.run(_command(), cwd=desk, capture_output=True, check=True)
    done = subprocess.run(
        _command("--resume", "--publisher", "Post"), cwd=desk, capture_output=True, text=True, check=True
    )

    assert "12 read, 0 failed" in done.stderr
    assert _kept(desk) == 24
