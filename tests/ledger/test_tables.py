"""The schema is public: the reference explains every table and column that is there, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from herodotus.ledger import tables

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "ledger-tables.md").read_text(encoding="utf-8")
EXPLAINED = {
    name: re.findall(r"^\| `(\w+)` \| .+ \|$", part, flags=re.MULTILINE)
    for name, part in re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", PAGE, flags=re.MULTILINE | re.DOTALL)
}


@pytest.mark.parametrize("name", sorted(tables.metadata.tables))
def test_every_column_is_explained_in_order(name: str) -> None:
    """Table by table."""
    assert EXPLAINED.get(name) == [column.name for column in tables.metadata.tables[name].columns]


def test_nothing_is_explained_that_is_not_there() -> None:
    """But for the two that are made for searching."""
    assert set(EXPLAINED) - set(tables.metadata.tables) == {"sentence_text", "sentence_words"}
