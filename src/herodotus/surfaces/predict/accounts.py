"""Task ``accounts``: the account of a report, as ``herodotus read --json`` gives it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from herodotus import contract, pipeline
from herodotus.reading import Reader


def predict(row: dict[str, Any], reader: Reader, *, options: set[str], beside: Path) -> dict[str, Any]:
    """Return the account of ``{publisher, published, title, url, text}``; the report keeps its own id."""
    known = {key: row.get(key) for key in ("published", "publisher", "title", "url")}
    return {"id": row["id"], **contract.to_json(pipeline.read(row["text"], reader=reader, **known))}
