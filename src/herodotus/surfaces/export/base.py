"""What an exporter is given, and what it gives back: bytes, and a count of what it left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from herodotus.accounts.overlay import Verdict
from herodotus.ledger import Db, correcting, grouping
from herodotus.model import Account

LeftOut = Counter[str]
"""What is not in the output, counted by why."""


@dataclass(frozen=True, slots=True)
class Told:
    """One report to be written: its account, corrected; the incident of each event; what people decided on its things."""

    account: Account
    incidents: Mapping[str, str] = field(default_factory=dict)
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)


def told_of(db: Db, chosen: Iterable[int] | None = None) -> Iterator[Told]:
    """Yield what is to be written of some reports of a ledger by their numbers, or of all."""
    for n, laid in correcting.everything(db, chosen):
        yield Told(laid.account, grouping.incidents_of(db, n), laid.verdicts)


@dataclass(frozen=True, slots=True)
class Asked:
    """
    Which events are wanted: ``statuses`` as a display names them, PLOVER ``types``, days they may have happened on.

    Nothing given wants all. Days asked for leave out what the text leaves undated.
    """

    statuses: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


class Exporter(Protocol):
    """Writes reports to a stream of bytes, and returns what it left out. The same reports give the same bytes."""

    def __call__(self, told: Iterable[Told], to: BinaryIO, asked: Asked) -> LeftOut:
        """Write."""
        ...
