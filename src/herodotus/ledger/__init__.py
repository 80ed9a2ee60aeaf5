"""Keeping accounts: one file by default, every write a transaction, nothing stored twice."""

from __future__ import annotations

from sqlalchemy.engine import Connection as Db

from herodotus.ledger.store import Kept, Ledger, open_ledger

__all__ = ["Db", "Kept", "Ledger", "open_ledger"]
