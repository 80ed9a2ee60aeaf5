"""``herodotus parse``: what was read, seen three ways."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from herodotus import reading
from herodotus.model import Sentence
from herodotus.reading.conllu import ConlluReader
from herodotus.surfaces import trees
from herodotus.surfaces.cli import app

TEXT = "Norland’s navy shelled Fort [Casimir] & left.\n\nNobody answered <b>the</b> radio."


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_conllu_reads_back_as_it_was_written(story: Path, tmp_path: Path, reader: reading.Reader) -> None:
    """The file can stand in for the reader: same words, tags, trees, names and places."""
    done = CliRunner().invoke(app, ["parse", str(story)])
    (tmp_path / "story.conllu").write_text(done.stdout, encoding="utf-8")

    def told(sentences: tuple[Sentence, ...]) -> list[object]:
        return [
            (s.span, s.paragraph, t.span, t.lemma, t.upos, t.xpos, t.feats, t.head, t.deprel, t.entity)
            for s in sentences
            for t in s.tokens
        ]

    assert done.exit_code == 0
    assert told(ConlluReader(tmp_path / "story.conllu").read(TEXT)) == told(reader.read(TEXT))


def test_the_tree_has_every_word_under_its_head(story: Path) -> None:
    """The root stands first, brackets are words and not markup."""
    done = CliRunner().invoke(app, ["parse", str(story), "--as", "tree", "--sentence", "1"])

    lines = done.stdout.splitlines()
    assert lines[0] == "1"
    assert lines[1].startswith("shelled root VERB")
    assert any("[ punct" in line for line in lines)
    assert "radio" not in done.stdout


def test_the_picture_is_sound_svg(story: Path) -> None:
    """Every word is there once and what looks like markup is text."""
    done = CliRunner().invoke(app, ["parse", str(story), "--as", "svg"])
    words = [node.text for node in ET.fromstring(done.stdout).iter("{http://www.w3.org/2000/svg}text")]

    assert {"shelled", "&", "<", "radio"} <= set(words)


def test_an_arc_is_above_every_arc_it_spans(reader: reading.Reader) -> None:
    """No two arcs over the same words have one level."""
    (sentence,) = reader.read("President Ama Serwaa of Norland on Tuesday blamed Merania for planning the raid.")
    drawn = trees.arcs(sentence)

    assert len(drawn) == len(sentence.tokens) - 1
    for one in drawn:
        for other in drawn:
            a, b = sorted((one.head, one.dependent)), sorted((other.head, other.dependent))
            assert one is other or one.level != other.level or a[1] <= b[0] or b[1] <= a[0]
