"""
Herodotus reads news reports and keeps a sourced ledger of who did what to whom — who says so, and who disputes it.

>>> import herodotus
>>> account = herodotus.read("The mayor of Port Elise said on Monday that the bridge was closed.", published="2026-03-11")
>>> account.statements[0].act
'say'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from herodotus._version import __version__

if TYPE_CHECKING:
    from herodotus.contract import from_json, to_json
    from herodotus.errors import HerodotusError
    from herodotus.ledger import open_ledger
    from herodotus.model import Account
    from herodotus.pipeline import read, read_many
    from herodotus.reading.source import Unread

__all__ = [
    "Account",
    "HerodotusError",
    "Unread",
    "__version__",
    "from_json",
    "open_ledger",
    "read",
    "read_many",
    "to_json",
]

_HOMES = {
    "Account": "model", "HerodotusError": "errors", "Unread": "reading.source", "from_json": "contract",
    "open_ledger": "ledger", "read": "pipeline", "read_many": "pipeline", "to_json": "contract",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Find a public name in its home when it is first asked for, so that importing stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'herodotus' has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f"herodotus.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
