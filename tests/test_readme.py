"""The README's promises are run."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_example_gives_what_the_readme_shows() -> None:
    """The first block of the README is a report and its account."""
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False)

    assert tried > 0
    assert failed == 0


def test_what_the_readme_points_at_is_there() -> None:
    """No link of the README leads nowhere."""
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))

    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_matrix_of_the_readme_is_the_one_that_is_made() -> None:
    """The table of accounts side by side is the beginning of the golden one."""
    shown = re.search(r"```text\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    golden = (ROOT / "tests/golden/incidents/raid.txt").read_text(encoding="utf-8")

    assert shown is not None
    assert golden.startswith(shown[1].rstrip("\n"))
