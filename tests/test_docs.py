"""The documentation promises nothing that is not there, and leaves out nothing that is."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
import typer.main

from herodotus import model
from herodotus.surfaces.cli import app
from herodotus.surfaces.predict import TASKS

DOCS = Path(__file__).parents[1] / "docs"
WORDS = (
    *model.ACTS,
    *model.STANCES,
    *model.STATUSES,
    *model.EVENT_TYPES,
    *get_args(model.LinkKind),
    *get_args(model.Question),
)


@pytest.mark.parametrize("word", sorted(set(WORDS)))
def test_every_word_of_the_account_is_explained(word: str) -> None:
    """Acts, stances, statuses, types, links and questions stand in the reference."""
    assert f"`{word}`" in (DOCS / "reference" / "words.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_reference() -> None:
    """And every task of ``predict``."""
    page = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    named = [name for name, command in commands.items() if not command.hidden]

    assert [name for name in named if f"`herodotus {name}" not in page] == []
    assert [task for task in TASKS if f"`{task}`" not in page] == []


def test_every_key_of_an_account_is_in_the_reference() -> None:
    """The keys at the top and of everything in it."""
    from herodotus import schema

    page = (DOCS / "reference" / "account.md").read_text(encoding="utf-8")
    properties = schema.of_account()["properties"]
    keys = set(properties) | {k for p in properties.values() for k in p.get("items", {}).get("properties", {})}

    assert [key for key in sorted(keys - {"because"}) if f"`{key}`" not in page and f"`{key}[]`" not in page] == []


@pytest.mark.parametrize("step", ["reading", "mentions", "statements", "events", "accounts", "ledger", "surfaces"])
def test_every_step_has_its_page(step: str) -> None:
    """One word a thing: the folder's name is the page's."""
    assert list(DOCS.glob(f"[1-7]-{step}.md"))
