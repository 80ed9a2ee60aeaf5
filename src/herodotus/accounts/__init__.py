"""One report against another, and against itself: composing accounts, disputes, telling them in words."""

from __future__ import annotations

from herodotus.accounts.composing import compose
from herodotus.accounts.telling import tell

__all__ = ["compose", "tell"]
