"""Numbers that count no people: every entry's examples are found, its counter-examples are not."""

from __future__ import annotations

from typing import Any

import pytest

from herodotus import lexicons
from herodotus.accounts import measures
from herodotus.model import Event, Span
from tests.accounts.makers import raid, sentences

ENTRIES: list[dict[str, Any]] = lexicons.load().document("accounts/measures")["measure"]


def found(entry: dict[str, Any], text: str) -> list[tuple[float, float | None]]:
    """Return what a report of that text gives of a measure, where it tells an event of the right kind."""
    label = entry["of"][0] if entry["of"] else "raid"
    account = raid(text, word=text.split(maxsplit=1)[0], label=label, place=None, day=None)
    event = Event("e1", label, (Span(0, 1),), "ASSAULT")
    assert sentences(text)
    return [(m.low, m.high) for m in measures.find(account, event) if m.what == entry["what"]]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry["id"]))
def test_examples_of_a_measure(entry: dict[str, Any]) -> None:
    """No entry without an example and a counter-example."""
    assert entry["example"]
    assert entry["not"]
    for example in entry["example"]:
        assert (example["low"], example.get("high")) in found(entry, example["text"]), example["text"]
    for other in entry["not"]:
        assert found(entry, other["text"]) == [], other["text"]
