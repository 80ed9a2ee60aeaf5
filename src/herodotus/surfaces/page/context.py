"""What every answer needs: the ledger, what is allowed, and the readings under way."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from herodotus import pipeline
from herodotus.ledger.queues import Queues
from herodotus.surfaces.page.comparing import Comparisons
from herodotus.surfaces.page.jobs import Jobs, Look, WatchedReader
from herodotus.surfaces.page.remembering import Remembered
from herodotus.surfaces.page.safety import Limits

if TYPE_CHECKING:
    from herodotus.ledger import Ledger
    from herodotus.model import Account
    from herodotus.reading import Source


class Context:
    """One server's belongings, made at its start and passed to whoever answers."""

    def __init__(self, ledger: Ledger, limits: Limits, coder: str) -> None:
        self.ledger, self.limits, self.coder = ledger, limits, coder
        self.queues = Queues()
        self.comparisons = Comparisons(ledger)
        self.remembered = Remembered()
        self.jobs = Jobs(self._read, lambda account, raw: ledger.add(account, raw=raw))

    @cached_property
    def _reader(self) -> WatchedReader:
        return WatchedReader()

    def _read(self, source: Source, look: Look) -> Account:
        return pipeline.account_for(source, reader=self._reader.watched(look))


def _context(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


Here = Annotated[Context, Depends(_context)]
"""The context, as an answer asks for it."""
