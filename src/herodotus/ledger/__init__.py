"""Keeping accounts: one file by default, every write a transaction, nothing stored twice."""

from __future__ import annotations

from herodotus.ledger.store import Kept, Ledger, open_ledger

__all__ = ["Kept", "Ledger", "open_ledger"]
