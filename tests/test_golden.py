"""
Golden accounts: every shipped sample report, told line by line, against the lines kept in ``tests/golden``.

A change that is meant: ``UPDATE_GOLDEN=1 pytest tests/test_golden.py``, then read the diff like an editor.
"""

from __future__ import annotations

import difflib
import os
from importlib.resources import files
from pathlib import Path

import pytest

from herodotus import pipeline, reading
from tests.golden.lines import lines_of

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = Path(str(files("herodotus") / "samples"))
SLUGS = sorted(path.stem for path in SAMPLES.glob("*.txt"))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_sample_report_is_told_as_before(slug: str, reader: reading.Reader) -> None:
    """The account of a shipped report changes only when somebody means it to."""
    told = list(lines_of(pipeline.read(SAMPLES / f"{slug}.txt", reader=reader)))
    kept = GOLDEN / slug / "account.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text("\n".join(told) + "\n", encoding="utf-8")

    changes = list(
        difflib.unified_diff(kept.read_text(encoding="utf-8").splitlines(), told, "kept", "told", lineterm="", n=0)
    )

    assert not changes, "\n".join(["meant? UPDATE_GOLDEN=1 pytest tests/test_golden.py", *changes])


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
