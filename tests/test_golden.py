"""
Golden accounts: every shipped sample report, told line by line, against the lines kept in ``tests/golden``.

The rules are held to the letter over kept trees (``report.conllu``), whatever another version of onnxruntime makes of a sum;
the network itself is held to the kept trees word by word.

A change that is meant: ``UPDATE_GOLDEN=1 pytest tests/test_golden.py``, then read the diff like an editor. After a new model,
``UPDATE_GOLDEN=trees`` keeps its trees as well.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from herodotus import pipeline, reading
from herodotus.model import Sentence
from herodotus.reading.conllu import ConlluReader, written
from tests.golden.lines import lines_of

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = Path(str(files("herodotus") / "samples"))
SLUGS = sorted(path.stem for path in SAMPLES.glob("*.txt"))
UPDATE = os.environ.get("UPDATE_GOLDEN")
READ_ALIKE = 0.995
"""Share of words that must be read as the kept trees have them, on any processor."""


@pytest.mark.parametrize("slug", SLUGS)
def test_a_sample_report_is_told_as_before(slug: str, reader: reading.Reader) -> None:
    """The account of a shipped report changes only when somebody means it to."""
    if UPDATE == "trees":
        keep_trees(slug, reader)
    told = list(lines_of(pipeline.read(SAMPLES / f"{slug}.txt", reader=kept_trees(slug))))
    kept = GOLDEN / slug / "account.txt"
    if UPDATE:
        kept.write_text("\n".join(told) + "\n", encoding="utf-8")

    changes = list(
        difflib.unified_diff(kept.read_text(encoding="utf-8").splitlines(), told, "kept", "told", lineterm="", n=0)
    )

    assert not changes, "\n".join(["meant? UPDATE_GOLDEN=1 pytest tests/test_golden.py", *changes])


def test_the_network_reads_the_samples_as_before(reader: reading.Reader) -> None:
    """Tags, trees and names of the shipped model are those kept, but for a word in two hundred elsewhere."""
    kept = [word for slug in SLUGS for word in words_of(read_by(kept_trees(slug), slug))]
    read = [word for slug in SLUGS for word in words_of(read_by(reader, slug))]

    assert len(kept) == len(read)
    parted = [pair for pair in zip(kept, read, strict=True) if pair[0] != pair[1]]
    assert len(parted) <= (1 - READ_ALIKE) * len(kept), parted[:20]


def keep_trees(slug: str, reader: reading.Reader) -> None:
    """Write what the network reads in a sample report beside its account."""
    folder = GOLDEN / slug
    folder.mkdir(exist_ok=True)
    (folder / "report.conllu").write_text("".join(written(read_by(reader, slug))), encoding="utf-8")


def kept_trees(slug: str) -> ConlluReader:
    """Return the reader that gives a sample report's kept trees."""
    return ConlluReader(GOLDEN / slug / "report.conllu")


def read_by(reader: reading.Reader, slug: str) -> tuple[Sentence, ...]:
    """Return the sentences a reader finds in a sample report."""
    source = next(iter(reading.sources([SAMPLES / f"{slug}.txt"])))
    assert isinstance(source, reading.Source)
    return reading.read(source, reader=reader).sentences


def words_of(sentences: tuple[Sentence, ...]) -> Iterator[tuple[object, ...]]:
    """Yield what a reader says of each word."""
    for sentence in sentences:
        for token in sentence.tokens:
            yield (
                sentence.index,
                token.form,
                token.lemma,
                token.upos,
                token.xpos,
                token.head,
                token.deprel,
                token.entity,
            )


def test_no_golden_account_has_lost_its_report() -> None:
    """A golden account without its sample is a leftover."""
    assert sorted(path.parent.name for path in GOLDEN.glob("*/account.txt")) == SLUGS


def test_every_sample_says_where_it_comes_from() -> None:
    """Publisher, instant and title of each are in the manifest, and none is named that is not there."""
    sources = list(reading.sources([SAMPLES]))

    assert len(SLUGS) == len(sources)
    for source in sources:
        assert isinstance(source, reading.Source)
        assert None not in (source.publisher, source.published, source.title), source.name
