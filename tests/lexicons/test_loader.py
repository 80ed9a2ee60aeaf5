from __future__ import annotations

from pathlib import Path

import pytest

from herodotus import lexicons
from herodotus.errors import LexiconError
from herodotus.lexicons.loader import rules_of
from herodotus.lexicons.tables import read_table

GOOD = """
[[cue]]
id = "pin-on"
verbs = ["pin", "pin down"]
frame = "SPEAKER VERB CONTENT on TARGET"
act = "accuse"
stance = "asserts"
[[cue.example]]
text = "The governor pinned the raid on smugglers."
SPEAKER = "The governor"
CONTENT = "the raid"
TARGET = "smugglers"
[[cue.not]]
text = "The medal was pinned by the queen."
because = "nobody is blamed"
"""


def written(folder: Path, text: str, name: str = "cues/own.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_an_entry_becomes_a_rule_with_its_examples(tmp_path: Path) -> None:
    """Anchors, frames, further keys, examples and counter-examples are all there."""
    (rule,) = rules_of(written(tmp_path, GOOD))

    assert (rule.id, rule.kind, rule.get("act")) == ("pin-on", "cue", "accuse")
    assert [anchor.words for anchor in rule.anchors] == [("pin",), ("pin", "down")]
    assert dict(rule.examples[0].holes) == {"SPEAKER": "The governor", "CONTENT": "the raid", "TARGET": "smugglers"}
    assert rule.counter_examples[0].because == "nobody is blamed"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('act = "accuse"', 'akt = "accuse"', "unknown key 'akt'. Did you mean 'act'?"),
        ('act = "accuse"', 'act = "accusing"', "act = 'accusing' is not allowed"),
        ('stance = "asserts"', "", "no stance. Add stance = one of asserts"),
        ('id = "pin-on"', "", "a [[cue]] without an id"),
        ('verbs = ["pin", "pin down"]', "", "no anchor"),
        ('verbs = ["pin", "pin down"]', 'verbs = "pin"', "verbs is not a list of words"),
        ("SPEAKER VERB CONTENT on TARGET", "SPEAKER NOUN on TARGET", "a frame with NOUN but no nouns"),
        ('TARGET = "smugglers"', 'TARGT = "smugglers"', "an example fills 'TARGT', a hole no frame has"),
        ('TARGET = "smugglers"', 'TARGET = "pirates"', "TARGET = 'pirates' is not in the example's text"),
        ("[[cue.example]]", "[[cue.exampel]]", "unknown key 'exampel'. Did you mean 'example'?"),
        ("[[cue]]", "[[clue]]", "unknown table [clue]"),
        ('id = "pin-on"', "id = pin-on", "not TOML"),
    ],
)
def test_a_mistake_is_named_with_file_entry_and_remedy(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Whoever wrote the entry can mend it from the message alone."""
    path = written(tmp_path, GOOD.replace(old, new).replace("[[cue.", "[[cue." if "clue" not in new else "[[clue."))

    with pytest.raises(LexiconError) as error:
        rules_of(path)

    assert said in str(error.value)
    assert str(path) in str(error.value)


def test_an_id_is_used_once(tmp_path: Path) -> None:
    """Two entries with one id would make ``because`` ambiguous."""
    written(tmp_path, GOOD)
    written(tmp_path, GOOD, "cues/second.toml")

    with pytest.raises(LexiconError, match=r"the id is taken already, in .*own\.toml"):
        len(lexicons.load("en", (tmp_path,)).cues)


def test_own_folders_are_read_after_the_shipped_ones_and_change_the_hash(tmp_path: Path) -> None:
    """A user's own entries count like the shipped ones, and accounts made with them can be told apart."""
    written(tmp_path, GOOD)
    loaded = lexicons.load("en", (tmp_path,))

    assert "pin-on" in loaded.cues
    assert "pin" in loaded.cues.words("VERB")
    assert loaded.hash != lexicons.load("en").hash
    assert loaded.cues["pin-on"] in loaded.cues.having(act="accuse", stance="asserts")


def test_a_table_keeps_its_strings(tmp_path: Path) -> None:
    """Codes such as NO, 012 and 1e3 stay as written; comments and missing end cells do no harm."""
    path = written(
        tmp_path, "# states\ncode\tname\tothers\nNO\tNorland\n012\tMerania\tthe Realm; Mer\n", "actors/s.tsv"
    )

    assert [dict(row) for row in read_table(path, file="s.tsv")] == [
        {"code": "NO", "name": "Norland", "others": ""},
        {"code": "012", "name": "Merania", "others": "the Realm; Mer"},
    ]
    assert lexicons.load("en", (tmp_path,)).table("actors/s")[1]["code"] == "012"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no header line"),
        ("a\ta\n", "named twice"),
        ("a\tb\n1\t2\t3\n", "line 2: 3 cells where the header has 2"),
    ],
)
def test_a_broken_table_is_named(tmp_path: Path, text: str, said: str) -> None:
    """File and line stand in the message."""
    with pytest.raises(LexiconError, match=said):
        read_table(written(tmp_path, text, "t.tsv"), file="t.tsv")


def test_a_table_that_is_not_there_is_named() -> None:
    """Asking for a missing list is an error of the program's data, not an empty list."""
    with pytest.raises(LexiconError, match=r"nowhere.tsv: no such file"):
        lexicons.load().table("nowhere")
