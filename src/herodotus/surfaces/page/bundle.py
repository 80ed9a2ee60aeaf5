"""The page's own files, held in memory from the start: a request names one of them or gets nothing, whatever its path says."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from herodotus.errors import HerodotusError

_TYPES = {
    "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml", "json": "application/json",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    """A file of the bundle, ready to be sent."""

    data: bytes
    type: str


def load() -> dict[str, File]:
    """Return the bundle's files by their path below ``static``. Raises HerodotusError where it was not built."""
    root = files("herodotus.surfaces.page") / "static"
    found = dict(_walk(root, "")) if root.is_dir() else {}
    if "index.html" not in found:
        raise HerodotusError("The page's bundle is missing from this installation. Run 'make page', or install again.")
    return found


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, File]]:
    found: list[tuple[str, File]] = []
    for entry in folder.iterdir():
        path = prefix + entry.name
        if entry.is_dir():
            found += _walk(entry, f"{path}/")
        elif entry.name.rpartition(".")[2] in _TYPES:
            found.append((path, File(entry.read_bytes(), _TYPES[entry.name.rpartition(".")[2]])))
    return found
