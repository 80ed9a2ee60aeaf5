"""The account as JSON: its schema, its shape, back and forth, the same every time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from herodotus import contract, schema
from tests.conftest import AccountOf

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "src" / "herodotus" / "samples").glob("*.txt"))
CRISIS = (
    "President Ama Serwaa of Norland on Tuesday blamed Merania for planning the raid on the harbour office in Port Elise. "
    "Merania denied it was behind the raid, which killed at least 12 dockers on Sunday. "
    "Norland's navy shelled Fort Casimir on Monday in retaliation for the raid."
)


def test_the_published_schema_is_the_one_in_force() -> None:
    """``herodotus schema > docs/reference/account.schema.json`` renews it."""
    published = json.loads((ROOT / "docs" / "reference" / "account.schema.json").read_text(encoding="utf-8"))

    assert published == schema.of_account()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_an_account_keeps_the_contract(sample: Path, account_of: AccountOf) -> None:
    """Every sample's account fits the schema, every reference leads somewhere, every span lies in the text."""
    found = contract.to_json(account_of(sample.read_text(encoding="utf-8")))
    jsonschema.Draft202012Validator(schema.of_account()).validate(found)
    ids = {thing["id"] for key in ("actors", "places", "times", "statements", "events") for thing in found[key]}
    for event in found["events"]:
        voices = {claim["voice"] for claim in event["claims"]} - {"narrator", "unnamed"}
        wanted = {*event["source"], *event["target"], *voices, event["place"], event["time"]} - {None, "unnamed"}
        assert wanted <= ids
    for span in _spans(found):
        assert 0 <= span[0] < span[1] <= len(found["report"]["text"])


def _spans(found: object) -> list[list[int]]:
    if isinstance(found, dict):
        return [span for value in found.values() for span in _spans(value)]
    if isinstance(found, list):
        if len(found) == 2 and all(isinstance(one, int) for one in found):
            return [found]
        return [span for value in found for span in _spans(value)]
    return []


def test_an_account_comes_back_equal(account_of: AccountOf) -> None:
    """Written and read again it is the same account."""
    account = account_of(CRISIS)

    assert contract.from_json(json.loads(contract.dumps(account))) == account


def test_another_schema_is_refused() -> None:
    """What is not an account is not taken for one."""
    with pytest.raises(ValueError, match=r"not herodotus\.account/1"):
        contract.from_json({"schema": "something.else/1"})


def test_the_same_text_gives_the_same_bytes_without_a_network(tmp_path: Path) -> None:
    """Two processes, two hash seeds, sockets that raise: byte-identical JSON."""
    (tmp_path / "story.txt").write_text(CRISIS, encoding="utf-8")
    program = (
        "import socket\n"
        "def no(*a, **k): raise OSError('no network here')\n"
        "socket.socket.connect = no; socket.create_connection = no; socket.getaddrinfo = no\n"
        "import sys; sys.argv = ['herodotus', 'read', 'story.txt', '--published', '2026-03-11', '--no-save', '--json']\n"
        "from herodotus.surfaces.cli import main; main()\n"
    )

    def run(seed: str) -> bytes:
        env = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=env, capture_output=True, check=True)
        assert done.stderr == b""
        return done.stdout

    assert run("1") == run("2")
