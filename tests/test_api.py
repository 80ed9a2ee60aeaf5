"""The Python interface: what is public, and what it does."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

import herodotus
from herodotus.errors import InputError

STORY = "The mayor of Port Elise said on Monday that the bridge was closed."


def test_what_is_listed_is_there() -> None:
    """Every public name can be had, and is documented."""
    for name in herodotus.__all__:
        found = getattr(herodotus, name)

        assert name == "__version__" or found.__doc__


def test_what_is_not_listed_is_not() -> None:
    """A misspelt name is an AttributeError like anywhere else."""
    with pytest.raises(AttributeError, match="no attribute 'raed'"):
        _ = herodotus.raed  # type: ignore[attr-defined]


def test_a_string_is_a_text_and_a_path_a_file(tmp_path: Path) -> None:
    """Both give the same account but for nothing."""
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")

    assert herodotus.read(tmp_path / "story.txt", published="2026-03-11") == herodotus.read(
        STORY, published="2026-03-11"
    )


def test_one_bad_report_never_stops_the_others(tmp_path: Path) -> None:
    """An empty file among two is Unread with its reason."""
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    bad, good = herodotus.read_many([tmp_path])

    assert isinstance(bad, herodotus.Unread)
    assert isinstance(bad.error, InputError)
    assert isinstance(good, herodotus.Account)


@pytest.mark.parametrize("heavy", ["onnxruntime", "sqlalchemy", "trafilatura", "numpy"])
def test_importing_is_light(heavy: str) -> None:
    """``import herodotus`` loads none of the heavy libraries."""
    import subprocess
    import sys

    program = f"import sys, herodotus, herodotus.surfaces.cli; sys.exit({heavy!r} in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_modules_say_what_they_are() -> None:
    """Every module opens with a docstring."""
    import pkgutil

    for module in pkgutil.walk_packages(herodotus.__path__, "herodotus."):
        if module.name != "herodotus.__main__":
            assert import_module(module.name).__doc__, module.name
