"""The closed word classes the notation itself knows, from ``en/notation/words.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path

_CLASSES: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "en" / "notation" / "words.toml").read_text(encoding="utf-8")
)
PREPOSITIONS = frozenset(_CLASSES["prepositions"])
INTERROGATIVES = frozenset(_CLASSES["interrogatives"])
TIMES = frozenset(_CLASSES["times"])
SUBJECT_CONTROL = frozenset(_CLASSES["subject_control"])
OBJECT_GERUNDS = frozenset(_CLASSES["object_gerunds"])
