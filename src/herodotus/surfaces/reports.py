"""Reading a batch of sources: each to the ledger and to standard output, the bad ones counted."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from herodotus import contract, pipeline
from herodotus.errors import InputError
from herodotus.reading import Source, Unread
from herodotus.surfaces.console import Console
from herodotus.surfaces.executors import Executor, Work
from herodotus.surfaces.exits import FAILED, NOTHING, USAGE

if TYPE_CHECKING:
    from herodotus.ledger import Ledger
    from herodotus.model import Account


class Batch:
    """Reads sources and keeps their accounts. ``one_object`` writes a single JSON object, ``lines`` one a line."""

    def __init__(self, executor: Executor, console: Console, *, one_object: bool = False, lines: bool = False) -> None:
        self._executor, self._console, self._object, self._lines = executor, console, one_object, lines
        self.read = self.kept = self.failed = self.skipped = 0
        self._refused = False
        self._began = time.monotonic()

    def run(self, found: Iterable[Source | Unread], ledger: Ledger | None, *, resume: Work | None = None) -> None:
        """Read them all, then say how many were read, kept and failed. ``resume`` leaves out what was read by the same work."""
        if resume is not None and ledger is not None:
            found = self._unread_yet(found, ledger, resume)
        for source, account in self._executor.read(found):
            if self._object and self.read + self.failed:
                self._console.note("--json gives one object and there is more than one report: use --jsonl")
                self._refused = True
                return
            self._one(source, account, ledger)
            self._console.progress(f"{self._counted()}  {source.name}")
        self._console.progress("")
        self._close(ledger)

    def _unread_yet(self, found: Iterable[Source | Unread], ledger: Ledger, work: Work) -> Iterator[Source | Unread]:
        made_by = pipeline.made_by(work.load(), work.own, work.verbs)
        for source in found:
            if isinstance(source, Source) and ledger.has_bytes(source.data):
                try:
                    there = ledger.has(pipeline.report_in(source).id, made_by)
                except InputError:
                    there = False
                if there:
                    self.skipped += 1
                    continue
            yield source

    def _one(self, source: Source | Unread, account: Account | Unread, ledger: Ledger | None) -> None:
        if isinstance(account, Unread):
            self.failed += 1
            self._console.note(str(account.error))
            return
        self.read += 1
        if ledger is not None:
            assert isinstance(source, Source)
            self.kept += ledger.add(account, raw=source.data).new
        self._write(account, source.name)

    def _write(self, account: Account, name: str) -> None:
        self._console.progress("")
        if self._object or self._lines:
            sys.stdout.write(contract.dumps(account, indent=2 if self._object else None) + "\n")
            return
        if self.read > 1:
            sys.stdout.write("\n")
        self._console.tell(account, name)

    def _counted(self) -> str:
        there = f", {self.skipped} there already" if self.skipped else ""
        rate = self.read / max(time.monotonic() - self._began, 0.001)
        return f"{self.read:,} read{there}, {self.failed} failed  {rate:.1f}/s"

    def _close(self, ledger: Ledger | None) -> None:
        if self.failed or self.skipped or self.read + self.failed > 1:
            there = f", {self.skipped} there already" if self.skipped else ""
            self._console.note(f"{self.read} read{there}, {self.failed} failed")
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
        return 0 if self.read or self.skipped else NOTHING
