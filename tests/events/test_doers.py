from __future__ import annotations

import pytest

from herodotus import lexicons, reading
from herodotus.events import doers
from herodotus.syntax import Tree
from tests.conftest import AccountOf


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A virus killed 20 people.", True),
        ("An earthquake destroyed two villages.", True),
        ("Rockets hit the harbour.", False),
        ("Tens of thousands of people marched in the capital.", False),
        ("The rebels shelled the port.", False),
        ("It killed two dockers.", False),
    ],
)
def test_what_cannot_act_does_no_deed(text: str, expected: bool, reader: reading.Reader) -> None:
    """A death by illness or quake is kept, but it is nobody's assault."""
    (sentence,) = reader.read(text)
    tree = Tree(sentence)
    deeds = [one for one in lexicons.best(lexicons.match(lexicons.load().events, tree)) if one.rule.get("type")]

    assert [doers.is_nobodys(tree, one) for one in deeds][-1] is expected


@pytest.mark.parametrize(
    "text",
    [
        "A fire on Friday killed five girls in Averin.",
        "A bus crash injured 12 pupils.",
        "A mudslide buried the village, killing three.",
    ],
)
def test_an_accident_is_nobodys_deed(text: str, account_of: AccountOf) -> None:
    """Those it killed were not attacked: one event without a type, with their number."""
    (event,) = account_of(text).events

    assert (event.type, event.source) == (None, ())
    assert event.counts
