"""The bundle that ships: small, whole, made from the API as it is, and with nothing in it from elsewhere."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import get_args

import pytest

from herodotus import model
from herodotus.accounts import telling
from herodotus.surfaces.page import bundle
from tests.page.api_document import document

ROOT = Path(__file__).parents[2]
START, MAP = 60_000, 320_000
"""Bytes, gzipped, that may be loaded before the first view, and for the map."""


@pytest.fixture(scope="module")
def files() -> dict[str, bundle.File]:
    return bundle.load()


def _packed(file: bundle.File) -> int:
    return len(gzip.compress(file.data))


def _loaded(files: dict[str, bundle.File], *views: str) -> set[str]:
    """Return what is loaded to show some views: the shell, its script, theirs, all that these import, and the styles of each."""
    wanted = [path for path in files if re.match(rf"assets/(?:index|{'|'.join(views)})-[\w-]+\.js", path)]
    found = {"index.html"}
    while wanted:
        path = wanted.pop()
        if path not in found:
            found.add(path)
            wanted += [f"assets/{name}" for name in _IMPORTED.findall(files[path].data.decode())]
    names = {re.sub(r"-[\w-]{8}\.js$", "", path) for path in found}
    return found | {path for path in files if path.endswith(".css") and re.sub(r"-[\w-]{8}\.css$", "", path) in names}


_IMPORTED = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


def test_the_start_is_small(files: dict[str, bundle.File]) -> None:
    """The shell, its script and styles, and the view that comes first with all that it imports."""
    start = _loaded(files, "Inbox")

    assert {path.partition("-")[0] for path in start} >= {"index.html", "assets/index", "assets/Inbox"}
    assert sum(_packed(files[path]) for path in start) <= START


def test_the_map_keeps_its_budget(files: dict[str, bundle.File]) -> None:
    """Code and borders."""
    borders = {path for path in files if "countries-50m" in path}

    assert len(borders) == 1
    assert sum(_packed(files[path]) for path in _loaded(files, "Map") | borders) <= MAP


def test_no_view_but_the_map_loads_its_borders(files: dict[str, bundle.File]) -> None:
    borders = next(path.removeprefix("assets/") for path in files if "countries-50m" in path)
    naming = [path for path, file in files.items() if borders.encode() in file.data]

    assert [path for path in naming if "Map-" not in path] == []


def test_nothing_is_loaded_from_elsewhere(files: dict[str, bundle.File]) -> None:
    """No address but those of XML's name spaces and of error explanations in the framework, which are never asked for."""
    known = re.compile(rb"https?://(?:www\.w3\.org/|svelte\.dev/e/)")
    found = {
        (path, address.decode())
        for path, file in files.items()
        for address in re.findall(rb"https?://[\w./-]+", file.data)
        if not known.match(address)
    }

    assert found == set()


def test_the_committed_document_of_the_api_is_that_of_the_server() -> None:
    """Else: make page. The browser's types are made from it, so that an answer that changes fails their check."""
    committed = (ROOT / "docs" / "reference" / "page-api.json").read_text(encoding="utf-8")

    assert committed == document()


def test_the_words_of_the_page_are_those_of_the_server() -> None:
    """What a form offers is drawn before any answer comes; so these lists are written twice, and must not part."""
    shown = {name: (ROOT / "page" / "src" / "lib" / f"{name}.ts").read_text(encoding="utf-8") for name in WRITTEN}

    assert _listed(shown["asked"], "TYPES") == list(get_args(model.EventType))
    assert _listed(shown["asked"], "STANCES") == [one for one in get_args(model.Stance) if one != "none"]
    assert _listed(shown["questions"], "STATUSES") == list(get_args(model.Status))
    assert dict(re.findall(r"(\w+): '(\W)'", shown["words"])) == dict(telling.MARKS)


WRITTEN = ("asked", "questions", "words")


def _listed(source: str, name: str) -> list[str]:
    [found] = re.findall(rf"export const {name} = \[([^\]]*)\]", source)
    return re.findall(r"'([^']+)'", found)


def test_no_registry_is_named_in_the_lock_file() -> None:
    """Whoever builds takes the packages from where he takes them; their hashes are in the file."""
    lock = (ROOT / "page" / "package-lock.json").read_text(encoding="utf-8")

    assert '"resolved"' not in lock
    assert '"integrity"' in lock
