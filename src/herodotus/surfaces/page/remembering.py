"""What is the same for everybody and takes long to count, counted once for each state of the ledger."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from herodotus.ledger import Db, keeping

Found = TypeVar("Found")


class Remembered:
    """Answers by question, each with the state of the ledger it was found in; of another state none is given. Threads may ask."""

    def __init__(self, most: int = 64) -> None:
        self._most = most
        self._found: OrderedDict[tuple[object, ...], tuple[object, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, db: Db, question: tuple[object, ...], find: Callable[[], Found]) -> Found:
        """Return what is found for a question; found anew only where the ledger has changed, or much was asked since."""
        state = keeping.stamp(db)
        with self._lock:
            known = self._found.get(question)
        if known is not None and known[0] == state:
            found: Found = known[1]
            return found
        found = find()
        with self._lock:
            self._found[question] = (state, found)
            self._found.move_to_end(question)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return found
