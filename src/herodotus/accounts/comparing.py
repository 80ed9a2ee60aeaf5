"""Accounts compared with one another where no ledger is: the same pairs and the same incidents as a ledger finds."""

from __future__ import annotations

from collections.abc import Iterable

from herodotus.accounts import candidates, effects, incidents
from herodotus.accounts.sketches import Sketch, Sketcher
from herodotus.model import Account, Incident


def sketches_of(account: Account) -> list[Sketch]:
    """Return the sketches of an account's events, each with what it brought about."""
    sketcher = Sketcher(account)
    return [sketcher.event(event, parts) for event, parts in effects.wholes(account)]


def incidents_of(accounts: Iterable[Account]) -> tuple[Incident, ...]:
    """Return the incidents of some accounts, a lone event an incident of its own."""
    reports = {account.report.id: account for account in accounts}
    sketches = {report: sketches_of(account) for report, account in reports.items()}
    pairs = candidates.pairs(sketches, {report: account.report for report, account in reports.items()})
    return incidents.find([sketch for found in sketches.values() for sketch in found], pairs)
