"""What every answer needs: the ledger, what is allowed, and the jobs under way."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from herodotus import lexicons
from herodotus.errors import HerodotusError
from herodotus.ledger.everybody import Everybody
from herodotus.ledger.facts import Known
from herodotus.ledger.queues import Queues
from herodotus.surfaces.page.following import Listeners
from herodotus.surfaces.page.jobs import Jobs
from herodotus.surfaces.page.remembering import Remembered
from herodotus.surfaces.page.safety import Limits
from herodotus.surfaces.page.works import Works

if TYPE_CHECKING:
    from herodotus.ledger import Ledger


class Context:
    """One server's belongings, made at its start and passed to whoever answers."""

    def __init__(self, ledger: Ledger, limits: Limits, coder: str) -> None:
        self.ledger, self.limits, self.coder = ledger, limits, coder
        self.queues = Queues()
        self.remembered = Remembered()
        self.jobs, self.comparisons, self.works = Jobs("j", limits.held), Jobs("c"), Works(ledger, coder)
        self.listeners = Listeners(limits.listeners)
        self.known = Known()
        self.everybody = Everybody()

    def look_ahead(self) -> None:
        """
        Look at what takes long the first time before anybody asks: the rules that readings name, everybody, what waits.

        Whoever asks later is told it as the ledger is then: what is held is carried on by what changed.
        """
        with suppress(HerodotusError):  # a ledger that cannot be read is told to whoever asks
            lexicons.load().rule("")
            with self.ledger.reading() as db:
                self.everybody.known(db)
                self.queues.counts(db, self.coder)

    def close(self) -> None:
        """Stop what is under way and in line, and let whoever listens go."""
        self.jobs.close()
        self.comparisons.close()

    def rest(self, patience: float) -> None:
        """Wait until nothing is under way, but no longer than ``patience`` seconds for each line."""
        self.jobs.rest(patience)
        self.comparisons.rest(patience)


def _context(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


Here = Annotated[Context, Depends(_context)]
"""The context, as an answer asks for it."""
