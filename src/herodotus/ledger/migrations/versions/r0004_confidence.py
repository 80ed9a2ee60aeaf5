"""How sure the machine is of an event: the flat tables alone are others."""

from __future__ import annotations

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Leave what is kept as it is; accounts of before have no confidence until the report is read again."""
