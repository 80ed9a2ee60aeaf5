"""The reference of the page leaves no address out, nor what one can be asked with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from herodotus.ledger import Ledger
from herodotus.surfaces.page.app import make_app

REFERENCE = (Path(__file__).parents[2] / "docs" / "reference" / "page.md").read_text(encoding="utf-8")
NAMES = {
    "{report}": "REPORT",
    "{incident}": "INCIDENT",
    "{key}": "NAME",
    "{job}": "JOB",
    "{number}": "N",
    "{form}": "FORM",
}
TURNED = {"start", "limit", "most", "table", "published", "name"}
"""What turns pages, or is told in a sentence."""


@pytest.fixture
def paths(ledger: Ledger) -> dict[str, Any]:
    found = make_app(ledger).openapi()["paths"]
    return {path: item for path, item in found.items() if not path.endswith((".csv", ".jsonl"))}


def test_every_address_is_in_the_reference(paths: dict[str, Any]) -> None:
    """By its parts: several of one view stand in one row."""
    for path in paths:
        parts = [NAMES.get(part, part) for part in path.removesuffix(".json").split("/")[1:]]

        assert [part for part in parts if f"/{part}" not in REFERENCE] == [], path


def test_every_name_of_a_question_is_in_the_reference(paths: dict[str, Any]) -> None:
    parameters = [one for item in paths.values() for what in item.values() for one in what.get("parameters", ())]
    asked = {one["name"] for one in parameters if one["in"] == "query"}

    assert len(asked) > 40
    assert {name for name in asked - TURNED if f"`{name}`" not in REFERENCE} == set()
