"""The how-to pages are followed: their commands do what they are there for, on the sample reports."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from herodotus import open_ledger
from herodotus.model import Account
from herodotus.surfaces.cli import app

HOW_TO = Path(__file__).parents[1] / "docs" / "how-to"


def commands(page: str) -> Iterator[list[str]]:
    """Yield the words of every command of a page, in its order."""
    for block in re.findall(r"```sh\n(.*?)```", (HOW_TO / page).read_text(encoding="utf-8"), re.DOTALL):
        for line in block.splitlines():
            program, *words = shlex.split(line, comments=True)
            if program == "herodotus":
                yield words


@pytest.mark.parametrize("page", ["search.md", "review.md"])
def test_whoever_follows_a_page_gets_through(page: str, tmp_path: Path, sample_accounts: Mapping[str, Account]) -> None:
    """One command after another, as they stand there, in a ledger of the samples."""
    with open_ledger(tmp_path / "l.db") as kept:
        for account in sample_accounts.values():
            kept.add(account)
    told = {"HERODOTUS_LEDGER": str(tmp_path / "l.db"), "HERODOTUS_CODER": "hk"}
    done = [(words, CliRunner().invoke(app, words, env=told)) for words in commands(page)]

    assert done
    assert [(words, one.output, one.exception) for words, one in done if one.exit_code] == []
