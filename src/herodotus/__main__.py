"""``python -m herodotus`` is ``herodotus``."""

from __future__ import annotations

from herodotus.surfaces.cli import main

if __name__ == "__main__":
    main()
