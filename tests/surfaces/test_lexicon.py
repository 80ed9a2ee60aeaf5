"""``herodotus lexicon``: what people who write entries see."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from herodotus.surfaces.lexicon import app

PIN = """
[[cue]]
id = "made-pin-on"
verbs = ["pin"]
frame = "SPEAKER VERB CONTENT on TARGET"
act = "accuse"
stance = "asserts"
[[cue.example]]
text = "The governor pinned the raid on smugglers."
SPEAKER = "The governor"
CONTENT = "the raid"
TARGET = "smugglers"
[[cue.not]]
text = "The queen pinned a medal."
because = "nobody is blamed"
"""


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "cues" / "own.toml"
    path.parent.mkdir()
    path.write_text(PIN, encoding="utf-8")
    return path


def test_an_entry_is_shown_with_its_frame_and_examples() -> None:
    """Whoever is told of a rule by ``because`` can look it up."""
    shown = run("show", "blame-for")

    assert shown.exit_code == 0
    assert shown.output.startswith("blame-for   (cue, en/cues/")
    assert "  act       accuse" in shown.output


def test_an_unknown_id_ends_with_4_and_a_hint() -> None:
    """The hint names ids that look like it."""
    shown = run("show", "blame")

    assert shown.exit_code == 4
    assert "Did you mean blame-for" in shown.output


def test_examples_that_hold_pass(own: Path) -> None:
    """A file of one's own is checked by its path, an entry of it by its id."""
    assert run("check", own).exit_code == 0
    assert run("check", "made-pin-on", "--with", own.parent.parent).exit_code == 0


def test_an_example_that_fails_is_told_and_ends_with_6(own: Path) -> None:
    """File, entry, text, expected and got stand in the output; the tree where it is asked for."""
    own.write_text(PIN.replace('TARGET = "smugglers"', 'TARGET = "raid"'), encoding="utf-8")

    told = run("check", own, "--trees")

    assert told.exit_code == 6
    for words in ("entry 'made-pin-on'", "The governor pinned", "expected", "got", "tree"):
        assert words in told.output


def test_a_broken_file_ends_with_6_and_its_remedy(own: Path) -> None:
    """A mistake of form is told like every error: where, which, what, what to do."""
    own.write_text(PIN.replace("stance", "stanse"), encoding="utf-8")

    told = run("check", own)

    assert told.exit_code == 6
    assert "Did you mean 'stance'?" in told.output


def test_hits_are_sentences_with_their_holes(own: Path, tmp_path: Path) -> None:
    """One sees what an entry finds in reports before it counts."""
    report = tmp_path / "report.txt"
    report.write_text("The governor pinned the raid on smugglers. The port was quiet.\n", encoding="utf-8")

    found = run("hits", own, "--in", report)

    assert found.exit_code == 0
    assert "report.txt: The governor pinned the raid on smugglers." in found.output
    assert "SPEAKER = “The governor”  CONTENT = “the raid”  TARGET = “smugglers”" in found.output
    assert "1 hits of 1 entries." in found.output
