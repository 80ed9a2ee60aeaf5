"""``herodotus serve`` as a user starts it: it says where it is, answers there, and goes when told to."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from herodotus.ledger import open_ledger


def _start(*more: str) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "herodotus", "serve", "--port", "0", *more]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    assert process.stderr is not None
    line = process.stderr.readline()
    found = re.search(r"http://\S+", line)
    assert found, line
    return process, found[0]


def _stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)


def test_it_says_where_it_is_and_answers_there(shipped: Path) -> None:
    process, address = _start("--ledger", str(shipped), "--read-only")

    with urllib.request.urlopen(f"{address}inbox.json") as answer:
        assert b'"total":17' in answer.read()
    _stop(process)
    assert address.startswith("http://127.0.0.1:")


def test_another_host_needs_the_token_that_is_printed(shipped: Path) -> None:
    process, address = _start("--ledger", str(shipped), "--host", "0.0.0.0")
    home, _, token = address.replace("0.0.0.0", "127.0.0.1").partition("?token=")

    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(f"{home}inbox.json")
    asked = urllib.request.Request(f"{home}inbox.json", headers={"authorization": f"Bearer {token}"})
    with urllib.request.urlopen(asked) as answer:
        assert answer.status == 200
    _stop(process)


def test_it_goes_although_somebody_follows_a_reading(shipped: Path, tmp_path: Path) -> None:
    """Ctrl-C does not wait for a reading that a page listens to; nothing of it is kept."""
    shutil.copy(shipped, tmp_path / "ledger.db")
    process, address = _start("--ledger", str(tmp_path / "ledger.db"))
    with urllib.request.urlopen(f"{address}session.json") as answer:
        token = json.load(answer)["token"]
    text = " ".join(f"The envoy of Norland said on Monday that convoy {n} had been stopped." for n in range(3000))
    headers = {"x-herodotus-token": token, "content-type": "application/json"}
    asked = urllib.request.Request(f"{address}readings", json.dumps({"text": text}).encode(), headers, method="POST")
    urllib.request.urlopen(asked).close()

    with urllib.request.urlopen(f"{address}readings/events") as following:
        following.readline()
        _stop(process)

    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert len(list(ledger.reports())) == 17


def test_a_ledger_that_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "herodotus", "serve", "--read-only", "--ledger", str(tmp_path / "none.db")]

    found = subprocess.run(command, capture_output=True, text=True, check=False)

    assert found.returncode == 4
    assert "no such ledger" in found.stderr
    assert not (tmp_path / "none.db").exists()
