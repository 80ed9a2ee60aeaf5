"""The closed word classes the notation itself knows, from ``en/notation/words.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path

from herodotus.lexicons.tables import read_table

_HOME = Path(__file__).parent / "en"
_CLASSES: dict[str, list[str]] = tomllib.loads((_HOME / "notation" / "words.toml").read_text(encoding="utf-8"))
PREPOSITIONS = frozenset(_CLASSES["prepositions"])
INTERROGATIVES = frozenset(_CLASSES["interrogatives"])
TIMES = frozenset(_CLASSES["times"])
SUBJECT_CONTROL = frozenset(_CLASSES["subject_control"])
CARRYING = frozenset(_CLASSES["carrying"])
AMOUNTS = frozenset(_CLASSES["amounts"])
_ROLES = read_table(_HOME / "actors" / "roles.tsv", file="en/actors/roles.tsv")
PEOPLE = frozenset(row["word"] for row in _ROLES if row["kind"] != "facility")
"""Words for those who can act: "the *rebel* attack" is the rebels'."""
OBJECT_GERUNDS = frozenset(_CLASSES["object_gerunds"])
