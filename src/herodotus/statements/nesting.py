"""Which statement stands inside the words of which: found by place, not by trying every pair."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from herodotus.model import Statement


class Nesting:
    """For each of some statements, those whose words hold its cue, and those whose cues its words hold, in their order."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._within: list[set[int]] = [set() for _ in statements]
        self._holding: list[set[int]] = [set() for _ in statements]
        self.statements = statements
        cues = sorted((one.cue.start, i) for i, one in enumerate(statements) if one.cue is not None)
        for outer, statement in enumerate(statements):
            for inner in self._cued_inside(statement, cues):
                self._within[inner].add(outer)
                self._holding[outer].add(inner)

    def _cued_inside(self, statement: Statement, cues: list[tuple[int, int]]) -> list[int]:
        found = []
        for span in statement.content:
            near = cues[bisect_left(cues, (span.start, -1)) : bisect_left(cues, (span.end + 1, -1))]
            found += [i for _, i in near if (cue := self.statements[i].cue) is not None and span.holds(cue)]
        return [i for i in found if self.statements[i] is not statement]

    def around(self, index: int) -> list[Statement]:
        """Return the statements whose words hold the cue of the one at an index."""
        return [self.statements[i] for i in sorted(self._within[index])]

    def inside(self, index: int) -> list[Statement]:
        """Return the statements whose cues stand in the words of the one at an index."""
        return [self.statements[i] for i in sorted(self._holding[index])]
