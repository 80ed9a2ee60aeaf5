"""A cluster: the mentions taken for one happening, while the report is gone through."""

from __future__ import annotations

from dataclasses import dataclass, field

from herodotus.events.drafts import Draft
from herodotus.model import Party


@dataclass(slots=True)
class Cluster:
    """The mentions taken for one happening so far; ``kinds`` are their types and labels."""

    drafts: list[Draft] = field(default_factory=list)
    kinds: set[str | None] = field(default_factory=set)

    def add(self, draft: Draft) -> None:
        """Take a mention in."""
        self.drafts.append(draft)
        self.kinds |= {draft.type, draft.label}

    @property
    def main(self) -> Draft:
        """The mention that names it best: no mere result, one the narrator tells, the first."""
        return min(self.drafts, key=lambda d: (d.effect is not None, d.claim.statement is not None, d.trigger))

    def parties(self, role: str) -> list[Party]:
        """Return the parties of all mentions in one role."""
        return [party for draft in self.drafts for party in getattr(draft, role)]

    def times(self) -> list[str]:
        """Return the times its mentions name."""
        return [draft.time for draft in self.drafts if draft.time is not None]
