"""Titles of one report's versions: one key for what they share."""

from __future__ import annotations

import re
from functools import cache

from herodotus import lexicons
from herodotus.accounts.names import folded


def title_key(title: str | None) -> str | None:
    """
    Return what the titles of versions of one report share: no word of the desk, no figures.

    >>> title_key("UPDATE 2-At least 12 die in raid") == title_key("At least 14 die in raid")
    True
    """
    return None if title is None else re.sub(r"\d+", "#", folded(_desk().sub("", title))) or None


@cache
def _desk() -> re.Pattern[str]:
    words = sorted((re.escape(row["word"]) for row in lexicons.load().table("accounts/desk")), key=len, reverse=True)
    return re.compile(rf"^\W*(?:\d+\w\w )?(?:{'|'.join(words)})\b[\s\d]*[-–—:)]+", re.IGNORECASE)
