from __future__ import annotations

from pathlib import Path

import pytest

from herodotus import events, lexicons, mentions, reading, statements
from herodotus.lexicons import petrarch
from herodotus.reading import Source

DICTIONARY = """
# invented
&BOATS
+FRIGATE
+TUG_BOAT

--- PUT A HEX ON [1822] ---
HEX {HEXED HEXING}
BEWITCH
- * {OLD MILL}      [---]   # nothing happens
- * &BOATS          [194]
- * (WITH {DEAF EAR}) [:120]
- * &NOBODY         [190]
- WIZARD * TOWER    [190]
- broken line

--- SPEAK [---] ---
MUTTER [010]
"""
TYPES = {"18": ("ASSAULT", ""), "1822": ("ASSAULT", "torture"), "19": ("ASSAULT", ""), "12": ("REJECT", "")}


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    path = tmp_path / "verbs.txt"
    path.write_text(DICTIONARY, encoding="utf-8")
    return path


def test_blocks_patterns_and_word_lists_become_rules(dictionary: Path) -> None:
    """A block's verbs take its code, a pattern its own; null codes and codes of saying make no event."""
    rules = petrarch.read_verbs(dictionary, TYPES).rules

    codes = {rule.frames[0].text.removeprefix("SOURCE VERB [TARGET]").strip(): rule for rule in rules}
    assert {"1822", "194", "120"} == {rule.get("cameo") for rule in rules} - {None}
    assert [anchor.words for anchor in codes["&BOATS"].anchors] == [("hex",), ("bewitch",)]
    assert codes["&BOATS"].frames[0].words[0].lemmas == ("frigate", "boat")
    assert codes["{OLD MILL}"].is_marked("discard")
    assert any(rule.anchors[0].words == ("mutter",) and rule.is_marked("discard") for rule in rules)


def test_what_cannot_be_read_is_told_with_its_line_and_skipped(dictionary: Path) -> None:
    """Real dictionaries hold broken lines, undefined lists, and patterns that ask for a subject."""
    problems = petrarch.read_verbs(dictionary, TYPES).problems

    assert [
        (number, next(word for word in ("undefined", "before the verb", "no pattern") if word in problem))
        for number, problem in problems
    ] == [(13, "undefined"), (14, "before the verb"), (15, "no pattern")]


def test_a_user_s_verbs_go_before_ours_and_keep_status_and_voice(dictionary: Path) -> None:
    """What a dictionary codes is claimed as everything else is: denied, planned or told."""
    own = lexicons.load_verbs(dictionary)
    text = "Norland hexed Merania. The rebels bewitched the old mill. The army failed to hex the frigates."
    read = reading.read(Source.of_text(text), reader=reading.default_reader())
    cast = mentions.resolve(read)

    found = events.find(read, cast, statements.find(read, cast), own).events

    assert len(own.problems) == 3
    assert [(e.cameo, e.claims[0].status) for e in found] == [("1822", "happened"), ("194", "negated")]
    assert events.find(read, cast, statements.find(read, cast)).events == ()  # nothing of it outlives the call
