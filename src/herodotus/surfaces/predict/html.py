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
    published = page.published.isoformat() if page.published is not None else None
    return {"text": page.text or "", "title": page.title, "published": published, "publisher": page.publisher}
