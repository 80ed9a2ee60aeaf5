"""The OpenAPI document of the page, as it is committed: the browser's types are made from it (``make page``)."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from herodotus.ledger import open_ledger
from herodotus.surfaces.page.app import make_app


def document() -> str:
    """Return the document of the server as it is now."""
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "empty.db") as ledger:
        found = make_app(ledger).openapi()
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(document())
