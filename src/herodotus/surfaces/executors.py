"""
Who reads a batch: this process, or several beside it. The accounts are the same, and come in the order of the sources.

An executor satisfies :class:`Executor`; one for many machines fits in beside these.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from herodotus.errors import HerodotusError
from herodotus.reading import Source, Unread

if TYPE_CHECKING:
    from herodotus.lexicons import OwnVerbs
    from herodotus.mentions import Dictionary
    from herodotus.model import Account
    from herodotus.reading import Reader

Read = tuple[Source | Unread, "Account | Unread"]
_AHEAD = 4
"""Sources given out for each worker beyond the one whose account is awaited: enough that none is idle, few enough to hold."""


@dataclass(frozen=True, slots=True)
class Work:
    """How sources are read: with which reader (None: the one that ships), and whose dictionaries of actors and verbs."""

    reader: Path | None = None
    own: Dictionary | None = None
    verbs: OwnVerbs | None = None

    def ready(self) -> Callable[[Source], Account | Unread]:
        """Load what is needed and return the function that reads a source."""
        from herodotus import pipeline

        reader = self.load()
        return lambda source: pipeline.account_or_reason(source, reader, self.own, self.verbs)

    def load(self) -> Reader:
        """Return the reader."""
        from herodotus import reading

        if self.reader is None:
            return reading.default_reader()
        from herodotus.reading.conllu import ConlluReader

        return ConlluReader(self.reader)


class Executor(Protocol):
    """Reads sources; yields each with its account, or the reason why it has none, in the order they came."""

    def read(self, sources: Iterable[Source | Unread]) -> Iterator[Read]:
        """Read them."""
        ...


class Here:
    """Reads in this process, one source after another."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def read(self, sources: Iterable[Source | Unread]) -> Iterator[Read]:
        """Read them."""
        account_of = self._work.ready()
        for source in sources:
            yield source, source if isinstance(source, Unread) else account_of(source)


class Processes:
    """Reads in several processes, each with a reader of its own; this one only writes."""

    def __init__(self, work: Work, workers: int) -> None:
        self._work, self._workers = work, workers

    def read(self, sources: Iterable[Source | Unread]) -> Iterator[Read]:
        """Read them. Raises HerodotusError where a worker ends without a word."""
        pool = ProcessPoolExecutor(
            self._workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(self._work,)
        )
        try:
            yield from _in_order(pool, sources, self._workers * _AHEAD)
        except BrokenProcessPool as error:
            raise HerodotusError(
                "a worker ended without a word (for want of memory?). What was read is kept: "
                "the same command with --resume goes on."
            ) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, sources: Iterable[Source | Unread], ahead: int) -> Iterator[Read]:
    waiting: deque[tuple[Source | Unread, Future[Account | Unread] | None]] = deque()
    for source in sources:
        waiting.append((source, None if isinstance(source, Unread) else pool.submit(_read, source)))
        if len(waiting) > ahead:
            yield _done(*waiting.popleft())
    while waiting:
        yield _done(*waiting.popleft())


def _done(source: Source | Unread, account: Future[Account | Unread] | None) -> Read:
    if account is None:
        assert isinstance(source, Unread)
        return source, source
    return source, account.result()


# In a worker


_account_of: Callable[[Source], Account | Unread]


def _begin(work: Work) -> None:
    """The process that writes ends the batch on Ctrl-C, and its workers with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _account_of  # noqa: PLW0603  # a worker has nowhere else to keep its reader
    _account_of = work.ready()


def _read(source: Source) -> Account | Unread:
    return _account_of(source)


def executor(work: Work, workers: int) -> Executor:
    """Return who reads with so many workers."""
    return Here(work) if workers <= 1 else Processes(work, workers)
