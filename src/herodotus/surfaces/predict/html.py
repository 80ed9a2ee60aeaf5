"""Task ``html``: the article of a saved page and what the page says of itself."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

from herodotus.reading import Reader, pages


def predict(row: dict[str, Any], reader: Reader, *, options: set[str], beside: Path) -> dict[str, Any]:
    """Return ``{text, title, published, publisher}`` for ``{file}``, a page beside the input."""
    path = beside / row["file"]
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    page = pages.read(data)
    said = page.declared
    published = said.published.isoformat() if said.published is not None else None
    return {"text": page.text or "", "title": said.title, "published": published, "publisher": said.publisher}
