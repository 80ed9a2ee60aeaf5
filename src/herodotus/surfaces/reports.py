"""Reading a batch of sources: each to the ledger and to standard output, the bad ones counted."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from herodotus import contract, pipeline
from herodotus.reading import Reader, Source, Unread
from herodotus.surfaces.console import Console

if TYPE_CHECKING:
    from herodotus.ledger import Ledger
    from herodotus.lexicons import OwnVerbs
    from herodotus.mentions import Dictionary
    from herodotus.model import Account

FAILED, USAGE, NOTHING = 3, 2, 4


class Batch:
    """Reads sources one after another. ``one_object`` writes a single JSON object, ``lines`` one a line."""

    def __init__(
        self,
        reader: Reader,
        console: Console,
        *,
        one_object: bool = False,
        lines: bool = False,
        own: Dictionary | None = None,
        verbs: OwnVerbs | None = None,
    ) -> None:
        self._reader, self._console, self._object, self._lines = reader, console, one_object, lines
        self._own, self._verbs = own, verbs
        self.read = self.kept = self.failed = 0
        self._refused = False

    def run(self, found: Iterable[Source | Unread], ledger: Ledger | None) -> None:
        """Read them all, then say how many were read, kept and failed."""
        for source in found:
            if self._object and self.read + self.failed:
                self._console.note("--json gives one object and there is more than one report: use --jsonl")
                self._refused = True
                return
            self._console.progress(f"{source.name}  {self.read} read, {self.failed} failed")
            self._one(source, ledger)
        self._console.progress("")
        self._close(ledger)

    def _one(self, source: Source | Unread, ledger: Ledger | None) -> None:
        account: Account | Unread = source if isinstance(source, Unread) else self._account(source)
        if isinstance(account, Unread):
            self.failed += 1
            self._console.note(str(account.error))
            return
        self.read += 1
        if ledger is not None:
            assert isinstance(source, Source)
            self.kept += ledger.add(account, raw=source.data).new
        self._write(account, source.name)

    def _account(self, source: Source) -> Account | Unread:
        return pipeline.account_or_reason(source, self._reader, self._own, self._verbs)

    def _write(self, account: Account, name: str) -> None:
        self._console.progress("")
        if self._object or self._lines:
            sys.stdout.write(contract.dumps(account, indent=2 if self._object else None) + "\n")
            return
        if self.read > 1:
            sys.stdout.write("\n")
        self._console.tell(account, name)

    def _close(self, ledger: Ledger | None) -> None:
        if self.failed or self.read + self.failed > 1:
            self._console.note(f"{self.read} read, {self.failed} failed")
        if ledger is not None and self.read:
            known = self.read - self.kept
            there = f", {known} there already" if known else ""
            self._console.note(
                f"ledger: {ledger.url} ({self.kept} new{there}); next: herodotus show --ledger {ledger.url}"
            )

    def exit_code(self) -> int:
        """Return 0, or what the command line says of what went wrong."""
        if self._refused:
            return USAGE
        if self.failed:
            return FAILED
        return 0 if self.read else NOTHING
