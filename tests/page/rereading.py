"""A report as two runs read it, for tests of what changed from one to the other."""

from __future__ import annotations

from dataclasses import replace

import herodotus
from herodotus.ledger import Ledger
from herodotus.model import Account

REPORT = "🚢 Norland blamed Merania for the raid in Port Elise. “We deny it,” Merania said on Monday. Norland’s navy shelled it."


def kept_twice(ledger: Ledger) -> tuple[Account, Account]:
    """A report as two runs read it: the later one found the shelling, lost the blame and tells the raid otherwise."""
    read = herodotus.read(REPORT, published="2026-03-11", publisher="Gazette")
    blame, shelling = read.events[0], read.events[-1]
    before = replace(read, events=tuple(one for one in read.events if one is not shelling))
    after = replace(
        read, events=tuple(replace(one, type="COERCE") if one.label == "raid" else one for one in read.events if one is not blame),
        made_by=replace(read.made_by, lexicons="sha256:others"),
    )  # fmt: skip
    ledger.add(before)
    ledger.add(after)
    return before, after
