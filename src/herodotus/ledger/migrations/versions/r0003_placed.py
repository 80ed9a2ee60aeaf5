"""How well a place is supported, where a thing stands in time, what a deed brought about: the flat tables alone are others."""

from __future__ import annotations

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Leave what is kept as it is; whatever is said and compared is made anew after the last step."""
