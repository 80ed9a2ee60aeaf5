"""How a deed stands in one voice's world, while the walk down to it goes on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, cast

from herodotus.model import REAL, Evidence, Status

OPEN: frozenset[str] = frozenset({"planned", "threatened", "demanded", "hypothetical"})


@dataclass(frozen=True, slots=True)
class Standing:
    """Status and polarity of a word in its voice's world; ``hidden``: another, unnamed voice stands behind it."""

    status: Status = "happened"
    polarity: Literal["+", "-"] = "+"
    hidden: bool = False
    because: tuple[Evidence, ...] = ()

    def made(self, status: str, evidence: Evidence | None = None) -> Standing:
        """Return this standing with another status, and why."""
        because = self.because if evidence is None else (*self.because, evidence)
        return replace(self, status=cast("Status", status), because=because)

    def turned(self, evidence: Evidence) -> Standing:
        """Return what *not* makes of this: happened becomes negated and back; what lies ahead is not to be."""
        because = (*self.because, evidence)
        if self.status in REAL:
            return replace(self, status="negated", because=because)
        if self.status == "negated":
            return replace(self, status="happened", because=because)
        return replace(self, polarity="-" if self.polarity == "+" else "+", because=because)
